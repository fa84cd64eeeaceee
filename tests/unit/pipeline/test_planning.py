"""The plan spreads the words over topics, each with its share and none with more than it carries."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.scripts import Plan, SegmentKind
from podcast_studio.pipeline.planning import WORDS_PER_SECOND, fingerprint, make_plan, words_for
from podcast_studio.testing.index import TextReader
from podcast_studio.testing.pipeline import an_order, material


def passages_of(texts: dict[str, str], folder: Path) -> list[Passage]:
    reader = TextReader(texts)
    return [passage for file in reader.scan(folder).files for passage in reader.read(file)]


@pytest.fixture(scope="module")
def plenty(tmp_path_factory: pytest.TempPathFactory) -> list[Passage]:
    return passages_of(material(30, 12), tmp_path_factory.mktemp("plenty"))


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> list[Passage]:
    return passages_of(material(2, 3), tmp_path_factory.mktemp("little"))


def topics_of(plan: Plan) -> list[tuple[str, ...]]:
    return [part.passages for part in plan.segments if part.kind is SegmentKind.TOPIC]


def carried(passages: Sequence[Passage], identifiers: Sequence[str]) -> int:
    known = {passage.id: passage.words for passage in passages}
    return sum(known[identifier] for identifier in identifiers)


@pytest.mark.parametrize("minutes", [1, 2, 5, 15, 30, 60])
def test_a_plan_opens_tells_and_closes(plenty: list[Passage], minutes: float) -> None:
    plan = make_plan(plenty, an_order(minutes))
    kinds = [part.kind for part in plan.segments]
    assert kinds[0] is SegmentKind.OPENING
    assert kinds[-1] is SegmentKind.CLOSING
    assert set(kinds[1:-1]) == {SegmentKind.TOPIC}
    assert not plan.segments[0].passages
    assert not plan.segments[-1].passages
    titles = [part.title.lower() for part in plan.segments]
    assert len(set(titles)) == len(titles)
    assert all(titles)


@pytest.mark.parametrize("minutes", [1, 2, 5, 15, 30, 60])
def test_the_budgets_add_up_to_the_length_and_none_is_more_than_its_topic_carries(
    plenty: list[Passage], minutes: float
) -> None:
    plan = make_plan(plenty, an_order(minutes))
    words = sum(part.words for part in plan.segments)
    assert words == pytest.approx(words_for(minutes), rel=0.1, abs=40)
    for part in plan.segments[1:-1]:
        assert 0 < part.words <= carried(plenty, part.passages) + 16 * len(part.passages)


@pytest.mark.parametrize("minutes", [2, 15, 60])
def test_every_passage_is_in_one_topic_at_most_and_known(plenty: list[Passage], minutes: float) -> None:
    told = [identifier for topic in topics_of(make_plan(plenty, an_order(minutes))) for identifier in topic]
    assert len(set(told)) == len(told)
    assert set(told) <= {passage.id for passage in plenty}


def test_a_longer_programme_has_more_topics(plenty: list[Passage]) -> None:
    counts = [len(topics_of(make_plan(plenty, an_order(minutes)))) for minutes in (1, 5, 15, 60)]
    assert counts == sorted(counts)
    assert 1 <= counts[0] < counts[-1]


def test_little_material_is_planned_whole_and_says_how_long_it_lasts(little: list[Passage]) -> None:
    plan = make_plan(little, an_order(30))
    assert {identifier for topic in topics_of(plan) for identifier in topic} == {passage.id for passage in little}
    assert 60 < plan.carries_seconds < 600
    assert sum(part.words for part in plan.segments) < words_for(30) / 2


def test_a_faster_voice_needs_more_words(plenty: list[Passage]) -> None:
    slow = make_plan(plenty, an_order(10), words_per_second=2.0)
    fast = make_plan(plenty, an_order(10), words_per_second=4.0)
    assert sum(part.words for part in fast.segments) > 1.8 * sum(part.words for part in slow.segments)
    assert (slow.words_per_second, fast.words_per_second) == (2.0, 4.0)


def test_one_passage_makes_a_plan(little: list[Passage]) -> None:
    plan = make_plan(little[:1], an_order(5))
    assert topics_of(plan) == [(little[0].id,)]


def test_the_same_wishes_and_material_make_the_same_plan(plenty: list[Passage]) -> None:
    assert make_plan(plenty, an_order(5)) == make_plan(list(plenty), an_order(5))


@pytest.mark.parametrize(
    "changes",
    [{"minutes": 6.0}, {"focus": "bees"}, {"style": "debate"}, {"language": "de"}, {"model": "other"}, {"seed": 8}],
)
def test_other_wishes_mean_another_plan(little: list[Passage], changes: dict[str, Any]) -> None:
    assert fingerprint(an_order(5), little) != fingerprint(an_order(**{"minutes": 5, **changes}), little)


def test_other_material_means_another_plan_and_names_do_not(little: list[Passage]) -> None:
    assert fingerprint(an_order(5), little) != fingerprint(an_order(5), little[1:])
    assert fingerprint(an_order(5, title="A"), little) == fingerprint(an_order(5, title="B"), little)
    assert fingerprint(an_order(5, host_voice="a"), little) == fingerprint(an_order(5, host_voice="b"), little)


def test_words_follow_from_minutes_and_pace() -> None:
    assert words_for(0) == 0
    assert words_for(10) == pytest.approx(10 * 60 * WORDS_PER_SECOND, rel=0.1)
    assert words_for(10, 4.0) == pytest.approx(2 * words_for(10, 2.0), abs=1)
