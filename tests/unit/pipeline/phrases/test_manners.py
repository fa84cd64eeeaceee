"""What HOST says before a question tells the style, in each language of podcasts."""

from __future__ import annotations

import re

import pytest

from podcast_studio.domain.languages import LANGUAGES
from podcast_studio.domain.styles import Style
from podcast_studio.pipeline.phrases.manners import manners_for

_WITH_MANNERS = (Style.BRIEFING, Style.DEBATE, Style.CRITIQUE, Style.DEEP_DIVE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("style", _WITH_MANNERS)
def test_they_are_short_whole_and_begin_each_in_its_own_way(style: Style, language: str) -> None:
    manners = manners_for(style, language)
    assert len(manners) >= 5
    assert len({tuple(manner.split()[:2]) for manner in manners}) == len(manners)
    for manner in manners:
        assert 1 <= len(manner.split()) <= 8
        assert re.fullmatch(r"[^.?!]+\.", manner), "one sentence, that nobody has to answer"
        assert not re.search(r"\d", manner)


def test_other_styles_have_none() -> None:
    assert [style for style in Style if not manners_for(style, "en")] == [Style.STORY]


def test_no_phrase_is_another_styles() -> None:
    every = [(language, manner) for language in LANGUAGES for style in Style for manner in manners_for(style, language)]
    assert len(every) == len(set(every))


def test_a_region_does_not_matter_and_english_stands_in_for_the_rest() -> None:
    assert manners_for(Style.DEBATE, "pt-BR") == manners_for(Style.DEBATE, "pt")
    assert manners_for(Style.DEBATE, "sv") == manners_for(Style.DEBATE, "en")
