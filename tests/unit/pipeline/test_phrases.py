"""What the speakers say of the programme itself."""

from __future__ import annotations

import string
from dataclasses import fields

import pytest

from podcast_studio.pipeline.clean import clean_turn
from podcast_studio.pipeline.phrases import ENGLISH, listing, phrases_for, pick
from podcast_studio.pipeline.sayable import sayable

FILLING = {"topics": "bees", "topic": "bees", "document": "bees", "sources": "a text", "fact": "Bees dance.",
           "name": "Kelvin", "year": "1872", "title": "Bees", "count": 3}  # fmt: skip
ALL = [
    phrase
    for field in fields(ENGLISH)
    for value in [getattr(ENGLISH, field.name)]
    for phrase in ([value] if isinstance(value, str) else value)
]


@pytest.mark.parametrize("phrase", ALL)
def test_every_phrase_is_speech_with_known_gaps(phrase: str) -> None:
    gaps = {name for _, name, _, _ in string.Formatter().parse(phrase) if name}
    assert gaps <= set(FILLING)
    said = phrase.format(**FILLING)
    assert "{" not in said
    if said[-1] in ".?!":
        assert clean_turn(said) == said
        assert sayable(said)


@pytest.mark.parametrize("name", ["greetings", "welcomes", "turnings", "questions", "recaps", "reminders", "farewells"])
def test_there_is_a_choice_of_each(name: str) -> None:
    choices = getattr(ENGLISH, name)
    assert len(set(choices)) == len(choices) >= 3


@pytest.mark.parametrize("language", ["en", "en_GB", "en-US", "EN", "xx", ""])
def test_a_language_without_phrases_of_its_own_gets_english(language: str) -> None:
    assert phrases_for(language) is ENGLISH


def test_one_is_picked_by_number_and_each_in_turn() -> None:
    assert [pick("abc", number) for number in range(5)] == ["a", "b", "c", "a", "b"]


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_listing_reads_as_a_sentence_does(items: list[str], said: str) -> None:
    assert listing(items, "and") == said
