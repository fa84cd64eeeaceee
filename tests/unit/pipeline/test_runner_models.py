"""Whatever the model writes, the script stays speech, true to its passages, and is finished in bounded work."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.pipeline.polishing import LARGE
from podcast_studio.pipeline.prompts import EXAMPLE_TEXTS
from podcast_studio.pipeline.text.clean import leaks, near_duplicate
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.pipeline import Making, QuickMixer, QuickSpeech, an_order, material

TEXTS = material(3, 6)
UNSPEAKABLE = re.compile(
    r"[*_`#{}\[\]<>|\\~]|https?:|www\.|\b(?:HOST|EXPERT|TELL|LINE|Host|Expert|Speaker \d|Notes|Assistant)\s*:|<\||```"
    r"|as an AI|\bSure, here"
)


def notes(request: TextRequest) -> str:
    """What the model was asked to retell, or the statement that its line must lead to."""
    ask = request.messages[-1].text
    found = re.search(r"Notes: (.*)", ask, re.DOTALL) or re.search(r"EXPERT says next: (.*)", ask, re.DOTALL)
    return found.group(1).split("\nMind:")[0] if found else ask


def garbage(request: TextRequest) -> str:
    chance = random.Random(request.seed)
    return "".join(chr(chance.choice([chance.randrange(32, 127), chance.randrange(0x250, 0x3000)])) for _ in range(300))


Answer = Callable[[TextRequest], str]
MISBEHAVING: dict[str, Answer] = {
    "empty": lambda _: "",
    "blank": lambda _: " \n\t ",
    "dots": lambda _: "... ... ...",
    "garbage": garbage,
    "control signs": lambda r: "\x00\x07\ud800" + notes(r)[:40] + "\u202e\x1b[31m",
    "one word again and again": lambda _: "Expert: " * 200,
    "one sentence always": lambda _: "It is what it is and that is what it always was.",
    "loops on its last sentence": lambda r: notes(r) + " And so it goes on and on here." * 40,
    "a phrase without end": lambda r: "the thing and " * 400,
    "labels": lambda r: f"HOST: What?\nEXPERT: {notes(r)}\nHOST: Thanks!",
    "labels within": lambda r: f"{notes(r)} HOST: What then? EXPERT: No more.",
    "bold labels": lambda r: f"**Expert:** {notes(r)}",
    "json": lambda r: '{"host": "What is that?", "expert": "' + notes(r) + '"}',
    "half of a json": lambda r: '```json\n{"expert": "' + notes(r),
    "a list of json": lambda r: '[{"speaker": "EXPERT", "text": "' + notes(r) + '"}]',
    "markdown": lambda r: f"# Answer\n\n- **{notes(r)}**\n- `code`\n\n> quote [link](http://x.y)",
    "addresses": lambda r: f"{notes(r)} See https://example.com/a?b=1 and www.example.org.",
    "references": lambda r: f"{notes(r)} [1] [2, 3] [citation needed]",
    "stage directions": lambda r: f"(laughs) [music] *sighs* {notes(r)}",
    "an assistant": lambda r: f"Sure, here is the text you asked for: {notes(r)} As an AI, I cannot say more.",
    "thinking aloud": lambda r: f"<think>What do they want? HOST: eh</think>{notes(r)}",
    "template signs": lambda r: f"<|im_start|>assistant\n{notes(r)}<|im_end|><|endoftext|>",
    "the prompt's examples": lambda r: EXAMPLE_TEXTS[r.seed % len(EXAMPLE_TEXTS)],
    "an example within": lambda r: f"{notes(r)} {EXAMPLE_TEXTS[0]}",
    "inventions": lambda r: "In 1887 Professor Quillfeather of Zanzibar counted 4,711 of them in Paris and London.",
    "the question back": lambda r: r.messages[-1].text,
    "another language": lambda _: "这是一个很长的句子，没有任何意义。" * 5,
    "only questions": lambda _: "What? Why? How? When? Who? Where? Which?",
}


class RudeModel(FakeLanguageModel):
    """Heeds neither the stop strings nor the length it was given."""

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        self.requests.append(request)
        assert self.answer is not None
        cancel.check()
        yield self.answer(request)


def making(home: Path, model: FakeLanguageModel) -> Making:
    return Making(home, TEXTS, an_order(1.5), model=model, speech=QuickSpeech(), mixer=QuickMixer())


@pytest.fixture(params=[FakeLanguageModel, RudeModel], ids=["obeys the limits", "heeds no limit"])
def kind(request: pytest.FixtureRequest) -> type[FakeLanguageModel]:
    made: type[FakeLanguageModel] = request.param
    return made


@pytest.mark.parametrize("habit", MISBEHAVING)
def test_the_script_stays_clean_and_true(tmp_path: Path, kind: type[FakeLanguageModel], habit: str) -> None:
    job = making(tmp_path, kind(answer=MISBEHAVING[habit]))
    made = job.run()
    turns = job.checkpoints.turns()
    for turn in turns:
        assert not UNSPEAKABLE.search(turn.text), turn
        assert turn.text == " ".join(turn.text.split())
        assert 2 <= len(turn.text.split()) <= 130, turn
        assert not leaks(turn.text, EXAMPLE_TEXTS), turn
        assert turn.text[-1] in ".!?…\"'”’)", turn
        turn.text.encode()
    answers = [turn.text for turn in turns if turn.speaker is Speaker.EXPERT and turn.passages]
    assert answers
    assert not [pair for pair in itertools.combinations(answers, 2) if near_duplicate(*pair) >= 0.5]
    assert made.seconds > 45
    assert len(job.model.requests) <= 6 * len(answers)


@dataclass
class EndlessModel(FakeLanguageModel):
    """Never stops by itself; `given` counts its chunks, `left_open` the answers that nobody closed."""

    chunk: str = "and so on "
    given: int = 0
    left_open: int = 0

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        self.requests.append(request)
        self.left_open += 1
        try:
            while True:
                cancel.check()
                self.given += 1
                yield self.chunk
        finally:
            self.left_open -= 1


@pytest.mark.parametrize("chunk", ["and so on ", "x", "No. ", "\n"])
def test_a_model_that_never_stops_is_stopped(tmp_path: Path, chunk: str) -> None:
    model = EndlessModel(chunk=chunk)
    job = making(tmp_path, model)
    assert job.run().seconds > 45
    assert model.left_open == 0
    assert model.given * len(chunk) <= len(model.requests) * 7_000


def test_facts_are_told_in_the_passages_own_words_where_the_model_fails(tmp_path: Path) -> None:
    job = making(tmp_path, FakeLanguageModel(answer=lambda _: ""))
    job.run()
    source = " ".join(" ".join(TEXTS.values()).split())
    for turn in job.checkpoints.turns():
        if turn.speaker is Speaker.EXPERT and turn.passages:
            assert turn.text in source


def test_a_large_model_that_fails_at_first_is_asked_once_more(tmp_path: Path) -> None:
    """The objection goes with the second request; the answer to it is taken."""

    def answer(request: TextRequest) -> str:
        ask = request.messages[-1].text
        if ask.startswith("TELL") and "Mind:" not in ask:
            return "In 1887 Professor Quillfeather of Zanzibar counted 4,711 of them in Paris and London."
        return notes(request)

    job = making(tmp_path, FakeLanguageModel(answer=answer, parameters=LARGE))
    job.run()
    asked = [request.messages[-1].text for request in job.model.requests]
    first = [place for place, ask in enumerate(asked) if ask.startswith("TELL") and "Mind:" not in ask]
    assert first
    for place in first:
        assert asked[place + 1].startswith(asked[place])
        assert "Mind: " in asked[place + 1]


def test_requests_begin_alike_so_that_the_prefix_is_evaluated_once(tmp_path: Path) -> None:
    job = making(tmp_path, FakeLanguageModel())
    job.run()
    beginnings = {request.messages[:-1] for request in job.model.requests}
    assert len(beginnings) == 1
