from pathlib import Path

import pytest

from podcast_studio.domain.languages import ENGLISH, LANGUAGES
from podcast_studio.pipeline.speech.length import spoken_words

COLLECTIONS = Path(__file__).parents[3] / "evaluation" / "collections"


@pytest.mark.parametrize("name", ["story/the_clock_at_saltholm.md", "bicycle_manual/care_and_repair.md"])
def test_a_text_of_usual_words_is_as_long_as_it_has_words(name: str) -> None:
    text = (COLLECTIONS / name).read_text()
    assert spoken_words(text) == pytest.approx(len(text.split()), rel=0.1)


def test_what_is_said_counts_and_not_what_is_written() -> None:
    for written, spoken in (
        ("313 ppm", "three hundred thirteen parts per million"),
        ("in 1905", "in nineteen oh five"),
        ("5 km", "five kilometres"),
        ("**bold**", "bold"),
    ):
        assert spoken_words(written) == pytest.approx(spoken_words(spoken), rel=0.15)


def test_long_words_take_longer_and_so_does_a_pause() -> None:
    assert spoken_words("temperature") > 2 * spoken_words("a cat")
    assert spoken_words("Yes, it is, he said.") > spoken_words("Yes it is he said")


def test_nothing_takes_no_time() -> None:
    assert spoken_words("") == spoken_words("  ") == 0


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {ENGLISH}))
def test_words_of_other_languages_are_longer_than_english_ones(language: str) -> None:
    assert spoken_words("abcdefghij", language) < spoken_words("abcdefghij")


def test_a_languages_region_makes_no_difference() -> None:
    assert spoken_words("Die Gezeiten wechseln.", "de-AT") == spoken_words("Die Gezeiten wechseln.", "de")
