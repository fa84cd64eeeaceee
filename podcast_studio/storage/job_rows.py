"""Rows of the job table: read, moved from state to state, and given out as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from podcast_studio.domain.errors import ClaimLostError, NotFoundError
from podcast_studio.domain.jobs import FollowUp, Job, JobState, check_transition
from podcast_studio.storage.database import now
from podcast_studio.storage.scheduling import hours_of
from podcast_studio.storage.tables import job_events, jobs

NO_ERROR: dict[str, object] = {"error": None, "error_details": None, "way_out": None}


def job_row(connection: Connection, job_id: str) -> Row[tuple[Any, ...]]:
    """Raises NotFoundError."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).first()
    if row is None:
        raise NotFoundError(f"There is no job {job_id}.", way_out="See: podcast-studio jobs list")
    return row


def claimed_row(connection: Connection, job_id: str, claim_id: str) -> Row[tuple[Any, ...]]:
    """A running job. Raises ClaimLostError unless it runs under this claim."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).first()
    if row is None or row.claim_id != claim_id or row.state != JobState.GENERATING.value:
        raise ClaimLostError
    return row


def move_job(connection: Connection, job_id: str, after: JobState, reason: str, **values: object) -> Job:
    """A guarded transition with its event. Raises TransitionError."""
    before = JobState(job_row(connection, job_id).state)
    check_transition(before, after)
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(state=after.value, updated_at=now(), **values))
    log_event(connection, job_id, before, after, reason)
    return job_value(job_row(connection, job_id))


def log_event(connection: Connection, job_id: str, before: JobState | None, after: JobState, reason: str) -> None:
    connection.execute(
        insert(job_events).values(
            job_id=job_id, at=now(), before=before.value if before else None, after=after.value, reason=reason
        )
    )


def job_value(row: Row[tuple[Any, ...]]) -> Job:
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
        way_out=row.way_out or "",
        created_at=row.created_at,
        updated_at=row.updated_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        hours=hours_of(row.opens, row.closes),
        lane=row.lane,
        wanted=row.wanted or {},
        afterwards=tuple(FollowUp(**values) for values in row.afterwards or ()),
    )


def needs_attention(table: str) -> str:
    """SQL: the job has failed, and no other of its kind was ordered later on the same subject."""
    return (
        f"({table}.state = 'FAILED' AND NOT EXISTS (SELECT 1 FROM jobs later WHERE later.kind = {table}.kind"
        f" AND later.subject_id = {table}.subject_id AND later.rowid > {table}.rowid))"
    )


def follow_up_values(afterwards: Sequence[FollowUp]) -> list[dict[str, Any]] | None:
    """As they are stored."""
    return [{"kind": one.kind, "wanted": dict(one.wanted)} for one in afterwards] or None
