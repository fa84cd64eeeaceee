"""What the studio is at, for whoever shows it outside the pages: the tray, notifications, the end in the background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from podcast_studio.desktop.door import Door, Reload
from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import QueueRow
from podcast_studio.studio import Change, Studio, Topic

_TOPICS = {Topic.JOBS, Topic.PODCASTS, Topic.PROGRESS}
_PAUSE = 500  # ms between two looks


class Watch(QObject):
    """Looks at the queue after changes, and tells what is new."""

    working = Signal(list)  # the QueueRows that run or wait, after every look
    ready = Signal(object)  # the PodcastRow of a podcast that has just been finished
    stuck = Signal(object)  # the QueueRow of a job that now needs attention

    def __init__(self, studio: Studio, door: Door) -> None:
        super().__init__(door)
        self._studio, self._door = studio, door
        self._open: set[str] | None = None  # ids of podcasts that were not done with at the last look
        self._made: set[str] = set()  # ids of podcasts that were worked on since, however short the work was
        self._since = datetime.now(UTC).isoformat(timespec="milliseconds")
        self._told: set[str] = set()
        self._stuck: set[str] = set()
        self._look_soon = Reload(door, self, self._look, pause=_PAUSE)
        door.changed.connect(self._changed)

    async def begin(self) -> None:
        """Look for the first time. Before work begins, or what fails at once would seem to have been stuck before."""
        try:
            await self._look()
        except PodcastStudioError:
            self._look_soon()  # which tells why and looks until it succeeds

    def _changed(self, change: Change) -> None:
        self._made |= change.topics.get(Topic.PROGRESS, frozenset())
        if _TOPICS & change.topics.keys():
            self._look_soon()

    async def _look(self) -> None:
        made = set(self._made)
        rows = await self._door.ask(self._studio.shelf.queue)
        still_open = {row.podcast_id for row in rows if row.podcast_id is not None}
        gone = ((self._open or set()) | made) - still_open
        ended = await self._door.ask(self._studio.shelf.podcasts, ids=gone) if gone else []
        self._made -= made  # not before both have been read: what cannot be read now is looked at once more
        for podcast in ended:
            fresh = podcast.id not in self._told and (podcast.completed_at or "") >= self._since
            if podcast.state is JobState.COMPLETED and fresh:
                self._told.add(podcast.id)
                self.ready.emit(podcast)
        self._tell_stuck(rows, first=self._open is None)
        self._open = still_open
        self.working.emit([row for row in rows if row.state in (JobState.GENERATING, JobState.QUEUED)])

    def _tell_stuck(self, rows: Sequence[QueueRow], *, first: bool) -> None:
        stuck = {row.job_id: row for row in rows if row.needs_attention}
        if not first:
            for job_id in stuck.keys() - self._stuck:
                self.stuck.emit(stuck[job_id])
        self._stuck = set(stuck)
