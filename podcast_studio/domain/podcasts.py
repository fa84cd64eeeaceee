"""What a user asks for, and what comes of it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from podcast_studio.domain.errors import LengthError, UnknownFormatError
from podcast_studio.domain.styles import Level, Style

MIN_MINUTES = 0.5
MAX_MINUTES = 60.0


class Speaker(StrEnum):
    HOST = "HOST"
    EXPERT = "EXPERT"


class AudioFormat(StrEnum):
    MP3 = "mp3"
    M4A = "m4a"
    OGG = "ogg"
    FLAC = "flac"
    WAV = "wav"

    @classmethod
    def parse(cls, name: str) -> AudioFormat:
        """The format called `name`, or an error that lists the known ones."""
        try:
            return cls(name.strip().lower().lstrip("."))
        except ValueError:
            known = ", ".join(cls)
            raise UnknownFormatError(f"“{name}” is not an audio format.", way_out=f"Choose one of: {known}.") from None


def check_minutes(minutes: float) -> float:
    """`minutes` if a podcast can be that long, else an error that says what can."""
    if not math.isfinite(minutes) or not 1 <= minutes <= MAX_MINUTES:
        raise LengthError(
            f"A podcast cannot be {minutes:g} minutes long.",
            way_out=f"Ask for 1 to {MAX_MINUTES:g} minutes.",
        )
    return minutes


@dataclass(frozen=True, kw_only=True)
class PodcastOrder:
    """What the user asked for."""

    collection_id: str
    minutes: float  # asked length
    title: str
    focus: str = ""  # what to put first; steers retrieval
    style: Style = Style.INTERVIEW
    level: Level = Level.INFORMED
    language: str = "en"
    host_voice: str = ""  # voice id
    expert_voice: str = ""  # voice id
    model: str = ""  # path of the GGUF file
    format: AudioFormat = AudioFormat.MP3
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Podcast:
    """An order and its result."""

    id: str  # uuid
    order: PodcastOrder
    created_at: str  # ISO 8601, UTC
    updated_at: str
    completed_at: str | None = None
    audio: Path | None = None
    audio_sha256: str | None = None
    audio_bytes: int | None = None
    duration_seconds: float | None = None
    note: str = ""  # what the listener should know, e.g. that the material ran out
