"""What a look at the workers' past shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from podcast_studio.domain.progress import Step


class RunOutcome(StrEnum):
    """How one run of a job ended."""

    COMPLETED = "completed"
    FAILED = "failed"  # for good, until it is retried by hand
    RETRIED = "retried"  # failed, and is tried again by itself
    DIED = "died"  # its process ended; another run goes on
    STOPPED = "stopped"  # the program was closed; another run goes on
    HELD = "held"
    CANCELLED = "cancelled"


class Period(StrEnum):
    HOUR = "hour"
    DAY = "day"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """One bar of a chart over time."""

    start: float  # seconds since the epoch
    completed: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class StepShare:
    """What one step took of the time of all runs."""

    step: Step
    seconds: float
    share: float  # 0 to 1


@dataclass(frozen=True, kw_only=True)
class CollectionShare:
    """How the podcasts of one collection ended."""

    name: str
    success_rate: float  # 0 to 1
    count: int  # completed and failed


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The podcasts of a period. What cannot be told for want of podcasts is None."""

    period: Period
    start: float  # seconds since the epoch
    end: float
    started: int  # runs begun
    completed: int
    failed: int
    waiting: int  # jobs of all kinds, at this moment
    running: int
    mean_seconds: float | None  # of work on a completed podcast, all its runs together
    p95_seconds: float | None
    workers_busy: float  # 0 to 1: the share of the period that the workers spent on podcasts
    retry_rate: float | None  # of runs, how many had to be repeated
    success_rate: float | None  # of podcasts that ended, how many were completed
    turns_per_podcast: float | None
    voicing_seconds_per_turn: float | None
    bucket_seconds: float
    buckets: tuple[Bucket, ...]  # the whole period, empty ones included
    steps: tuple[StepShare, ...]  # in the order of the steps
    per_collection: tuple[CollectionShare, ...]  # most podcasts first


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """How long a podcast will take on this machine, once a worker has it."""

    seconds: float
    first_sound_seconds: float
    measured: bool  # from podcasts that were made here; else a guess
