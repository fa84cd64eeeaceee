import re

import pytest

from podcast_studio.domain.languages import LANGUAGES
from podcast_studio.domain.pronunciations import Pronunciations, pronunciation
from podcast_studio.pipeline.speech.sayable import sayable
from podcast_studio.pipeline.speech.saying import spoken_words

NAMES = Pronunciations(
    pronunciation(*entry)
    for entry in {
        "Nguyen": "win",
        "SQLite": "S Q light",
        "US": "you ess",
        "km": "K. M.",
        "R2-D2": "R2-D2 & co",
        "10": "ten-ish",
    }.items()
)


def words(text: str, language: str = "en") -> str:
    return spoken_words(text, NAMES.said(text), language)


def test_without_a_hit_it_is_what_is_sayable() -> None:
    text = "The moon pulls at 5 m of water in 1984."
    assert spoken_words(text, NAMES.said(text), "en") == sayable(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Nguyen's app weighs 5 kg.", "Doctor win's app weighs five kilograms."),
        ("SQLite in the US (for us)", "S Q light in the you ess, for us"),
        ("**Nguyen** and `SQLite`", "win and S Q light"),
        ("Nguyen II", "win the second"),
        ("St. Nguyen", "Saint win"),
        ("It is 5 km to 1984.", "It is five K. M. to nineteen eighty-four."),
        ("See https://nguyen.com/Nguyen for more.", "See win dot com for more."),
    ],
)
def test_the_rest_is_made_sayable_around_the_name(text: str, expected: str) -> None:
    assert words(text) == expected


def test_what_was_put_in_is_said_as_it_is() -> None:
    assert words("R2-D2 beeps 10 times.") == "R2-D2 & co beeps ten-ish times."


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_come_through_the_rules_of_every_language(language: str) -> None:
    many = " ".join(f"Nguyen {number}, nguyen." for number in range(11, 40))
    said = words(many, language)
    assert len(re.findall(r"\bwin\b", said)) == 2 * 29
    assert "zux" not in said.lower()


def test_a_text_that_holds_the_stand_in_keeps_it() -> None:
    assert words("Zuxbq and zuxx met Nguyen.") == "Zuxbq and zuxx met win."
