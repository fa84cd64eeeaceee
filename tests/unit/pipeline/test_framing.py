"""Greeting, turns to another topic, and the close, without a model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind, Turn
from podcast_studio.domain.styles import Style
from podcast_studio.pipeline.framing import closing, main_clause, opening, part_begun, turning
from podcast_studio.pipeline.phrases.choosing import ENGLISH, phrases_for
from podcast_studio.pipeline.speech.length import spoken_words
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


def said(index: int, segment: int, speaker: Speaker, text: str, passage: str = "") -> Turn:
    return Turn(index=index, segment=segment, speaker=speaker, text=text, passages=(passage,) if passage else ())


SAID = [
    said(0, 0, Speaker.HOST, "Welcome, all of you, to this programme on the sea today."),
    said(1, 1, Speaker.HOST, "What do sun and moon do together, on such a day?", "t1"),
    said(2, 1, Speaker.EXPERT, "It runs high then. When sun and moon pull together the tide runs high.", "t1"),
    said(3, 2, Speaker.EXPERT, "At the head of Fundy the sea climbs by 16 metres twice a day.", "t2"),
]


@pytest.mark.parametrize("words", [0, 14, 18])
def test_with_little_room_there_is_a_farewell(words: int) -> None:
    ((speaker, farewell),) = closing(SAID, words, ENGLISH, 0)
    assert speaker is Speaker.HOST
    assert farewell in ENGLISH.farewells


def test_with_some_room_the_farewell_begins_with_something_that_was_said() -> None:
    later = said(4, 3, Speaker.EXPERT, "Bees dance in the dark of the hive.", "b1")
    ((speaker, farewell),) = closing([*SAID, later], 30, ENGLISH, 0)
    assert speaker is Speaker.HOST
    assert farewell.startswith(
        "I would keep this in mind. At the head of Fundy the sea climbs by 16 metres twice a day. "
    )
    assert farewell.endswith(ENGLISH.farewells[0])


def test_what_was_heard_a_moment_ago_is_not_recalled_where_there_is_anything_else() -> None:
    ((_, farewell),) = closing(SAID, 30, ENGLISH, 0)
    assert "sun and moon" in farewell
    assert "Fundy" not in farewell
    ((_, only),) = closing([*SAID[:2], SAID[3]], 30, ENGLISH, 0)
    assert only == f"{ENGLISH.partings[1]} {ENGLISH.farewells[0]}"
    ((_, more),) = closing([said(1, 1, Speaker.EXPERT, "It is so.", "t1")], 46, ENGLISH, 0)
    assert more == f"{ENGLISH.partings[2]} {ENGLISH.farewells[0]}"
    ((_, little),) = closing([*SAID[:2], SAID[3]], 20, ENGLISH, 0)
    assert little == f"{ENGLISH.partings[0]} {ENGLISH.farewells[0]}"


def test_where_there_are_few_topics_the_room_is_filled_with_more_of_one() -> None:
    talk = [
        *SAID[:2],
        said(2, 1, Speaker.EXPERT, "When sun and moon pull together the tide runs high. The bay is 290 km long.", "t1"),
        said(3, 1, Speaker.EXPERT, "At the head of Fundy the sea climbs by 16 metres twice a day.", "t2"),
    ]
    one, two = closing(talk, 42, ENGLISH, 0), closing(talk, 80, ENGLISH, 0)
    assert [speaker for speaker, _ in two] == [Speaker.HOST, Speaker.EXPERT, Speaker.HOST]
    assert "sun and moon" in two[1][1]
    assert len(two[1][1]) > len(one[1][1])


def test_with_room_something_said_is_recalled_as_it_was_said() -> None:
    (host, recap), (expert, reminder), (_, farewell) = closing(SAID, 120, ENGLISH, 0)
    assert (host, expert) == (Speaker.HOST, Speaker.EXPERT)
    assert recap in ENGLISH.recaps
    assert farewell in ENGLISH.farewells
    assert "When sun and moon pull together the tide runs high." in reminder
    assert "It runs high then." not in reminder  # points back to something else


@pytest.mark.parametrize("words", range(20, 140, 10))
def test_the_close_is_never_longer_than_its_room(words: int) -> None:
    assert sum(spoken_words(text) for _, text in closing(SAID, words, ENGLISH, 1)) <= words


def test_of_facts_worth_the_same_those_are_recalled_that_fill_the_room() -> None:
    long = "When at last the sun and the moon pull together in one line, the tide runs high on all the coasts."
    short = "On such days the tide runs high here."
    for words, recalled in ((62, long), (36, short)):
        talk = [*SAID[:2], said(2, 1, Speaker.EXPERT, long, "t1"), said(3, 1, Speaker.EXPERT, short, "t2"), SAID[1]]
        told = " ".join(text for _, text in closing(talk, words, ENGLISH, 0))
        assert recalled in told
        assert words - spoken_words(told) <= 12


def test_nothing_worth_recalling_is_no_obstacle() -> None:
    assert [speaker for speaker, _ in closing(SAID[:2], 200, ENGLISH, 0)] == [Speaker.HOST]


def test_the_close_recalls_what_is_understood_far_from_where_it_was_said() -> None:
    leaning = "In early summer it can hold between 30,000 and 60,000 workers of one queen."
    alone = "A healthy queen lays some eggs on each day of the early summer there."
    turns = [said(0, 1, Speaker.EXPERT, f"{leaning} {alone}", "t1"), said(1, 1, Speaker.HOST, "Really?")]
    (_, _), (_, recalled), _ = closing(turns, 46, ENGLISH, 0)
    assert alone in recalled
    assert leaning not in recalled


@pytest.mark.parametrize(
    ("left", "tells"),
    [
        pytest.param(
            "The Tenant has seen the premises on May 22, 2024.",
            "Some bees dance to show others the way to food.",
            id="the day of a month",
        ),
        pytest.param(
            "A fire that was lit on the ground has two faults.",
            "A light on a tower is seen from many miles further away than a fire on the beach.",
            id="what only announces the next sentence",
        ),
    ],
)
def test_what_nobody_remembers_is_not_recalled(left: str, tells: str) -> None:
    turns = [said(0, 1, Speaker.EXPERT, f"{left} {tells}", "t1"), said(1, 1, Speaker.HOST, "Really?")]
    (_, _), (_, recalled), _ = closing(turns, 45, ENGLISH, 0)
    assert tells in recalled
    assert left not in recalled


def test_what_led_in_to_a_fact_is_not_recalled_with_it() -> None:
    turns = [said(0, 1, Speaker.EXPERT, "You see, the bay of Fundy climbs by 16 metres twice a day.", "t1")]
    turns.append(said(1, 1, Speaker.HOST, "Really?"))
    (_, _), (_, recalled), _ = closing(turns, 50, ENGLISH, 0)
    assert "You see" not in recalled
    assert "The bay of Fundy climbs" in recalled


def test_what_was_heard_a_moment_ago_is_recalled_only_where_there_is_nothing_else() -> None:
    landed = "A machine that was built by humans has landed on a comet."
    ship = "For six days in March one ship stood between two of the continents."
    waited = "For seven hours nobody in the room could do anything but wait."
    turns = [
        said(0, 1, Speaker.EXPERT, f"{ship} {landed}", "t1"),
        said(1, 2, Speaker.HOST, "How long was the wait?", "t2"),
        said(2, 2, Speaker.EXPERT, waited, "t2"),
    ]
    told = " ".join(text for _, text in closing(turns, 120, ENGLISH, 0))
    assert ship in told
    assert waited not in told
    assert waited in " ".join(text for _, text in closing(turns[1:], 60, ENGLISH, 0))


def test_what_the_host_has_taken_up_is_not_recalled_as_well() -> None:
    landed = "A machine that was built by humans has landed on a comet."
    waited = "For seven hours nobody in the room could do anything but wait."
    turns = [
        said(0, 1, Speaker.EXPERT, f"{landed} {waited}", "t1"),
        said(1, 1, Speaker.HOST, "So a human-built machine landed on a comet.", "t1"),
        said(2, 2, Speaker.EXPERT, "It was so.", "t2"),
    ]
    told = " ".join(text for _, text in closing(turns, 46, ENGLISH, 0))
    assert waited in told
    assert landed not in told


FIGURES = [
    *SAID[:2],
    said(2, 1, Speaker.EXPERT, "The bay is 290 kilometres long. In a year there are some 12,000 ships.", "t1"),
    said(3, 2, Speaker.EXPERT, "The bees that were counted there had 300 hives. A hive has a queen of its own.", "t2"),
]


def test_the_host_keeps_figures_and_what_the_expert_recalls_is_something_else() -> None:
    (_, recap), (_, recalled), _ = closing(FIGURES, 60, ENGLISH, 0)
    assert "some 12,000 ships and 300 hives" in recap
    assert "A hive has a queen of its own." in recalled
    assert "12,000" not in recalled
    assert "300" not in recalled


def test_where_there_is_no_room_for_both_the_figures_give_way() -> None:
    (_, recap), (_, recalled), _ = closing(FIGURES, 40, ENGLISH, 0)
    assert recap in ENGLISH.recaps
    assert recalled


def test_one_figure_is_no_tally() -> None:
    assert closing([*FIGURES[:2], FIGURES[3]], 80, ENGLISH, 0)[0][1] in ENGLISH.recaps


@pytest.mark.parametrize("seed", range(12))
def test_a_title_that_is_no_noun_stands_behind_a_colon(seed: int) -> None:
    plan = a_plan(("From bonfires to lamps", "t1"), ("Through the Alps", "t2"), ("On the wing", "b1"))
    only = {name: passage for name, passage in PASSAGES.items() if name != "b1"}
    (_, greeting), _ = opening(plan, only, an_order(5, seed=seed), ENGLISH)
    assert ": from bonfires" in greeting
    assert turning(2, 1, plan, PASSAGES, phrases=ENGLISH, seed=seed).endswith(": through the Alps.")
    assert turning(3, 2, plan, PASSAGES, phrases=ENGLISH, seed=seed).endswith(": on the wing.")
    assert turning(2, 1, TWO, PASSAGES, phrases=ENGLISH, seed=seed)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The lens that he built was so clear, which was new.", "The lens that he built was so clear."),
        ("The first keeper lived in it alone, because nobody came.", "The first keeper lived in it alone."),
        ("The town lit its lamps with gas, and it never went back.", "The town lit its lamps with gas."),
        # what must stay whole
        ("If the tyre is too hard and narrow, which happens, it bounces over every grain.", None),
        ("On the wall of the old customs house, which was white, hung a lamp.", None),
        ("It takes oil, water, and a pinch of salt that is not too coarse.", None),
        ("Rubber lets air through, so a tyre loses pressure.", None),  # four words are no recollection
        ("Das Licht auf dem alten Turm brannte lange, denn niemand löschte es.", None),
    ],
)  # fmt: skip
def test_of_a_long_sentence_what_is_recalled_is_its_statement(sentence: str, told: str | None) -> None:
    assert main_clause(sentence) == (told or sentence)


def test_rather_one_clear_statement_than_two_of_which_one_leans() -> None:
    talk = [
        *SAID[:2],
        said(2, 1, Speaker.EXPERT, "Above it lie 2,300 metres of old rock.", "t1"),
        said(3, 2, Speaker.EXPERT, "A machine that was built by humans has landed on a comet.", "t2"),
    ]
    (_, _), (_, recalled), _ = closing(talk, 60, ENGLISH, 0)
    assert "A machine" in recalled
    assert "Above it" not in recalled


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
