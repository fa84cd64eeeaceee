"""When a failed job is tried again."""

from __future__ import annotations

import random

from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.jobs import Job

FIRST_DELAY_SECONDS = 60.0
_JITTER = 0.1  # share of the delay, either way


def is_transient(error: BaseException) -> bool:
    """Whether the same work may succeed later without anyone changing anything."""
    return isinstance(error, PodcastStudioError) and error.retryable


def delay_after(attempt: int, chance: random.Random) -> float:
    """Seconds to wait after the nth failed attempt: 60, 120, 240 and so on, with jitter."""
    return FIRST_DELAY_SECONDS * float(2 ** (attempt - 1)) * (1 + chance.uniform(-_JITTER, _JITTER))


def may_retry(job: Job, error: BaseException) -> bool:
    """Whether this failure leads to another attempt."""
    return is_transient(error) and job.attempts < job.max_attempts
