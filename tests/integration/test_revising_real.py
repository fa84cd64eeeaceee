"""Editing a real podcast: real model, real voice, real mixer. Times are printed, not judged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from podcast_studio.domain.audio import LEVEL_SECONDS
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import REVISION_JOB, JobState
from podcast_studio.domain.podcasts import AudioFormat, Podcast, Speaker
from podcast_studio.engines.meter import FfmpegMeter
from podcast_studio.studio import Home, Studio, open_studio
from podcast_studio.studio.home import HOME_VARIABLE
from podcast_studio.studio.scripts import TurnState, TurnView
from podcast_studio.testing.studio import write_collection
from podcast_studio.testing.waiting import finished, revised, until
from tests.starter import share

pytestmark = [pytest.mark.real, pytest.mark.timeout(900)]

SIXTY_WORDS = (
    "The harbour master wrote the height of the water into a book every hour, by day and by night, for more than "
    "forty years. Nobody had asked him to do it. When the engineers came to plan the new breakwater, his book told "
    "them what no instrument could: how high the sea had really climbed in each of the great storms of the century."
)
LIMIT_SECONDS = 800.0
SILENCE = 0.004  # of full scale; speech is above 0.02


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, starter_models: Path, read_prompts: Path) -> Home:
    home = Home(root=tmp_path_factory.mktemp("home"))
    share(starter_models, read_prompts, home.root)
    return home


@pytest.fixture(scope="module")
def studio(home: Home) -> Iterator[Studio]:
    with open_studio(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def podcast_id(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A podcast of a minute."""
    folder = write_collection(tmp_path_factory.mktemp("documents"))
    ordered = studio.order(folder=folder, minutes=1, title="Tides")
    return finished(studio, ordered.id, limit=LIMIT_SECONDS).id


def an_answer(studio: Studio, podcast_id: str) -> TurnView:
    turns = studio.scripts.view(podcast_id=podcast_id).turns
    return next(turn for turn in turns if turn.speaker is Speaker.EXPERT and turn.sources)


def check_sound(studio: Studio, podcast: Podcast) -> None:
    """The audio is whole, and silent and loud where the script says so."""
    assert podcast.audio is not None
    assert sha256_of(podcast.audio) == podcast.audio_sha256
    levels = FfmpegMeter().levels(podcast.audio, CancelToken())
    assert len(levels) * LEVEL_SECONDS == pytest.approx(podcast.duration_seconds, abs=0.2)
    turns = studio.scripts.view(podcast_id=podcast.id).turns

    def level(second: float) -> float:
        return levels[int(second / LEVEL_SECONDS)]

    for before, after in pairwise(turns):
        assert before.end is not None
        assert after.start is not None
        assert level((before.end + after.start) / 2) < SILENCE
        assert max(level(after.start + 0.1 * step) for step in range(10)) > SILENCE


def test_one_edited_turn_of_a_real_podcast_is_voiced_and_mixed(
    studio: Studio, podcast_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = studio.find_podcast(name=podcast_id)
    check_sound(studio, before)
    folder = studio.files(podcast=before).audio.parent
    dates = {path: path.stat().st_mtime_ns for path in (folder / "turns").iterdir()}
    turn = an_answer(studio, podcast_id)
    started = time.monotonic()
    studio.scripts.edit_text(podcast_id=podcast_id, turn_id=turn.id, text=SIXTY_WORDS)
    until(
        lambda: studio.scripts.view(podcast_id=podcast_id).turns[turn.position].state is TurnState.READY,
        limit=LIMIT_SECONDS,
    )
    voiced = time.monotonic() - started
    after = revised(studio, podcast_id, limit=LIMIT_SECONDS)
    with capsys.disabled():
        mixed = time.monotonic() - started
        print(f"\n60 words edited: voiced after {voiced:.1f} s, a minute of programme mixed after {mixed:.1f} s")
    new = {path for path in (folder / "turns").iterdir() if path not in dates}
    assert len(new) == 1
    assert {path: path.stat().st_mtime_ns for path in dates} == dates
    assert before.audio is not None
    assert sha256_of(before.audio) == before.audio_sha256
    assert after.audio != before.audio
    check_sound(studio, after)


def test_undo_brings_the_old_audio_back_at_once(
    studio: Studio, podcast_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    studio.scripts.edit_text(podcast_id=podcast_id, turn_id=an_answer(studio, podcast_id).id, text="Soon gone again.")
    edited = revised(studio, podcast_id, limit=LIMIT_SECONDS)
    started = time.monotonic()
    studio.scripts.undo(podcast_id=podcast_id)
    back = revised(studio, podcast_id, limit=LIMIT_SECONDS)
    with capsys.disabled():
        print(f"\nundone after {time.monotonic() - started:.1f} s")
    assert back.audio != edited.audio
    check_sound(studio, back)


def test_a_real_turn_is_written_anew_and_stays_true_to_its_source(studio: Studio, podcast_id: str) -> None:
    turn = an_answer(studio, podcast_id)
    studio.scripts.rewrite(podcast_id=podcast_id, turn_id=turn.id)
    podcast = revised(studio, podcast_id, limit=LIMIT_SECONDS)
    now = studio.scripts.view(podcast_id=podcast_id).turns[turn.position]
    assert now.text != turn.text
    assert len(now.text.split()) >= 8
    check_sound(studio, podcast)


def test_a_real_podcast_is_exported_in_another_format(studio: Studio, podcast_id: str, tmp_path: Path) -> None:
    podcast = studio.find_podcast(name=podcast_id)
    path = studio.output.export_audio(podcast_id=podcast_id, target=tmp_path, audio_format=AudioFormat.OGG)
    levels = FfmpegMeter().levels(path, CancelToken())
    assert len(levels) * LEVEL_SECONDS == pytest.approx(podcast.duration_seconds, abs=0.2)
    shape = studio.output.waveform(podcast_id=podcast_id, bins=50)
    assert len(shape) == 50
    assert max(shape) == 1.0


def test_a_revision_whose_process_was_killed_is_finished_by_a_worker(
    studio: Studio, podcast_id: str, home: Home
) -> None:
    studio.stop_workers()
    before, turn = studio.find_podcast(name=podcast_id), an_answer(studio, podcast_id)
    long_text = " ".join([SIXTY_WORDS] * 8)  # three minutes of speech: time enough to be killed in
    turns = studio.files(podcast=before).audio.parent / "turns"
    dates = {path: path.stat().st_mtime_ns for path in turns.iterdir()}
    studio.scripts.edit_text(podcast_id=podcast_id, turn_id=turn.id, text=long_text)
    worker = subprocess.Popen(
        [sys.executable, "-m", "podcast_studio", "worker"],
        env={**os.environ, HOME_VARIABLE: str(home.root)},
        stdout=subprocess.DEVNULL,
    )
    try:
        until(
            lambda: studio.scripts.view(podcast_id=podcast_id).turns[turn.position].state is TurnState.VOICING,
            limit=LIMIT_SECONDS,
        )
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert studio.find_podcast(name=podcast_id) == before
    assert [job.state for job in studio.jobs() if job.kind == REVISION_JOB][-1] is JobState.GENERATING
    after = revised(studio, podcast_id, limit=LIMIT_SECONDS)
    studio.stop_workers()
    assert studio.scripts.view(podcast_id=podcast_id).turns[turn.position].text == long_text
    assert {path: path.stat().st_mtime_ns for path in dates} == dates
    assert len(list(turns.iterdir())) == len(dates) + 1
    check_sound(studio, after)
