"""The plan: which topics, in which order, with how many words each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind
from podcast_studio.domain.styles import Style
from podcast_studio.pipeline.covering import most_covering
from podcast_studio.pipeline.recipes import appeal_in, in_style_order, recipe_for
from podcast_studio.pipeline.retrieving_content import by_topic, interest
from podcast_studio.pipeline.text.titles import in_part, topic_title
from podcast_studio.pipeline.truth.grounding import dangles

HOST_WORDS = 16  # of a line between two statements
WORDS_PER_SECOND = 2.75  # before a voice was ever measured
PAUSE_SHARE = 0.93  # of a programme is speech
_FRAME_WORDS = 90  # opening and closing together


def words_for(minutes: float, words_per_second: float = WORDS_PER_SECOND) -> int:
    """How many words fill so many minutes, pauses included."""
    return int(minutes * 60 * words_per_second * PAUSE_SHARE)


def make_plan(passages: Sequence[Passage], order: PodcastOrder, *, words_per_second: float = WORDS_PER_SECOND) -> Plan:
    """Spread the words over topics so that each gets its share and none more than it carries."""
    wanted = max(60, words_for(order.minutes, words_per_second) - _FRAME_WORDS)
    topics = in_style_order(_choose_topics(by_topic(passages), _topic_count(order), wanted, order.style), order.style)
    budgets = _share([_capacity(topic) for topic in topics], wanted)
    segments = [Segment(kind=SegmentKind.OPENING, title="Introduction", passages=(), words=_FRAME_WORDS // 2)]
    used: set[str] = set()
    for topic, budget in zip(topics, budgets, strict=True):
        stretch, spare = _most_telling(topic, budget)
        document = [passage for passage in passages if passage.document == stretch[0].document]
        title = _fresh(topic_title(stretch, document), used)
        told = tuple(passage.id for passage in (*stretch, *spare))
        segments.append(Segment(kind=SegmentKind.TOPIC, title=title, passages=told, words=budget))
    segments.append(Segment(kind=SegmentKind.CLOSING, title="What stays", passages=(), words=_FRAME_WORDS // 2))
    carried = sum(_capacity(topic) for topic in topics) + _FRAME_WORDS
    return Plan(
        segments=tuple(segments),
        carries_seconds=carried / words_per_second / PAUSE_SHARE,
        words_per_second=words_per_second,
        fingerprint=fingerprint(order, passages),
    )


def fingerprint(order: PodcastOrder, passages: Sequence[Passage]) -> str:
    """Changes when the plan would: with the asked length, focus, style, language, model, seed or the material."""
    asked = [order.minutes, order.focus, order.style, order.level, order.language, order.model, order.seed]
    return hashlib.sha256(json.dumps([asked, [passage.id for passage in passages]]).encode()).hexdigest()


def _topic_count(order: PodcastOrder) -> int:
    share = recipe_for(order.style, order.level).topics
    return max(2, min(16, round(1.2 + order.minutes * 0.7 * share)))


def _capacity(topic: Sequence[Passage]) -> int:
    """Words that this topic carries, HOST's lines included."""
    return sum(int(passage.words * 0.9) + HOST_WORDS for passage in topic)


def _choose_topics(topics: list[list[Passage]], count: int, wanted: int, style: Style) -> list[list[Passage]]:
    """What covers each part of the collection best, taken in turn from them, until it carries what is wanted."""
    parts: dict[str, list[list[Passage]]] = {}
    for topic in topics:
        parts.setdefault(str(PurePosixPath(topic[0].document).parent), []).append(topic)

    def liking(topic: list[Passage]) -> float:
        return max(0.0, sum(interest(passage) for passage in topic[:6]) + 2 * appeal_in(style, topic))

    queue = [topic for row in _rows([most_covering(members, liking) for members in parts.values()]) for topic in row]
    chosen: list[list[Passage]] = []
    for topic in queue:
        if len(chosen) >= count and sum(map(_capacity, chosen)) >= wanted * 1.15:
            break
        chosen.append(topic)
    place = {id(topic): number for number, topic in enumerate(topics)}
    return sorted(chosen, key=lambda topic: place[id(topic)])


def _rows(parts: list[list[list[Passage]]]) -> list[list[list[Passage]]]:
    longest = max((len(part) for part in parts), default=0)
    return [[part[row] for part in parts if row < len(part)] for row in range(longest)]


def _share(capacities: Sequence[int], wanted: int) -> list[int]:
    """Give each an equal share, but none more than its capacity; what one cannot take goes to the others."""
    budgets = [0] * len(capacities)
    left, open_places = wanted, [place for place, capacity in enumerate(capacities) if capacity > 0]
    while left > 0 and open_places:
        share = max(1, left // len(open_places))
        for place in list(open_places):
            given = min(share, capacities[place] - budgets[place], left)
            budgets[place] += given
            left -= given
            if budgets[place] >= capacities[place]:
                open_places.remove(place)
    return budgets


def _most_telling(topic: Sequence[Passage], budget: int) -> tuple[list[Passage], list[Passage]]:
    """The best stretch of the topic for a budget, in reading order; and what follows it, then what came before.

    One stretch rather than the best single passages: what is told in order needs no explaining.
    """
    stretches = [(start, _end_of_stretch(topic, start, budget)) for start in range(len(topic))]
    full = [pair for pair in stretches if pair[1] is not None]
    begin, end = max(full, key=lambda pair: _appeal(topic, *pair)) if full else (0, len(topic))
    return [*topic[begin:end]], [*topic[end:], *topic[:begin]]


def _end_of_stretch(topic: Sequence[Passage], start: int, budget: int) -> int | None:
    """Where the stretch that fills the budget from there ends; None when the topic ends before."""
    words = 0
    for place in range(start, len(topic)):
        words += _capacity(topic[place : place + 1])
        if words >= budget:
            return place + 1
    return None


def _appeal(topic: Sequence[Passage], begin: int, end: int | None) -> float:
    """How much there is to tell in a stretch, and whether it begins where a listener can come in."""
    stretch = topic[begin:end]
    opens_section = begin == 0 or topic[begin - 1].heading != topic[begin].heading
    way_in = (0.6 if begin == 0 else 0.4 if opens_section else 0.0) - (0.4 if dangles(stretch[0].spoken) else 0.0)
    return sum(interest(passage) for passage in stretch) / len(stretch) + way_in


def _fresh(title: str, used: set[str]) -> str:
    candidate, number = title, 2
    while candidate.lower() in used:
        candidate, number = in_part(title, number), number + 1
    used.add(candidate.lower())
    return candidate
