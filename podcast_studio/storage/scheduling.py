"""Which waiting jobs may start at a moment, and why the others may not yet."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from podcast_studio.domain.hours import Hours, minute_of_day
from podcast_studio.domain.jobs import WaitsFor


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The time, and how many jobs of one lane may run at once (0: any number)."""

    clock: Callable[[], float] = time.time
    at_once: Callable[[], int] = lambda: 0

    def values(self) -> dict[str, Any]:
        """What the SQL below needs, at this moment."""
        moment = self.clock()
        return {"now": moment, "minute": minute_of_day(moment), "at_once": self.at_once()}


def may_start(table: str) -> str:
    """SQL: the time of a queued job has come, it is one of its hours, and there is room in its lane."""
    return f"({table}.run_at <= :now AND {_in_hours(table)} AND NOT {lane_is_full(table)})"


def lane_is_full(table: str) -> str:
    """SQL: as many jobs of its lane run as may."""
    running = f"SELECT count(*) FROM jobs taken WHERE taken.state = 'GENERATING' AND taken.lane = {table}.lane"
    return f"({table}.lane IS NOT NULL AND :at_once > 0 AND ({running}) >= :at_once)"


def _in_hours(table: str) -> str:
    opens, closes = f"{table}.opens", f"{table}.closes"
    within = f"({opens} < {closes} AND :minute >= {opens} AND :minute < {closes})"
    over_midnight = f"({opens} > {closes} AND (:minute >= {opens} OR :minute < {closes}))"
    return f"({opens} IS NULL OR {within} OR {over_midnight})"


def hours_of(opens: int | None, closes: int | None) -> Hours | None:
    """A row's hours."""
    return None if opens is None or closes is None else Hours(opens=opens, closes=closes)


def reason_to_wait(
    *, run_at: float, hours: Hours | None, lane_full: bool, moment: float
) -> tuple[WaitsFor | None, float | None]:
    """Why a queued job is not taken, and when it will start at the earliest, where that is known."""
    if run_at > moment:
        return WaitsFor.TIME, hours.begin(run_at) if hours is not None else run_at
    if hours is not None and not hours.contain(moment):
        return WaitsFor.HOURS, hours.begin(moment)
    return (WaitsFor.COLLECTION, None) if lane_full else (None, None)
