"""Voices, and how two of them are told apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from podcast_studio.domain.podcasts import Speaker

GENTLE_PAN = 0.18  # of full left or right; keeps both speakers near the middle
PAN = {Speaker.HOST: -GENTLE_PAN, Speaker.EXPERT: GENTLE_PAN}


@dataclass(frozen=True, kw_only=True)
class Voice:
    """A Piper model, one of its speakers, and how it is played."""

    id: str  # what the user types, e.g. "en_US-joe-medium" or "en_US-libritts-high#12"
    name: str  # for people
    language: str  # e.g. "en_US"
    model: Path  # the .onnx file; its .onnx.json lies beside it
    speaker: int | None = None  # for models with many speakers
    sample_rate: int = 22_050  # Hz, of the model
    rate: float = 1.0  # pace; 1.1 is a tenth faster
    pitch: float = 1.0  # factor on pitch and formants
    pan: float = 0.0  # -1 left to 1 right


def distinguish(host: Voice, expert: Voice) -> tuple[Voice, Voice]:
    """Make sure that two speakers are heard as two people.

    Different models or speakers are only panned apart a little; the same voice twice also gets two pitches and paces.
    """
    host, expert = replace(host, pan=PAN[Speaker.HOST]), replace(expert, pan=PAN[Speaker.EXPERT])
    if (host.model, host.speaker) == (expert.model, expert.speaker):
        host = replace(host, pitch=host.pitch * 1.17, rate=host.rate * 0.87)
        expert = replace(expert, pitch=expert.pitch * 0.94, rate=expert.rate * 0.84)
    return host, expert
