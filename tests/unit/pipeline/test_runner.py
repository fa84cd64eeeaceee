"""A whole podcast over fakes: what comes out, what is shown meanwhile, and what happens when a voice fails."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import (
    AudioError,
    Cancelled,
    CollectionError,
    EngineDiedError,
    SpeechError,
    UnspeakableError,
)
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.progress import BANDS, Progress, Step, percentage
from podcast_studio.domain.scripts import SegmentKind
from podcast_studio.domain.voices import Voice
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.keeping import FakeProgress
from podcast_studio.testing.pipeline import TITLE, Making, an_order, material
from podcast_studio.testing.speech import FakeMixer, FakeSpeech

TEXTS = material(3, 6)


@pytest.fixture
def job(tmp_path: Path) -> Making:
    return Making(tmp_path, TEXTS, an_order(2))


def test_a_folder_becomes_a_podcast(job: Making) -> None:
    made = job.run()
    folder = job.checkpoints.folder
    assert made.audio == folder / f"{TITLE}.wav"
    assert made.size == made.audio.stat().st_size > 100_000
    assert made.note == ""
    files = {path.name for path in folder.iterdir()}
    assert files >= {f"{TITLE}.wav", "transcript.json", "captions.vtt", "captions.srt", "turns"}
    assert not [name for name in files if name.startswith(".")]


@pytest.mark.parametrize("minutes", [1.5, 2, 4])
def test_the_speakers_alternate(job: Making, minutes: float) -> None:
    job.order = an_order(minutes)
    job.run()
    speakers = [turn["speaker"] for turn in job.transcript()["turns"]]
    assert set(speakers) == {"HOST", "EXPERT"}
    pairs = list(itertools.pairwise(speakers[1:]))  # a short programme begins with a greeting and a question
    assert all(before != after for before, after in pairs)


def test_the_transcript_has_every_turn_once_in_step_with_the_audio(job: Making) -> None:
    job.run()
    transcript, kept, spoken = job.transcript(), job.checkpoints.turns(), job.checkpoints.spoken()
    shown = transcript["turns"]
    assert [turn["index"] for turn in shown] == [turn.index for turn in kept] == list(range(len(kept)))
    assert [turn["text"] for turn in shown] == [turn.text for turn in kept]
    for turn in shown:
        assert turn["end"] - turn["start"] == pytest.approx(spoken[turn["index"]].seconds, abs=0.002)
    gaps = [after["start"] - before["end"] for before, after in itertools.pairwise(shown)]
    assert all(0.2 < gap < 1.5 for gap in gaps)
    assert transcript["duration_seconds"] > shown[-1]["end"]


def test_the_chapters_cover_the_programme(job: Making) -> None:
    job.run()
    transcript, plan = job.transcript(), job.checkpoints.plan()
    chapters = transcript["chapters"]
    assert plan is not None
    assert chapters[0]["start"] == 0
    assert chapters[-1]["end"] == transcript["duration_seconds"]
    assert all(before["end"] == after["start"] for before, after in itertools.pairwise(chapters))
    titles = [chapter["title"] for chapter in chapters]
    assert titles == [part.title for part in plan.segments if part.title in titles]
    assert len(set(titles)) == len(titles) > 3


def test_every_answer_rests_on_passages_of_the_folder(job: Making) -> None:
    job.run()
    plan = job.checkpoints.plan()
    assert plan is not None
    topical = {place for place, part in enumerate(plan.segments) if part.kind is SegmentKind.TOPIC}
    segments = {turn.index: turn.segment for turn in job.checkpoints.turns()}
    for turn in job.transcript()["turns"]:
        assert bool(turn["sources"]) == (segments[turn["index"]] in topical)
        for source in turn["sources"]:
            assert TEXTS[source["document"]][source["start"] : source["end"]] == source["text"]


def test_the_programme_carries_its_tags(job: Making) -> None:
    job.run()
    assert isinstance(job.mixer, FakeMixer)
    (programme,) = job.mixer.mixed
    assert (programme.tags.title, programme.tags.album, programme.tags.date) == (TITLE, "Sea", "2026-03-04")
    assert {clip.pan for clip in programme.clips} == {-0.18, 0.18}


@dataclass
class PatientSpeech(FakeSpeech):
    """Does not finish the third turn, of the first exchange, before the second exchange has been asked for."""

    second_is_asked_for: threading.Event = field(default_factory=threading.Event)
    in_time: bool = False

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        if len(self.spoken) == 2:
            self.in_time = self.second_is_asked_for.wait(20)
        return super().speak(text, voice, out, cancel)


def test_the_next_exchange_is_written_while_one_is_voiced(tmp_path: Path) -> None:
    speech = PatientSpeech()

    class Announcing(FakeLanguageModel):
        def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
            if len(self.requests) == 2:  # an answer and a line make an exchange
                speech.second_is_asked_for.set()
            return super().write(request, cancel)

    Making(tmp_path, TEXTS, an_order(4), model=Announcing(), speech=speech).run()
    assert speech.in_time


class TestProgress:
    @pytest.fixture
    def reports(self, job: Making) -> list[Progress]:
        job.run()
        assert isinstance(job.progress, FakeProgress)
        return job.progress.reports

    def test_the_percentage_never_falls(self, reports: list[Progress]) -> None:
        shown = [report.percentage for report in reports]
        assert shown == sorted(shown)
        assert shown[0] == 10
        assert shown[-1] >= 95

    def test_the_step_is_the_earliest_unfinished_one(self, reports: list[Progress]) -> None:
        order = list(Step)
        places = [order.index(report.step) for report in reports]
        assert places == sorted(places)
        seen = {report.step for report in reports}
        assert {Step.RETRIEVING_CONTENT, Step.GENERATING_SCRIPT, Step.COMBINING_AUDIO, Step.STORING_AUDIO} <= seen

    def test_voiced_turns_move_the_percentage_exactly(self, reports: list[Progress]) -> None:
        making = [report for report in reports if report.step in (Step.GENERATING_SCRIPT, Step.GENERATING_AUDIO)]
        highest = 0
        for report in making:
            assert report.completed_turns <= report.total_turns
            if report.completed_turns:
                exact = percentage(Step.GENERATING_AUDIO, report.completed_turns, report.total_turns)
                assert report.percentage in (exact, max(highest, exact))
            highest = report.percentage
        assert making[-1].completed_turns == making[-1].total_turns
        assert making[-1].percentage == 90

    def test_the_outer_steps_stay_within_their_bands(self, reports: list[Progress]) -> None:
        for report in reports:
            if report.step in (Step.RETRIEVING_CONTENT, Step.COMBINING_AUDIO, Step.STORING_AUDIO):
                low, high = BANDS[report.step]
                assert low <= report.percentage <= high

    def test_the_speaker_and_the_remaining_time_are_told(self, reports: list[Progress]) -> None:
        assert {str(report.current_speaker) for report in reports} == {"None", "HOST", "EXPERT"}
        left = [report.remaining_seconds for report in reports if report.remaining_seconds is not None]
        assert len(left) == len(reports)
        assert left[-1] < left[0]


def failing_for(marker: str, error: Exception, times: int = 1_000) -> Callable[[str], Exception | None]:
    """Trouble with the texts that have `marker` in them, so many times."""
    left = [times]

    def trouble(text: str) -> Exception | None:
        if marker not in text or not left[0]:
            return None
        left[0] -= 1
        return error

    return trouble


def a_middle_turn(tmp_path: Path) -> tuple[int, str]:
    """Index and two telling words of one of EXPERT's turns, from a run without trouble."""
    job = Making(tmp_path / "untroubled", TEXTS, an_order(2))
    job.run()
    turn = job.checkpoints.turns()[3]
    return turn.index, " ".join(turn.text.split()[1:3])


@pytest.mark.parametrize(
    "error", [UnspeakableError("There is nothing to be spoken."), SpeechError("It broke."), EngineDiedError("Gone.")]
)
def test_a_turn_that_cannot_be_voiced_is_left_out_with_a_note(tmp_path: Path, error: Exception) -> None:
    index, marker = a_middle_turn(tmp_path)
    job = Making(tmp_path / "job", TEXTS, an_order(2), speech=FakeSpeech(trouble=failing_for(marker, error)))
    made = job.run()
    kept = job.checkpoints.turns()
    heard = [turn["index"] for turn in job.transcript()["turns"]]
    assert heard == [turn.index for turn in kept if turn.index != index]
    assert job.checkpoints.spoken()[index].skipped
    assert made.note == f"1 of {len(kept)} turns could not be spoken and were left out."
    assert job.transcript()["note"] == made.note
    assert job.transcript()["chapters"][-1]["end"] == job.transcript()["duration_seconds"]


@pytest.mark.parametrize("error", [SpeechError("It broke."), EngineDiedError("Gone.")])
def test_a_failure_that_passes_costs_nothing(tmp_path: Path, error: Exception) -> None:
    index, marker = a_middle_turn(tmp_path)
    job = Making(tmp_path / "job", TEXTS, an_order(2), speech=FakeSpeech(trouble=failing_for(marker, error, times=2)))
    assert job.run().note == ""
    assert index in job.checkpoints.spoken()


def test_a_voice_that_fails_again_and_again_ends_the_run_and_keeps_the_turns(job: Making) -> None:
    job.speech = FakeSpeech(trouble=failing_for("old", SpeechError("It broke.", details="code 7")))
    with pytest.raises(SpeechError, match="failed again and again") as caught:
        job.run()
    assert caught.value.details == "code 7"
    assert caught.value.retryable
    assert job.checkpoints.turns()
    assert any(not turn.skipped for turn in job.checkpoints.spoken().values())


def test_a_programme_without_a_word_is_refused(job: Making) -> None:
    job.speech = FakeSpeech(trouble=lambda text: UnspeakableError("There is nothing to be spoken."))
    with pytest.raises(AudioError, match="No turn"):
        job.run()
    assert not list(job.checkpoints.folder.glob("*.wav"))


def test_a_cancel_is_heard_while_the_model_writes(job: Making) -> None:
    def answer(request: TextRequest) -> str:
        job.cancel.cancel(Cancelled())
        return "The tide comes in. " * 50

    job.model = FakeLanguageModel(answer=answer)
    with pytest.raises(Cancelled):
        job.run()
    assert len(job.model.requests) == 1
    assert job.checkpoints.plan() is not None


def test_nothing_readable_is_told_by_name(tmp_path: Path) -> None:
    job = Making(tmp_path, {"empty.md": "# Only a heading", "blank.md": " \n"}, an_order(2))
    with pytest.raises(CollectionError, match=r"blank\.md: no text in it; empty\.md: no text in it"):
        job.run()


def test_nothing_tellable_is_told(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="nothing in this folder that could be told"):
        Making(tmp_path, {"short.md": "Three words only."}, an_order(2)).run()


def test_a_focus_steers_what_is_told(tmp_path: Path) -> None:
    wanted = "\n\n".join(f"Lighthouse number {n} stands on rock {n} and its lamp is seen for {n + 9} miles by sailors "
                         f"who pass the cape called Horn {n} at night." for n in range(1, 14))  # fmt: skip
    job = Making(tmp_path, {**TEXTS, "zz.md": wanted}, an_order(1.5, focus="lighthouse lamp"))
    job.run()
    documents = {source["document"] for turn in job.transcript()["turns"] for source in turn["sources"]}
    assert documents == {"zz.md"}


def test_threads_end_with_the_run(job: Making) -> None:
    job.run()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("voicing")]
