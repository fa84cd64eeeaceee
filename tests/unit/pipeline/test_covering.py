"""Topics that together say what a collection is about."""

from __future__ import annotations

from podcast_studio.domain.documents import Passage
from podcast_studio.pipeline.covering import most_covering
from podcast_studio.pipeline.planning import make_plan
from podcast_studio.testing.pipeline import an_order

TIDES = "moon water harbour current flood ebb spring neap coast bulge".split()
BEES = "queen hive worker drone honey comb nectar dance swarm pollen".split()
CLOCKS = "pendulum wheel spring escapement hour minute dial tower brass weight".split()


def a_passage(document: str, words: list[str], number: int, *, figures: int = 0, length: int = 40) -> Passage:
    said = [words[(number + step) % len(words)] for step in range(length)]
    said[:figures] = [str(100 + number + step) for step in range(figures)]
    text = f"The {' '.join(said)}."
    return Passage(
        id=f"{document}-{number}",
        document=document,
        order=0,
        text=text,
        spoken=text,
        heading=(document,),
        page=None,
        start=0,
        end=len(text),
    )


def subject_of(topic: list[Passage]) -> str:
    return topic[0].document.split("-")[0]


def a_collection() -> list[list[Passage]]:
    """Many rich documents about tides; a few plain ones about bees and clocks."""
    tides = [[a_passage(f"tides-{number}", TIDES, number, figures=8, length=80)] for number in range(20)]
    bees = [[a_passage(f"bees-{number}", BEES, number)] for number in range(5)]
    clocks = [[a_passage(f"clocks-{number}", CLOCKS, number)] for number in range(5)]
    return [*tides, *bees, *clocks]


def richness(topic: list[Passage]) -> float:
    return sum(sign.isdigit() for passage in topic for sign in passage.spoken) + 1.0


def test_the_main_thread_comes_first_and_the_others_before_it_comes_again() -> None:
    placed = most_covering(a_collection(), richness)
    assert [subject_of(topic) for topic in placed[:3]].count("tides") == 1
    assert subject_of(placed[0]) == "tides"
    assert {subject_of(topic) for topic in placed[:3]} == {"tides", "bees", "clocks"}


def test_none_is_lost_and_none_comes_twice() -> None:
    topics = a_collection() * 20  # more than are looked at
    placed = most_covering([list(topic) for topic in topics], richness)
    assert len(placed) == len(topics)
    assert len({id(topic) for topic in placed}) == len(topics)
    assert most_covering([], richness) == []
    assert most_covering([[]], lambda _topic: 0.0) == [[]]


def test_of_equals_the_one_that_is_liked_better_comes_first() -> None:
    plain, rich = [a_passage("tides-1", TIDES, 1)], [a_passage("tides-2", TIDES, 1, figures=6)]
    assert most_covering([plain, rich], richness)[0] is rich


def test_a_short_podcast_about_many_documents_has_all_their_subjects() -> None:
    passages = [passage for topic in a_collection() for passage in topic]
    plan = make_plan(passages, an_order(2))
    known = {passage.id: passage for passage in passages}
    told = {known[segment.passages[0]].document.split("-")[0] for segment in plan.segments if segment.passages}
    assert told == {"tides", "bees", "clocks"}
