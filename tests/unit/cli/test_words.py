"""What the command line understands, and what it answers when it does not."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any

import pytest

from podcast_studio import __version__
from podcast_studio.cli import main
from podcast_studio.cli.generate import stopping
from podcast_studio.domain.errors import (
    CollectionError,
    Interrupted,
    LengthError,
    ModelError,
    UnknownFormatError,
    UnknownVoiceError,
)
from podcast_studio.studio import Studio

COMMANDS = ("generate", "collections", "podcasts", "jobs", "status", "worker", "voices", "models", "settings", "doctor")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert [line.split()[0] for line in said.splitlines() if line.split()[:1] and line.split()[0] in COMMANDS] == [
        *COMMANDS
    ]


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"podcast-studio {__version__}\n"


@pytest.mark.parametrize(
    "words",
    [
        ["dance"],
        ["generate"],
        ["generate", "folder", "--minutes", "ten"],
        ["generate", "folder", "--seed", "1.5"],
        ["generate", "folder", "--loud"],
        ["collections"],
        ["collections", "add"],
        ["podcasts", "export", "id"],
        ["jobs", "bury", "id"],
        ["status"],
        ["worker", "--workers", "many"],
        ["settings", "set", "workers"],
    ],
)
def test_what_is_not_understood_is_a_usage_error(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("usage: podcast-studio")


def failing(error: BaseException) -> Callable[[], Studio]:
    def opened() -> Studio:
        raise error

    return opened


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (CollectionError("There is no folder.", way_out="Choose one."), 1, "There is no folder. Choose one."),
        (ModelError("The model fell asleep."), 1, "The model fell asleep."),
        (LengthError("Too long.", way_out="Ask for less."), 2, "Too long. Ask for less."),
        (UnknownFormatError("No such format."), 2, "No such format."),
        (UnknownVoiceError("No such voice."), 2, "No such voice."),
    ],
)
def test_an_error_is_a_sentence_and_an_exit_code(
    capsys: pytest.CaptureFixture[str], error: Exception, code: int, said: str
) -> None:
    assert main(["voices", "list"], failing(error)) == code
    assert capsys.readouterr() == ("", f"podcast-studio: {said}\n")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), Interrupted()])
def test_an_interruption_is_told_with_its_own_code(capsys: pytest.CaptureFixture[str], error: BaseException) -> None:
    assert main(["voices", "list"], failing(error)) == 130
    assert capsys.readouterr() == ("", "Stopped. The same command goes on where it stopped.\n")


def test_a_bug_is_a_sentence_that_names_the_log(
    capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("PODCAST_STUDIO_HOME", str(tmp_path))
    assert main(["voices", "list"], failing(ZeroDivisionError("by nought"))) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "something unexpected happened (ZeroDivisionError: by nought)" in said.err
    assert str(tmp_path / "logs" / "podcast-studio.log") in said.err
    assert "Traceback" not in said.err
    assert "Traceback" in caplog.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_first_signal_asks_and_the_second_interrupts(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with stopping() as stop:
        assert not stop.is_set()
        signal.raise_signal(number)
        assert stop.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(number)
    assert signal.getsignal(number) is before
