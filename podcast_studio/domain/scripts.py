"""The plan and the turns of a script."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from podcast_studio.domain.podcasts import Speaker


class SegmentKind(StrEnum):
    OPENING = "opening"
    TOPIC = "topic"
    CLOSING = "closing"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """One stretch of the programme: a chapter for the listener."""

    kind: SegmentKind
    title: str
    passages: tuple[str, ...]  # passage ids, in the order they are told
    words: int  # budget


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is told in which order."""

    segments: tuple[Segment, ...]
    carries_seconds: float  # how long the material lasts, estimated; may be less than asked
    words_per_second: float = 2.8  # of the two voices, as known when the plan was made
    polish: bool = False  # whether a second pass goes over what the model writes
    fingerprint: str = ""  # of everything the plan rests on; another one means another plan


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One uninterrupted utterance."""

    index: int  # from 0
    segment: int  # index into the plan's segments
    speaker: Speaker
    text: str  # as shown in the transcript
    passages: tuple[str, ...] = ()  # ids of the passages it rests on; the first is the one that is told
    unit: int = 0  # the exchange it belongs to; turns of one unit are written together
    note: str = ""  # e.g. why it was left out
    rate: float = 1.0  # pace relative to the voice's own; steers the length


@dataclass(frozen=True, kw_only=True)
class SpokenTurn:
    """A turn's audio on disk."""

    index: int
    path: str  # relative to the podcast's folder
    sha256: str
    size: int  # bytes
    seconds: float
    skipped: str = ""  # reason, where the turn could not be spoken and has no audio
    said: str = ""  # as of Pronunciations.said when it was voiced; "" where it was said as written
