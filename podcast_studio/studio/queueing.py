"""What a person may do with the queue."""

from __future__ import annotations

from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import Priority
from podcast_studio.studio.library import Library


class Queue:
    """Verbs on jobs. Raises TransitionError where a job's state does not allow it, NotFoundError where it is gone."""

    def __init__(self, library: Library) -> None:
        self._jobs, self._mover = library.jobs, library.mover

    def cancel(self, *, job_id: str) -> None:
        """A running job stops within seconds; what it has made is kept for a retry."""
        self._jobs.cancel(job_id)

    def hold(self, *, job_id: str) -> None:
        """Let it rest at its checkpoint until it is resumed, over restarts too."""
        self._jobs.hold(job_id)

    def resume(self, *, job_id: str) -> None:
        """Let a held job go on; one that was put off to a time still waits for it."""
        self._jobs.resume(job_id)

    def retry(self, *, job_id: str) -> None:
        """A failed or cancelled job goes on where it stopped, with all its attempts."""
        self._jobs.retry(job_id)

    def dismiss(self, *, job_id: str) -> None:
        """A failed job is given up: it no longer needs attention, and stays in the history with its reason."""
        self._jobs.dismiss(job_id)

    def hold_all(self) -> int:
        """Hold whatever waits or runs; how many that were."""
        return self._jobs.hold_all()

    def resume_all(self) -> int:
        """Resume whatever is held; how many that were."""
        return self._jobs.resume_all()

    def retry_all_failed(self) -> int:
        """Retry whatever needs attention; how many that were."""
        return self._jobs.retry_all_failed()

    def move(self, *, job_id: str, before: str | None) -> None:
        """Put a waiting job before another one, or last. It takes on the priority of its new place.

        Before a job that runs or has failed means first; before a held one means last.
        """
        self._mover.move(job_id, before)

    def set_priority(self, *, job_id: str, priority: Priority) -> None:
        """Of a waiting job."""
        self._mover.set_priority(job_id, priority)

    def set_hours(self, *, job_id: str, hours: Hours | None) -> None:
        """Let a waiting job work only in these hours of the day; None lets it at any."""
        self._mover.set_hours(job_id, hours)

    def start_at(self, *, job_id: str, run_at: float | None) -> None:
        """Let a waiting job wait until `run_at` (seconds since the epoch); None lets it start as soon as it can."""
        self._mover.start_at(job_id, run_at)
