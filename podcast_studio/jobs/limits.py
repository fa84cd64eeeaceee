"""How long a run may take, and how long it may stand still, in time that the machine was awake."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from podcast_studio.domain.errors import OutOfTime

_LONGEST_STEP = 5.0  # seconds between two looks; where it is more, the machine or this process was asleep


@dataclass(frozen=True, kw_only=True)
class TimeLimits:
    """In seconds; None is no limit."""

    soft: float | None = None  # then it stops at its next checkpoint
    hard: float | None = None  # then it is stopped
    stall: float | None = None  # without any progress


class Stopwatch:
    """The time of one run. Whoever looks often enough is not fooled by sleep, for what passed in one look is capped."""

    def __init__(self, limits: TimeLimits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock = limits, clock
        self._lock = threading.Lock()
        self._looked = clock()
        self._spent = self._still = 0.0
        self._warned = False

    def progressed(self) -> None:
        """Something was done."""
        with self._lock:
            self._still = 0.0

    def look(self) -> OutOfTime | None:
        """Why the run has to be stopped now, if it has to be."""
        with self._lock:
            moment = self._clock()
            step = min(max(0.0, moment - self._looked), _LONGEST_STEP)
            self._looked = moment
            self._spent += step
            self._still += step
            if self._limits.hard is not None and self._spent > self._limits.hard:
                return _late("It took longer than it may", self._limits.hard)
            if self._limits.stall is not None and self._still > self._limits.stall:
                return _late("It stood still for longer than it may", self._limits.stall)
            return None

    def warn(self) -> OutOfTime | None:
        """Why the run has to stop at its next checkpoint; told once."""
        with self._lock:
            if self._warned or self._limits.soft is None or self._spent <= self._limits.soft:
                return None
            self._warned = True
            return _late("It took longer than it should", self._limits.soft)


def _late(what: str, seconds: float) -> OutOfTime:
    long = f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:.0f} seconds"
    return OutOfTime(f"{what}: {long}.", way_out="It goes on from where it stopped. The limits are in the settings.")
