"""Names that nobody would read aloud are told from sentences that have names in them."""

from __future__ import annotations

import pytest

from podcast_studio.engines.rolls import is_roll


@pytest.mark.parametrize(
    "text",
    [
        "Apologies: Gerald Humphries, Ann Pole",
        "Present: Ruth Adeyemi, Tom Hale",
        "Village hall, Tuesday 4 March 2025, 19:30",
        "Ann Pole, Tom Hale, Ruth Adeyemi, Gerald Humphries, Maria Hofer and Josef Rainer",
    ],
)
def test_a_roll(text: str) -> None:
    assert is_roll(text)


@pytest.mark.parametrize(
    "text",
    [
        "The two who came were Ann Pole and Tom Hale.",
        "Result: the water rose by two metres.",
        "Paris, London and Rome were linked by rail before the century was over.",
        "They sowed beans, peas and lentils",
    ],
)
def test_a_sentence(text: str) -> None:
    assert not is_roll(text)
