"""What a handler of jobs is given."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.jobs import Job
from podcast_studio.jobs.limits import Stopwatch


@dataclass(frozen=True, kw_only=True)
class JobContext:
    """What a handler is given."""

    job: Job
    cancel: CancelToken
    watch: Stopwatch
    written_off: threading.Event = field(default_factory=threading.Event)  # its end is on record already

    handed: dict[str, Any] = field(default_factory=dict)  # on to the jobs that follow this one

    def progressed(self) -> None:
        """The handler says so, or its run is taken to stand still."""
        self.watch.progressed()


Handler = Callable[[JobContext], None]
