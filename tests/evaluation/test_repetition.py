from __future__ import annotations

from dataclasses import replace

import pytest

from podcast_studio.engines.embedder import WordLlamaEmbedder
from tests.evaluation.performance import EXPERT, HOST, Said
from tests.evaluation.repetition import distinct_runs, judge_repetition
from tests.evaluation.scripts import CLEAN, LAMP, TURNS, added


@pytest.fixture(scope="module")
def embedder() -> WordLlamaEmbedder:
    return WordLlamaEmbedder()


def test_a_clean_script_repeats_nothing(embedder: WordLlamaEmbedder) -> None:
    found = judge_repetition(CLEAN, embedder)
    assert found.repeats == []
    assert found.share == 0
    assert found.distinct_runs > 0.9  # its close recalls a sentence, and the script is short


@pytest.mark.parametrize(
    ("turn", "how"),
    [
        (TURNS[7], "words"),
        (Said(speaker=HOST, text="So where does this lighthouse stand?"), "words"),
        (
            Said(
                speaker=EXPERT,
                text="Let me add something else. The men set two thousand five hundred tons of granite, each block "
                "dovetailed into the next. Rapeseed was grown in the fields of the Low Countries, and barges brought "
                "it to the ports along the shore where the presses stood.",
            ),
            "sentence",
        ),
        (
            Said(
                speaker=EXPERT,
                text="The oil was pressed from blubber of whales. Whale oil became dear in the 1850s, so keepers then "
                "changed to rapeseed. The keeper had to trim the wicks at every four hours: smoke from a wick trimmed "
                "badly would blacken the glass in minutes.",
                sources=(LAMP,),
            ),
            "sense",
        ),
    ],
)
def test_a_planted_repeat_is_found(turn: Said, how: str, embedder: WordLlamaEmbedder) -> None:
    found = judge_repetition(added(turn), embedder)
    assert [(repeat.turn, repeat.how) for repeat in found.repeats] == [(len(TURNS) - 3, how)]
    assert found.share == pytest.approx(1 / (len(TURNS) + 1))


def test_host_may_take_up_what_was_said_but_says_so(embedder: WordLlamaEmbedder) -> None:
    fact = "They set two thousand five hundred tons of granite, each block dovetailed into the next."
    recalled = added(Said(speaker=HOST, text=f"You said earlier: {fact} And did the lamp stand on it?"))
    assert judge_repetition(recalled, embedder).repeats == []
    silently = added(Said(speaker=HOST, text=f"{fact} And did the lamp stand on it?"))
    assert len(judge_repetition(silently, embedder).repeats) == 1


def test_a_sentence_that_loops_within_a_turn_is_found(embedder: WordLlamaEmbedder) -> None:
    loop = "The keepers of the northern coast slept in shifts. " * 2
    found = judge_repetition(added(Said(speaker=EXPERT, text=loop.strip())), embedder)
    assert [repeat.how for repeat in found.repeats] == ["sentence"]


def test_distinct_runs_fall_with_what_is_said_twice() -> None:
    twice = replace(CLEAN, turns=(*TURNS, *TURNS))
    assert distinct_runs(twice) == pytest.approx(distinct_runs(CLEAN) / 2)
