"""Pronunciations from the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def say(run: Run, documents: Path) -> Run:
    run("collections", "add", documents)
    return lambda *words: run("collections", "say", "tides", *words)


def test_entries_are_set_shown_listed_and_forgotten(say: Run) -> None:
    assert say().out == (
        'Names are said as they are written. Change one with: podcast-studio collections say "Tides" WRITTEN SPOKEN\n'
    )
    assert say("SQLite", " S Q  light ").out == "“SQLite” is said “S Q light” in what is voiced from now on.\n"
    assert say("Nguyen", "win").code == 0
    assert say().out == "Nguyen  win\nSQLite  S Q light\n"
    assert say("nguyen").out == "Nguyen  win\n"
    assert say("nguyen", "--forget").out == "“nguyen” is said as it is written again.\n"
    assert say().out == "SQLite  S Q light\n"


def test_all_of_it_as_json(say: Run) -> None:
    assert say("--json").json == []
    entry = {"written": "Nguyen", "spoken": "win"}
    assert say("Nguyen", "win", "--json").json == entry
    assert say("--json").json == [entry]
    assert say("Nguyen", "--json").json == entry
    assert say("Nguyen", "--forget", "--json").json == {"forgotten": "Nguyen"}


@pytest.mark.parametrize("words", [("--forget",), ("Nguyen", "win", "--forget")])
def test_what_is_not_understood_is_told(say: Run, words: tuple[str, ...]) -> None:
    ran = say(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "podcast-studio: with --forget goes one name, as it is written, and no more.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Nguyen",), "Nothing is known of how “Nguyen” is said. Look at the list of pronunciations."),
        (("Nguyen", "--forget"), "Nothing is known of how “Nguyen” is said. Look at the list of pronunciations."),
        (("Nguyen", ""), "How it is said cannot be empty. Fill in both: the name, and how it is said."),
        (("Nguyen", "[[wIn]]"), "How it is said cannot have double brackets in it. Write it in plain letters."),
    ],
)
def test_what_cannot_be_done_is_told_with_a_way_out(say: Run, words: tuple[str, ...], told: str) -> None:
    ran = say(*words)
    assert (ran.code, ran.out, ran.err) == (1, "", f"podcast-studio: {told}\n")


def test_a_collection_that_is_not_there_is_told(run: Run) -> None:
    assert run("collections", "say", "nobody", "Nguyen", "win").code == 1
