from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluation.performance import EXPERT, HOST, Said
from tests.evaluation.scripts import CLEAN, LAMP, TURNS, added
from tests.evaluation.talk import (
    acts_of,
    filler_praise,
    judge_acts,
    judge_readability,
    same_openings,
    untold_threads,
)

BEFORE = "The crew kept the ship afloat for nine days by pumping in shifts, until a whaler saw their smoke."


@pytest.mark.parametrize(
    ("text", "language", "acts"),
    [
        ("How were they found?", "en", {"question"}),
        ("Tell us about the whaler.", "en", {"question"}),
        ("Nine days at the pumps, that is hard to imagine. How were they found?", "en", {"reaction", "question"}),
        ("Nine days of pumping!", "en", {"reaction"}),
        ("So the crew kept pumping until somebody saw their smoke.", "en", {"summary"}),
        ("But can a crew really pump for so long?", "en", {"question", "doubt"}),
        ("Is it true that the crew pumped for so long?", "en", {"question", "doubt"}),
        ("Can it really be that the smoke was seen?", "en", {"question", "doubt"}),
        ("You have not convinced me. How were they found?", "en", {"question", "doubt"}),
        ("Why did they keep pumping?", "en", {"question", "reason"}),
        ("Let's see whether that holds up. How were they found?", "en", {"question", "weighing", "stance"}),
        ("How sure is that?", "en", {"question", "weighing"}),
        ("Were the pumps weaker at night?", "en", {"question"}),
        ("Let's stay with that. How were they found?", "en", {"question", "dwelling", "stance"}),
        ("And then?", "en", {"question", "listening"}),
        ("Go on, please.", "en", {"question", "listening"}),
        ("What happened to the whaler and its crew that winter?", "en", {"question"}),
        ("Let's turn to the price of salt.", "en", set()),
        ("Wie kam es dazu?", "de", {"question"}),
        ("Das ist erstaunlich. Wie kam es dazu?", "de", {"reaction", "question"}),
    ],
)
def test_what_host_does_is_seen(text: str, language: str, acts: set[str]) -> None:
    assert acts_of(text, BEFORE, language) == acts


def test_a_quiz_is_told_from_a_talk() -> None:
    talk = judge_acts(CLEAN)
    assert (talk.turns, talk.question) == (4, 1.0)
    assert talk.reaction == 0.25
    assert talk.doubt == 0.25
    bare = [replace(turn, text="What else?") if turn.speaker == HOST else turn for turn in TURNS]
    assert judge_acts(replace(CLEAN, turns=tuple(bare))).only_question == 1.0
    keen = [replace(turn, text="Why, and how exactly?") if turn.speaker == HOST else turn for turn in TURNS]
    assert judge_acts(replace(CLEAN, turns=tuple(keen))).only_question == 1.0, "a question, however keen"
    wary = [replace(turn, text="I would check that. What else?") if turn.speaker == HOST else turn for turn in TURNS]
    assert judge_acts(replace(CLEAN, turns=tuple(wary))).only_question == 0.0


def test_lines_that_open_alike_are_found() -> None:
    assert same_openings(CLEAN) == []
    again = added(Said(speaker=HOST, text="So where does the oil come from?", sources=(LAMP,)))
    assert same_openings(again) == [(10, "so where")]


def test_lines_far_apart_may_open_alike() -> None:
    others = [Said(speaker=EXPERT, text=f"{word} came next.") for word in "Alpha Beta Gamma Delta Epsilon".split()]
    late = added(*others, Said(speaker=HOST, text="So where does the oil come from?"))
    assert same_openings(late) == []


def test_long_sentences_of_long_words_are_harder() -> None:
    hard = (
        "Conventional illumination apparatus necessitated uninterrupted supervision by specially qualified personnel."
    )
    easy = "The lamp was hot. The men were cold. They slept in turns."
    harder = judge_readability(replace(CLEAN, turns=(Said(speaker=EXPERT, text=hard),)))
    easier = judge_readability(replace(CLEAN, turns=(Said(speaker=EXPERT, text=easy),)))
    assert easier.index < judge_readability(CLEAN).index < harder.index
    assert easier.long_words == 0


def test_a_thread_that_nobody_tells_is_found() -> None:
    assert untold_threads(CLEAN) == []
    without = tuple(turn for turn in TURNS if LAMP not in turn.sources)
    assert untold_threads(replace(CLEAN, turns=without)) == ["Oil"]


def test_praise_is_counted() -> None:
    assert filler_praise([turn.text for turn in TURNS]) == 0
    assert filler_praise(["That's a great question. It was the oil.", "Good question! The wicks."]) == 2
