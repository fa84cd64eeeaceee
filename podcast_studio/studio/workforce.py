"""The work of this process: its pool of workers, its life sign, and who tidies up behind them."""

from __future__ import annotations

import threading
from collections.abc import Callable

from podcast_studio.domain.errors import Interrupted
from podcast_studio.domain.jobs import INDEXING_JOB, PODCAST_JOB, REVISION_JOB, JobState
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.jobs.owner import OwnerLock
from podcast_studio.jobs.pool import Handler, WorkerPool
from podcast_studio.studio.activity import Activity
from podcast_studio.studio.afterwards import AfterwardsHandlers
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.exporting import Exported
from podcast_studio.studio.home import Home
from podcast_studio.studio.housekeeping import Housekeeper
from podcast_studio.studio.indexing import IndexingHandler, IndexKeeper
from podcast_studio.studio.library import Library
from podcast_studio.studio.limits import Patience
from podcast_studio.studio.making import PodcastMaker
from podcast_studio.studio.revising import RevisionHandler


class Workforce:
    """Works off the queue for as long as it is wanted."""

    def __init__(
        self,
        home: Home,
        library: Library,
        engines: Engines,
        keeper: IndexKeeper,
        *,
        activity: Activity,
        files: Callable[[Podcast], Exported],
    ) -> None:
        """`files` tells where those of a finished podcast are."""
        self._home, self._library, self._engines, self._keeper = home, library, engines, keeper
        self._activity, self._files = activity, files
        self.resumed = 0  # podcasts that `start` found stopped before their end, and that go on
        self._pool: WorkerPool | None = None
        self._owner: OwnerLock | None = None
        self._housekeeper: Housekeeper | None = None
        self._closed = False
        self._lock = threading.Lock()

    def start(self, workers: int | None) -> WorkerPool:
        """The pool, which runs then; with as many workers as are preferred, unless `workers` says how many."""
        with self._lock:
            if self._closed:
                raise Interrupted
            if self._pool is None:
                self._pool = self._started_pool(workers)
            return self._pool

    def stop(self, timeout: float) -> None:
        """Stop the worker threads, each within `timeout` seconds."""
        with self._lock:
            pool, self._pool = self._pool, None
            owner, self._owner = self._owner, None
            housekeeper, self._housekeeper = self._housekeeper, None
        if pool is not None:
            pool.stop(timeout)
        if owner is not None:
            owner.close()
        if housekeeper is not None:
            housekeeper.stop()

    def close(self, timeout: float) -> None:
        """Stop, and start no more."""
        with self._lock:
            self._closed = True
        self.stop(timeout)

    def _preferred(self) -> int:
        return self._library.preferences.get().workers

    def _started_pool(self, workers: int | None) -> WorkerPool:
        """A pool that runs; where it cannot start, e.g. because the library is busy, nothing of it stays behind."""
        owner = OwnerLock(self._home.locks)
        handlers: dict[str, Handler] = {
            PODCAST_JOB: PodcastMaker(self._home, self._library, self._engines, self._keeper),
            REVISION_JOB: RevisionHandler(self._home, self._library, self._engines),
            INDEXING_JOB: IndexingHandler(self._library, self._keeper),
        }
        following = AfterwardsHandlers(self._library, self._files).by_kind()
        pool = WorkerPool(
            self._library.jobs,
            handlers | following,
            owner,
            workers=workers or self._preferred(),
            wanted=None if workers else self._preferred,
            quick=(REVISION_JOB, INDEXING_JOB),
            apart=tuple(following),
            limits=Patience(self._library, self._activity).limits,
        )
        try:
            begun = self._library.jobs.begun(PODCAST_JOB)
            taken = pool.start()
        except BaseException:  # whatever it was, it is told by whoever asked; the life sign must not stay
            owner.close()
            raise
        self.resumed = begun + sum(job.kind == PODCAST_JOB and job.state is JobState.QUEUED for job in taken)
        self._owner = owner
        self._housekeeper = Housekeeper(self._home, self._library)
        self._housekeeper.start()
        return pool
