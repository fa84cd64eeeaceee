"""A pool of workers on trivial jobs: `python -m podcast_studio.testing.trivial FOLDER THREADS [CLOCK_AHEAD]`.

It reads a line from its input before it opens anything, so that many begin at once; runs jobs of the kind "trivial"
(a line in a journal) and "long" (until it is stopped), and ends when nothing waits, or when its input does.
"""

from __future__ import annotations

import logging
import select
import sys
import time
from pathlib import Path

from podcast_studio.jobs.owner import OwnerLock
from podcast_studio.jobs.pool import JobContext, WorkerPool
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.testing.worker import Journal

TRIVIAL, LONG = "trivial", "long"
_LOOK_SECONDS = 0.05


def open_queue(folder: Path, clock_ahead: float = 0.0) -> tuple[Database, JobStore]:
    """A queue in a folder, by a clock that is so many seconds ahead."""
    database = Database(folder / "queue.sqlite3")
    database.migrate()
    return database, JobStore(database, clock=lambda: time.time() + clock_ahead)


def main(folder: Path, threads: int, clock_ahead: float) -> None:
    """Work until nothing waits and the input has ended."""
    logging.basicConfig(level=logging.WARNING)
    journal = Journal(folder / "journal.txt")

    def note(context: JobContext) -> None:
        journal.note("ran", context.job.id)

    def wait(context: JobContext) -> None:
        journal.note("began", context.job.id)
        while not context.cancel.wait(60):
            pass
        context.cancel.check()

    sys.stdin.readline()
    database, queue = open_queue(folder, clock_ahead)
    owner = OwnerLock(folder / "locks")
    pool = WorkerPool(queue, {TRIVIAL: note, LONG: wait}, owner, workers=threads)
    pool.start()
    print(owner.id, flush=True)
    while not select.select([sys.stdin], [], [], _LOOK_SECONDS)[0]:
        pass
    pool.stop()
    owner.close()
    database.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]) if len(sys.argv) > 3 else 0.0)
