"""The job table: claims, guarded transitions, recovery. Every transition leaves an event row."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from podcast_studio.domain.errors import ClaimLostError, NotFoundError, TransitionError
from podcast_studio.domain.jobs import Job, JobEvent, JobState, Priority, check_transition
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.tables import job_events, jobs, owners

MAX_ATTEMPTS = 4  # one and three retries
_SECONDS_PER_STEP = 60.0  # waiting so long is worth one step of priority, so that nothing starves


class JobStore:
    """The queue's memory. Safe from any number of threads and processes."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = database, clock

    def enqueue(
        self,
        *,
        kind: str,
        subject_id: str,
        priority: int = Priority.NORMAL,
        run_at: float | None = None,
        connection: Connection | None = None,
    ) -> Job:
        """Put a job in; within a transaction of the caller's where one is given."""
        if connection is None:
            with self._db.write() as own:
                return self.enqueue(kind=kind, subject_id=subject_id, priority=priority, run_at=run_at, connection=own)
        moment, job_id = self._clock(), str(uuid.uuid4())
        connection.execute(
            insert(jobs).values(
                id=job_id,
                kind=kind,
                subject_id=subject_id,
                state=JobState.QUEUED.value,
                priority=int(priority),
                queued_at=moment,
                run_at=run_at if run_at is not None else moment,
                attempts=0,
                max_attempts=MAX_ATTEMPTS,
                created_at=now(),
                updated_at=now(),
            )
        )
        _event(connection, job_id, None, JobState.QUEUED, "ordered")
        return _value(_row(connection, job_id))

    def claim(self, owner: str, kinds: Collection[str]) -> Job | None:
        """Take the job that is due first: priority, raised by waiting, then age. The attempt is counted here."""
        moment = self._clock()
        rank = jobs.c.priority - (moment - jobs.c.queued_at) / _SECONDS_PER_STEP
        due = (
            select(jobs.c.id)
            .where(jobs.c.state == JobState.QUEUED.value, jobs.c.run_at <= moment, jobs.c.kind.in_(kinds))
            .order_by(rank, jobs.c.queued_at)
            .limit(1)
        )
        with self._db.read() as connection:
            if connection.execute(due).first() is None:
                return None
        with self._db.write() as connection:
            found = connection.execute(due).first()
            if found is None:
                return None
            values = {
                "claim_id": str(uuid.uuid4()),
                "owner": owner,
                "attempts": jobs.c.attempts + 1,
                "started_at": func.coalesce(jobs.c.started_at, now()),
                "wish": None,
                "error": None,
                "error_details": None,
            }
            return self._move(connection, found.id, JobState.GENERATING, f"claimed by {owner}", **values)

    def complete(self, job_id: str, claim_id: str) -> Job:
        return self._end(job_id, claim_id, JobState.COMPLETED, "done", finished_at=now())

    def fail(self, job_id: str, claim_id: str, *, error: str, details: str) -> Job:
        return self._end(
            job_id, claim_id, JobState.FAILED, error, error=error, error_details=details, finished_at=now()
        )

    def retry_later(self, job_id: str, claim_id: str, *, delay: float, error: str, details: str) -> Job:
        """Back into the queue after `delay` seconds, unless the user asked for something else meanwhile."""
        due, reason = self._clock() + delay, f"again in {delay:.0f} s: {error}"
        return self._requeue(job_id, claim_id, reason, run_at=due, error=error, error_details=details)

    def release(self, job_id: str, claim_id: str, *, reason: str) -> Job:
        """Back into the queue at its checkpoint, unless the user asked otherwise; the attempt does not count."""
        return self._requeue(job_id, claim_id, reason, attempts=jobs.c.attempts - 1)

    def stop_as_wished(self, job_id: str, claim_id: str) -> Job:
        """A running job has stopped because the user asked: cancelled, or held."""
        with self._db.write() as connection:
            row = _claimed(connection, job_id, claim_id)
            return self._grant(connection, row)

    def wish(self, job_id: str, claim_id: str) -> str | None:
        """What the user asked of a running job: "cancel", "hold" or nothing. Raises when the claim is lost."""
        with self._db.read() as connection:
            wanted: str | None = _claimed(connection, job_id, claim_id).wish
            return wanted

    def cancel(self, job_id: str) -> Job:
        return self._ask(job_id, JobState.CANCELLED, "cancel")

    def hold(self, job_id: str) -> Job:
        return self._ask(job_id, JobState.HELD, "hold")

    def resume(self, job_id: str) -> Job:
        with self._db.write() as connection:
            row = _row(connection, job_id)
            if row.state == JobState.GENERATING.value and row.wish == "hold":
                connection.execute(update(jobs).where(jobs.c.id == job_id).values(wish=None))
                return _value(_row(connection, job_id))
            if row.state != JobState.HELD.value:
                raise TransitionError(
                    f"This job is not held; it is {row.state}.", way_out="Only a held job can be resumed."
                )
            return self._move(connection, job_id, JobState.QUEUED, "resumed by hand", run_at=self._clock())

    def retry(self, job_id: str) -> Job:
        """By hand: a failed or cancelled job goes on from its checkpoints with all its attempts."""
        with self._db.write() as connection:
            row = _row(connection, job_id)
            if row.state not in (JobState.FAILED.value, JobState.CANCELLED.value):
                raise TransitionError(
                    f"This job is {row.state}.", way_out="Only a failed or cancelled job can be retried."
                )
            moment = self._clock()
            fresh = {"attempts": 0, "run_at": moment, "queued_at": moment, "finished_at": None}
            return self._move(
                connection, job_id, JobState.QUEUED, "retried by hand", error=None, error_details=None, **fresh
            )

    def get(self, job_id: str) -> Job:
        with self._db.read() as connection:
            return _value(_row(connection, job_id))

    def all(self) -> list[Job]:
        """All jobs, the newest last."""
        with self._db.read() as connection:
            rows = connection.execute(select(jobs).order_by(jobs.c.created_at, jobs.c.id))
            return [_value(row) for row in rows]

    def events(self, job_id: str) -> list[JobEvent]:
        with self._db.read() as connection:
            rows = connection.execute(select(job_events).where(job_events.c.job_id == job_id).order_by(job_events.c.id))
            return [
                JobEvent(
                    job_id=row.job_id,
                    at=row.at,
                    before=JobState(row.before) if row.before else None,
                    after=JobState(row.after),
                    reason=row.reason,
                )
                for row in rows
            ]

    def heartbeat(self, owner: str) -> None:
        with self._db.write() as connection:
            changed = connection.execute(
                update(owners).where(owners.c.id == owner).values(heartbeat_at=self._clock())
            ).rowcount
            if not changed:
                connection.execute(insert(owners).values(id=owner, heartbeat_at=self._clock()))

    def owners(self) -> list[str]:
        """Owners of running jobs, and all that have a heartbeat."""
        with self._db.read() as connection:
            running = connection.execute(
                select(jobs.c.owner).where(jobs.c.state == JobState.GENERATING.value).distinct()
            ).scalars()
            known = connection.execute(select(owners.c.id)).scalars()
            return sorted({owner for owner in (*running, *known) if owner})

    def forget_owner(self, owner: str) -> None:
        with self._db.write() as connection:
            connection.execute(delete(owners).where(owners.c.id == owner))

    def recover(self, dead: Collection[str]) -> list[Job]:
        """Put the jobs of dead owners back where they stopped; those out of attempts fail with a reason."""
        with self._db.write() as connection:
            rows = connection.execute(
                select(jobs).where(jobs.c.state == JobState.GENERATING.value, jobs.c.owner.in_(dead))
            ).all()
            moved = [self._recover_one(connection, row) for row in rows]
            connection.execute(delete(owners).where(owners.c.id.in_(dead)))
        return moved

    def _recover_one(self, connection: Connection, row: Row[tuple[Any, ...]]) -> Job:
        if row.wish:
            return self._grant(connection, row)
        cleared: dict[str, object] = {"claim_id": None, "owner": None}
        if row.attempts >= row.max_attempts:
            error = f"The program ended unexpectedly {row.attempts} times while working on this. Retry it by hand."
            return self._move(connection, row.id, JobState.FAILED, error, error=error, finished_at=now(), **cleared)
        return self._move(connection, row.id, JobState.QUEUED, "its process ended; goes on where it stopped", **cleared)

    def _ask(self, job_id: str, after: JobState, wish: str) -> Job:
        with self._db.write() as connection:
            row = _row(connection, job_id)
            if row.state == JobState.GENERATING.value:
                connection.execute(update(jobs).where(jobs.c.id == job_id).values(wish=wish, updated_at=now()))
                return _value(_row(connection, job_id))
            return self._move(connection, job_id, after, f"{wish} by hand")

    def _grant(self, connection: Connection, row: Row[tuple[Any, ...]]) -> Job:
        cleared: dict[str, object] = {"claim_id": None, "owner": None, "wish": None}
        if row.wish == "hold":
            return self._move(
                connection, row.id, JobState.HELD, "held by hand", attempts=max(0, row.attempts - 1), **cleared
            )
        return self._move(connection, row.id, JobState.CANCELLED, "cancelled by hand", finished_at=now(), **cleared)

    def _requeue(self, job_id: str, claim_id: str, reason: str, **values: object) -> Job:
        with self._db.write() as connection:
            row = _claimed(connection, job_id, claim_id)
            if row.wish:
                return self._grant(connection, row)
            return self._move(connection, job_id, JobState.QUEUED, reason, claim_id=None, owner=None, **values)

    def _end(self, job_id: str, claim_id: str, after: JobState, reason: str, **values: object) -> Job:
        with self._db.write() as connection:
            _claimed(connection, job_id, claim_id)
            return self._move(connection, job_id, after, reason, claim_id=None, owner=None, wish=None, **values)

    def _move(self, connection: Connection, job_id: str, after: JobState, reason: str, **values: object) -> Job:
        before = JobState(_row(connection, job_id).state)
        check_transition(before, after)
        connection.execute(
            update(jobs).where(jobs.c.id == job_id).values(state=after.value, updated_at=now(), **values)
        )
        _event(connection, job_id, before, after, reason)
        return _value(_row(connection, job_id))


def claim_guard(connection: Connection, subject_id: str, claim_id: str) -> None:
    """Raise ClaimLostError unless the job on `subject_id` is still run under this claim."""
    held = connection.execute(
        select(jobs.c.id).where(jobs.c.subject_id == subject_id, jobs.c.claim_id == claim_id)
    ).first()
    if held is None:
        raise ClaimLostError


def _claimed(connection: Connection, job_id: str, claim_id: str) -> Row[tuple[Any, ...]]:
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).first()
    if row is None or row.claim_id != claim_id or row.state != JobState.GENERATING.value:
        raise ClaimLostError
    return row


def _row(connection: Connection, job_id: str) -> Row[tuple[Any, ...]]:
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).first()
    if row is None:
        raise NotFoundError(f"There is no job {job_id}.", way_out="See: podcast-studio jobs list")
    return row


def _event(connection: Connection, job_id: str, before: JobState | None, after: JobState, reason: str) -> None:
    connection.execute(
        insert(job_events).values(
            job_id=job_id, at=now(), before=before.value if before else None, after=after.value, reason=reason
        )
    )


def _value(row: Row[tuple[Any, ...]]) -> Job:
    return Job(
        id=row.id,
        kind=row.kind,
        subject_id=row.subject_id,
        state=JobState(row.state),
        priority=row.priority,
        run_at=row.run_at,
        attempts=row.attempts,
        max_attempts=row.max_attempts,
        claim_id=row.claim_id,
        owner=row.owner,
        error=row.error,
        error_details=row.error_details,
        created_at=row.created_at,
        updated_at=row.updated_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
