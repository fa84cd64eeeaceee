"""Where each turn stands in the finished programme."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAD_IN_SECONDS = 0.4
PAUSE_WITHIN_SECONDS = 0.32  # between HOST and EXPERT of one exchange
PAUSE_BETWEEN_SECONDS = 0.55  # between exchanges
PAUSE_SEGMENT_SECONDS = 1.1
LEAD_OUT_SECONDS = 0.8


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One turn in the programme, in seconds of the final audio."""

    index: int  # of the turn
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class Chapter:
    title: str
    start: float  # seconds
    end: float


@dataclass(frozen=True, kw_only=True)
class Timeline:
    turns: tuple[Placed, ...]
    seconds: float  # whole programme


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """What the layout needs to know of a voiced turn."""

    index: int
    segment: int
    unit: int
    seconds: float


def pause_before(previous: Spoken | None, turn: Spoken) -> float:
    """Seconds of silence between two turns: short in an exchange, long between segments."""
    if previous is None:
        return LEAD_IN_SECONDS
    if previous.segment != turn.segment:
        return PAUSE_SEGMENT_SECONDS
    return PAUSE_WITHIN_SECONDS if previous.unit == turn.unit else PAUSE_BETWEEN_SECONDS


def lay_out(turns: Sequence[Spoken]) -> Timeline:
    """Place voiced turns one after another with natural pauses."""
    placed: list[Placed] = []
    at, previous = 0.0, None
    for turn in turns:
        at += pause_before(previous, turn)
        placed.append(Placed(index=turn.index, start=at, end=at + turn.seconds))
        at += turn.seconds
        previous = turn
    return Timeline(turns=tuple(placed), seconds=at + LEAD_OUT_SECONDS if placed else 0.0)
