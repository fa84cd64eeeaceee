"""`worker`: work the queue in this process and tell what becomes of each podcast."""

from __future__ import annotations

import argparse
import threading
import time

from podcast_studio.cli.generate import DONE, stopping
from podcast_studio.cli.showing import standing
from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.jobs import JobState
from podcast_studio.studio import Change, Studio, Topic

_TICK = 0.2
_LOOK_ANYWAY = 5.0  # seconds after which the queue is looked at though nothing seems to have changed
_OPEN = (JobState.QUEUED, JobState.GENERATING)


def work(studio: Studio, options: argparse.Namespace) -> int:
    """Work the queue until nothing is left, or with --stay until it is asked to stop, which is no failure."""
    with stopping() as stop, _News(studio) as news:
        studio.start_workers(workers=None if options.workers is None else max(1, options.workers))
        while not stop.wait(_TICK):
            if not news.come():
                continue
            for podcast_id in news.taken():
                news.tell(podcast_id)
            if not options.stay and not any(row.state in _OPEN for row in studio.shelf.queue()):
                break
        studio.stop_workers()
    return DONE


class _News:
    """What has become of podcasts since the last look; asked of the database only when something has changed."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._lock = threading.Lock()
        self._changed = set[str]()
        self._told = {podcast.id: standing(studio, podcast.id) for podcast in studio.podcasts()}
        self._looked = -_LOOK_ANYWAY

    def __enter__(self) -> _News:
        self._unsubscribe = self._studio.changes.subscribe(self._hear)
        return self

    def __exit__(self, *_error: object) -> None:
        self._unsubscribe()
        for podcast in self._studio.podcasts():  # what changed last may not have been heard of yet
            self.tell(podcast.id)

    def _hear(self, change: Change) -> None:
        ids = (change.topics.get(topic) for topic in (Topic.PODCASTS, Topic.PROGRESS))
        with self._lock:
            for some in ids:
                self._changed |= some if some else set(self._told) if some is not None else set()
            self._looked = -_LOOK_ANYWAY

    def come(self) -> bool:
        """Whether it is time for a look."""
        now = time.monotonic()
        with self._lock:
            if now - self._looked < _LOOK_ANYWAY:
                return False
            self._looked = now
        return True

    def taken(self) -> set[str]:
        """The podcasts of which there may be news."""
        with self._lock:
            changed, self._changed = self._changed, set()
        return changed

    def tell(self, podcast_id: str) -> None:
        """Print how it stands, when that is not what was told last."""
        try:
            line = standing(self._studio, podcast_id)
        except NotFoundError:  # deleted meanwhile
            return
        if self._told.get(podcast_id) != line:
            print(line, flush=True)
        self._told[podcast_id] = line
