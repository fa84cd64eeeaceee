"""Keeps the indexes: one refresh of a collection at a time, whoever asks for it, with what came of it on record."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Collection, IndexReport, main_language
from podcast_studio.domain.errors import StorageError
from podcast_studio.jobs.pool import JobContext
from podcast_studio.pipeline.indexing import refresh_index
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library

_ASK_AGAIN_SECONDS = 0.1
_SECONDS_BETWEEN = 0.25  # of progress reports


class IndexKeeper:
    """Brings indexes up to date."""

    def __init__(self, home: Home, library: Library, engines: Engines) -> None:
        self._home, self._library, self._engines = home, library, engines

    def refresh(
        self, collection: Collection, *, cancel: CancelToken, report: Callable[[int, int], None]
    ) -> IndexReport:
        """Waits while the same collection is indexed elsewhere, in this process or another."""
        with self.alone(collection.id, cancel):
            index = self._engines.index(collection.id)
            found = refresh_index(
                folder=collection.folder, reader=self._engines.reader, index=index, cancel=cancel, report=report
            )
            known = index.documents().values()
            self._library.index_states.indexed(
                collection.id,
                documents=found.documents,
                words=sum(document.words for document in known),
                passages=found.passages,
                unreadable=sum(document.reason is not None for document in known),
                language=main_language(known),
            )
        return found

    @contextmanager
    def alone(self, collection_id: str, cancel: CancelToken, *, patience: float = math.inf) -> Iterator[None]:
        """Hold a collection's index for yourself, from other threads and processes.

        Raises the reason of `cancel` while waiting, and StorageError after `patience` seconds.
        """
        lock = FileLock(self._home.locks / f"index-{collection_id}.lock", thread_local=False)
        deadline = time.monotonic() + patience
        while True:
            cancel.check()
            try:
                lock.acquire(timeout=0)
                break
            except Timeout as busy:
                if time.monotonic() > deadline:
                    raise StorageError("This collection is being indexed.", way_out="Try again later.") from busy
                cancel.wait(_ASK_AGAIN_SECONDS)
        try:
            yield
        finally:
            lock.release()


class IndexingHandler:
    """Handles jobs of the kind "indexing"; the subject is the collection."""

    def __init__(self, library: Library, keeper: IndexKeeper) -> None:
        self._library, self._keeper = library, keeper

    def __call__(self, context: JobContext) -> None:
        collection = self._library.collections.get(context.job.subject_id)
        claim = context.job.claim_id
        assert claim is not None
        told = -_SECONDS_BETWEEN

        def report(done: int, total: int) -> None:
            nonlocal told
            context.progressed()
            if done == total or time.monotonic() - told >= _SECONDS_BETWEEN:
                told = time.monotonic()
                self._library.index_states.indexing(collection.id, claim, done=done, total=total)

        self._keeper.refresh(collection, cancel=context.cancel, report=report)
