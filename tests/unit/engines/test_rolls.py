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
        "Marlow Haven, 27 May 2024",
        "27 May 2024",
        "March 4, 2025",
        "Hamburg, den 3. April 2019",
        "Dear Ms Oriel, dear Mr Tan,",
        "Sehr geehrte Frau Lang,",
        "Yours sincerely, Ada Marlow",
        "Mit freundlichen Grüßen",
        "Ann Pole, Tom Hale, Ruth Adeyemi, Gerald Humphries, Maria Hofer and Josef Rainer",
    ],
)
def test_a_roll(text: str) -> None:
    assert is_roll(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear to the heart of every keeper was the lamp.",
        "It was signed on 27 May 2024.",
        "Best wishes were sent by all of them.",
        "In 2019 the bridge was closed.",
        "The two who came were Ann Pole and Tom Hale.",
        "Result: the water rose by two metres.",
        "Paris, London and Rome were linked by rail before the century was over.",
        "They sowed beans, peas and lentils",
    ],
)
def test_a_sentence(text: str) -> None:
    assert not is_roll(text)
