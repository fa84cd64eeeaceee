"""A process that is killed loses its jobs to the next one, and a living one keeps them. Engines are fakes, the kill is
real.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import JobState
from podcast_studio.testing.studio import FakeParts, fake_studio, work_off, write_collection

WORK_UNTIL_KILLED = """
import sys, threading
from pathlib import Path
from podcast_studio.testing.studio import FakeParts, HangingSpeech, fake_studio
speech = HangingSpeech(after=3)
studio = fake_studio(Path(sys.argv[1]), FakeParts(speech=speech))
podcast = studio.order(folder=Path(sys.argv[2]), minutes=1)
studio.start_workers()
speech.hanging.wait()
print(podcast.id, flush=True)
threading.Event().wait()
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "tides")


@pytest.fixture
def worker(tmp_path: Path, documents: Path) -> Iterator[subprocess.Popen[str]]:
    """A process in the middle of voicing."""
    words = [sys.executable, "-c", WORK_UNTIL_KILLED, str(tmp_path / "home"), str(documents)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.communicate()


def test_the_jobs_of_a_killed_process_go_on_and_those_of_a_living_one_are_left_alone(
    tmp_path: Path, worker: subprocess.Popen[str]
) -> None:
    assert worker.stdout is not None
    podcast_id = worker.stdout.readline().strip()
    parts = FakeParts()
    with fake_studio(tmp_path / "home", parts) as studio:
        podcast = studio.find_podcast(name=podcast_id)
        turns = tmp_path / "home" / "podcasts" / podcast_id / "turns"
        studio.start_workers()  # looks for dead owners first
        (theirs,) = studio.jobs()
        assert theirs.state is JobState.GENERATING
        assert str(theirs.owner).startswith(f"{worker.pid}-")
        before = {path.name: (path.stat().st_mtime_ns, sha256_of(path)) for path in turns.glob("[0-9]*.wav")}
        assert len(before) == 3
        worker.kill()
        worker.wait()
        assert work_off(studio, podcast).status == "COMPLETED"
        (job,) = studio.jobs()
        assert (job.state, job.attempts) == (JobState.COMPLETED, 2)
        after = {path.name: (path.stat().st_mtime_ns, sha256_of(path)) for path in turns.glob("[0-9]*.wav")}
    assert {name: after[name] for name in before} == before
    assert len([text for text in parts.speech.spoken if text != "Yes."]) == len(after) - len(before)


def test_a_job_that_its_process_does_not_survive_four_times_is_given_up_with_a_reason(
    tmp_path: Path, documents: Path
) -> None:
    with fake_studio(tmp_path / "home") as studio:
        podcast = studio.order(folder=documents, minutes=1)
        for number in range(4):
            assert studio._library.jobs.claim(f"{number}-dead", ["podcast"]) is not None
            assert studio._library.jobs.recover([f"{number}-dead"]) != []
        status = studio.status(podcast_id=podcast.id)
        assert status.status == "FAILED"
        assert "The program ended unexpectedly 4 times while working on this" in str(status.error_message)
        studio.retry(job=studio.jobs()[0])
        assert work_off(studio, podcast).status == "COMPLETED"
