"""What reaches the voice is speech."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from podcast_studio.pipeline.speech.sayable import sayable

Table = list[tuple[str, str]]

TABLES = Path(__file__).parent / "sayable"


def cases(language: str) -> Table:
    """The table of a language: written, a tab, said; blank lines and kinds ("# ...") are no cases."""
    lines = (TABLES / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if "\t" in line]
    return [(written.replace("⏎", "\n"), said) for written, said in pairs]


# What a table in a file cannot show: signs that are not seen, and what is too long.
ODD: Table = [
    ("10\u202f000\u00a0000 bees", "ten million bees"),
    ("1" * 20, " ".join(["one"] * 20)),
    ("", ""),
    (" \n\t", ""),
    ("—", ""),
    ("🙂 hi ™", "hi"),
    ("soft\u00adhyphen a\u200bb", "softhyphen a b"),
    ("lone \ud800 surrogate, NUL\x00byte, bell\x07", "lone surrogate, NULbyte, bell"),
    ("你好 5", "你好 five"),
    ("Cafe\u0301 naïve", "Café naïve"),
]
EVERYTHING = [*cases("en"), *ODD]


def _name(text: object) -> str:
    return ascii(text)[1:41]


def test_the_table_is_long_and_names_nothing_twice() -> None:
    written = [pair[0] for pair in cases("en")]
    assert len(written) == len(set(written)) >= 400


@pytest.mark.parametrize(("written", "said"), EVERYTHING, ids=_name)
def test_is_said_as_a_person_would(written: str, said: str) -> None:
    assert sayable(written) == said


@pytest.mark.parametrize(("written", "said"), EVERYTHING, ids=_name)
def test_said_twice_is_said_the_same(written: str, said: str) -> None:
    assert sayable(said) == said


BITS = [
    *"0123456789 .,:;-–—'’\"()[]{}<>/\\*_#&+=%$€£¥°²³½@…~^|!?",
    *("km", "m", "st", "nd", "th", "s", "am", "PM", "v", "XIV", "I", "Henry ", "World War ", "May ", "Mar. ", "Jan"),
    *("No. ", "pp. ", "e.g. ", "etc. ", "www.", "http://", "a.com", "α", "µ", "₂", "⁵", "\u00ad", "\u200b", "\u202f"),
    *("🙂", "\ud800", "\x00", "\x07", "٣", "５", "a", "B", " c. ", "AD ", "million", " bn", "k", "/h", "1,000"),
    *("2020", "1914", "12:30", "[[", "]]", "```", "<|", "\n- ", "\n1. ", "é", "漢", "№", "√", "′", "″", "BC", "<b>"),
]


@pytest.mark.parametrize("seed", range(5))
def test_any_mixture_is_said_in_words_and_stays_so(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(150):
        text = "".join(chance.choice(BITS) for _ in range(chance.randrange(1, 30)))
        said = sayable(text)
        assert sayable(said) == said, ascii(text)
        assert not re.search(r"[0-9*_`~|<>{}\[\]()\\\n]|  |https?:", said), ascii(text)


@pytest.mark.parametrize("language", ["en", "en_GB", "de", "fr_FR", "zh", "xx", ""])
def test_random_unicode_never_fails(language: str) -> None:
    chance = random.Random(language)
    for _ in range(60):
        text = "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(1, 40)))
        said = sayable(text, language)
        assert sayable(said, language) == said, ascii(text)
        said.encode()


@pytest.mark.parametrize(
    "text",
    ["[" * 3000, "(" * 3000, "1," * 3000, "1 " * 3000, "9" * 6000, "a." * 3000, "1/" * 3000, "<" * 3000, "-" * 3000],
)
def test_endless_text_of_one_kind_is_no_trap(text: str) -> None:
    said = sayable(text)
    assert sayable(said) == said


LANGUAGES = ("de", "es", "fr", "it", "pt", "nl", "pl")
FOREIGN = [(language, *case) for language in LANGUAGES for case in cases(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_each_language_is_long_and_names_nothing_twice(language: str) -> None:
    written = [pair[0] for pair in cases(language)]
    assert len(written) == len(set(written)) >= 80


@pytest.mark.parametrize(("language", "written", "said"), FOREIGN, ids=_name)
def test_each_language_says_its_own(language: str, written: str, said: str) -> None:
    assert sayable(written, language) == said
    assert sayable(said, language) == said


@pytest.mark.parametrize("language", ["de_DE", "DE", "de-AT"])
def test_a_region_speaks_its_language(language: str) -> None:
    assert sayable("3,5 Liter", language) == "drei Komma fünf Liter"


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_mixture_is_said_without_figures_in_each_language(language: str) -> None:
    chance = random.Random(language)
    for _ in range(80):
        text = "".join(chance.choice(BITS) for _ in range(chance.randrange(1, 30)))
        said = sayable(text, language)
        assert sayable(said, language) == said, ascii(text)
        assert not re.search(r"[0-9*_`|<>{}\[\]\n]", said), ascii(text)


def test_an_unknown_language_keeps_what_cannot_be_said() -> None:
    assert sayable("21 [1] **bees**", "xx") == "21 bees"
