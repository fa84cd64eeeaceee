"""A clock for tests."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class SetClock:
    """A wall clock that can be set, over a machine that simply goes on."""

    up: float = 1_000.0  # seconds since the machine was started
    ahead: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.up + self.ahead

    def uptime(self) -> float:
        return self.up
