"""The job table: claims, guarded transitions, recovery. Every transition leaves an event row."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, delete, func, insert, select, text, update

from podcast_studio.domain.activity import RunOutcome
from podcast_studio.domain.errors import ClaimLostError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import FollowUp, Job, JobEvent, JobState, Priority
from podcast_studio.storage.claim_order import claim_order
from podcast_studio.storage.clock import ClockWatch, seconds_since_boot
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.job_rows import (
    NO_ERROR,
    claimed_row,
    follow_up_values,
    job_row,
    job_value,
    log_event,
    move_job,
    needs_attention,
)
from podcast_studio.storage.job_verbs import ask, dismiss, resume, retry, rows_in
from podcast_studio.storage.runs import begin_run, end_run
from podcast_studio.storage.scheduling import Schedule, may_start
from podcast_studio.storage.tables import job_events, jobs, owners

MAX_ATTEMPTS = 4  # one and three retries
HANDED = "handed"  # in what a job wants: what those before it have handed on


class JobStore:
    """The queue's memory. Safe from any number of threads and processes."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Callable[[], float] = time.time,
        uptime: Callable[[], float] | None = None,  # what a jump of the clock is told by
        at_once: Callable[[], int] = lambda: 0,
    ) -> None:
        """`at_once` says how many jobs of one lane may run; 0 is any number."""
        self._db, self._clock = database, clock
        self._schedule = Schedule(clock=clock, at_once=at_once)
        if uptime is None and clock is time.time:
            uptime = seconds_since_boot
        self._watch = ClockWatch(clock, uptime) if uptime is not None else None

    def enqueue(
        self,
        *,
        kind: str,
        subject_id: str,
        priority: int = Priority.NORMAL,
        run_at: float | None = None,
        hours: Hours | None = None,
        lane: str | None = None,
        wanted: Mapping[str, Any] | None = None,
        afterwards: Sequence[FollowUp] = (),
        connection: Connection | None = None,
    ) -> Job:
        """Put a job in; within a transaction of the caller's where one is given."""
        with nullcontext(connection) if connection is not None else self._db.write() as within:
            values = {
                "kind": kind,
                "subject_id": subject_id,
                "priority": int(priority),
                "opens": hours.opens if hours is not None else None,
                "closes": hours.closes if hours is not None else None,
                "lane": lane,
                "wanted": dict(wanted) if wanted else None,
                "afterwards": follow_up_values(afterwards),
            }
            return self._insert(within, run_at, values)

    def _insert(self, connection: Connection, run_at: float | None, values: Mapping[str, Any]) -> Job:
        if self._watch is not None:
            self._watch.mind_within(connection)
        moment, job_id = self._clock(), str(uuid.uuid4())
        connection.execute(
            insert(jobs).values(
                id=job_id,
                state=JobState.QUEUED.value,
                queued_at=moment,
                run_at=run_at if run_at is not None else moment,
                attempts=0,
                max_attempts=MAX_ATTEMPTS,
                created_at=now(),
                updated_at=now(),
                **values,
            )
        )
        log_event(connection, job_id, None, JobState.QUEUED, "ordered")
        return job_value(job_row(connection, job_id))

    def enqueue_once(self, *, kind: str, subject_id: str, priority: int = Priority.NORMAL) -> Job:
        """The job of that kind on that subject that is not done with; a new one where there is none.

        A held or postponed one may start now; one that is being cancelled does not count.
        """
        with self._db.write() as connection:
            open_jobs = rows_in(connection, JobState.QUEUED, JobState.HELD, JobState.GENERATING)
            mine = [row for row in open_jobs if (row.kind, row.subject_id) == (kind, subject_id)]
            for row in mine:
                if row.state == JobState.HELD.value or row.wish == "hold":
                    return resume(connection, row, run_at=self._clock())
                if row.wish is None:
                    return job_value(row)
            return self.enqueue(kind=kind, subject_id=subject_id, priority=priority, connection=connection)

    def cancel_of(self, *, kind: str, subject_id: str) -> None:
        """Cancel whatever waits or runs of that kind on that subject."""
        with self._db.write() as connection:
            for row in rows_in(connection, JobState.QUEUED, JobState.HELD, JobState.GENERATING):
                if (row.kind, row.subject_id) == (kind, subject_id):
                    ask(connection, row, JobState.CANCELLED, "cancel")

    def due(self, kinds: Collection[str]) -> list[str]:
        """Those of `kinds` of which there is a job that may begin now."""
        if not kinds:
            return []
        if self._watch is not None:
            self._watch.mind(self._db)
        with self._db.read() as connection:
            found = connection.execute(_begin_now(jobs.c.kind, kinds).distinct(), self._schedule.values())
            return [row.kind for row in found]

    def claim(self, owner: str, kinds: Collection[str]) -> Job | None:
        """Take the job that is due first: priority, raised by waiting, then age. The attempt is counted here."""
        if self._watch is not None:
            self._watch.mind(self._db)
        values = self._schedule.values()
        due = _begin_now(jobs.c.id, kinds).order_by(text(claim_order("jobs"))).limit(1)
        with self._db.read() as connection:
            if connection.execute(due, values).first() is None:
                return None
        with self._db.write() as connection:
            found = connection.execute(due, values).first()
            if found is None:
                return None
            claim_id = str(uuid.uuid4())
            stamps = {
                "claim_id": claim_id,
                "owner": owner,
                "attempts": jobs.c.attempts + 1,
                "started_at": func.coalesce(jobs.c.started_at, now()),
                "wish": None,
                **NO_ERROR,
            }
            job = move_job(connection, found.id, JobState.GENERATING, f"claimed by {owner}", **stamps)
            begin_run(connection, job, claim_id, values["now"])
            return job

    def complete(self, job_id: str, claim_id: str, handed: Mapping[str, Any] | None = None) -> Job:
        """Done; in the same breath the first of what follows is queued, with what was `handed` on to it."""
        with self._db.write() as connection:
            done = self._ended(connection, job_id, claim_id, JobState.COMPLETED, "done", finished_at=now())
            if done.afterwards:
                first, *rest = done.afterwards
                given = {**done.wanted.get(HANDED, {}), **(handed or {})}
                self.enqueue(
                    kind=first.kind,
                    subject_id=done.subject_id,
                    priority=done.priority,
                    wanted={**first.wanted, HANDED: given},
                    afterwards=rest,
                    connection=connection,
                )
        return done

    def fail(self, job_id: str, claim_id: str, *, error: str, details: str, way_out: str = "") -> Job:
        values = {"error": error, "error_details": details, "way_out": way_out, "finished_at": now()}
        return self._end(job_id, claim_id, JobState.FAILED, error, **values)

    def retry_later(
        self, job_id: str, claim_id: str, *, delay: float, error: str, details: str, way_out: str = ""
    ) -> Job:
        """Back into the queue after `delay` seconds, unless the user asked for something else meanwhile."""
        values = {"run_at": self._clock() + delay, "error": error, "error_details": details, "way_out": way_out}
        return self._requeue(job_id, claim_id, RunOutcome.RETRIED, f"again in {delay:.0f} s: {error}", **values)

    def release(self, job_id: str, claim_id: str, *, reason: str) -> Job:
        """Back into the queue at its checkpoint, unless the user asked otherwise; the attempt does not count."""
        return self._requeue(job_id, claim_id, RunOutcome.STOPPED, reason, attempts=jobs.c.attempts - 1)

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
            return ask(connection, job_row(connection, job_id), JobState.CANCELLED, "cancel")

    def hold(self, job_id: str) -> Job:
        with self._db.write() as connection:
            return ask(connection, job_row(connection, job_id), JobState.HELD, "hold")

    def hold_all(self) -> int:
        """Hold whatever waits or runs; how many that were."""
        with self._db.write() as connection:
            waiting = rows_in(connection, JobState.QUEUED, JobState.GENERATING)
            asked = [ask(connection, row, JobState.HELD, "hold") for row in waiting if row.wish is None]
        return len(asked)

    def resume(self, job_id: str) -> Job:
        """Let a held job go on; one that was put off to a time still waits for it."""
        with self._db.write() as connection:
            return resume(connection, job_row(connection, job_id))

    def resume_all(self) -> int:
        """Resume whatever is held; how many that were."""
        with self._db.write() as connection:
            rows = rows_in(connection, JobState.HELD, JobState.GENERATING)
            held = [resume(connection, row) for row in rows if row.state == JobState.HELD.value or row.wish == "hold"]
        return len(held)

    def retry(self, job_id: str) -> Job:
        """By hand: a failed or cancelled job goes on from its checkpoints with all its attempts."""
        with self._db.write() as connection:
            return retry(connection, job_row(connection, job_id), self._clock())

    def dismiss(self, job_id: str) -> Job:
        """By hand: a failed job is given up and no longer needs attention; it can be retried all the same."""
        with self._db.write() as connection:
            return dismiss(connection, job_row(connection, job_id))

    def retry_all_failed(self) -> int:
        """Retry whatever needs attention; how many that were."""
        with self._db.write() as connection:
            failed = connection.execute(text(f"SELECT j.* FROM jobs j WHERE {needs_attention('j')}")).all()
            retried = [retry(connection, row, self._clock()) for row in failed]
        return len(retried)

    def begun(self, kind: str) -> int:
        """How many jobs of that kind wait that were begun before."""
        begun = (jobs.c.kind == kind, jobs.c.state == JobState.QUEUED.value, jobs.c.started_at.is_not(None))
        with self._db.read() as connection:
            return connection.execute(select(func.count()).select_from(jobs).where(*begun)).scalar_one()

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

    def owners(self) -> dict[str, float | None]:
        """Owners of running jobs, and all that have a heartbeat, with the newest one."""
        with self._db.read() as connection:
            running = connection.execute(
                select(jobs.c.owner).where(jobs.c.state == JobState.GENERATING.value).distinct()
            ).scalars()
            known = connection.execute(select(owners.c.id, owners.c.heartbeat_at))
            return {owner: None for owner in running if owner} | {row.id: row.heartbeat_at for row in known}

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
            end_run(connection, row.claim_id, RunOutcome.FAILED, self._clock())
            error = f"The program ended unexpectedly {row.attempts} times while working on this."
            values = {"error": error, "way_out": "Retry it by hand.", "finished_at": now(), **cleared}
            return move_job(connection, row.id, JobState.FAILED, error, **values)
        end_run(connection, row.claim_id, RunOutcome.DIED, self._clock())
        return move_job(connection, row.id, JobState.QUEUED, "its process ended; goes on where it stopped", **cleared)

    def _grant(self, connection: Connection, row: Row[tuple[Any, ...]]) -> Job:
        cleared: dict[str, object] = {"claim_id": None, "owner": None, "wish": None}
        held = row.wish == "hold"
        end_run(connection, row.claim_id, RunOutcome.HELD if held else RunOutcome.CANCELLED, self._clock())
        if held:
            return move_job(
                connection, row.id, JobState.HELD, "held by hand", attempts=max(0, row.attempts - 1), **cleared
            )
        return move_job(connection, row.id, JobState.CANCELLED, "cancelled by hand", finished_at=now(), **cleared)

    def _requeue(self, job_id: str, claim_id: str, outcome: RunOutcome, reason: str, **values: object) -> Job:
        with self._db.write() as connection:
            row = claimed_row(connection, job_id, claim_id)
            if row.wish:
                return self._grant(connection, row)
            end_run(connection, claim_id, outcome, self._clock())
            return move_job(connection, job_id, JobState.QUEUED, reason, claim_id=None, owner=None, **values)

    def _end(self, job_id: str, claim_id: str, after: JobState, reason: str, **values: object) -> Job:
        with self._db.write() as connection:
            return self._ended(connection, job_id, claim_id, after, reason, **values)

    def _ended(
        self, connection: Connection, job_id: str, claim_id: str, after: JobState, reason: str, **values: object
    ) -> Job:
        claimed_row(connection, job_id, claim_id)
        end_run(connection, claim_id, RunOutcome(after.value.lower()), self._clock())
        return move_job(connection, job_id, after, reason, claim_id=None, owner=None, wish=None, **values)


def _begin_now(what: Column[str], kinds: Collection[str]) -> Select[Any]:
    """Of the jobs of some kinds that may begin."""
    return select(what).where(jobs.c.state == JobState.QUEUED.value, jobs.c.kind.in_(kinds), text(may_start("jobs")))


def claim_guard(connection: Connection, subject_id: str, claim_id: str) -> None:
    """Raise ClaimLostError unless the job on `subject_id` is still run under this claim."""
    held = connection.execute(
        select(jobs.c.id).where(jobs.c.subject_id == subject_id, jobs.c.claim_id == claim_id)
    ).first()
    if held is None:
        raise ClaimLostError
