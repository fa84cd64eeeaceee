"""Settings, listed and changed on the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, fields
from typing import Any

import pytest

from podcast_studio.studio import Studio
from podcast_studio.studio.preferences import Preferences

Run = Callable[..., Any]


def test_all_are_listed_and_say_what_they_are(run: Run) -> None:
    assert run("settings", "list", "--json").json == asdict(Preferences())
    lines = run("settings", "list").out.splitlines()
    assert [line.split()[0] for line in lines] == [field.name for field in fields(Preferences)]
    assert "notifications    on" in lines
    assert "soft_minutes     0" in lines
    assert "model            -" in lines


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("workers", "3", 3),
        ("soft_minutes", "7.5", 7.5),
        ("notifications", "off", False),
        ("only_between", "22:00-7:00", "22:00-07:00"),
        ("format", "flac", "flac"),
        ("then_run", "echo {title}", "echo {title}"),
        ("host_voice", "12", "12"),
    ],
)
def test_one_is_changed_and_put_back(
    run: Run, opened: Callable[[], Studio], name: str, value: str, kept: object
) -> None:
    assert run("settings", "set", name, value, "--json").json == {name: kept}
    with opened() as studio:
        assert getattr(studio.preferences.get(), name) == kept
    assert run("settings", "reset", name).code == 0
    with opened() as studio:
        assert studio.preferences.get() == Preferences()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("colour", "red", "There is no preference “colour”. There are: workers, threads"),
        ("workers", "many", "“many” cannot be the preference “workers”. Give a number from 1 to 8."),
        ("workers", "99", "“99” cannot be the preference “workers”. Give a number from 1 to 8."),
        ("notifications", "perhaps", "Give on or off."),
        ("stall_minutes", "nan", "Give a number from 0 to 10000."),
        ("format", "avi", "Give one of mp3"),
        ("only_between", "night", "Give hours such as 22:00-07:00, or nothing."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run: Run, name: str, value: str, told: str) -> None:
    ran = run("settings", "set", name, value)
    assert ran.code == 1
    assert told in ran.err
    assert run("settings", "list", "--json").json == asdict(Preferences())


def test_an_unknown_one_cannot_be_put_back(run: Run) -> None:
    ran = run("settings", "reset", "colour")
    assert (ran.code, ran.out) == (1, "")
    assert "There is no preference “colour”." in ran.err
