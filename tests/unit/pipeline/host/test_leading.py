"""What HOST asks when the model's line does not serve."""

from __future__ import annotations

import itertools

import pytest

from podcast_studio.pipeline.host.leading import (
    instructs,
    plain_question,
    rests_on,
)
from podcast_studio.pipeline.phrases.choosing import ENGLISH


def ask(after: str, lines: list[str] | None = None, *, number: int = 0, opens: bool = False) -> str:
    return plain_question(after, lines or [], ENGLISH, number, opens=opens)


def test_a_name_that_comes_up_is_asked_about() -> None:
    assert "Lord Kelvin" in ask("Then a man called Lord Kelvin built a machine.")


def test_a_name_that_was_asked_about_is_not_asked_about_again() -> None:
    assert "Kelvin" not in ask("So it was that Kelvin built it.", ["Who was Kelvin?"])


@pytest.mark.parametrize(
    "after",
    [
        "Then he wrote: “Bees dance in the dark.”",
        'Then he wrote "Bees dance in the dark."',
        "Then he wrote: Bees dance in the dark.",
        "Then he wrote 'Bees dance in the dark.'",
        "Then he wrote «Bees dance in the dark».",
    ],
)
def test_the_first_word_of_a_quotation_is_no_name(after: str) -> None:
    assert "Bees" not in ask(after)


@pytest.mark.parametrize("word", ["Egyptian", "American", "English", "French", "Chinese", "Germans", "European"])
def test_a_word_of_a_people_is_no_name(word: str) -> None:
    assert word not in ask(f"The day has twelve hours by the {word} division of it.")


def test_a_year_is_asked_about() -> None:
    assert "1872" in ask("It was built in 1872 of brass.")


def test_the_beginning_of_a_topic_has_its_own_questions() -> None:
    assert ask("Then Lord Kelvin came in 1872.", opens=True) in ENGLISH.first_questions


def test_a_question_is_asked_once_and_then_host_only_wants_to_hear_more() -> None:
    lines: list[str] = []
    for number in range(40):
        lines.append(ask("so it went on.", lines, number=number))
    asked = len(ENGLISH.questions)
    assert set(lines[:asked]) == set(ENGLISH.questions)
    assert set(lines[asked:]) == set(ENGLISH.listening)
    assert all(before != after for before, after in itertools.pairwise(lines))


def test_topics_open_without_a_question_when_each_has_been_asked() -> None:
    lines: list[str] = []
    for number in range(8):
        lines.append(ask("Then it began.", lines, number=number, opens=True) or f"Let's turn to topic {number}.")
    asked = len(ENGLISH.first_questions)
    assert set(lines[:asked]) == set(ENGLISH.first_questions)
    assert lines[asked:] == [f"Let's turn to topic {number}." for number in range(asked, 8)]


@pytest.mark.parametrize("after", ["", "?", "ABC"])
def test_there_is_always_a_question(after: str) -> None:
    assert ask(after) in ENGLISH.questions
    assert ask(after, list(ENGLISH.questions)) in ENGLISH.listening


@pytest.mark.parametrize(
    "sentence",
    [
        "Turn the pedals backwards.",
        "Always wash your hands first.",
        "Don't use oil for that.",
        "Never open it.",
        "Remove both wheels, then the chain.",
        "Add 30 grams of salt.",
        "Then lift it out.",
        "Wait.",
        "Go to the mill.",
    ],
)
def test_instructions_are_known(sentence: str) -> None:
    assert instructs(sentence) == (sentence != "Wait.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Water in the bay rises.",
        "Heat from the sun drives it.",
        "The pedals turn.",
        "Press reports were few.",
        "Change is slow.",
        "Turns of the wheel are counted.",
        "Additives are rare.",
        "",
    ],
)
def test_statements_are_no_instructions(sentence: str) -> None:
    assert not instructs(sentence)


def test_what_rests_on_the_name_of_its_part_is_known() -> None:
    assert rests_on("Check before every ride", "The check takes half a minute.", ["We talk about bicycles."])
    assert not rests_on("Check before every ride", "The check takes half a minute.", ["A check is quick."])
    assert not rests_on("Check before every ride", "A check takes half a minute.", [])
    assert not rests_on("Check before every ride", "The chain should run quietly.", [])
    assert not rests_on("", "The check takes half a minute.", [])
