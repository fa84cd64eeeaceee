"""What there is of a podcast to listen to, at one moment: its finished file, or the turns that are voiced so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.timeline import LEAD_OUT_SECONDS, Chapter

if TYPE_CHECKING:
    from podcast_studio.studio import Studio
    from podcast_studio.studio.scripts import TurnView

_HAIR = 0.05  # seconds; players count in coarser steps than turns begin


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A file that is heard from `start` to `end`, in seconds of the final audio. Between stretches it is silent."""

    path: Path
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class HeardTurn:
    """A turn that has a place in time, in seconds of the final audio."""

    id: str
    start: float
    end: float
    audio: Path | None  # of this turn alone


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place in a script that stays the same when what is around it moves."""

    turn_id: str | None  # the turn that is heard or was heard last; None before the first
    seconds: float  # since that turn began, or since the beginning


@dataclass(frozen=True, kw_only=True)
class Recording:
    """All that a player needs to know of a podcast."""

    podcast_id: str
    title: str
    audio: Path | None  # the finished file, where it is there
    lost: Path | None  # the finished file, where it should be there and is not
    seconds: float  # of what can be heard now
    expected: float  # seconds of the whole, as far as one can know
    turns: tuple[HeardTurn, ...]  # in the order of their start
    chapters: tuple[Chapter, ...]  # of what can be heard now
    growing: bool  # whether it is being made, so that more is to come

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The finished file, or the turns one after another."""
        if self.audio is not None:
            return (Stretch(path=self.audio, start=0.0, end=self.seconds),)
        return tuple(
            Stretch(path=turn.audio, start=turn.start, end=turn.end) for turn in self.turns if turn.audio is not None
        )

    def stretch_from(self, at: float) -> Stretch | None:
        """The one that is heard at `at`, or the next after it; None behind the last."""
        return next((stretch for stretch in self.stretches if at < stretch.end - _HAIR), None)

    def turn_at(self, at: float) -> HeardTurn | None:
        """The turn that is heard at `at`, or was heard last."""
        place = bisect_right([turn.start for turn in self.turns], at + _HAIR) - 1
        return self.turns[place] if place >= 0 else None

    def is_between_turns(self, at: float) -> bool:
        """Whether nobody speaks at `at`."""
        turn = self.turn_at(at)
        return turn is None or at >= turn.end

    def spot(self, at: float) -> Spot:
        """What is at `at`, to be found again in another recording of the same podcast."""
        turn = self.turn_at(at)
        return Spot(turn_id=None, seconds=at) if turn is None else Spot(turn_id=turn.id, seconds=at - turn.start)

    def find(self, spot: Spot, default: float) -> float:
        """Where a spot is here, in seconds; `default` where its turn is gone."""
        turn = next((turn for turn in self.turns if turn.id == spot.turn_id), None)
        if turn is not None:
            return min(turn.start + max(0.0, spot.seconds), self.seconds)
        return min(default, self.seconds)

    def chapter_at(self, at: float) -> int:
        """Which chapter `at` is in; -1 where there is none."""
        return bisect_right([chapter.start for chapter in self.chapters], at + _HAIR) - 1


def read_recording(studio: Studio, podcast_id: str) -> Recording:
    """Read what there is now. Raises NotFoundError where there is no such podcast."""
    row = studio.shelf.podcast(id=podcast_id)
    view = studio.scripts.view(podcast_id=podcast_id)
    file = studio.find_podcast(name=podcast_id).audio
    there = file is not None and file.is_file()
    turns = _heard(view.turns)
    ready = turns[-1].end + LEAD_OUT_SECONDS if turns else 0.0
    seconds = row.duration_seconds or ready
    return Recording(
        podcast_id=podcast_id,
        title=row.title,
        audio=file if there else None,
        lost=None if there else file,
        seconds=seconds,
        expected=seconds if file is not None else max(ready, row.minutes * 60),
        turns=turns,
        chapters=view.chapters,
        growing=file is None and row.state in (JobState.QUEUED, JobState.GENERATING),
    )


def _heard(turns: Sequence[TurnView]) -> tuple[HeardTurn, ...]:
    placed = [
        HeardTurn(id=turn.id, start=turn.start, end=turn.end, audio=turn.audio)
        for turn in turns
        if turn.start is not None and turn.end is not None
    ]
    return tuple(sorted(placed, key=lambda turn: turn.start))
