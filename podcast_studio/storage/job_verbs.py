"""What a person may do to a job, within a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from podcast_studio.domain.errors import TransitionError
from podcast_studio.domain.jobs import Job, JobState
from podcast_studio.storage.database import now
from podcast_studio.storage.job_rows import NO_ERROR, job_row, job_value, move_job
from podcast_studio.storage.tables import jobs


def rows_in(connection: Connection, *states: JobState) -> Sequence[Row[tuple[Any, ...]]]:
    return connection.execute(select(jobs).where(jobs.c.state.in_([state.value for state in states]))).all()


def ask(connection: Connection, row: Row[tuple[Any, ...]], after: JobState, wish: str) -> Job:
    """Do it at once, or leave the wish with the worker that runs the job."""
    if row.state != JobState.GENERATING.value:
        return move_job(connection, row.id, after, f"{wish} by hand")
    connection.execute(update(jobs).where(jobs.c.id == row.id).values(wish=wish, updated_at=now()))
    return job_value(job_row(connection, row.id))


def resume(connection: Connection, row: Row[tuple[Any, ...]], **values: object) -> Job:
    """Let a held job go on, or take back the wish to hold a running one."""
    if row.state == JobState.GENERATING.value and row.wish == "hold":
        connection.execute(update(jobs).where(jobs.c.id == row.id).values(wish=None))
        return job_value(job_row(connection, row.id))
    if row.state != JobState.HELD.value:
        raise TransitionError(f"This job is not held; it is {row.state}.", way_out="Only a held job can be resumed.")
    return move_job(connection, row.id, JobState.QUEUED, "resumed by hand", **values)


def dismiss(connection: Connection, row: Row[tuple[Any, ...]]) -> Job:
    """Give a failed job up. Why it failed stays on it, and it can still be retried."""
    if row.state != JobState.FAILED.value:
        raise TransitionError(f"This job is {row.state}.", way_out="Only a failed job can be dismissed.")
    return move_job(connection, row.id, JobState.CANCELLED, "dismissed by hand")


def retry(connection: Connection, row: Row[tuple[Any, ...]], moment: float) -> Job:
    """Let a failed or cancelled job go on with all its attempts."""
    if row.state not in (JobState.FAILED.value, JobState.CANCELLED.value):
        raise TransitionError(f"This job is {row.state}.", way_out="Only a failed or cancelled job can be retried.")
    fresh = {"attempts": 0, "run_at": moment, "queued_at": moment, "finished_at": None, **NO_ERROR}
    return move_job(connection, row.id, JobState.QUEUED, "retried by hand", **fresh)
