"""How a person changes which waiting job is taken next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, text, update

from podcast_studio.domain.errors import TransitionError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import FollowUp, JobState, Priority
from podcast_studio.storage.claim_order import claim_key, claim_order
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.job_rows import follow_up_values, job_row
from podcast_studio.storage.job_verbs import resume, retry
from podcast_studio.storage.tables import jobs

_ROOM_SECONDS = 1.0  # that later jobs make for one that is put before them
_TIGHT_SECONDS = 0.001  # there is no room between two jobs that are closer than that


@dataclass(frozen=True, kw_only=True)
class _Place:
    queued_at: float
    priority: int

    @classmethod
    def at(cls, row: Any, *, by: float) -> _Place:
        """A place of the same priority, so many seconds behind."""
        return cls(queued_at=row.queued_at + by, priority=row.priority)


class JobMover:
    """Changes the order and the time of waiting jobs."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = database, clock

    def move(self, job_id: str, before: str | None) -> None:
        """Put a waiting job before another one, or last. It takes on the priority of the place it is moved to.

        Before a job that runs or has failed is the front of the queue; before a held one is its end.
        """
        if before == job_id:
            return
        with self._db.write() as connection:
            _check_waits(job_row(connection, job_id))
            moment = self._clock()
            others = [row for row in _waiting(connection, moment) if row.id != job_id]
            place = _make_room(connection, others, _index(connection, others, before), moment)
            if place is not None:
                _set(connection, job_id, priority=place.priority, queued_at=place.queued_at)

    def set_hours(self, job_id: str, hours: Hours | None) -> None:
        """Let a waiting job work only in these hours of the day, or in any."""
        with self._db.write() as connection:
            _check_waits(job_row(connection, job_id))
            opens, closes = (hours.opens, hours.closes) if hours is not None else (None, None)
            _set(connection, job_id, opens=opens, closes=closes)

    def set_priority(self, job_id: str, priority: Priority) -> None:
        with self._db.write() as connection:
            _check_waits(job_row(connection, job_id))
            _set(connection, job_id, priority=int(priority))

    def start_at(self, job_id: str, run_at: float | None) -> None:
        """Let a waiting job wait until `run_at` (seconds since the epoch), or no longer."""
        with self._db.write() as connection:
            _check_waits(job_row(connection, job_id))
            _set(connection, job_id, run_at=self._clock() if run_at is None else run_at)

    def wake(
        self,
        *,
        kind: str,
        subject_id: str,
        run_at: float | None,
        priority: Priority,
        hours: Hours | None = None,
        afterwards: Sequence[FollowUp] = (),
    ) -> None:
        """The user asked for the same again: a failed job is retried, a held one goes on, one that waits waits for
        the new time or no longer. Hours, what is to follow, and a priority that is not the usual one are taken over.
        One that runs is left alone.
        """
        with self._db.write() as connection:
            mine = (jobs.c.kind == kind, jobs.c.subject_id == subject_id)
            row = connection.execute(select(jobs).where(*mine).order_by(jobs.c.created_at.desc())).first()
            if row is None or row.state == JobState.COMPLETED.value:
                return
            if row.state in (JobState.FAILED.value, JobState.CANCELLED.value):
                retry(connection, row, self._clock())
            elif row.state == JobState.HELD.value or row.wish == "hold":
                resume(connection, row)
            if row.state != JobState.GENERATING.value:
                values: dict[str, object] = {} if priority == Priority.NORMAL else {"priority": int(priority)}
                if hours is not None:
                    values |= {"opens": hours.opens, "closes": hours.closes}
                if afterwards:
                    values |= {"afterwards": follow_up_values(afterwards)}
                _set(connection, row.id, run_at=self._clock() if run_at is None else run_at, **values)


def _check_waits(row: Row[tuple[Any, ...]]) -> None:
    if row.state not in (JobState.QUEUED.value, JobState.HELD.value):
        raise TransitionError(f"This job is {row.state}.", way_out="Only a job that waits can be moved or put off.")


def _waiting(connection: Connection, moment: float) -> Sequence[Any]:
    return connection.execute(
        text(
            f"SELECT j.id, j.priority, j.queued_at, {claim_key('j')} AS claim_key FROM jobs j WHERE j.state = :queued "
            f"ORDER BY {claim_order('j')}"
        ),
        {"queued": JobState.QUEUED.value, "now": moment},
    ).all()


def _index(connection: Connection, others: Sequence[Any], before: str | None) -> int:
    if before is None:
        return len(others)
    for index, row in enumerate(others):
        if row.id == before:
            return index
    return len(others) if job_row(connection, before).state == JobState.HELD.value else 0


def _make_room(connection: Connection, others: Sequence[Any], index: int, moment: float) -> _Place | None:
    """A place before the job at `index`; None where there is no other job."""
    if not others:
        return None
    if index == len(others):
        return _Place.at(others[-1], by=_ROOM_SECONDS)
    after = others[index]
    if index == 0:
        return _Place.at(after, by=-_ROOM_SECONDS)
    gap = _gap(others[index - 1], after, moment)
    if gap >= _TIGHT_SECONDS:
        return _Place.at(after, by=-gap / 2)
    later = [row.id for row in others[index:]]
    connection.execute(update(jobs).where(jobs.c.id.in_(later)).values(queued_at=jobs.c.queued_at + 2 * _ROOM_SECONDS))
    return _Place.at(after, by=_ROOM_SECONDS)


def _gap(before: Any, after: Any, moment: float) -> float:
    """Seconds between two neighbours in what they are ordered by: their age once both count as urgent, else the key."""
    if after.claim_key <= moment:
        return float(after.queued_at - before.queued_at)
    return float(after.claim_key - max(before.claim_key, moment))


def _set(connection: Connection, job_id: str, **values: object) -> None:
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(updated_at=now(), **values))
