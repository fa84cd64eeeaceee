"""What styles and levels change."""

from __future__ import annotations

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.styles import Level, Style
from podcast_studio.pipeline.prompts import Act
from podcast_studio.pipeline.recipes import appeal_in, in_style_order, recipe_for, weighs


def passage(text: str, document: str = "a.md") -> Passage:
    return Passage(
        id=text[:8], document=document, order=0, heading=(), page=None, start=0, end=len(text), text=text, spoken=text
    )


@pytest.mark.parametrize("style", Style)
@pytest.mark.parametrize("level", Level)
def test_every_style_has_a_recipe_at_every_level(style: Style, level: Level) -> None:
    recipe = recipe_for(style, level)
    assert recipe_for(style, level, large_model=True).most_words > recipe.most_words
    assert recipe.acts
    assert 40 <= recipe.most_words <= 150


def test_styles_differ_in_what_host_does() -> None:
    acts = {style: recipe_for(style, Level.INFORMED).acts for style in Style}
    assert acts[Style.DEBATE].count(Act.DOUBT) > acts[Style.INTERVIEW].count(Act.DOUBT)
    assert Act.NEXT in acts[Style.STORY]
    assert recipe_for(Style.BRIEFING, Level.INFORMED).cues_only


def test_levels_differ_in_length_and_manner() -> None:
    new, informed, expert = (recipe_for(Style.INTERVIEW, level) for level in Level)
    assert new.most_words < informed.most_words < expert.most_words
    assert "everyday words" in new.expert
    assert "colleague" in expert.expert
    assert Act.REACT not in expert.acts


def test_a_story_is_told_by_time_and_begins_with_what_has_none() -> None:
    late, early, undated = (
        [passage(text, document)]
        for text, document in (
            ("It closed in 1951.", "a.md"),
            ("It began in 1822.", "b.md"),
            ("The coast is flat.", "c.md"),
        )
    )
    assert in_style_order([late, undated, early], Style.STORY) == [undated, early, late]
    told = [[passage("It ended in 1951.")], [passage("It had begun in 1822.")]]
    assert in_style_order([*told, early], Style.STORY) == [*told, early], "one document is told as it was written"
    assert in_style_order([late, undated, early], Style.INTERVIEW) == [late, undated, early]


def test_a_debate_looks_for_what_is_set_against_something() -> None:
    plain = [passage("The lamp burns oil and the keeper fills it each night at nine.")]
    torn = [passage("Critics doubt it, however: the cost was high, but nobody objected.")]
    assert appeal_in(Style.DEBATE, torn) > appeal_in(Style.DEBATE, plain)
    assert appeal_in(Style.INTERVIEW, torn) == 0
    assert weighs("Yet it failed, although nobody objected") == 4
