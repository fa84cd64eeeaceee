"""Waiting in tests: for what must come, with a limit that only a hang reaches."""

from __future__ import annotations

import time
from collections.abc import Callable

import psutil

from podcast_studio.domain.jobs import REVISION_JOB, JobState
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.studio import Studio

_LIMIT_SECONDS = 120.0
_LOOK_SECONDS = 0.02
_OPEN = (JobState.QUEUED, JobState.GENERATING)


def until(happened: Callable[[], bool], *, limit: float = _LIMIT_SECONDS) -> None:
    """Wait until `happened` says so; AssertionError when it never does."""
    deadline = time.monotonic() + limit
    while not happened():
        assert time.monotonic() < deadline, "what was waited for did not come"
        time.sleep(_LOOK_SECONDS)


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or only waits for its parent to hear of it."""
    try:
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


def finished(studio: Studio, podcast_id: str, *, limit: float = _LIMIT_SECONDS) -> Podcast:
    """Let workers make a podcast; AssertionError with the reason when that fails."""
    studio.start_workers()
    until(lambda: studio.status(podcast_id=podcast_id).status not in ("QUEUED", "GENERATING"), limit=limit)
    status = studio.status(podcast_id=podcast_id)
    assert status.status == "COMPLETED", status.error_message
    return studio.find_podcast(name=podcast_id)


def revised(studio: Studio, podcast_id: str, *, limit: float = _LIMIT_SECONDS) -> Podcast:
    """Let workers make the newest revision of a podcast."""
    studio.start_workers()

    def settled() -> bool:
        mine = [job for job in studio.jobs() if job.kind == REVISION_JOB and job.subject_id == podcast_id]
        return not any(job.state in _OPEN for job in mine)

    until(settled, limit=limit)
    view = studio.scripts.view(podcast_id=podcast_id)
    assert not view.problem, view.problem
    return studio.find_podcast(name=podcast_id)
