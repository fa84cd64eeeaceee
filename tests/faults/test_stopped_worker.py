"""A worker that was taken for dead wakes up when its job is done: nothing that it writes is accepted."""

from __future__ import annotations

import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.domain.progress import Step
from podcast_studio.testing.stage import Stage, Worker, pcm_of

ROUNDS = 10
STEPS = tuple(step.value for step in Step if step is not Step.RETRIEVING_CONTENT)  # which holds the index's lock
_PACE_SECONDS = 0.03


@pytest.mark.timeout(600)
def test_a_worker_that_slept_past_its_time_can_write_no_more(stage: Stage, tell: Callable[[str], None]) -> None:
    chance = random.Random(4)
    slept: list[str] = []
    for number in range(ROUNDS):
        podcast = stage.order(1)
        step = STEPS[number % len(STEPS)]
        call = 1 if step in _LATE else chance.randint(1, 3)
        worker = stage.begin("--stay", pace=_PACE_SECONDS, hold=step, hold_at=call)  # so that it is not done by then
        assert worker.until(step, call), stage.complaints()
        time.sleep(chance.uniform(0, _PACE_SECONDS))
        stop_outside_a_transaction(stage, worker)
        owner = stage.job(podcast).owner
        assert owner is not None
        (stage.home / "locks" / f"owner-{owner}.lock").unlink()  # as on a drive that has lost its locks
        (made,) = stage.finish(podcast)
        before = everything(stage, made)
        stage.let_go()
        worker.signal(signal.SIGCONT)
        stage.wait_for(lambda: stage.log().count("was taken over by another worker") > len(slept))
        worker.signal(signal.SIGTERM)
        code = worker.wait()
        assert code == 0, f"{code}: {stage.complaints()}"
        assert everything(stage, made) == before, f"a worker that slept at {step} has changed something"
        slept.append(worker.heard[-1])
        stage.studio.delete_podcast(podcast=made)
    tell(f"{len(slept)} workers stopped, overtaken and woken again, at {', '.join(slept)}: no write accepted")


_LATE = (Step.COMBINING_AUDIO.value, Step.STORING_AUDIO.value)


def stop_outside_a_transaction(stage: Stage, worker: Worker) -> None:
    """One that sleeps with the write lock of the database would keep everybody waiting until it wakes."""
    while True:
        worker.stop()
        with closing(sqlite3.connect(stage.studio.home.database, timeout=0.2, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
            except sqlite3.OperationalError:
                worker.signal(signal.SIGCONT)
                time.sleep(0.001)
            else:
                return


def everything(stage: Stage, podcast: Podcast) -> dict[str, object]:
    """All that is known of a finished podcast, and its files."""
    folder = stage.home / "podcasts" / podcast.id
    files = {path.relative_to(folder).as_posix(): sha256_of(path) for path in _files(folder)}
    return {
        "podcast": stage.studio.find_podcast(name=podcast.id),
        "status": stage.studio.status(podcast_id=podcast.id),
        "job": stage.job(podcast),
        "samples": pcm_of(podcast),
        **files,
    }


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]
