"""What the mixer is given and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.timeline import Chapter

SAMPLE_RATE = 44_100  # Hz, of turns and programme
LOUDNESS_LUFS = -16.0
TRUE_PEAK_DBTP = -1.0
LEVEL_SECONDS = 0.05  # what one level of a waveform stands for


@dataclass(frozen=True, kw_only=True)
class Clip:
    """One voiced turn in the programme."""

    path: Path  # mono WAV, SAMPLE_RATE, 16 bit
    start: float  # seconds into the programme
    pan: float  # -1 left to 1 right


@dataclass(frozen=True, kw_only=True)
class Tags:
    title: str
    artist: str
    album: str
    date: str  # ISO 8601 date
    comment: str = ""
    cover: Path | None = None  # PNG or JPEG


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Everything the final file is made of."""

    clips: tuple[Clip, ...]  # in order, not overlapping
    seconds: float
    format: AudioFormat
    tags: Tags
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, kw_only=True)
class MixedAudio:
    """The finished file."""

    path: Path
    seconds: float
    loudness: float  # integrated, LUFS
    true_peak: float  # dBTP
