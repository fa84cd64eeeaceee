"""Making podcasts over fakes, through queue, workers and pipeline: stopping, going on, cancelling, failing."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.errors import DiskFullError, SpeechError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.pipeline.prompts import READING
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, HangingSpeech, fake_studio, work_off


@pytest.fixture
def speech() -> HangingSpeech:
    return HangingSpeech()


@pytest.fixture
def hanging(tmp_path: Path, speech: HangingSpeech) -> Iterator[Studio]:
    """A studio whose voice hangs in its third turn, once."""
    with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as opened:
        yield opened


def begin(studio: Studio, speech: HangingSpeech, documents: Path) -> Podcast:
    """A podcast whose voicing hangs."""
    podcast = studio.order(folder=documents, minutes=1)
    studio.start_workers()
    assert speech.hanging.wait(30)
    return podcast


def voiced(studio: Studio, podcast: Podcast) -> dict[str, tuple[int, str]]:
    """The audio of turns: date and hash by file name."""
    turns = studio.home.podcasts / podcast.id / "turns"
    return {path.name: (path.stat().st_mtime_ns, sha256_of(path)) for path in sorted(turns.glob("[0-9]*.wav"))}


def assert_whole(studio: Studio, podcast: Podcast) -> None:
    """Finished, each turn once, and no turn's audio replaced or missing."""
    files = studio.files(podcast=studio.find_podcast(name=podcast.id))
    turns = json.loads(files.transcript.read_text())["turns"]
    assert [turn["index"] for turn in turns] == list(range(len(turns)))
    assert all(earlier["end"] < later["start"] for earlier, later in itertools.pairwise(turns))
    assert len(voiced(studio, podcast)) == len(turns)


def test_an_order_becomes_a_podcast_with_all_its_files(studio: Studio, documents: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1.5, title="Of tides / and moons?")
    status = work_off(studio, podcast)
    assert (status.status, status.progress_percentage, status.error_message) == ("COMPLETED", 100, None)
    made = studio.find_podcast(name=podcast.id)
    files = studio.files(podcast=made)
    assert files.audio == studio.home.podcasts / podcast.id / "Of tides and moons.mp3"
    assert (made.audio_sha256, made.audio_bytes) == (sha256_of(files.audio), files.audio.stat().st_size)
    assert made.duration_seconds == pytest.approx(90, rel=0.1)
    assert made.completed_at == status.completed_at
    assert files.captions.read_text().startswith("WEBVTT")
    assert "HOST" in files.subtitles.read_text().upper()
    assert_whole(studio, podcast)


def test_the_model_gets_ready_once_while_the_folder_is_looked_at(
    studio: Studio, parts: FakeParts, documents: Path
) -> None:
    work_off(studio, studio.order(folder=documents, minutes=1))
    assert [request for request in parts.model.requests if request == READING] == parts.model.requests[:1]


def test_both_speakers_have_their_own_voice(studio: Studio, parts: FakeParts, documents: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    work_off(studio, podcast)
    (programme,) = parts.mixer.mixed
    assert {clip.pan for clip in programme.clips} == {-programme.clips[0].pan, programme.clips[0].pan}
    assert programme.tags.title == "Sea and moon"
    assert programme.tags.cover is not None
    assert programme.tags.cover.is_file()


def test_closing_in_the_middle_puts_the_work_back_and_the_next_start_goes_on(
    tmp_path: Path, hanging: Studio, speech: HangingSpeech, documents: Path
) -> None:
    podcast = begin(hanging, speech, documents)
    hanging.close()
    before = voiced(hanging, podcast)
    assert len(before) == 2
    with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as again:
        job = again.jobs()[0]
        assert (job.state, job.attempts, job.error) == (JobState.QUEUED, 0, None)
        assert work_off(again, podcast).status == "COMPLETED"
        assert_whole(again, podcast)
        after = voiced(again, podcast)
    assert {name: after[name] for name in before} == before
    assert len(speech.turns) == len(set(speech.turns)) == len(after)


def test_the_percentage_never_falls_when_the_work_goes_on(
    hanging: Studio, speech: HangingSpeech, documents: Path
) -> None:
    podcast = begin(hanging, speech, documents)
    reached = hanging.status(podcast_id=podcast.id).progress_percentage
    hanging.stop_workers()
    assert reached > 50
    seen = [hanging.status(podcast_id=podcast.id).progress_percentage]
    hanging.start_workers()
    while (status := hanging.status(podcast_id=podcast.id)).status != "COMPLETED":
        seen.append(status.progress_percentage)
    assert min(seen) >= reached
    assert seen == sorted(seen)


@pytest.mark.parametrize(("verb", "after"), [("cancel", "CANCELLED"), ("hold", "QUEUED")])
def test_a_running_podcast_stops_when_asked_and_keeps_what_is_voiced(
    hanging: Studio, speech: HangingSpeech, documents: Path, verb: str, after: str
) -> None:
    podcast = begin(hanging, speech, documents)
    job = hanging.jobs()[0]
    getattr(hanging, verb)(job=job)
    wait_for(lambda: hanging.jobs()[0].state is not JobState.GENERATING)
    assert hanging.status(podcast_id=podcast.id).status == after
    before = voiced(hanging, podcast)
    assert len(before) == 2
    (hanging.resume if verb == "hold" else hanging.retry)(job=hanging.jobs()[0])
    assert work_off(hanging, podcast).status == "COMPLETED"
    assert {name: voiced(hanging, podcast)[name] for name in before} == before
    assert_whole(hanging, podcast)


def test_a_damaged_turn_is_voiced_again_and_no_other(hanging: Studio, speech: HangingSpeech, documents: Path) -> None:
    podcast = begin(hanging, speech, documents)
    hanging.stop_workers()
    before = voiced(hanging, podcast)
    hurt = hanging.home.podcasts / podcast.id / "turns" / "0001.wav"
    hurt.write_bytes(hurt.read_bytes()[:-100])
    assert work_off(hanging, podcast).status == "COMPLETED"
    after = voiced(hanging, podcast)
    assert after["0000.wav"] == before["0000.wav"]
    assert after["0001.wav"][1] == before["0001.wav"][1]
    assert_whole(hanging, podcast)


def test_a_disk_that_is_full_for_a_while_costs_an_attempt_and_not_the_work(
    studio: Studio, parts: FakeParts, documents: Path
) -> None:
    full = DiskFullError("The disk is full: 0002.wav could not be written.", way_out="Free some space.")
    podcast = studio.order(folder=documents, minutes=1)
    parts.speech.trouble = lambda _text: full if len(parts.speech.spoken) == 4 else None
    status = work_off(studio, podcast)
    assert (status.status, status.current_step) == ("QUEUED", None)
    assert status.error_message == f"{full.message} Free some space."
    studio.stop_workers()
    before = voiced(studio, podcast)
    assert len(before) == 2
    parts.speech.trouble = lambda _text: None
    assert studio.order(folder=documents, minutes=1) == podcast
    assert work_off(studio, podcast).status == "COMPLETED"
    assert {name: voiced(studio, podcast)[name] for name in before} == before
    assert_whole(studio, podcast)


def test_a_voice_that_fails_from_the_start_is_told_and_tried_again_later(
    studio: Studio, parts: FakeParts, documents: Path
) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    parts.speech.trouble = lambda _text: SpeechError("espeak stumbled")
    status = work_off(studio, podcast)
    assert status.status == "QUEUED"
    assert "failed again and again" in str(status.error_message)
    assert studio.jobs()[0].attempts == 1


def test_documents_that_cannot_be_read_fail_at_once_with_their_reason(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    podcast = studio.order(folder=folder, minutes=1)
    status = work_off(studio, podcast)
    assert status.status == "FAILED"
    assert str(folder) in str(status.error_message)
    assert "broken.pdf" in str(status.error_message)


def test_a_run_that_was_killed_between_its_last_two_writes_makes_nothing_anew(
    studio: Studio, parts: FakeParts, documents: Path
) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    work_off(studio, podcast)
    studio.stop_workers()
    made, voicings = studio.find_podcast(name=podcast.id), len(parts.speech.spoken)
    with studio._library.database.write() as connection:  # as the kill leaves it: the audio is recorded, the job is not
        connection.exec_driver_sql("UPDATE jobs SET state = 'QUEUED'")
    assert work_off(studio, podcast).status == "COMPLETED"
    assert studio.find_podcast(name=podcast.id) == made
    assert len(parts.speech.spoken) == voicings
    assert len(parts.mixer.mixed) == 1


def test_two_podcasts_are_made_at_the_same_time(studio: Studio, documents: Path) -> None:
    made = [studio.order(folder=documents, minutes=1, seed=seed) for seed in (1, 2)]
    assert [work_off(studio, podcast).status for podcast in made] == ["COMPLETED", "COMPLETED"]
    for podcast in made:
        assert_whole(studio, podcast)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)
