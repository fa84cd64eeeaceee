"""Programs are run without a shell, for so long and no longer, and never left behind."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import CommandError, InputError, Interrupted
from podcast_studio.studio.programs import filled, notification, parse_command, run_program
from podcast_studio.testing.waiting import has_ended, until

PYTHON = sys.executable


def run(*words: str, folder: Path, seconds: float = 60, cancel: CancelToken | None = None) -> str:
    return run_program(words, folder=folder, seconds=seconds, cancel=cancel or CancelToken())


def test_a_command_is_words_and_what_is_filled_in_stays_one_word() -> None:
    words = parse_command(f"'{PYTHON}' -m tag --title {{title}} '{{folder}}/copy of {{id}}.mp3'")
    values = {"title": "Bees; rm -rf $HOME & {audio}", "folder": "/a b", "id": "7", "audio": "", "transcript": ""}
    assert filled(words, values) == [
        PYTHON,
        "-m",
        "tag",
        "--title",
        "Bees; rm -rf $HOME & {audio}",
        "/a b/copy of 7.mp3",
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "There is no program"),
        ("no-such-program {audio}", "There is no program “no-such-program”"),
        (f"{PYTHON} {{password}}", "There is no placeholder {password}"),
        (f"{PYTHON} {{audio.parent}}", "There is no placeholder"),
        (f"{PYTHON} 'open", "cannot be read"),
        (f"{PYTHON} {{audio", "cannot be read"),
    ],
)
def test_a_command_that_cannot_be_run_is_refused(typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_command(typed)


def test_what_it_says_is_given_back_and_it_runs_in_the_folder(tmp_path: Path) -> None:
    said = run(PYTHON, "-c", "import os; print(os.getcwd()); print('b' * 10_000, end='')", folder=tmp_path)
    assert len(said) == 4_000
    assert run(PYTHON, "-c", "import os; print(os.getcwd())", folder=tmp_path) == str(tmp_path)


def test_a_failure_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ended with code 3") as raised:
        run(PYTHON, "-c", "import sys; print('no such host'); sys.exit(3)", folder=tmp_path)
    assert raised.value.details == "no such host"
    assert not raised.value.retryable


def test_a_program_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be run"):
        run(str(tmp_path / "gone"), folder=tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="process groups")
def test_one_that_takes_too_long_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "pid"

    def seconds() -> float:
        """Time that stands still until the program has told what it started."""
        return 100.0 if told.exists() and told.read_text() else 0.0

    monkeypatch.setattr("podcast_studio.studio.programs.time", SimpleNamespace(monotonic=seconds))
    script = (
        "import subprocess, sys, time; "
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
        "open('pid', 'w').write(str(child.pid)); time.sleep(600)"
    )
    with pytest.raises(CommandError, match="ran for more than"):
        run(PYTHON, "-c", script, folder=tmp_path, seconds=3)
    until(lambda: has_ended(int(told.read_text())))


def test_it_is_ended_when_the_job_is_asked_to_stop(tmp_path: Path) -> None:
    cancel = CancelToken()
    asking = threading.Timer(0.5, lambda: cancel.cancel(Interrupted()))
    asking.start()
    with pytest.raises(Interrupted):
        run(PYTHON, "-c", "import time; time.sleep(600)", folder=tmp_path, cancel=cancel)
    asking.join()


@pytest.mark.skipif(sys.platform != "linux", reason="notify-send")
def test_a_notification_is_shown_by_the_system_or_told_to_be_impossible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="no program that shows notifications"):
        notification("a", "b")
    program = tmp_path / "notify-send"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert notification("-a", "b") == [str(program), "--app-name=Podcast Studio", "--", "-a", "b"]
