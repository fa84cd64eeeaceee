"""The job table: claims, guarded transitions, recovery. Every transition leaves an event row."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, text, update

from podcast_studio.domain.errors import ClaimLostError, TransitionError
from podcast_studio.domain.jobs import Job, JobEvent, JobState, Priority
from podcast_studio.storage.claim_order import claim_order
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.job_rows import claimed_row, job_row, job_value, log_event, move_job, needs_attention
from podcast_studio.storage.tables import job_events, jobs, owners

MAX_ATTEMPTS = 4  # one and three retries
_NO_ERROR: dict[str, object] = {"error": None, "error_details": None, "way_out": None}


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
        log_event(connection, job_id, None, JobState.QUEUED, "ordered")
        return job_value(job_row(connection, job_id))

    def enqueue_once(self, *, kind: str, subject_id: str, priority: int = Priority.NORMAL) -> Job:
        """The job of that kind on that subject that is not done with; a new one where there is none.

        A held or postponed one may start now; one that is being cancelled does not count.
        """
        with self._db.write() as connection:
            open_jobs = _in_states(connection, JobState.QUEUED, JobState.HELD, JobState.GENERATING)
            mine = [row for row in open_jobs if (row.kind, row.subject_id) == (kind, subject_id)]
            for row in mine:
                if row.state == JobState.HELD.value or row.wish == "hold":
                    return _resume(connection, row, run_at=self._clock())
                if row.wish is None:
                    return job_value(row)
            return self.enqueue(kind=kind, subject_id=subject_id, priority=priority, connection=connection)

    def cancel_of(self, *, kind: str, subject_id: str) -> None:
        """Cancel whatever waits or runs of that kind on that subject."""
        with self._db.write() as connection:
            for row in _in_states(connection, JobState.QUEUED, JobState.HELD, JobState.GENERATING):
                if (row.kind, row.subject_id) == (kind, subject_id):
                    _ask(connection, row, JobState.CANCELLED, "cancel")

    def claim(self, owner: str, kinds: Collection[str]) -> Job | None:
        """Take the job that is due first: priority, raised by waiting, then age. The attempt is counted here."""
        moment = self._clock()
        due = (
            select(jobs.c.id)
            .where(jobs.c.state == JobState.QUEUED.value, jobs.c.run_at <= moment, jobs.c.kind.in_(kinds))
            .order_by(text(claim_order("jobs")))
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
                **_NO_ERROR,
            }
            return move_job(connection, found.id, JobState.GENERATING, f"claimed by {owner}", **values)

    def complete(self, job_id: str, claim_id: str) -> Job:
        return self._end(job_id, claim_id, JobState.COMPLETED, "done", finished_at=now())

    def fail(self, job_id: str, claim_id: str, *, error: str, details: str, way_out: str = "") -> Job:
        values = {"error": error, "error_details": details, "way_out": way_out, "finished_at": now()}
        return self._end(job_id, claim_id, JobState.FAILED, error, **values)

    def retry_later(
        self, job_id: str, claim_id: str, *, delay: float, error: str, details: str, way_out: str = ""
    ) -> Job:
        """Back into the queue after `delay` seconds, unless the user asked for something else meanwhile."""
        values = {"run_at": self._clock() + delay, "error": error, "error_details": details, "way_out": way_out}
        return self._requeue(job_id, claim_id, f"again in {delay:.0f} s: {error}", **values)

    def release(self, job_id: str, claim_id: str, *, reason: str) -> Job:
        """Back into the queue at its checkpoint, unless the user asked otherwise; the attempt does not count."""
        return self._requeue(job_id, claim_id, reason, attempts=jobs.c.attempts - 1)

    def stop_as_wished(self, job_id: str, claim_id: str) -> Job:
        """A running job has stopped because the user asked: cancelled, or held."""
        with self._db.write() as connection:
            row = claimed_row(connection, job_id, claim_id)
            return self._grant(connection, row)

    def wish(self, job_id: str, claim_id: str) -> str | None:
        """What the user asked of a running job: "cancel", "hold" or nothing. Raises when the claim is lost."""
        with self._db.read() as connection:
            wanted: str | None = claimed_row(connection, job_id, claim_id).wish
            return wanted

    def cancel(self, job_id: str) -> Job:
        with self._db.write() as connection:
            return _ask(connection, job_row(connection, job_id), JobState.CANCELLED, "cancel")

    def hold(self, job_id: str) -> Job:
        with self._db.write() as connection:
            return _ask(connection, job_row(connection, job_id), JobState.HELD, "hold")

    def hold_all(self) -> int:
        """Hold whatever waits or runs; how many that were."""
        with self._db.write() as connection:
            waiting = _in_states(connection, JobState.QUEUED, JobState.GENERATING)
            asked = [_ask(connection, row, JobState.HELD, "hold") for row in waiting if row.wish is None]
        return len(asked)

    def resume(self, job_id: str) -> Job:
        """Let a held job go on; one that was put off to a time still waits for it."""
        with self._db.write() as connection:
            return _resume(connection, job_row(connection, job_id))

    def resume_all(self) -> int:
        """Resume whatever is held; how many that were."""
        with self._db.write() as connection:
            rows = _in_states(connection, JobState.HELD, JobState.GENERATING)
            held = [_resume(connection, row) for row in rows if row.state == JobState.HELD.value or row.wish == "hold"]
        return len(held)

    def retry(self, job_id: str) -> Job:
        """By hand: a failed or cancelled job goes on from its checkpoints with all its attempts."""
        with self._db.write() as connection:
            return self._retry(connection, job_row(connection, job_id))

    def retry_all_failed(self) -> int:
        """Retry whatever needs attention; how many that were."""
        with self._db.write() as connection:
            failed = connection.execute(text(f"SELECT j.* FROM jobs j WHERE {needs_attention('j')}")).all()
            retried = [self._retry(connection, row) for row in failed]
        return len(retried)

    def get(self, job_id: str) -> Job:
        with self._db.read() as connection:
            return job_value(job_row(connection, job_id))

    def all(self) -> list[Job]:
        """All jobs, the newest last."""
        with self._db.read() as connection:
            rows = connection.execute(select(jobs).order_by(jobs.c.created_at, jobs.c.id))
            return [job_value(row) for row in rows]

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
            error = f"The program ended unexpectedly {row.attempts} times while working on this."
            values = {"error": error, "way_out": "Retry it by hand.", "finished_at": now(), **cleared}
            return move_job(connection, row.id, JobState.FAILED, error, **values)
        return move_job(connection, row.id, JobState.QUEUED, "its process ended; goes on where it stopped", **cleared)

    def _retry(self, connection: Connection, row: Row[tuple[Any, ...]]) -> Job:
        if row.state not in (JobState.FAILED.value, JobState.CANCELLED.value):
            raise TransitionError(f"This job is {row.state}.", way_out="Only a failed or cancelled job can be retried.")
        moment = self._clock()
        fresh = {"attempts": 0, "run_at": moment, "queued_at": moment, "finished_at": None, **_NO_ERROR}
        return move_job(connection, row.id, JobState.QUEUED, "retried by hand", **fresh)

    def _grant(self, connection: Connection, row: Row[tuple[Any, ...]]) -> Job:
        cleared: dict[str, object] = {"claim_id": None, "owner": None, "wish": None}
        if row.wish == "hold":
            return move_job(
                connection, row.id, JobState.HELD, "held by hand", attempts=max(0, row.attempts - 1), **cleared
            )
        return move_job(connection, row.id, JobState.CANCELLED, "cancelled by hand", finished_at=now(), **cleared)

    def _requeue(self, job_id: str, claim_id: str, reason: str, **values: object) -> Job:
        with self._db.write() as connection:
            row = claimed_row(connection, job_id, claim_id)
            if row.wish:
                return self._grant(connection, row)
            return move_job(connection, job_id, JobState.QUEUED, reason, claim_id=None, owner=None, **values)

    def _end(self, job_id: str, claim_id: str, after: JobState, reason: str, **values: object) -> Job:
        with self._db.write() as connection:
            claimed_row(connection, job_id, claim_id)
            return move_job(connection, job_id, after, reason, claim_id=None, owner=None, wish=None, **values)


def _ask(connection: Connection, row: Row[tuple[Any, ...]], after: JobState, wish: str) -> Job:
    """Do it at once, or leave the wish with the worker that runs the job."""
    if row.state != JobState.GENERATING.value:
        return move_job(connection, row.id, after, f"{wish} by hand")
    connection.execute(update(jobs).where(jobs.c.id == row.id).values(wish=wish, updated_at=now()))
    return job_value(job_row(connection, row.id))


def _resume(connection: Connection, row: Row[tuple[Any, ...]], **values: object) -> Job:
    if row.state == JobState.GENERATING.value and row.wish == "hold":
        connection.execute(update(jobs).where(jobs.c.id == row.id).values(wish=None))
        return job_value(job_row(connection, row.id))
    if row.state != JobState.HELD.value:
        raise TransitionError(f"This job is not held; it is {row.state}.", way_out="Only a held job can be resumed.")
    return move_job(connection, row.id, JobState.QUEUED, "resumed by hand", **values)


def _in_states(connection: Connection, *states: JobState) -> Sequence[Row[tuple[Any, ...]]]:
    return connection.execute(select(jobs).where(jobs.c.state.in_([state.value for state in states]))).all()


def claim_guard(connection: Connection, subject_id: str, claim_id: str) -> None:
    """Raise ClaimLostError unless the job on `subject_id` is still run under this claim."""
    held = connection.execute(
        select(jobs.c.id).where(jobs.c.subject_id == subject_id, jobs.c.claim_id == claim_id)
    ).first()
    if held is None:
        raise ClaimLostError
