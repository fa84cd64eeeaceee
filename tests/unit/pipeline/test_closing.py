"""The close is as long as its room, and recalls what was said."""

import pytest

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.closing import closing, main_clause
from podcast_studio.pipeline.phrases.choosing import ENGLISH
from podcast_studio.pipeline.speech.length import spoken_words


def said(index: int, segment: int, speaker: Speaker, text: str, passage: str = "") -> Turn:
    return Turn(index=index, segment=segment, speaker=speaker, text=text, passages=(passage,) if passage else ())


LONG_TALK = said(0, 0, Speaker.HOST, "word " * 900)
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
        LONG_TALK,
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
    assert farewell.endswith(ENGLISH.farewells)
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
        LONG_TALK,
        said(0, 1, Speaker.EXPERT, f"{ship} {landed}", "t1"),
        said(1, 2, Speaker.HOST, "How long was the wait?", "t2"),
        said(2, 2, Speaker.EXPERT, waited, "t2"),
    ]
    told = " ".join(text for _, text in closing(turns, 120, ENGLISH, 0))
    assert ship in told
    assert waited not in told
    assert waited in " ".join(text for _, text in closing(turns[2:], 60, ENGLISH, 0))


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


def test_of_a_short_talk_little_is_heard_twice_and_what_is_left_of_the_room_is_filled() -> None:
    facts = [
        said(
            place, place, Speaker.EXPERT, f"Near the {name} of Fundy the sea climbs by {place + 10} metres a day.", "t1"
        )
        for place, name in enumerate(("head", "mouth", "arms", "banks"), start=1)
    ]
    talk = [*facts, said(5, 5, Speaker.EXPERT, "It is so.", "t2")]
    (_, recap), (_, short), (_, last) = closing(talk, 90, ENGLISH, 0)
    (_, _), (_, long), (_, _) = closing([LONG_TALK, *talk], 90, ENGLISH, 0)
    assert short.count("Fundy") < long.count("Fundy")
    assert any(parting in last for parting in ENGLISH.partings)
    assert 60 <= spoken_words(f"{recap} {short} {last}") <= 90


def test_the_close_begins_like_nothing_that_was_heard_lately() -> None:
    later = said(4, 3, Speaker.EXPERT, "Bees dance in the dark of the hive.", "b1")
    host = said(5, 3, Speaker.HOST, "I would check that twice.", "b1")
    ((_, farewell),) = closing([*SAID, later, host], 30, ENGLISH, 0)
    assert "Fundy" in farewell
    assert not farewell.startswith("I would")


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
