"""The plan: which topics, in which order, with how many words each."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind
from podcast_studio.pipeline.retrieving_content import by_topic, interest

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
    topics = _choose_topics(by_topic(passages), _topic_count(order.minutes), wanted)
    budgets = _share([_capacity(topic) for topic in topics], wanted)
    segments = [Segment(kind=SegmentKind.OPENING, title="Introduction", passages=(), words=_FRAME_WORDS // 2)]
    used: set[str] = set()
    for topic, budget in zip(topics, budgets, strict=True):
        title = _fresh(topic_title(topic), used)
        told = tuple(passage.id for passage in _most_telling(topic, budget))
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
    asked = [order.minutes, order.focus, order.style, order.language, order.model, order.seed]
    return hashlib.sha256(json.dumps([asked, [passage.id for passage in passages]]).encode()).hexdigest()


def topic_title(topic: Sequence[Passage]) -> str:
    """What a listener would call these passages."""
    headings = [passage.heading for passage in topic if passage.heading]
    if not headings:
        return _readable_stem(topic[0].document)
    common = _common(headings)
    return _tidy(common[-1] if common else headings[0][-1])


def document_title(passage: Passage) -> str:
    """The title of the document a passage is from."""
    return _tidy(passage.heading[0]) if passage.heading else _readable_stem(passage.document)


def _topic_count(minutes: float) -> int:
    return max(2, min(16, round(1.2 + minutes * 0.7)))


def _capacity(topic: Sequence[Passage]) -> int:
    """Words that this topic carries, HOST's lines included."""
    return sum(int(passage.words * 0.9) + HOST_WORDS for passage in topic)


def _choose_topics(topics: list[list[Passage]], count: int, wanted: int) -> list[list[Passage]]:
    """The richest topics, taken in turn from each part of the collection, until they carry what is wanted."""
    parts: dict[str, list[list[Passage]]] = {}
    for topic in topics:
        parts.setdefault(str(PurePosixPath(topic[0].document).parent), []).append(topic)
    for members in parts.values():
        members.sort(key=lambda topic: -sum(interest(passage) for passage in topic[:6]))
    queue = [topic for row in _rows(list(parts.values())) for topic in row]
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


def _most_telling(topic: Sequence[Passage], budget: int) -> list[Passage]:
    """The passages for a budget in reading order, then the others as spares."""
    needed, words = set[str](), 0
    for passage in sorted(topic, key=interest, reverse=True):
        if words >= budget:
            break
        needed.add(passage.id)
        words += int(passage.words * 0.9) + HOST_WORDS
    first = [passage for passage in topic if passage.id in needed]
    return first + [passage for passage in topic if passage.id not in needed]


def _common(headings: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    shared: list[str] = []
    for level in zip(*headings, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def _tidy(text: str) -> str:
    text = re.sub(r"[*_`#\[\]{}<>|]", "", text)
    text = re.sub(r"^\s*(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.)\s+", "", text)
    return " ".join(text.split())[:80].rstrip(" :.-") or "More"


def _readable_stem(document: str) -> str:
    stem = re.sub(r"[-_.]+", " ", PurePosixPath(document).stem)
    return _tidy(stem[:1].upper() + stem[1:])


def _fresh(title: str, used: set[str]) -> str:
    candidate, number = title, 2
    while candidate.lower() in used:
        candidate, number = f"{title}, part {number}", number + 1
    used.add(candidate.lower())
    return candidate
