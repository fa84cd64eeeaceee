"""Clocks are set: by hand, by the network, by another system on the same machine. What waits moves along with them."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.domain.jobs import JobState
from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import jobs, settings

_KEY = "clock"
_JUMP_SECONDS = 2.0  # less is a clock that is being kept right
_LONGEST_RETRY_SECONDS = 300.0


def seconds_since_boot() -> float:
    """A clock that nobody sets; it goes on while the machine sleeps, where the system has such a one."""
    boot_time: int | None = getattr(time, "CLOCK_BOOTTIME", None)
    return time.clock_gettime(boot_time) if boot_time is not None else time.monotonic()


def boot_id() -> str:
    """Tells one run of the machine from the next, where the system can."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


@dataclass
class ClockWatch:
    """Notices that the wall clock was set, and keeps the waiting that was left.

    A retry after 60 s comes after 60 s, and what could have begun can begin. What a person has put off to a date and a
    time stays where it is.
    """

    clock: Callable[[], float]
    uptime: Callable[[], float]
    boot: str = field(default_factory=boot_id)
    _seen: float | None = None  # how far the clock was ahead of the uptime when last looked at

    def mind(self, database: Database) -> None:
        """Look at the clock; writes only when it was set."""
        ahead = self._ahead()
        if self._has_seen(ahead):
            return
        with database.read() as connection:
            known = self._is_known(_kept(connection), ahead)
        if not known:
            with database.write() as connection:
                self.mind_within(connection)
        self._seen = ahead

    def mind_within(self, connection: Connection) -> None:
        """The same in a transaction that writes."""
        ahead = self._ahead()
        if self._has_seen(ahead):
            return
        kept = _kept(connection)
        if not self._is_known(kept, ahead):
            self._move(connection, kept, ahead)

    def _ahead(self) -> float:
        return self.clock() - self.uptime()

    def _has_seen(self, ahead: float) -> bool:
        return self._seen is not None and abs(ahead - self._seen) < _JUMP_SECONDS

    def _is_known(self, kept: dict[str, object], ahead: float) -> bool:
        before = kept.get("ahead")
        same = kept.get("boot") == self.boot
        return same and isinstance(before, float) and abs(ahead - before) < _JUMP_SECONDS

    def _move(self, connection: Connection, kept: dict[str, object], ahead: float) -> None:
        value = {"boot": self.boot, "ahead": ahead, "uptime": self.uptime()}
        statement = upsert(settings).values(key=_KEY, value=value)
        connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
        before = kept.get("ahead")
        if isinstance(before, float) and self._is_same_boot(kept):
            _move_jobs(connection, before=self.uptime() + before, jump=ahead - before)

    def _is_same_boot(self, kept: dict[str, object]) -> bool:
        uptime = kept.get("uptime")
        return kept.get("boot") == self.boot and isinstance(uptime, float) and uptime <= self.uptime()


def _kept(connection: Connection) -> dict[str, object]:
    value = connection.execute(select(settings.c.value).where(settings.c.key == _KEY)).scalar()
    return value if isinstance(value, dict) else {}


def _move_jobs(connection: Connection, *, before: float, jump: float) -> None:
    """`before` is what the clock would show had it not been set."""
    waiting = jobs.c.state.in_((JobState.QUEUED.value, JobState.HELD.value))
    is_retry = (jobs.c.attempts > 0) & jobs.c.error.is_not(None) & (jobs.c.run_at <= before + _LONGEST_RETRY_SECONDS)
    moves = waiting & or_(jobs.c.run_at <= before, is_retry)
    connection.execute(update(jobs).where(moves).values(run_at=jobs.c.run_at + jump))
    connection.execute(update(jobs).where(waiting).values(queued_at=jobs.c.queued_at + jump))
