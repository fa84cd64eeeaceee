"""What the speakers say of the programme itself."""

from __future__ import annotations

import re
import string
from dataclasses import fields

import pytest

from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import ENGLISH, listing, phrases_for, pick
from podcast_studio.pipeline.speech.sayable import sayable
from podcast_studio.pipeline.text.clean import clean_turn

FILLING = {"topics": "bees", "topic": "bees", "document": "bees", "sources": "a text", "fact": "Bees dance.",
           "name": "Kelvin", "year": "1872", "title": "Bees", "count": 3, "part": "bees",
           "figures": "a dozen bees and a hundred hives"}  # fmt: skip
LANGUAGES = ("en", "de", "es", "fr", "it", "pt", "nl", "pl")
ALL = [
    (language, phrase)
    for language in LANGUAGES
    for field in fields(Phrases)
    for value in [getattr(phrases_for(language), field.name)]
    for phrase in ([value] if isinstance(value, str) else value)
]


@pytest.mark.parametrize(("language", "phrase"), ALL)
def test_every_phrase_is_speech_with_known_gaps(language: str, phrase: str) -> None:
    gaps = {name for _, name, _, _ in string.Formatter().parse(phrase) if name}
    assert gaps <= set(FILLING)
    said = phrase.format(**FILLING)
    assert "{" not in said
    if said[-1] in ".?!":
        assert clean_turn(said).replace(" ", "") == said.replace(" ", "")  # French puts a blank before some signs
        assert not re.search(r"\d", sayable(said, language))


def gaps_of(phrases: Phrases, name: str) -> set[frozenset[str]]:
    """The sets of gaps that the phrases of a kind have."""
    return {
        frozenset(gap for _, gap, _, _ in string.Formatter().parse(phrase) if gap) for phrase in getattr(phrases, name)
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", [field.name for field in fields(Phrases) if field.name.endswith("s")])
def test_there_is_a_choice_of_each_with_the_same_gaps_as_in_english(language: str, field: str) -> None:
    choices = getattr(phrases_for(language), field)
    if isinstance(choices, tuple):
        assert len(set(choices)) == len(choices) >= 2
        assert gaps_of(phrases_for(language), field) == gaps_of(ENGLISH, field)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_many_questions(language: str) -> None:
    assert len(phrases_for(language).questions) >= 10


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
