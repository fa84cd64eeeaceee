"""What a style and a level change in the writing: who leads, how long answers are, what HOST does, what comes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.styles import Level, Style
from podcast_studio.pipeline.prompts import Act

_YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]\d|\d)")
_WEIGHING = re.compile(
    r"(?i)\b(?:but|however|although|though|yet|despite|whereas|while|critics?|critici[sz]\w+|against|doubt\w*|"
    r"disput\w+|disagree\w*|object\w+|risks?|cost|costs|problems?|fail\w*|lost|loss\w*|never|not|aber|jedoch|obwohl)\b"
)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How exchanges are written."""

    acts: tuple[Act, ...]  # HOST's, one after the other; a remark that does not serve gives way to a question
    expert: str = ""  # what EXPERT is asked beside retelling
    most_words: int = 88  # of one answer
    topics: float = 1.0  # how many, relative to an interview
    opening: Act = Act.ASK  # HOST's where a topic opens
    cues_only: bool = False  # HOST hands on with a few words that need no model
    listens: bool = False  # HOST wants to hear more, where a remark does not serve
    retells_all: bool = False  # also what can be told as it stands
    answer_tries: int = 1  # a small model's second try failed in most cases, and took as long as the first
    remark_tries: int = 0  # of a small model's remarks one of six passed the checks, and of those a third was not true
    recalls_every: int = 6  # exchanges between two in which HOST takes up what was said before; 0 is never
    recalls_doubts: bool = False  # HOST prefers to take up what speaks against


_BY_STYLE = {
    Style.INTERVIEW: Recipe(acts=(Act.REACT, Act.REMARK, Act.REACT, Act.DOUBT, Act.REACT, Act.REMARK)),
    Style.DEEP_DIVE: Recipe(
        acts=(Act.REACT, Act.WHY, Act.REMARK, Act.REACT, Act.DOUBT, Act.REMARK),
        opening=Act.WHY,
        most_words=104,
        topics=0.5,
        recalls_every=4,
    ),
    Style.BRIEFING: Recipe(
        acts=(Act.ASK,),
        expert="brisk and to the point",
        most_words=120,
        topics=1.3,
        cues_only=True,
        recalls_every=0,
    ),
    Style.DEBATE: Recipe(
        acts=(Act.DOUBT, Act.REMARK, Act.DOUBT, Act.WHY),
        opening=Act.DOUBT,
        most_words=72,
        topics=0.7,
        recalls_every=2,
        recalls_doubts=True,
    ),
    Style.CRITIQUE: Recipe(
        acts=(Act.DOUBT, Act.REACT, Act.REMARK, Act.DOUBT, Act.REMARK),
        opening=Act.WHY,
        topics=0.8,
        recalls_every=3,
        recalls_doubts=True,
    ),
    Style.STORY: Recipe(
        acts=(Act.REMARK, Act.REACT, Act.REMARK, Act.NEXT),
        expert="as a story, one event after the other",
        opening=Act.NEXT,
        topics=0.6,
        listens=True,
    ),
}


def recipe_for(style: Style, level: Level, *, large_model: bool = False) -> Recipe:
    """How podcasts of this style are written for listeners of this level; a large model tells more at once."""
    recipe = _BY_STYLE[style]
    if large_model:
        more = recipe.most_words * 5 // 4
        recipe = replace(recipe, most_words=more, retells_all=True, answer_tries=2, remark_tries=2)
    if level is Level.NEWCOMER:
        manner = "in short sentences and everyday words"
        sums_up = recipe.acts if recipe.cues_only else (Act.REMARK, *recipe.acts)
        return replace(
            recipe, expert=_joined(recipe.expert, manner), most_words=recipe.most_words * 2 // 3, acts=sums_up
        )
    if level is Level.PROFESSIONAL:
        acts = tuple(act for act in recipe.acts if act is not Act.REACT) or recipe.acts
        manner = "to a colleague, with every term and unit"
        return replace(recipe, expert=_joined(recipe.expert, manner), most_words=recipe.most_words * 5 // 4, acts=acts)
    return recipe


def in_style_order(topics: Sequence[list[Passage]], style: Style) -> list[list[Passage]]:
    """The chosen topics as the style tells them: a story by time, where the documents name years at all.

    A document is told as it was written: somebody has put it in an order already.
    """
    if style is not Style.STORY:
        return list(topics)
    by_document: dict[str, list[list[Passage]]] = {}
    for topic in topics:
        by_document.setdefault(topic[0].document, []).append(topic)
    years = {path: _first_year([passage for topic in told for passage in topic]) for path, told in by_document.items()}
    dated = [year for year in years.values() if year is not None]
    undated = min(dated, default=0) - 1  # what has no year of its own comes before, where scenes are set
    return [
        topic for path in sorted(by_document, key=lambda path: years[path] or undated) for topic in by_document[path]
    ]


def appeal_in(style: Style, topic: Sequence[Passage]) -> float:
    """How much a topic has of what the style looks for, 0 to 1."""
    if style not in (Style.DEBATE, Style.CRITIQUE):
        return 0.0
    words = sum(passage.words for passage in topic)
    return min(1.0, 25 * sum(map(weighs, (passage.spoken for passage in topic))) / max(1, words))


def weighs(text: str) -> int:
    """How many words of it set one thing against another."""
    return len(_WEIGHING.findall(text))


def _first_year(topic: Sequence[Passage]) -> int | None:
    years = [int(year) for passage in topic for year in _YEAR.findall(passage.spoken)]
    return min(years, default=None)


def _joined(*manners: str) -> str:
    return ", ".join(manner for manner in manners if manner)
