"""The queue: what a job costs beside other queues on SQLite, and whether many finished ones make claiming slow.

All are measured with every commit on the disk (`synchronous = FULL`). huey deletes a job from its queue before it runs
it, so that a crash loses it, and keeps no history; litequeue keeps a row and three states. Ours also writes an event
for each transition, a row for each run, and what changed for those who watch: more rows in as many transactions.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from huey import SqliteHuey
from litequeue import LiteQueue

from podcast_studio.domain.jobs import JobState
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.studio.home import Home
from tests.benchmarks.figures import Table
from tests.benchmarks.shelves import fill

JOBS = 2_000
_CLAIMS = 200
_FEW, _MANY = 100, 100_000
_KIND = "trivial"


def bench_queue(table: Table, folder: Path) -> None:
    _bench_growth(table, folder)
    seconds = {}
    for name, work in (("ours", _ours), ("huey", _huey), ("litequeue", _litequeue)):
        place = folder / f"queue-{name}"
        place.mkdir()
        seconds[name] = work(place)
        table.add(f"{JOBS:,} jobs through {name}, durably", seconds[name], "s")
    for name in ("huey", "litequeue"):
        table.add(f"ours / {name}", seconds["ours"] / seconds[name], "")


def _bench_growth(table: Table, folder: Path) -> None:
    few, many = (_claiming(folder / f"finished-{count}", count) for count in (_FEW, _MANY))
    table.add(f"a claim beside {_FEW:,} finished jobs", few * 1000, "ms")
    table.add(f"a claim beside {_MANY:,} finished jobs", many * 1000, "ms")
    table.add("their ratio", many / few, "", at_most=1.5)


def _claiming(folder: Path, finished: int) -> float:
    """Seconds of the median claim."""
    home = Home(root=folder)
    fill(home, finished, state=JobState.COMPLETED)
    taken = []
    with _store(home.database) as jobs:
        for number in range(_CLAIMS):
            jobs.enqueue(kind=_KIND, subject_id=str(number))
        for _ in range(_CLAIMS):
            started = time.perf_counter()
            job = jobs.claim("bench", [_KIND])
            taken.append(time.perf_counter() - started)
            assert job is not None
            assert job.claim_id is not None
            jobs.complete(job.id, job.claim_id)
    return statistics.median(taken)


@contextmanager
def _store(path: Path) -> Iterator[JobStore]:
    database = Database(path)
    database.migrate()
    try:
        yield JobStore(database)
    finally:
        database.close()


def _timed(put: Callable[[int], object], take: Callable[[], object]) -> float:
    started = time.perf_counter()
    for number in range(JOBS):
        put(number)
    for _ in range(JOBS):
        take()
    return time.perf_counter() - started


def _ours(folder: Path) -> float:
    with _store(folder / "jobs.sqlite3") as jobs:

        def take() -> None:
            job = jobs.claim("bench", [_KIND])
            assert job is not None
            assert job.claim_id is not None
            jobs.complete(job.id, job.claim_id)

        return _timed(lambda number: jobs.enqueue(kind=_KIND, subject_id=str(number)), take)


def _huey(folder: Path) -> float:
    huey = SqliteHuey(filename=str(folder / "huey.sqlite3"), fsync=True)
    done = []

    @huey.task()
    def trivial(number: int) -> int:
        done.append(number)
        return number

    def take() -> None:
        task = huey.dequeue()
        assert task is not None
        huey.execute(task)

    try:
        return _timed(trivial, take)
    finally:
        huey.storage.close()
        assert len(done) == JOBS


def _litequeue(folder: Path) -> float:
    queue = LiteQueue(str(folder / "lite.sqlite3"))
    queue.conn.execute("PRAGMA synchronous = FULL")

    def take() -> None:
        message = queue.pop()
        assert message is not None
        queue.done(message.message_id)

    try:
        return _timed(lambda number: queue.put(str(number)), take)
    finally:
        queue.close()
