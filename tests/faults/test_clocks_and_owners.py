"""Clocks that jump, process ids that come again: nobody is taken for dead, and nothing is tried too early or never."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.jobs import JobState
from podcast_studio.jobs.owner import OwnerLock
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.testing.clock import SetClock
from podcast_studio.testing.trivial import LONG, TRIVIAL, open_queue
from podcast_studio.testing.waiting import until
from podcast_studio.testing.worker import Journal

DAY = 86_400.0
LOOKS = 3  # of each process for dead owners, every two seconds
Begin = Callable[[float], subprocess.Popen[str]]
Tell = Callable[[str], None]


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def queue(tmp_path: Path, clock: SetClock) -> Iterator[JobStore]:
    database = Database(tmp_path / "queue.sqlite3")
    database.migrate()
    yield JobStore(database, clock=clock, uptime=clock.uptime)
    database.close()


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Starts a process with two workers and a clock that is so many seconds ahead."""
    begun: list[subprocess.Popen[str]] = []

    def start(ahead: float) -> subprocess.Popen[str]:
        words = [sys.executable, "-m", "podcast_studio.testing.trivial", str(tmp_path), "2", str(ahead)]
        pipe = subprocess.PIPE
        begun.append(subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, text=True))
        process = begun[-1]
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
        return process

    yield start
    for process in begun:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("jump", [DAY, -DAY], ids=["forward", "back"])
def test_a_retry_comes_after_its_delay_however_the_clock_is_set(
    queue: JobStore, clock: SetClock, jump: float, tell: Tell
) -> None:
    queue.enqueue(kind=TRIVIAL, subject_id="s")
    job = queue.claim("me", [TRIVIAL])
    assert job is not None
    assert job.claim_id is not None
    queue.retry_later(job.id, job.claim_id, delay=60, error="busy", details="")
    clock.up += 10
    clock.ahead += jump
    assert queue.claim("me", [TRIVIAL]) is None, "tried too early"
    clock.up += 49
    assert queue.claim("me", [TRIVIAL]) is None, "tried too early"
    clock.up += 2
    assert queue.claim("me", [TRIVIAL]) is not None, "not tried when its time had come"
    tell(f"clock set by {jump:+.0f} s: a retry after 60 s was claimed after 59 to 61 s")


def test_what_was_ordered_by_a_clock_that_was_ahead_does_not_wait_for_it(queue: JobStore, clock: SetClock) -> None:
    queue.enqueue(kind=TRIVIAL, subject_id="s")
    clock.ahead -= DAY
    assert queue.claim("me", [TRIVIAL]) is not None


def test_what_is_put_off_to_a_date_waits_for_that_date(queue: JobStore, clock: SetClock) -> None:
    queue.enqueue(kind=TRIVIAL, subject_id="s", run_at=clock() + DAY)
    clock.ahead += DAY - 1
    assert queue.claim("me", [TRIVIAL]) is None
    clock.ahead += 2
    assert queue.claim("me", [TRIVIAL]) is not None


def test_a_living_owner_keeps_its_job_whatever_time_others_have(tmp_path: Path, begin: Begin, tell: Tell) -> None:
    database, queue = open_queue(tmp_path)
    job = queue.enqueue(kind=LONG, subject_id="s")
    journal = Journal(tmp_path / "journal.txt")
    holder = begin(0.0)
    until(lambda: bool(journal.entries("began")))
    others = [begin(DAY), begin(-DAY)]
    time.sleep(2.0 * LOOKS + 0.5)
    still = queue.get(job.id)
    assert (still.state, still.attempts) == (JobState.GENERATING, 1)
    assert len(journal.entries("began")) == 1
    holder.kill()
    holder.wait()
    began = time.monotonic()
    until(lambda: len(journal.entries("began")) == 2)
    took = time.monotonic() - began
    database.close()
    for process in others:
        assert process.poll() is None
    tell(f"a living owner kept its job beside clocks a day off; killed, its job went on elsewhere after {took:.1f} s")
    assert took < 5


def test_a_process_id_that_comes_again_does_not_bring_its_owner_back(tmp_path: Path, tell: Tell) -> None:
    """The dead owner's number is that of a living process: this one."""
    database, queue = open_queue(tmp_path)
    dead = f"{os.getpid()}-0123456789abcdef"
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks" / f"owner-{dead}.lock").touch()
    job = queue.enqueue(kind=LONG, subject_id="s")
    queue.heartbeat(dead)
    assert queue.claim(dead, [LONG]) is not None
    words = [sys.executable, "-m", "podcast_studio.testing.trivial", str(tmp_path), "1"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
        until(lambda: queue.get(job.id).attempts == 2)
        owner = queue.get(job.id).owner
        process.kill()
    database.close()
    tell(f"owner {dead[:12]}… of a living number is dead: its job went to {str(owner)[:12]}… at once")
    assert str(owner).startswith(f"{process.pid}-")


def test_a_life_sign_that_is_cleared_away_is_given_again(tmp_path: Path) -> None:
    mine, other = OwnerLock(tmp_path / "locks"), OwnerLock(tmp_path / "locks")
    for path in (tmp_path / "locks").iterdir():
        path.unlink()
    mine.renew()
    assert other.is_alive(mine.id)
    mine.close()
    assert not other.is_alive(mine.id)
    other.close()
