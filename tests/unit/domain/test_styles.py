"""Names of styles and levels as a person writes them."""

from __future__ import annotations

import pytest

from podcast_studio.domain.errors import UnknownStyleError
from podcast_studio.domain.styles import Level, Style, parse_level, parse_style


@pytest.mark.parametrize("name", ["deep-dive", "Deep dive", " DEEP DIVE "])
def test_a_name_is_known_however_it_is_written(name: str) -> None:
    assert parse_style(name) is Style.DEEP_DIVE


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UnknownStyleError, match="interview, deep-dive, briefing, debate, critique, story"):
        parse_style("opera")
    with pytest.raises(UnknownStyleError, match="newcomer, informed, professional"):
        parse_level("child")
    assert parse_level("Newcomer") is Level.NEWCOMER
