"""Checkpoints, progress and speeds that are kept in memory."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast_studio.domain.errors import ClaimLostError, StorageError
from podcast_studio.domain.files import move_into_place, sha256_of
from podcast_studio.domain.progress import Progress
from podcast_studio.domain.scripts import Plan, SpokenTurn, Turn

_WEIGHT = 0.4  # of a new measurement


@dataclass
class FakeCheckpoints:
    """What a making has finished; the audio itself lies in `folder`.

    `saved` is told of each thing as it is kept: "plan", "turns 0-1", "spoken 3". Once `lost`, nothing can be written.
    """

    folder: Path
    saved: Callable[[str], None] = lambda _: None
    lost: bool = False
    _plan: Plan | None = None
    _turns: dict[int, Turn] = field(default_factory=dict)
    _spoken: dict[int, SpokenTurn] = field(default_factory=dict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def plan(self) -> Plan | None:
        return self._plan

    def save_plan(self, plan: Plan) -> None:
        with self._lock:
            self._guard()
            self._plan = plan
            self._turns.clear()
            self._spoken.clear()
            self.saved("plan")

    def turns(self) -> list[Turn]:
        with self._lock:
            return [self._turns[index] for index in sorted(self._turns)]

    def save_turns(self, turns: Sequence[Turn]) -> None:
        with self._lock:
            self._guard()
            indexes = [turn.index for turn in turns]
            if len(set(indexes)) < len(indexes) or self._turns.keys() & indexes:
                raise StorageError("A turn was written twice.")
            self._turns |= {turn.index: turn for turn in turns}
            if turns:
                self.saved(f"turns {indexes[0]}-{indexes[-1]}")

    def change_turn(self, turn: Turn) -> None:
        with self._lock:
            self._guard()
            self._turns[turn.index] = turn

    def spoken(self) -> dict[int, SpokenTurn]:
        with self._lock:
            return {index: turn for index, turn in self._spoken.items() if turn.skipped or self._is_whole(turn)}

    @contextmanager
    def placing(self) -> Iterator[None]:
        with self._lock:
            self._guard()
            yield

    def save_spoken(self, turn: SpokenTurn, made: Path | None = None) -> None:
        with self._lock:
            self._guard()
            self._spoken[turn.index] = turn
            if made is not None:
                move_into_place(made, self.folder / turn.path)
            self.saved(f"spoken {turn.index}")

    def _guard(self) -> None:
        if self.lost:
            raise ClaimLostError

    def _is_whole(self, turn: SpokenTurn) -> bool:
        path = self.folder / turn.path
        return path.is_file() and path.stat().st_size == turn.size and sha256_of(path) == turn.sha256


@dataclass
class FakeProgress:
    """Records every report; `shown` is what a user sees."""

    reports: list[Progress] = field(default_factory=list)
    shown: Progress | None = None
    lost: bool = False

    def report(self, progress: Progress) -> None:
        if self.lost:
            raise ClaimLostError
        self.reports.append(progress)
        least = self.shown.percentage if self.shown else 0
        self.shown = replace(progress, percentage=max(least, progress.percentage))


@dataclass
class FakeSpeeds:
    """Speeds by name; a new measurement counts two fifths."""

    values: dict[str, float] = field(default_factory=dict)

    def get(self, name: str) -> float | None:
        return self.values.get(name)

    def note(self, name: str, value: float) -> None:
        before = self.values.get(name, value)
        self.values[name] = before * (1 - _WEIGHT) + value * _WEIGHT
