"""When and how urgently a podcast is made, what the preferences decide, and what a start goes on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.errors import InputError, ModelFileError, UnknownVoiceError
from podcast_studio.domain.jobs import JobState, Priority
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.styles import Level, Style
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import SMALLEST_GGUF, FakeParts, HangingSpeech, fake_studio


def test_an_order_can_be_urgent_and_can_wait_for_its_time(studio: Studio, documents: Path) -> None:
    studio.order(folder=documents, minutes=1, title="usual")
    studio.order(folder=documents, minutes=1, title="tonight", run_at=4e9)
    studio.order(folder=documents, minutes=1, title="urgent", priority=Priority.URGENT)
    rows = {row.title: row for row in studio.shelf.queue()}
    assert rows["urgent"].position == 1
    assert rows["urgent"].priority == Priority.URGENT
    assert rows["tonight"].waiting_for_time
    assert rows["tonight"].run_at == 4e9


@pytest.mark.parametrize("never", [float("inf"), float("nan")])
def test_a_time_that_never_comes_is_refused(studio: Studio, documents: Path, never: float) -> None:
    with pytest.raises(InputError, match="never comes"):
        studio.order(folder=documents, minutes=1, run_at=never)
    assert studio.podcasts() == []


def test_the_same_order_again_takes_the_new_time_and_urgency(studio: Studio, documents: Path) -> None:
    first = studio.order(folder=documents, minutes=1, run_at=4e9)
    assert studio.order(folder=documents, minutes=1, run_at=5e9, priority=Priority.LOW) == first
    (row,) = studio.shelf.queue()
    assert (row.run_at, row.priority) == (5e9, Priority.LOW)
    studio.order(folder=documents, minutes=1)
    (row,) = studio.shelf.queue()
    assert not row.waiting_for_time
    assert row.priority == Priority.LOW


@pytest.mark.parametrize("verb", ["hold", "cancel"])
def test_the_same_order_again_wakes_a_job_that_rests(studio: Studio, documents: Path, verb: str) -> None:
    studio.order(folder=documents, minutes=1)
    (row,) = studio.shelf.queue()
    getattr(studio.queue, verb)(job_id=row.job_id)
    studio.order(folder=documents, minutes=1, run_at=4e9)
    (row,) = studio.shelf.queue()
    assert (row.state, row.run_at) == (JobState.QUEUED, 4e9)


def test_the_same_order_again_leaves_the_one_in_the_making_alone(tmp_path: Path, documents: Path) -> None:
    speech = HangingSpeech()
    with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as studio:
        podcast = studio.order(folder=documents, minutes=1)
        studio.start_workers()
        assert speech.hanging.wait(60)
        assert studio.order(folder=documents, minutes=1, run_at=4e9) == podcast
        assert studio.shelf.podcast(id=podcast.id).state is JobState.GENERATING


def test_what_an_order_leaves_open_is_taken_from_the_preferences(studio: Studio, documents: Path) -> None:
    (studio.home.models / "own.gguf").write_bytes(SMALLEST_GGUF)
    studio.preferences.set(minutes=7, format="ogg", host_voice="bert", model="own", style=Style.DEBATE)
    order = studio.order(folder=documents).order
    assert (order.minutes, order.format, order.style) == (7, AudioFormat.OGG, "debate")
    assert "bert" in order.host_voice
    assert "alba" in order.expert_voice
    assert order.model == str(studio.home.models / "own.gguf")
    asked = studio.order(folder=documents, minutes=1, audio_format=AudioFormat.WAV, host_voice="alba").order
    assert (asked.minutes, asked.format) == (1, AudioFormat.WAV)
    assert "alba" in asked.host_voice
    assert (asked.style, asked.level) == (Style.DEBATE, Level.INFORMED)
    told = studio.order(folder=documents, minutes=1, style=Style.STORY, level=Level.NEWCOMER).order
    assert (told.style, told.level) == (Style.STORY, Level.NEWCOMER)
    assert studio.find_podcast(name=studio.podcasts()[0].id).order.style in Style


def test_a_preferred_voice_or_model_that_is_gone_points_to_the_settings(studio: Studio, documents: Path) -> None:
    studio.preferences.set(expert_voice="gone")
    with pytest.raises(UnknownVoiceError, match=r"gone.*voice that you prefer") as refused:
        studio.order(folder=documents, minutes=1)
    assert "settings" in refused.value.way_out
    studio.preferences.set(expert_voice="", model="gone")
    with pytest.raises(ModelFileError, match=r"gone.*model that you prefer"):
        studio.order(folder=documents, minutes=1)
    studio.preferences.set(model="")
    studio.order(folder=documents, minutes=1)


def test_the_model_gets_the_preferred_threads(studio: Studio, documents: Path, parts: FakeParts) -> None:
    studio.preferences.set(threads=3)
    studio.order(folder=documents, minutes=1)
    assert parts.threads == [3]
