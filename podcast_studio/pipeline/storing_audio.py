"""Step 6: put the audio, the transcript and the captions in their place."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcast_studio.domain.files import publish, sha256_of, write_atomically
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.timeline import Timeline
from podcast_studio.pipeline.captions import CaptionTurn, srt, web_vtt

TRANSCRIPT = "transcript.json"
VTT = "captions.vtt"
SRT = "captions.srt"
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})


@dataclass(frozen=True, kw_only=True)
class StoredPodcast:
    """The finished files."""

    audio: Path
    sha256: str
    size: int  # bytes
    seconds: float
    note: str


def safe_name(title: str) -> str:
    """A title as a file name that every system takes."""
    text = unicodedata.normalize("NFC", title)
    text = re.sub(r'[\\/:*?"<>|\x00-\x1f\x7f\ud800-\udfff]', " ", text)
    text = " ".join(text.split()).strip(" .")[:80].strip(" .")
    return f"{text}_" if text.lower() in _RESERVED else text or "podcast"


def caption_turns(turns: Sequence[Turn], timeline: Timeline) -> list[CaptionTurn]:
    """The turns that are heard, with their times."""
    by_index: Mapping[int, Turn] = {turn.index: turn for turn in turns}
    return [
        CaptionTurn(
            speaker=Speaker(by_index[placed.index].speaker),
            text=by_index[placed.index].text,
            start=placed.start,
            end=placed.end,
        )
        for placed in timeline.turns
    ]


def store(
    *,
    mixed: Path,
    title: str,
    folder: Path,
    seconds: float,
    note: str,
    script: dict[str, Any],
    captions: Sequence[CaptionTurn],
) -> StoredPodcast:
    """Write transcript and captions, then move the audio beside them."""
    write_atomically(folder / TRANSCRIPT, json.dumps(script, ensure_ascii=False, indent=1).encode())
    write_atomically(folder / VTT, web_vtt(captions).encode())
    write_atomically(folder / SRT, srt(captions).encode())
    audio = publish(mixed, folder / f"{safe_name(title)}{mixed.suffix}")
    return StoredPodcast(audio=audio, sha256=sha256_of(audio), size=audio.stat().st_size, seconds=seconds, note=note)
