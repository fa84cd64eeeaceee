"""A second pass changes how an exchange is said, never what."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.ports import TextRequest
from podcast_studio.pipeline.polishing import FAST, LARGE, Exchange, polishes
from podcast_studio.testing.engines import FakeLanguageModel, retell
from podcast_studio.testing.pipeline import Making, an_order, material

NOTES = (
    "The Bell Rock lighthouse stands on a reef 18 kilometres off the coast of Angus. Robert Stevenson built it between "
    "1807 and 1810. His men could work only two hours each tide."
)
EXCHANGE = Exchange(
    line="Where does the Bell Rock lighthouse stand?",
    answer=NOTES,
    before="We come to the lights of Scotland.",
    passage=Passage(
        id="p", document="rock.md", order=0, heading=("The Bell Rock",), page=None, start=0, end=170, text=NOTES,
        spoken=NOTES,
    ),
    notes=NOTES,
    words=60,
)  # fmt: skip
LINE = "So where does that Bell Rock lighthouse stand, then?"
ANSWER = (
    "On a reef, 18 kilometres off the coast of Angus, stands the Bell Rock lighthouse. Between 1807 and 1810 Robert "
    "Stevenson built it. And his men could work only two hours each tide."
)
BETTER = f"HOST: {LINE}\nEXPERT: {ANSWER}"


def test_an_exchange_that_says_the_same_in_other_words_takes_its_place() -> None:
    assert EXCHANGE.polished(BETTER, keep_line=False) == (LINE, ANSWER)
    assert EXCHANGE.polished(f"Here it is:\n\n**HOST:** {LINE}\n**EXPERT:** {ANSWER}", keep_line=False) == (
        LINE,
        ANSWER,
    )


def test_a_line_that_turns_to_another_topic_is_left_alone() -> None:
    assert EXCHANGE.polished(BETTER, keep_line=True) == (EXCHANGE.line, ANSWER)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        ANSWER,
        f"EXPERT: {ANSWER}",
        f"EXPERT: {ANSWER}\nHOST: {LINE}",
        f"{BETTER}\nHOST: And then?",
        BETTER.replace("18", "19"),
        BETTER.replace("18 kilometres", "a long way"),
        BETTER.replace("Angus", "Fife"),
        BETTER.replace("And his men could work only two hours each tide.", ""),
        BETTER.replace("Between 1807 and 1810 Robert Stevenson built it.", "Robert Stevenson built it."),
        BETTER.replace("On a reef", "On the most dangerous reef"),
        BETTER.replace("And his men", "Because of that his men"),
    ],
)
def test_what_loses_bends_or_adds_something_is_not_taken(raw: str) -> None:
    assert EXCHANGE.polished(raw, keep_line=False) == (EXCHANGE.line, EXCHANGE.answer)


def test_a_line_of_its_own_facts_is_not_taken_but_the_answer_is() -> None:
    raw = BETTER.replace(LINE, "Where does the Bell Rock lighthouse of 1755 stand?")
    assert EXCHANGE.polished(raw, keep_line=False) == (EXCHANGE.line, ANSWER)


def test_an_answer_that_does_not_begin_with_what_was_asked_is_not_taken() -> None:
    exchange = replace(EXCHANGE, line="And what was the weather like?")
    assert exchange.polished(BETTER, keep_line=True) == (exchange.line, exchange.answer)


@pytest.mark.parametrize(
    ("parameters", "speed", "wanted"),
    [
        (None, 50.0, False),
        (1_500_000_000, 50.0, False),
        (LARGE, None, False),
        (LARGE, FAST - 0.1, False),
        (LARGE, FAST, True),
        (70_000_000_000, 30.0, True),
    ],
)
def test_only_a_large_model_on_a_fast_machine_gets_a_second_pass(
    parameters: int | None, speed: float | None, wanted: bool
) -> None:
    assert polishes(parameters, speed) is wanted


def _better(request: TextRequest) -> str:
    """The exchange with a word more in each sentence of the answer."""
    ask = request.messages[-1].text
    if not ask.startswith("POLISH"):
        return retell(request)
    line, answer = ask.rpartition("HOST: ")[2].split("\nEXPERT: ")
    return f"HOST: {line}\nEXPERT: Now, {answer}"


@pytest.mark.parametrize("speed", [FAST + 1, FAST - 1])
def test_the_plan_says_whether_and_a_run_that_goes_on_keeps_to_it(tmp_path: Path, speed: float) -> None:
    job = Making(tmp_path, material(3, 6), an_order(2), model=FakeLanguageModel(_better, parameters=LARGE))
    job.speeds.note("words a second written by ", speed)
    job.run()
    plan, wanted = job.checkpoints.plan(), speed > FAST
    assert plan is not None
    assert plan.polish is wanted
    asked = [request for request in job.model.requests if request.messages[-1].text.startswith("POLISH")]
    assert bool(asked) is wanted
    answers = [turn.text for turn in job.checkpoints.turns() if turn.passages and turn.speaker.value == "EXPERT"]
    assert any(text.startswith("Now, ") for text in answers) is wanted
