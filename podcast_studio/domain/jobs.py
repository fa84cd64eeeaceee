"""Jobs, their states, and which may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from podcast_studio.domain.errors import InputError, TransitionError
from podcast_studio.domain.hours import Hours

PODCAST_JOB = "podcast"  # makes a podcast
INDEXING_JOB = "indexing"  # brings the index of a collection up to date
REVISION_JOB = "revision"  # makes the newest revision of one that was made before


EXPORT_JOB = "export"  # copies a finished podcast to a folder
COMMAND_JOB = "command"  # runs a program of the user's
NOTIFY_JOB = "notify"  # tells the user that a podcast is ready
AFTERWARDS_JOBS = frozenset({EXPORT_JOB, COMMAND_JOB, NOTIFY_JOB})


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """A job that is queued once the one before it is done."""

    kind: str
    wanted: Mapping[str, Any]  # what its handler has to know, in values that JSON can hold


class JobState(StrEnum):
    QUEUED = "QUEUED"
    HELD = "HELD"
    GENERATING = "GENERATING"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"


class Priority(IntEnum):
    URGENT = 0
    NORMAL = 10
    LOW = 20

    @classmethod
    def parse(cls, name: str) -> Priority:
        """The priority called `name`. Raises InputError."""
        try:
            return cls[name.strip().upper()]
        except KeyError:
            known = ", ".join(one.name.lower() for one in cls)
            raise InputError(f"“{name}” is not a priority.", way_out=f"Choose one of: {known}.") from None


class WaitsFor(StrEnum):
    """Why a job that is queued is not taken, other than for want of a worker."""

    TIME = "time"  # that it was put off to
    HOURS = "hours"  # in which it may work
    COLLECTION = "collection"  # as many jobs on it run as may at once


TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.HELD, JobState.GENERATING, JobState.CANCELLED}),
    JobState.HELD: frozenset({JobState.QUEUED, JobState.CANCELLED}),
    JobState.GENERATING: frozenset(
        {JobState.QUEUED, JobState.HELD, JobState.COMPLETED, JobState.FAILED, JobState.CANCELLED}
    ),
    JobState.COMPLETED: frozenset(),
    JobState.FAILED: frozenset({JobState.QUEUED, JobState.CANCELLED}),
    JobState.CANCELLED: frozenset({JobState.QUEUED}),
}


def check_transition(before: JobState, after: JobState) -> None:
    """Raise unless a job may go from `before` to `after`."""
    if after not in TRANSITIONS[before]:
        raise TransitionError(
            f"A job that is {before.value} cannot become {after.value}.",
            way_out=f"From {before.value} it can become: {', '.join(sorted(TRANSITIONS[before])) or 'nothing else'}.",
        )


@dataclass(frozen=True, kw_only=True)
class Job:
    """One queued run of work."""

    id: str  # uuid
    kind: str  # which handler runs it, e.g. "podcast"
    subject_id: str  # what it works on, e.g. a podcast id
    state: JobState
    priority: int  # smaller is sooner
    run_at: float  # seconds since the epoch; not before this
    attempts: int  # runs begun since it was last queued by hand
    max_attempts: int
    claim_id: str | None  # of the present run
    owner: str | None  # process that runs it
    error: str | None  # why it last failed, for the user
    error_details: str | None  # for the log
    way_out: str  # what the user can do about it
    created_at: str  # ISO 8601, UTC
    updated_at: str
    started_at: str | None
    finished_at: str | None
    hours: Hours | None = None  # in which it may work; None is at any
    wanted: Mapping[str, Any] = field(default_factory=dict)  # what its handler has to know beside the subject
    afterwards: tuple[FollowUp, ...] = ()  # the jobs that follow it, one after another
    lane: str | None = None  # so many of a lane run at once as the settings say, e.g. a collection

    @property
    def trouble(self) -> str:
        """Why it last failed and what to do, in one line; "" when nothing did."""
        return f"{self.error or ''} {self.way_out}".strip()


@dataclass(frozen=True, kw_only=True)
class JobEvent:
    """One transition, as it happened."""

    job_id: str
    at: str  # ISO 8601, UTC
    before: JobState | None
    after: JobState
    reason: str


def waiting_sentence(waits_for: WaitsFor, starts_at: float | None, hours: Hours | None) -> str:
    """Why a job waits, and until when, for people."""
    if waits_for is WaitsFor.COLLECTION or starts_at is None:
        return "It waits until another podcast of the same folder is finished."
    if waits_for is WaitsFor.HOURS:
        return f"It works only between {hours}; it starts {_moment(starts_at)}."
    return f"It starts {_moment(starts_at)}."


def _moment(at: float) -> str:
    local = datetime.fromtimestamp(at).astimezone()
    day = "" if local.date() == datetime.now().astimezone().date() else f"on {local:%Y-%m-%d} "
    return f"{day}at {local:%H:%M}"
