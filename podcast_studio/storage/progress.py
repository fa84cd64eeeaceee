"""Progress reports, kept so that any process can show them. The percentage never falls."""

from __future__ import annotations

import threading
import time

from sqlalchemy import func
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Progress, Step
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.jobs import claim_guard
from podcast_studio.storage.tables import progress

_SECONDS_BETWEEN = 0.25  # of reports in which only the figures move


class StoredProgress:
    """The ProgressSink port over SQLite."""

    def __init__(self, database: Database, podcast_id: str, claim_id: str) -> None:
        self._db, self._id, self._claim = database, podcast_id, claim_id
        self._lock = threading.Lock()
        self._last: Progress | None = None
        self._written_at = 0.0

    def report(self, made: Progress) -> None:
        with self._lock:
            if not self._is_worth_writing(made):
                return
            self._last, self._written_at = made, time.monotonic()
            self._write(made)

    def _is_worth_writing(self, made: Progress) -> bool:
        last = self._last
        if last is None or _stage(last) != _stage(made):
            return True
        if (last.completed_turns, last.percentage) != (made.completed_turns, made.percentage):
            return True
        return time.monotonic() - self._written_at >= _SECONDS_BETWEEN and last != made

    def _write(self, made: Progress) -> None:
        values = {
            "step": made.step.value,
            "percentage": made.percentage,
            "total_turns": made.total_turns,
            "completed_turns": made.completed_turns,
            "current_speaker": made.current_speaker.value if made.current_speaker else None,
            "writing": made.writing.value if made.writing else None,
            "remaining_seconds": made.remaining_seconds,
            "updated_at": now(),
        }
        statement = upsert(progress).values(podcast_id=self._id, **values)
        never_back = {**values, "percentage": func.max(progress.c.percentage, made.percentage)}
        with self._db.write() as connection:
            claim_guard(connection, self._id, self._claim)
            connection.execute(statement.on_conflict_do_update(index_elements=["podcast_id"], set_=never_back))


def _stage(made: Progress) -> tuple[Step, Speaker | None, Speaker | None]:
    """What a user follows: the step, who is being voiced, and who is being written."""
    return made.step, made.current_speaker, made.writing
