"""A library of the first released schema, with jobs that wait and one that is half done: they finish."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from podcast_studio.domain.jobs import JobState
from podcast_studio.pipeline.speech.sayable import sayable
from podcast_studio.storage.migrations.versions import v0001_first
from podcast_studio.studio.kept_orders import ORDER
from podcast_studio.testing.studio import FakeParts, HangingSpeech, fake_studio, write_collection
from podcast_studio.testing.waiting import finished, until

_FIRST_ORDER = (  # the fields of an order as the first release wrote them
    "collection_id", "minutes", "title", "focus", "style", "language", "host_voice", "expert_voice", "model", "format",
    "seed",
)  # fmt: skip


def as_first_released(database: Path) -> None:
    """Write a library down as version 0001 would have had it; its running job is of a process that was killed."""
    old = database.with_suffix(".first")
    with closing(sqlite3.connect(old)) as connection:
        for statement in v0001_first._STATEMENTS:
            connection.execute(statement)
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.execute("ATTACH ? AS newer", (str(database),))
        tables = [name for (name,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table != "alembic_version":
                columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
                connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        for podcast_id, order in connection.execute('SELECT id, "order" FROM main.podcasts').fetchall():
            kept = {name: value for name, value in json.loads(order).items() if name in _FIRST_ORDER}
            connection.execute('UPDATE main.podcasts SET "order" = ? WHERE id = ?', (json.dumps(kept), podcast_id))
        connection.commit()
        connection.execute("DETACH newer")
    for ending in ("-wal", "-shm"):
        database.with_name(database.name + ending).unlink(missing_ok=True)
    old.replace(database)


def test_jobs_that_wait_and_one_that_is_half_done_finish_after_the_upgrade(tmp_path: Path) -> None:
    home, documents = tmp_path / "home", write_collection(tmp_path / "tides")
    speech = HangingSpeech(after=4)
    with fake_studio(home, FakeParts(speech=speech)) as studio:
        half = studio.order(folder=documents, minutes=1, title="Half done")
        studio.start_workers(workers=1)
        assert speech.hanging.wait(60)
        studio.stop_workers()
        waiting = studio.order(folder=documents, minutes=2, title="Waiting")
        held = studio.order(folder=documents, minutes=1, title="Held", focus="moon")
        studio.hold(job=studio.find_job(name=held.id))
    database = home / "studio.sqlite3"
    with sqlite3.connect(database) as connection:
        running = "UPDATE jobs SET state = 'GENERATING', owner = '4711-killed', claim_id = 'c', attempts = 1"
        connection.execute(f"{running} WHERE subject_id = ?", (half.id,))
    connection.close()
    as_first_released(database)
    for path in home.glob(f"podcasts/*/{ORDER}"):
        path.unlink()
    voiced = len(speech.turns)
    assert voiced == 4

    parts = FakeParts()
    with fake_studio(home, parts) as studio:
        assert studio.rescued is None
        assert len(list(home.glob("studio.before-0001.*.backup"))) == 1
        assert studio.status(podcast_id=half.id).status == "GENERATING"
        for podcast in (half, waiting):
            made = finished(studio, podcast.id)
            assert made.audio is not None
            assert made.audio.is_file()
        job = studio.job_of(podcast=half)
        assert job is not None
        assert job.attempts == 2
        assert (home / "podcasts" / half.id / ORDER).is_file()
        studio.resume(job=studio.find_job(name=held.id))
        assert finished(studio, held.id).order.focus == "moon"
        states = {job.state for job in studio.jobs()}
        assert states == {JobState.COMPLETED}
        assert studio.activity.figures("all").completed == 3
        scripts = {podcast.id: studio._library.scripts.made(podcast.id).turns for podcast in (half, waiting, held)}
        spoken = [text for text in parts.speech.spoken if text != "Yes."]
        print(f"{len(scripts[half.id])} turns, {voiced} of them voiced before the upgrade and not again")
        assert [sayable(turn.text) for turn in scripts[half.id]][:voiced] == speech.turns
        assert len(spoken) == sum(map(len, scripts.values())) - voiced


def test_a_podcast_that_the_first_release_finished_can_be_seen_and_heard(tmp_path: Path) -> None:
    home, documents = tmp_path / "home", write_collection(tmp_path / "tides")
    with fake_studio(home) as studio:
        done = finished(studio, studio.order(folder=documents, minutes=1, title="Done").id)
    as_first_released(home / "studio.sqlite3")
    with fake_studio(home) as studio:
        again = studio.find_podcast(name=done.id)
        assert (again.audio, again.audio_sha256, again.duration_seconds) == (
            done.audio,
            done.audio_sha256,
            pytest.approx(done.duration_seconds),
        )
        assert studio.files(podcast=again).transcript.is_file()
        assert studio.status(podcast_id=done.id).status == "COMPLETED"
        (row,) = studio.shelf.podcasts()
        assert row.title == "Done"
        before = len(studio.jobs())
        studio.start_workers()
        until(lambda: studio.jobs()[0].state is JobState.COMPLETED)
        assert len(studio.jobs()) == before
