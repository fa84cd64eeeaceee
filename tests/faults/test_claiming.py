"""Many threads in many processes on one queue: each job is run once, by one owner."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.jobs import JobState
from podcast_studio.storage.jobs import JobStore
from podcast_studio.testing.trivial import TRIVIAL, open_queue
from podcast_studio.testing.waiting import until
from podcast_studio.testing.worker import Journal

JOBS = 1_000
THREADS = 8
Begin = Callable[[int], list[subprocess.Popen[str]]]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Starts so many processes of eight threads, all at the same moment."""
    begun: list[subprocess.Popen[str]] = []

    def start(number: int) -> list[subprocess.Popen[str]]:
        words = [sys.executable, "-m", "podcast_studio.testing.trivial", str(tmp_path), str(THREADS)]
        pipe = subprocess.PIPE
        mine = [subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, text=True) for _ in range(number)]
        begun.extend(mine)
        for process in mine:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        return mine

    yield start
    for process in begun:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("processes", [2, 4])
def test_a_thousand_jobs_are_each_run_exactly_once(
    tmp_path: Path, begin: Begin, processes: int, tell: Callable[[str], None]
) -> None:
    database, queue = open_queue(tmp_path)
    with database.write() as connection:
        for number in range(JOBS):
            queue.enqueue(kind=TRIVIAL, subject_id=str(number), connection=connection)
    started = time.monotonic()
    mine = begin(processes)
    journal = Journal(tmp_path / "journal.txt")
    until(lambda: len(journal.entries("ran")) >= JOBS and all_done(queue), limit=200)
    took = time.monotonic() - started
    complaints = [process.communicate()[1] for process in mine]
    ran = journal.entries("ran")
    by = Counter(pid for pid, _ in ran)
    tell(
        f"{JOBS} jobs, {processes} processes of {THREADS} threads: {len(ran)} runs in {took:.1f} s, "
        f"{min(by.values())} to {max(by.values())} each, attempts {sorted({job.attempts for job in queue.all()})}"
    )
    database.close()
    assert complaints == [""] * processes  # no “database is locked”, nor anything else
    assert Counter(job_id for _, job_id in ran) == Counter(job.id for job in queue.all())
    assert {job.attempts for job in queue.all()} == {1}
    assert len(by) == processes


def test_ten_processes_that_start_at_once_share_the_work_without_quarrel(
    tmp_path: Path, begin: Begin, tell: Callable[[str], None]
) -> None:
    """There is no database yet: they all find it missing, and one makes it."""
    mine = begin(10)
    owners = [process.stdout.readline().strip() for process in mine if process.stdout is not None]
    database, queue = open_queue(tmp_path)
    jobs = [queue.enqueue(kind=TRIVIAL, subject_id=str(number)) for number in range(40)]
    until(lambda: all_done(queue))
    complaints = [process.communicate()[1] for process in mine]
    claims = {job.id: [event.reason for event in queue.events(job.id) if "claimed" in event.reason] for job in jobs}
    taking = {reasons[0].removeprefix("claimed by ") for reasons in claims.values()}
    tell(f"10 starts at once: {len(jobs)} jobs, one owner each, taken by {len(taking)} of the processes")
    database.close()
    assert complaints == [""] * 10
    assert all(len(reasons) == 1 for reasons in claims.values())
    assert taking <= set(owners)


def all_done(queue: JobStore) -> bool:
    return all(job.state is JobState.COMPLETED for job in queue.all())
