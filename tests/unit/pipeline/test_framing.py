"""Greeting and turns to another topic, without a model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind
from podcast_studio.domain.styles import Style
from podcast_studio.pipeline.framing import opening, part_begun, turning
from podcast_studio.pipeline.phrases.choosing import ENGLISH, phrases_for
from podcast_studio.pipeline.text.clean import near_duplicate
from podcast_studio.testing.pipeline import an_order

PASSAGES = {
    name: Passage(
        id=name, document=document, heading=heading, page=None, start=0, end=1, text=text, spoken=text, order=0
    )
    for name, document, heading, text in [
        ("t1", "tides.md", ("Tides", "Spring and neap"), "When sun and moon pull together the tide runs high."),
        (
            "t2",
            "tides.md",
            ("Tides", "The Bay of Fundy"),
            "At the head of Fundy the sea climbs by 16 metres twice a day.",
        ),
        ("b1", "bees.md", ("Bees", "The dance"), "Bees dance in the dark to show the way to food."),
    ]
}


def a_plan(*topics: tuple[str, str]) -> Plan:
    parts = [Segment(kind=SegmentKind.TOPIC, title=title, passages=(name,), words=100) for title, name in topics]
    opens = Segment(kind=SegmentKind.OPENING, title="Introduction", passages=(), words=45)
    closes = Segment(kind=SegmentKind.CLOSING, title="What stays", passages=(), words=45)
    return Plan(segments=(opens, *parts, closes), carries_seconds=300)


TWO = a_plan(("Spring and neap", "t1"), ("The Bay of Fundy", "t2"), ("The dance", "b1"))
ONE = a_plan(("Spring and neap", "t1"), ("The Bay of Fundy", "t2"))


def test_the_greeting_names_the_documents_and_the_welcome_says_how_many() -> None:
    (host, greeting), (expert, welcome) = opening(TWO, PASSAGES, an_order(5), ENGLISH)
    assert (host, expert) == (Speaker.HOST, Speaker.EXPERT)
    assert "Tides" in greeting
    assert "Bees" in greeting
    assert "2" in welcome or "two" in welcome.lower()


def test_of_one_document_the_parts_are_named_and_its_title() -> None:
    only = {name: passage for name, passage in PASSAGES.items() if name != "b1"}
    (_, greeting), (_, welcome) = opening(ONE, only, an_order(5), ENGLISH)
    assert "Bay of Fundy" in greeting
    assert "Tides" in welcome


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("minutes", [1, 2, 60])
def test_every_opening_is_whole_and_begins_with_the_host(seed: int, minutes: float) -> None:
    made = opening(TWO, PASSAGES, an_order(minutes, seed=seed), ENGLISH)
    assert made[0][0] is Speaker.HOST
    assert all(text[-1] in ".?!" and "{" not in text for _, text in made)


def test_another_topic_is_announced_and_another_document_named() -> None:
    same = turning(2, 1, TWO, PASSAGES, phrases=ENGLISH, seed=0)
    other = turning(3, 2, TWO, PASSAGES, phrases=ENGLISH, seed=0)
    assert "Bay of Fundy" in same
    assert "Tides" not in same
    assert "dance" in other
    assert "bees" in other.lower()


def test_a_heading_that_asks_does_not_stand_for_another_document() -> None:
    plan = a_plan(("Spring and neap", "t1"), ("Why so early", "b1"))
    for seed in range(len(ENGLISH.new_documents)):
        said_of_it = turning(2, 1, plan, PASSAGES, phrases=ENGLISH, seed=seed)
        assert "early" not in said_of_it
        assert "Bees" in said_of_it
    within = a_plan(("Spring and neap", "t1"), ("Why so early", "t2"))
    assert all(
        ": why so early" in turning(2, 1, within, PASSAGES, phrases=ENGLISH, seed=seed).lower() for seed in range(7)
    )


def test_what_explains_a_title_is_not_said_with_it() -> None:
    titled = {
        name: replace(passage, heading=("Tides of Fundy: how they are told and what they do", *passage.heading[1:]))
        for name, passage in PASSAGES.items()
        if name != "b1"
    }
    _, (_, welcome) = opening(a_plan(("Spring and neap", "t1"), ("Ebb", "t2")), titled, an_order(5), ENGLISH)
    assert "Tides of Fundy" in welcome
    assert "how they are told" not in welcome


def test_the_greeting_says_what_kind_of_talk_it_is() -> None:
    plan, greetings = a_plan(("Spring and neap", "t1"), ("Dancing", "b1")), set()
    for style in Style:
        (_, greeting), *_ = opening(plan, PASSAGES, replace(an_order(5), style=style), ENGLISH)
        greetings.add(greeting)
    assert len(greetings) == len(Style)


def test_a_part_that_is_only_numbered_is_not_called_by_its_number() -> None:
    numbered = a_plan(("Spring and neap", "t1"), ("Two", "t2"))
    lead = turning(2, 1, numbered, PASSAGES, phrases=ENGLISH, seed=0)
    assert lead in ENGLISH.onwards
    only = {name: passage for name, passage in PASSAGES.items() if name != "b1"}
    assert "Two" not in opening(numbered, only, an_order(5), ENGLISH)[0][1]
    other = turning(2, 1, a_plan(("Spring and neap", "t1"), ("Part II", "b1")), PASSAGES, phrases=ENGLISH, seed=0)
    assert "Bees" in other
    assert "II" not in other


def test_a_title_that_comes_again_is_not_said_again() -> None:
    again = a_plan(("Spring and neap", "t1"), ("Spring and neap, part 2", "t2"), ("Spring and neap, part 3", "b1"))
    assert turning(2, 1, again, PASSAGES, phrases=ENGLISH, seed=0) in ENGLISH.onwards
    assert "neap" not in turning(3, 2, again, PASSAGES, phrases=ENGLISH, seed=0)
    assert "Bees" in turning(3, 2, again, PASSAGES, phrases=ENGLISH, seed=0)
    only = {name: passage for name, passage in PASSAGES.items() if name != "b1"}
    (_, greeting), _ = opening(
        a_plan(("Spring and neap", "t1"), ("Spring and neap, part 2", "t2")), only, an_order(5), ENGLISH
    )
    assert greeting.count("pring and neap") == 1
    assert "part" not in greeting


def test_a_part_called_as_its_document_is_not_announced_again() -> None:
    assert turning(2, 1, a_plan(("Tides", "t1"), ("Tides", "t2")), PASSAGES, phrases=ENGLISH, seed=1) in ENGLISH.onwards


@pytest.mark.parametrize("seed", range(12))
def test_a_title_that_is_no_noun_stands_behind_a_colon(seed: int) -> None:
    plan = a_plan(("From bonfires to lamps", "t1"), ("Through the Alps", "t2"), ("On the wing", "b1"))
    only = {name: passage for name, passage in PASSAGES.items() if name != "b1"}
    (_, greeting), _ = opening(plan, only, an_order(5, seed=seed), ENGLISH)
    assert ": from bonfires" in greeting
    assert turning(2, 1, plan, PASSAGES, phrases=ENGLISH, seed=seed).endswith(": through the Alps.")
    assert turning(3, 2, plan, PASSAGES, phrases=ENGLISH, seed=seed).endswith(": on the wing.")
    assert turning(2, 1, TWO, PASSAGES, phrases=ENGLISH, seed=seed)


def a_part(name: str, heading: tuple[str, ...], text: str = "It was so.", *, order: int = 0) -> Passage:
    return replace(PASSAGES["t1"], id=name, heading=heading, text=text, spoken=text, order=order)


@pytest.mark.parametrize(
    ("heading", "called"),
    [
        ("The yearly check", "the yearly check"),
        ("Water", "the water"),
        ("Fresnel's idea", "Fresnel's idea"),
        ("3. Repairs at home", "repairs at home"),
        ("5 Conclusions", ""),
        ("Why so deep?", ""),
        ("Once a year", ""),
        ("From the mill", ""),
        ("Chapter 4", ""),
        ("Tides", ""),
    ],
)
def test_a_part_that_begins_has_the_name_of_its_heading(heading: str, called: str) -> None:
    before = a_part("before", ("Tides", "The moon"), "The water came after Fresnel had seen repairs of it.")
    part = a_part("part", ("Tides", heading), order=1)
    assert part_begun(part, before, {"before": before, "part": part}) == called


def test_no_part_begins_within_one_nor_with_another_document() -> None:
    before, part = a_part("before", ("Tides", "The moon")), a_part("part", ("Tides", "The moon"), order=1)
    assert part_begun(part, before, {"before": before, "part": part}) == ""
    other = replace(part, document="other.md", heading=("Tides", "The sun"))
    assert part_begun(other, before, {"before": before, "part": other}) == ""
    bare = replace(part, heading=())
    assert part_begun(bare, before, {"before": before, "part": bare}) == ""


def test_the_first_part_of_all_has_a_name_too() -> None:
    part = a_part("part", ("Tides", "The yearly check"))
    assert part_begun(part, None, {"part": part, "other": a_part("other", ("Tides", "The moon"))}) == "the yearly check"


def test_a_topic_of_two_documents_is_announced_once() -> None:
    minutes = {
        name: replace(
            PASSAGES["t1"], id=name, document=f"{name}.md", heading=("Minutes", "Water"), spoken=text, text=text
        )
        for name, text in (("may", "They used much water."), ("june", "The pipe was mended."))
    }
    plan = a_plan(("Water", "may"), ("Water", "june"))
    (_, greeting), *_ = opening(plan, minutes, an_order(5), ENGLISH)
    assert greeting.lower().count("water") == 1


@pytest.mark.parametrize("language", ["en", "de", "nl", "es", "fr", "it", "pt", "pl"])
def test_in_a_long_podcast_only_short_turnings_are_said_again(language: str) -> None:
    phrases = phrases_for(language)
    things = [f"{one}{other}tar {one}{other}nel" for one in "BDFGKLMP" for other in "aeiou"]
    many = a_plan(*((thing, "t1") for thing in things))
    said = [turning(place, place - 1, many, PASSAGES, phrases=phrases, seed=3) for place in range(2, 41)]
    assert len(set(said)) == len(said)
    asked = ("How tall was it then?", "And who built the first of them?")
    again = [(one, other) for place, one in enumerate(said) for other in said[:place]]
    assert all(near_duplicate(f"{one} {asked[0]}", f"{other} {asked[1]}") < 0.5 for one, other in again)
