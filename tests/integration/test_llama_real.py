"""The starter model in its process."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, ModelError, ModelFileError
from podcast_studio.domain.ports import Message, TextRequest
from podcast_studio.engines import child
from podcast_studio.engines import llama as llama_module
from podcast_studio.engines.crowding import AtWork
from podcast_studio.engines.llama import LlamaModel
from podcast_studio.engines.starter import StarterModel
from podcast_studio.testing.engine_conformance import LanguageModelConformance, request

COUNTING = TextRequest(
    messages=(Message(role="user", text="Count from one to nine in English words, with commas between."),),
    prefill="one, two, three,",
    max_tokens=24,
    temperature=0.0,
)

COPYING = (
    "Repeat this text word for word and say nothing else:\nThe lighthouse stands on a reef far off the coast. The reef "
    "is under water at high tide, so the men who built the lighthouse could work only two hours each tide in the first "
    "season, and each of the blocks that they set was dovetailed into the next."
)


@pytest.fixture(scope="module")
def starter(starter_models: Path) -> Path:
    return StarterModel(starter_models).path


@pytest.fixture(scope="module")
def llama(starter: Path) -> Iterator[LlamaModel]:
    model = LlamaModel(starter)
    yield model
    model.close()


@pytest.mark.real
class TestLlamaModel(LanguageModelConformance):
    @pytest.fixture
    def model(self, llama: LlamaModel) -> LlamaModel:
        return llama


def written(model: LlamaModel, wanted: TextRequest) -> str:
    return "".join(model.write(wanted, CancelToken()))


@contextmanager
def looked_at(starter: Path, cache: Path | None = None) -> Iterator[tuple[llama_module._LlamaService, list[int]]]:
    """The model in this process, and at how many tokens it looks each time: how long that takes is the machine's."""
    served = llama_module._LlamaService(str(starter), 2, 1024, cache)
    served.load()
    looks: list[int] = []
    decode = served._llama._ctx.decode
    served._llama._ctx.decode = lambda batch: (looks.append(batch.n_tokens()), decode(batch))
    try:
        yield served, looks
    finally:
        served._llama.close()


@pytest.mark.real
def test_guessing_from_the_notes_changes_nothing_but_how_often_the_model_is_asked(
    starter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = TextRequest(messages=(Message(role="user", text=COPYING),), max_tokens=120, temperature=0.0)
    with looked_at(starter) as (served, looks):
        guessed = "".join(served.write(asked, lambda: False))
        with_guesses = len(looks)
        monkeypatch.setattr(llama_module, "LONG_ANSWER", 1_000)
        plain = "".join(served.write(asked, lambda: False))
    assert guessed == plain
    assert guessed.count("lighthouse") >= 2
    assert with_guesses < 0.6 * (len(looks) - with_guesses)


@pytest.mark.real
def test_an_answer_goes_on_from_its_beginning_and_ends_at_the_stop(llama: LlamaModel) -> None:
    assert written(llama, COUNTING).lower().split(",")[:2] == [" four", " five"]
    assert written(llama, replace(COUNTING, stop=(", six", "seven"))).lower() == " four, five"


@pytest.mark.real
def test_a_beginning_that_was_read_before_is_not_read_again(starter: Path) -> None:
    long = replace(request("The sea rises twice a day because the moon pulls at it. " * 30), max_tokens=1)
    with looked_at(starter) as (served, looks):
        list(served.write(long, lambda: False))
        first = sum(looks)
        list(served.write(long, lambda: False))
    assert first > 300
    assert sum(looks) - first < 10


@pytest.mark.real
def test_a_cancel_while_reading_leaves_the_model_loaded(llama: LlamaModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "CANCEL_GRACE_SECONDS", 120.0)  # however busy the machine is
    assert llama.count_tokens("sea")
    before, cancel = llama.pid, CancelToken()
    answer = llama.write(request("Bees dance to tell the others where the best flowers stand. " * 60), cancel)
    cancel.cancel(Cancelled())
    with pytest.raises(Cancelled):
        list(answer)
    assert llama.pid == before
    assert written(llama, request())


@pytest.mark.real
def test_a_killed_process_is_told_and_replaced(llama: LlamaModel) -> None:
    answer = llama.write(replace(request(), max_tokens=200), CancelToken())
    assert next(answer)
    assert llama.pid is not None
    os.kill(llama.pid, 9)
    with pytest.raises(ModelError, match="stopped unexpectedly") as caught:
        list(answer)
    assert caught.value.retryable
    assert written(llama, request())


@pytest.mark.real
def test_beside_another_engine_one_thread_less_writes_the_same(starter: Path) -> None:
    others = AtWork()
    model = LlamaModel(starter, threads=2, others=others)
    try:
        alone = written(model, COUNTING)
        assert model.pid is not None
        process = psutil.Process(model.pid)
        with others.one_more():
            begun, cpu = time.monotonic(), sum(process.cpu_times()[:2])
            beside = written(model, replace(request(), max_tokens=60))
            share = (sum(process.cpu_times()[:2]) - cpu) / (time.monotonic() - begun)
            assert written(model, COUNTING) == alone
        assert beside
        assert share < 1.2  # cores; with two threads on free ones it is nearly 2
    finally:
        model.close()


@pytest.mark.real
def test_no_process_is_left_after_closing(starter: Path) -> None:
    model = LlamaModel(starter)
    model.load()
    pid = model.pid
    assert pid is not None
    assert psutil.Process(pid).memory_info().rss > 500_000_000
    model.close()
    assert model.pid is None
    assert not psutil.pid_exists(pid)


@pytest.mark.real
@pytest.mark.parametrize("kept", [0.999, 0.5, 0.001])
def test_a_file_cut_short_is_refused_before_llama_sees_it(starter: Path, tmp_path: Path, kept: float) -> None:
    size = int(starter.stat().st_size * kept)
    with starter.open("rb") as source, (tmp_path / "cut.gguf").open("wb") as target:
        target.write(source.read(min(size, 8_000_000)))
        target.truncate(size)  # sparse: what counts is the length
    model = LlamaModel(tmp_path / "cut.gguf")
    with pytest.raises(ModelFileError, match=r"cut\.gguf .*cut short"):
        model.load()
    assert model.pid is None


def test_a_model_that_llama_does_not_know_is_refused_by_name(tmp_path: Path) -> None:
    name, value = b"general.architecture", b"nonesuch"
    pair = struct.pack("<Q", len(name)) + name + struct.pack("<IQ", 8, len(value)) + value
    (tmp_path / "odd.gguf").write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + pair + bytes(64))
    model = LlamaModel(tmp_path / "odd.gguf")
    with pytest.raises(ModelFileError, match=r"odd\.gguf cannot be loaded") as caught:
        model.load()
    assert "another model" in caught.value.way_out
    model.close()


def test_a_missing_model_starts_no_process(tmp_path: Path) -> None:
    model = LlamaModel(tmp_path / "missing.gguf")
    with pytest.raises(ModelFileError, match="not there"):
        model.load()
    assert model.pid is None


LIKE_ALL_OTHERS = Message(role="user", text="The sea rises twice a day because the moon pulls at it. " * 18)
AFTER_IT = TextRequest(
    messages=(
        LIKE_ALL_OTHERS,
        Message(role="assistant", text="I see."),
        Message(role="user", text="Why does it rise?"),
    ),
    max_tokens=12,
    temperature=0.0,
)


@pytest.mark.real
def test_what_all_requests_begin_with_is_read_once_for_all_starts(starter: Path, tmp_path: Path) -> None:
    answers, read = [], []
    for _ in range(2):
        with looked_at(starter, tmp_path / "prompts") as (served, looks):
            answers.append(list(served.write(AFTER_IT, lambda: False)))
            read.append(sum(looks))
    assert answers[0] == answers[1]
    assert read[0] > 250
    assert read[1] < read[0] / 2
    assert [file.suffix for file in (tmp_path / "prompts").iterdir()] == [".state"]


@pytest.mark.real
def test_a_damaged_note_of_what_was_read_is_made_anew(starter: Path, tmp_path: Path) -> None:
    answers = []
    for damage in (lambda data: data[: len(data) // 2], lambda _data: b"nonsense" * 1000):
        model = LlamaModel(starter, cache=tmp_path / "prompts")
        try:
            answers.append(written(model, AFTER_IT))
            (kept,) = (tmp_path / "prompts").iterdir()
            kept.write_bytes(damage(kept.read_bytes()))
        finally:
            model.close()
    model = LlamaModel(starter, cache=tmp_path / "prompts")
    try:
        answers.append(written(model, AFTER_IT))
        assert answers == answers[:1] * 3, "the first was written without a note"
        assert written(model, replace(AFTER_IT, messages=AFTER_IT.messages[:-1])) is not None
    finally:
        model.close()
