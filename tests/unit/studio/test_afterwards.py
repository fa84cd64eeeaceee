"""What is done with a finished podcast: one small job after another, and none that fails costs the podcast."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from podcast_studio.domain.errors import InputError, NoPermissionError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import Job, JobState
from podcast_studio.studio import Studio
from podcast_studio.studio.afterwards import Afterwards
from podcast_studio.testing.waiting import finished, until

WRITE_WORDS = "import json, sys; open(sys.argv[1], 'w').write(json.dumps(sys.argv[2:]))"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def the_job(studio: Studio, kind: str) -> Job | None:
    return next((job for job in studio.jobs() if job.kind == kind), None)


def state(studio: Studio, kind: str, wanted: JobState) -> Callable[[], bool]:
    def reached() -> bool:
        job = the_job(studio, kind)
        return job is not None and job.state is wanted

    return reached


def command(tmp_path: Path, *words: str) -> tuple[str, Path]:
    """A command that writes its words to a file, and the file."""
    script, said = tmp_path / "write.py", tmp_path / "said.json"
    script.write_text(WRITE_WORDS)
    return " ".join([f"'{sys.executable}'", f"'{script}'", f"'{said}'", *words]), said


def test_it_is_exported_and_then_a_command_gets_the_copy(
    studio: Studio, documents: Path, target: Path, tmp_path: Path
) -> None:
    line, said = command(tmp_path, "{title}", "{audio}", "{folder}", "{id}")
    wanted = Afterwards(export=target, command=line)
    podcast = studio.order(folder=documents, minutes=1, title="Ebb & flow; {id}", afterwards=wanted)
    assert [job.kind for job in studio.jobs()] == ["podcast"]
    made = finished(studio, podcast.id)
    until(state(studio, "command", JobState.COMPLETED))
    copy = next(target.glob("*.mp3"))
    assert sha256_of(copy) == made.audio_sha256
    assert len(list(target.iterdir())) == 4
    assert json.loads(said.read_text()) == ["Ebb & flow; {id}", str(copy), str(target), podcast.id]
    assert [job.kind for job in studio.jobs()] == ["podcast", "export", "command"]


def test_a_failed_export_costs_neither_the_podcast_nor_what_follows_once_it_is_retried(
    studio: Studio, documents: Path, target: Path, tmp_path: Path
) -> None:
    line, said = command(tmp_path, "{audio}")
    podcast = studio.order(folder=documents, minutes=1, afterwards=Afterwards(export=target, command=line))
    shutil.rmtree(target)
    finished(studio, podcast.id)
    until(state(studio, "export", JobState.FAILED))
    assert studio.status(podcast_id=podcast.id).status == "COMPLETED"
    assert studio.shelf.podcast(id=podcast.id).state is JobState.COMPLETED
    (row,) = studio.shelf.queue()
    assert row.needs_attention
    assert f"The folder {target} is not there" in (row.error or "")
    assert not said.exists()
    target.mkdir()
    studio.queue.retry(job_id=row.job_id)
    until(state(studio, "command", JobState.COMPLETED))
    assert json.loads(said.read_text()) == [str(next(target.glob("*.mp3")))]


def test_a_failed_command_waits_to_be_retried_with_its_last_words(
    studio: Studio, documents: Path, tmp_path: Path
) -> None:
    line = f"'{sys.executable}' -c 'import sys; sys.exit(\"no such host\")'"
    podcast = studio.order(folder=documents, minutes=1, afterwards=Afterwards(command=line))
    finished(studio, podcast.id)
    until(state(studio, "command", JobState.FAILED))
    job = the_job(studio, "command")
    assert job is not None
    assert "ended with code 1" in job.trouble
    assert "no such host" in (job.error_details or "")
    assert studio.find_job(name=podcast.id).kind == "podcast"


def test_a_copy_that_a_killed_run_has_made_is_not_made_again(studio: Studio, documents: Path, target: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1, afterwards=Afterwards(export=target))
    finished(studio, podcast.id)
    until(state(studio, "export", JobState.COMPLETED))
    studio.stop_workers()
    with studio._library.database.write() as connection:  # as the kill leaves it: copied, and not told
        connection.exec_driver_sql("UPDATE jobs SET state = 'QUEUED' WHERE kind = 'export'")
    studio.start_workers()
    until(state(studio, "export", JobState.COMPLETED))
    assert len(list(target.iterdir())) == 4


def test_what_an_order_leaves_open_is_taken_from_the_preferences(studio: Studio, documents: Path, target: Path) -> None:
    studio.preferences.set(then_export=str(target), then_notify=True)
    podcast = studio.order(folder=documents, minutes=1)
    job = studio.find_job(name=podcast.id)
    assert [one.kind for one in job.afterwards] == ["export", "notify"]
    other = studio.order(folder=documents, minutes=1, seed=5, afterwards=Afterwards(export="", notify=False))
    assert studio.find_job(name=other.id).afterwards == ()


def test_what_cannot_be_done_afterwards_is_told_before_anything_is_made(
    studio: Studio, documents: Path, tmp_path: Path
) -> None:
    with pytest.raises(NoPermissionError, match="nowhere is not there"):
        studio.order(folder=documents, minutes=1, afterwards=Afterwards(export=tmp_path / "nowhere"))
    with pytest.raises(InputError, match="no program"):
        studio.order(folder=documents, minutes=1, afterwards=Afterwards(command="no-such-program {audio}"))
    assert studio.podcasts() == []


def test_the_same_order_again_takes_over_what_is_to_follow(studio: Studio, documents: Path, target: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    assert studio.order(folder=documents, minutes=1, afterwards=Afterwards(export=target)) == podcast
    assert [one.kind for one in studio.find_job(name=podcast.id).afterwards] == ["export"]
