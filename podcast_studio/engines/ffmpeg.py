"""Running ffmpeg: finding it, feeding it, stopping it, and understanding why it failed."""

from __future__ import annotations

import errno
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, PodcastStudioError
from podcast_studio.domain.files import disk_error

_WATCH_SECONDS = 0.1
_DETAIL_BYTES = 4_000  # of what ffmpeg said last
_BLOCK_BYTES = 1 << 16
_QUIET = ("-hide_banner", "-nostats", "-y")


@dataclass
class _Run:
    process: subprocess.Popen[bytes]
    said: str = ""  # on stderr; known once it has ended


@lru_cache(maxsize=1)
def ffmpeg_path() -> str:
    """The ffmpeg that comes with the app. Raises AudioError when it isn't there."""
    try:
        import imageio_ffmpeg

        path: str = imageio_ffmpeg.get_ffmpeg_exe()
    except (ImportError, RuntimeError) as error:
        raise AudioError(
            "The audio encoder ffmpeg is missing.",
            way_out="Install the app again, or put the path of an ffmpeg program into IMAGEIO_FFMPEG_EXE.",
            details=repr(error),
        ) from error
    return path


def check_ffmpeg() -> str:
    """The first line of what ffmpeg says about itself. Raises AudioError when it can't be run."""
    try:
        said = subprocess.run(
            [ffmpeg_path(), "-version"],
            capture_output=True,
            text=True,
            timeout=30,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise _failed("ffmpeg cannot be run", repr(error)) from error
    return said.stdout.partition("\n")[0]


def feed(arguments: Sequence[str], blocks: Iterable[bytes], cancel: CancelToken, out: Path) -> str:
    """Run ffmpeg with `blocks` on its standard input; all that it said. `out` is named when the disk is full."""
    with _running(arguments, cancel, out, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as run:
        process = run.process
        assert process.stdin is not None
        with suppress(BrokenPipeError):  # it ended early: the exit code and its words say why
            for block in blocks:
                process.stdin.write(block)
            process.stdin.close()
        process.wait()
    return run.said


def watch(arguments: Sequence[str], cancel: CancelToken, out: Path, report: Callable[[float], None]) -> str:
    """Run ffmpeg on files; all that it said. `report` gets the seconds of audio that are through."""
    options = ("-progress", "pipe:1", "-stats_period", "0.25")
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
    with _running((*options, *arguments), cancel, out, **pipes) as run:
        process = run.process
        assert process.stdout is not None
        for line in process.stdout:
            name, _, value = line.decode("ascii", "replace").strip().partition("=")
            if name == "out_time_us" and value.lstrip("-").isdecimal():
                report(max(0, int(value)) / 1e6)
        process.wait()
    return run.said


def decode(arguments: Sequence[str], cancel: CancelToken, file: Path) -> Iterator[bytes]:
    """Run ffmpeg with its result on standard output; that in blocks as it comes."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
    with _running(arguments, cancel, file, **pipes) as run:
        assert run.process.stdout is not None
        while block := run.process.stdout.read(_BLOCK_BYTES):
            yield block
        run.process.wait()


@contextmanager
def _running(arguments: Sequence[str], cancel: CancelToken, out: Path, **pipes: int) -> Iterator[_Run]:
    """A running ffmpeg that is killed on cancel and on any error, waited for, and asked for its exit code."""
    cancel.check()
    with tempfile.TemporaryFile() as words:
        try:
            process = subprocess.Popen([ffmpeg_path(), *_QUIET, *arguments], stderr=words, **pipes)  # type: ignore[call-overload]
        except OSError as error:
            raise _failed("ffmpeg cannot be run", repr(error)) from error
        run = _Run(process)
        ended = threading.Event()
        watcher = threading.Thread(target=_kill_on_cancel, args=(process, cancel, ended), name="ffmpeg-cancel")
        watcher.start()
        try:
            yield run
        finally:
            if process.poll() is None:
                process.kill()
            _close(process)
            process.wait()
            ended.set()
            watcher.join()
        cancel.check()
        words.seek(0)
        run.said = words.read().decode("utf-8", "replace")
        if process.returncode != 0:
            raise _why(run.said, process.returncode, out)


def _kill_on_cancel(process: subprocess.Popen[bytes], cancel: CancelToken, ended: threading.Event) -> None:
    while not ended.is_set():
        if cancel.cancelled:
            process.kill()
            return
        ended.wait(_WATCH_SECONDS)


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # closing flushes into a pipe that nobody reads any more
                pipe.close()


def _why(said: str, code: int, out: Path) -> PodcastStudioError:
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return disk_error(OSError(errno.ENOSPC, said[-_DETAIL_BYTES:]), out)
    return _failed(f"The audio encoder failed on “{out.name}”", f"exit code {code}\n{said[-_DETAIL_BYTES:]}")


def _failed(what: str, details: str) -> AudioError:
    return AudioError(f"{what}.", way_out="Try again, or choose another audio format.", details=details)
