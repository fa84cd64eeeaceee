"""How long the runs of a job may take: as the settings say, else by its length and what this machine can do."""

from __future__ import annotations

import logging

from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.jobs import COMMAND_JOB, NOTIFY_JOB, PODCAST_JOB, REVISION_JOB, Job
from podcast_studio.jobs.limits import TimeLimits
from podcast_studio.studio.activity import Activity
from podcast_studio.studio.library import Library

_log = logging.getLogger(__name__)
_MINUTE = 60.0
_TIMES_MEASURED, _TIMES_GUESSED = 6.0, 20.0  # so much longer than expected is too long
_SHORTEST = 30 * _MINUTE  # of soft limits: loading a model and reading a folder do not grow with the length
_STALL = 10 * _MINUTE
_STALL_SHARE = 0.1  # of the soft limit, on machines so slow that a single turn takes minutes


class Patience:
    """Gives each run its limits."""

    def __init__(self, library: Library, activity: Activity) -> None:
        self._library, self._activity = library, activity

    def limits(self, job: Job) -> TimeLimits:
        """Of a run that begins now. What is set in the settings counts for podcasts and their revisions."""
        preferred = self._library.preferences.get()
        if job.kind in (COMMAND_JOB, NOTIFY_JOB):  # they see to it themselves
            return TimeLimits()
        if job.kind not in (PODCAST_JOB, REVISION_JOB):  # a folder may be as large as it likes
            return TimeLimits(stall=preferred.stall_minutes * _MINUTE or _STALL)
        soft = preferred.soft_minutes * _MINUTE or self._expected(job.subject_id)
        hard = preferred.hard_minutes * _MINUTE or 2 * soft
        stall = preferred.stall_minutes * _MINUTE or max(_STALL, _STALL_SHARE * soft)
        return TimeLimits(soft=min(soft, hard), hard=hard, stall=stall)

    def _expected(self, podcast_id: str) -> float:
        try:
            found = self._activity.estimate(self._library.podcasts.get(podcast_id).order.minutes)
        except PodcastStudioError as error:  # the handler will say it better
            _log.info("no estimate for podcast %s: %s", podcast_id, error)
            return _SHORTEST
        return max(_SHORTEST, found.seconds * (_TIMES_MEASURED if found.measured else _TIMES_GUESSED))
