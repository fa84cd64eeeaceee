"""The work of a process is started once, says what it takes up again, and ends with it."""

import threading
from pathlib import Path

import pytest

from podcast_studio.domain.errors import Interrupted
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, HangingSpeech, fake_studio
from podcast_studio.testing.waiting import finished, until


def test_workers_start_once_and_stopping_twice_is_harmless(studio: Studio) -> None:
    pool = studio.start_workers()
    assert studio.start_workers() is pool
    studio.stop_workers()
    studio.stop_workers()
    assert not pool.alive
    assert list(studio.home.locks.glob("owner-*")) == []


def test_as_many_workers_start_as_are_preferred(studio: Studio) -> None:
    studio.preferences.set(workers=1)
    before = set(threading.enumerate())
    studio.start_workers()
    started = {thread.name for thread in threading.enumerate() if thread not in before}
    kinds = ("revision", "indexing", "export", "command", "notify")
    assert started == {"watcher", "housekeeper", "worker-1", *(f"worker-{kind}" for kind in kinds)}


def test_a_first_start_resumes_nothing(studio: Studio, documents: Path) -> None:
    studio.order(folder=documents, minutes=1, run_at=4e9)
    studio.start_workers()
    assert studio.resumed == 0


def test_a_start_says_how_many_podcasts_go_on_where_they_stopped(tmp_path: Path, documents: Path) -> None:
    speech = HangingSpeech()
    with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as studio:
        podcast = studio.order(folder=documents, minutes=1)
        studio.order(folder=documents, minutes=1, title="not begun", run_at=4e9)
        studio.start_workers()
        assert speech.hanging.wait(60)
    with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as studio:
        studio.start_workers()
        assert studio.resumed == 1
        finished(studio, podcast.id)
    with fake_studio(tmp_path / "home") as studio:
        studio.start_workers()
        assert studio.resumed == 0


def test_podcasts_of_a_process_that_died_are_counted_too(studio: Studio, documents: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    assert studio._library.jobs.claim("123-dead", ["podcast"]) is not None
    studio.start_workers()
    assert studio.resumed == 1
    until(lambda: studio.status(podcast_id=podcast.id).status == "COMPLETED")


def test_what_was_closed_starts_no_workers_any_more(studio: Studio) -> None:
    studio.close()
    with pytest.raises(Interrupted):
        studio.start_workers()
