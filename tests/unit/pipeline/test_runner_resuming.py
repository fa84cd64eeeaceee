"""Stopped at any checkpoint and taken up again, a run redoes only what is missing, and ends in the same sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Interrupted, ModelError, Stopped
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.progress import Progress, Step
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.keeping import FakeProgress
from podcast_studio.testing.pipeline import Making, an_order, material
from podcast_studio.testing.speech import FakeMixer, FakeSpeech

TEXTS = material(3, 5)
ORDER = an_order(1.5)


@dataclass(frozen=True)
class Whole:
    """What an uninterrupted run made."""

    audio: bytes
    transcript: dict[str, object]
    checkpoints: tuple[str, ...]  # as they were kept
    requests: tuple[TextRequest, ...]
    asked_by: dict[str, int]  # how many requests had been made when turns were kept
    spoken: tuple[str, ...]  # what was sent to the voice, turn by turn


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    job = Making(tmp_path_factory.mktemp("whole"), TEXTS, ORDER)
    kept: list[str] = []
    asked_by: dict[str, int] = {}

    def saved(what: str) -> None:
        kept.append(what)
        asked_by[what] = len(job.model.requests)

    job.checkpoints.saved = saved
    made = job.run()
    assert isinstance(job.speech, FakeSpeech)
    return Whole(
        audio=made.audio.read_bytes(),
        transcript=job.transcript(),
        checkpoints=tuple(kept),
        requests=tuple(job.model.requests),
        asked_by=asked_by,
        spoken=tuple(job.speech.spoken),
    )


def finish(job: Making, whole: Whole) -> Making:
    """Take a stopped job up and hold what comes out against an uninterrupted run."""
    again = job.taken_up()
    made = again.run()
    assert made.audio.read_bytes() == whole.audio
    assert again.transcript() == whole.transcript
    assert len(list(again.checkpoints.folder.glob("*.wav"))) == 1
    return again


def assert_only_the_missing_was_redone(again: Making, whole: Whole, voiced: set[int], asked: int) -> None:
    """`voiced` turns and the first `asked` requests were kept by the first run."""
    assert tuple(again.model.requests) == whole.requests[asked:]
    assert isinstance(again.speech, FakeSpeech)
    assert again.speech.spoken == [text for index, text in enumerate(whole.spoken) if index not in voiced]


def kept_by(job: Making, whole: Whole) -> tuple[set[int], int]:
    """The voiced turns that the first run kept, and how many requests lie behind its written ones."""
    written = len(job.checkpoints.turns())
    asked = [count for name, count in whole.asked_by.items() if name.startswith("turns") and last(name) < written]
    return set(job.checkpoints.spoken()), max(asked, default=0)


def last(name: str) -> int:
    """The last turn's index of "turns 1-2"."""
    return int(name.rpartition("-")[2])


@pytest.mark.parametrize("kind", ["plan", "turns", "spoken"])
def test_stopped_after_any_checkpoint_it_goes_on_from_there(tmp_path: Path, whole: Whole, kind: str) -> None:
    names = [name for name in whole.checkpoints if name.startswith(kind)]
    assert names
    for name in names:
        job = Making(tmp_path / name.replace(" ", "-"), TEXTS, ORDER)
        job.pull_the_plug_at(name)
        with pytest.raises(Stopped):
            job.run()
        kept = kept_by(job, whole)
        assert_only_the_missing_was_redone(finish(job, whole), whole, *kept)


class StoppingProgress(FakeProgress):
    """Asks the run to stop at the first report of a step."""

    def __init__(self, step: Step, cancel: CancelToken) -> None:
        super().__init__()
        self._step, self._cancel = step, cancel

    def report(self, progress: Progress) -> None:
        super().report(progress)
        if progress.step is self._step:
            self._cancel.cancel(Interrupted())


@pytest.mark.parametrize("step", [Step.COMBINING_AUDIO, Step.GENERATING_AUDIO, Step.RETRIEVING_CONTENT])
def test_stopped_in_any_step_it_goes_on_from_there(tmp_path: Path, whole: Whole, step: Step) -> None:
    job = Making(tmp_path, TEXTS, ORDER)
    job.progress = StoppingProgress(step, job.cancel)
    with pytest.raises(Interrupted):
        job.run()
    assert not list(job.checkpoints.folder.glob("*.wav"))
    kept = kept_by(job, whole)
    again = finish(job, whole)
    assert_only_the_missing_was_redone(again, whole, *kept)
    assert step is not Step.COMBINING_AUDIO or not again.model.requests


def test_stopped_again_and_again_it_still_ends_the_same(tmp_path: Path, whole: Whole) -> None:
    job = Making(tmp_path, TEXTS, ORDER)
    for name in whole.checkpoints:
        if name == "plan" or job.checkpoints.plan() is not None:
            job.pull_the_plug_at(name)
            try:
                job.run()
            except Stopped:
                job = job.taken_up()
    finish(job, whole)


def test_a_run_that_was_killed_after_its_last_file_ends_in_that_file(tmp_path: Path, whole: Whole) -> None:
    job = Making(tmp_path, TEXTS, ORDER)
    first = job.run()
    again = finish(job, whole)
    assert again.checkpoints.folder / first.audio.name == first.audio
    assert not again.model.requests
    assert isinstance(again.speech, FakeSpeech)
    assert not again.speech.spoken


def test_what_a_half_finished_mix_left_is_no_obstacle(tmp_path: Path, whole: Whole) -> None:
    job = Making(tmp_path, TEXTS, ORDER)
    (job.checkpoints.folder / ".mixing.wav").write_bytes(b"half")
    job.progress = StoppingProgress(Step.COMBINING_AUDIO, job.cancel)
    with pytest.raises(Interrupted):
        job.run()
    finish(job, whole)


@pytest.mark.parametrize("damage", ["gone", "cut"])
def test_audio_that_is_gone_or_cut_is_voiced_again(tmp_path: Path, whole: Whole, damage: str) -> None:
    job = Making(tmp_path, TEXTS, ORDER)
    job.progress = StoppingProgress(Step.COMBINING_AUDIO, job.cancel)
    with pytest.raises(Interrupted):
        job.run()
    hurt = job.checkpoints.folder / job.checkpoints.spoken()[2].path
    content = hurt.read_bytes()
    hurt.unlink()
    if damage == "cut":
        hurt.write_bytes(content[:-100])
    again = finish(job, whole)
    assert isinstance(again.speech, FakeSpeech)
    assert again.speech.spoken == [whole.spoken[2]]


def test_a_left_out_turn_stays_left_out(tmp_path: Path, whole: Whole) -> None:
    marker = " ".join(whole.spoken[0].split()[:3])  # of the greeting, which no model could write anew
    from podcast_studio.domain.errors import UnspeakableError

    job = Making(tmp_path, TEXTS, ORDER)
    job.speech = FakeSpeech(trouble=lambda text: UnspeakableError("odd") if text.startswith(marker) else None)
    job.progress = StoppingProgress(Step.COMBINING_AUDIO, job.cancel)
    with pytest.raises(Interrupted):
        job.run()
    again = job.taken_up()
    assert "1 of " in again.run().note
    assert isinstance(again.speech, FakeSpeech)
    assert not again.speech.spoken


def test_a_model_that_fails_for_good_in_the_middle_costs_only_that_turn(tmp_path: Path, whole: Whole) -> None:
    plain = FakeLanguageModel()

    def answer(request: TextRequest) -> str:
        if len(job.model.requests) >= 2:
            raise ModelError("The model stumbled.")
        return "".join(plain.write(request, CancelToken())).strip()

    job = Making(tmp_path, TEXTS, ORDER, model=FakeLanguageModel(answer=answer))
    with pytest.raises(ModelError):
        job.run()
    assert job.checkpoints.turns()
    job.model = FakeLanguageModel()
    finish(job, whole)


def test_another_order_means_another_plan(tmp_path: Path) -> None:
    job = Making(tmp_path, TEXTS, ORDER)
    job.run()
    before = job.checkpoints.plan()
    again = job.taken_up()
    again.order = an_order(1.5, focus="old")
    again.run()
    assert again.checkpoints.plan() != before
    assert again.model.requests


def test_a_changed_folder_means_another_plan(tmp_path: Path) -> None:
    job = Making(tmp_path, dict(TEXTS), ORDER)
    job.run()
    again = job.taken_up()
    again.reader.texts.pop(next(iter(TEXTS)))
    again.run()
    assert again.model.requests
    assert next(iter(TEXTS)) not in {
        source["document"] for turn in again.transcript()["turns"] for source in turn["sources"]
    }


def test_two_runs_of_one_order_sound_the_same(tmp_path: Path, whole: Whole) -> None:
    assert Making(tmp_path, TEXTS, ORDER, mixer=FakeMixer()).run().audio.read_bytes() == whole.audio


def test_another_seed_makes_another_podcast(tmp_path: Path, whole: Whole) -> None:
    assert Making(tmp_path, TEXTS, an_order(1.5, seed=8)).run().audio.read_bytes() != whole.audio
