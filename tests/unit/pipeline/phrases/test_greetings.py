"""The greeting tells what kind of talk it is, in each language of podcasts."""

from __future__ import annotations

import pytest

from podcast_studio.domain.languages import LANGUAGES
from podcast_studio.domain.styles import Style
from podcast_studio.pipeline.phrases.choosing import phrases_for
from podcast_studio.pipeline.phrases.greetings import greetings_for

_MOST_WORDS = 20


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", Style)
def test_each_style_has_its_own_in_each_language(style: Style, language: str) -> None:
    greetings = greetings_for(style, language)
    assert len(set(greetings)) == len(greetings) > 1, "one can be written anew"
    for greeting in greetings:
        assert greeting.count("{topics}") == 1
        assert len(greeting.split()) <= _MOST_WORDS
    if style is not Style.INTERVIEW:
        assert greetings[0].rstrip(".").endswith(": {topics}"), "so that any title can stand there"
        assert greetings[0] not in phrases_for(language).greetings


def test_no_style_begins_with_another_ones() -> None:
    every = [greetings_for(style, language)[0] for style in Style for language in LANGUAGES]
    assert len(every) == len(set(every))


def test_a_region_does_not_matter_and_english_stands_in_for_the_rest() -> None:
    assert greetings_for(Style.STORY, "de-AT") == greetings_for(Style.STORY, "de")
    assert greetings_for(Style.STORY, "sv") == greetings_for(Style.STORY, "en")
