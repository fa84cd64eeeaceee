"""Which living processes stand still, as after SIGSTOP: they hold their lock, and do not beat."""

from __future__ import annotations

from collections.abc import Mapping

LEASE_BEATS = 36  # of ours without one of theirs: three minutes in which both could have written


class Leases:
    """Counts beats and not seconds: each of ours shows that the database could be written meanwhile, and neither sleep
    nor a clock that is put forward makes any. So a slow process keeps its jobs, and a stopped one does not.
    """

    def __init__(self, owner: str, *, beats: int = LEASE_BEATS) -> None:
        self._owner, self._most = owner, beats
        self._ours = 0
        self._heard: dict[str, tuple[float, int]] = {}  # by owner: its newest beat, and at which of ours that was new

    def beaten(self) -> None:
        """We have beaten once more."""
        self._ours += 1

    def lapsed(self, owners: Mapping[str, float | None]) -> list[str]:
        """Of these owners with their newest beats, those that have stood still for too long."""
        others = {owner: beat for owner, beat in owners.items() if owner != self._owner and beat is not None}
        known = self._heard
        self._heard = {
            owner: known[owner] if owner in known and known[owner][0] == beat else (beat, self._ours)
            for owner, beat in others.items()
        }
        return [owner for owner, (_, since) in self._heard.items() if self._ours - since >= self._most]
