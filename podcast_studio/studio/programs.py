"""Programs of the user's: run without a shell, for a limited time, and never left behind."""

from __future__ import annotations

import logging
import os
import shlex
import shutil
import signal
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import CommandError, InputError

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.1
_OUTPUT_KEPT = 4_000  # bytes, the last ones
PLACEHOLDERS = ("audio", "title", "folder", "transcript", "id")


def parse_command(text: str) -> list[str]:
    """A command line as words. Raises InputError for one that cannot be run, before anything is made."""
    try:
        words = shlex.split(text, posix=os.name == "posix")
        names = {name for word in words for _, name, _, _ in string.Formatter().parse(word) if name is not None}
    except ValueError as error:
        raise InputError(f"The command “{text}” cannot be read: {error}.", way_out="Check its quotes.") from error
    if unknown := sorted(names - set(PLACEHOLDERS)):
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise InputError(f"There is no placeholder {{{unknown[0]}}}.", way_out=f"There are: {known}.")
    if not words or shutil.which(words[0]) is None:
        raise InputError(
            f"There is no program “{words[0] if words else ''}”.", way_out="Check its name, or give its whole path."
        )
    return words


def filled(words: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """The words with their placeholders filled in; each stays one word, whatever is in it."""
    return [word.format_map(values) for word in words]


def run_program(words: Sequence[str], *, folder: Path, seconds: float, cancel: CancelToken) -> str:
    """Run it in a folder to its end; what it said last. Raises CommandError, or what `cancel` was asked for."""
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd=folder,
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise CommandError(
                f"The program “{words[0]}” cannot be run ({error.strerror}).",
                way_out="Check that it is there and may be run, then retry.",
            ) from error
        try:
            _wait_for(process, words[0], seconds, cancel)
        finally:
            _end(process)
        said.seek(max(0, said.seek(0, os.SEEK_END) - _OUTPUT_KEPT))
        output = said.read().decode(errors="replace").strip()
    _log.info("%s ended with %s: %s", words[0], process.returncode, output)
    if process.returncode == 0:
        return output
    cancel.check()
    why = f"ended with code {process.returncode}" if process.returncode > 0 else "was stopped"
    raise CommandError(
        f"The program “{words[0]}” {why}.", way_out="Its last words are in the details. Retry it.", details=output
    )


def _wait_for(process: subprocess.Popen[bytes], name: str, seconds: float, cancel: CancelToken) -> None:
    deadline = time.monotonic() + seconds
    while process.poll() is None:
        if cancel.wait(_LOOK_SECONDS):
            cancel.check()
        if time.monotonic() > deadline:
            raise CommandError(
                f"The program “{name}” ran for more than {seconds / 60:g} minutes and was stopped.",
                way_out="Give it more time in the settings, then retry.",
            )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Where it has not ended by itself, nothing is left of it or of what it has started."""
    if process.poll() is None:
        if os.name == "posix":
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def notification(title: str, text: str) -> list[str]:
    """The command with which this system shows a notification. Raises CommandError where it has none."""
    if sys.platform == "darwin":
        script = ["-e", "on run argv", "-e", "display notification (item 2 of argv) with title (item 1 of argv)"]
        return ["osascript", *script, "-e", "end run", title, text]
    program = shutil.which("notify-send")
    if program is None:
        raise CommandError(
            "This system has no program that shows notifications.",
            way_out="Install notify-send, or have a command run instead.",
        )
    return [program, "--app-name=Podcast Studio", "--", title, text]
