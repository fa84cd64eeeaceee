"""Step 6: put the audio, the transcript and the captions in their place."""

from __future__ import annotations

import json
import logging
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from podcast_studio.domain.files import publish, sha256_of, write_atomically
from podcast_studio.domain.podcasts import AudioFormat, Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.timeline import Timeline
from podcast_studio.pipeline.captions import CaptionTurn, srt, web_vtt

TRANSCRIPT = "transcript.json"
VTT = "captions.vtt"
SRT = "captions.srt"
_TURN = re.compile(r"[0-9a-f]{32}")  # a content key
_NAME_LETTERS, _NAME_BYTES = 80, 160  # systems allow 255 bytes, of which numbers, endings and temporary names take some
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})
_HALF_WRITTEN = (  # not what a player or an export writes here at the same time
    ".mixing.*",
    "..mixing.*",
    ".*.part.json",
    ".captions.*.part.vtt",
    ".captions.*.part.srt",
    "turns/.*.part.wav",
)
_log = logging.getLogger(__name__)


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
    text = " ".join(text.split()).strip(" .")[:_NAME_LETTERS]
    text = text.encode()[:_NAME_BYTES].decode(errors="ignore").strip(" .")
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


def store_texts(folder: Path, script: dict[str, Any], captions: Sequence[CaptionTurn]) -> None:
    """Write transcript and captions, in the place of earlier ones."""
    write_atomically(folder / TRANSCRIPT, json.dumps(script, ensure_ascii=False, indent=1).encode())
    write_atomically(folder / VTT, web_vtt(captions).encode())
    write_atomically(folder / SRT, srt(captions).encode())


def store_audio(mixed: Path, *, title: str, folder: Path, seconds: float, note: str, sha256: str = "") -> StoredPodcast:
    """Move a mixed file to the podcast's name, or the next one that is free. `sha256` is its own, where it is known.

    Where the very same programme is there already, from a run that was killed right after, that one is taken.
    """
    audio, sha256 = folder / f"{safe_name(title)}{mixed.suffix}", sha256 or sha256_of(mixed)
    if audio.is_file() and sha256_of(audio) == sha256:
        mixed.unlink()
    else:
        audio = publish(mixed, audio)
    return StoredPodcast(audio=audio, sha256=sha256, size=audio.stat().st_size, seconds=seconds, note=note)


def sweep(folder: Path, title: str, kept: Collection[Path]) -> None:
    """Delete programmes and turns that nothing names any more, and what an interrupted run left half made.

    Only files with names that this program gives are looked at.
    """
    programme = re.compile(re.escape(safe_name(title)) + r"( \(\d+\))?")
    suffixes = {f".{audio_format.value}" for audio_format in AudioFormat}
    old = [path for path in folder.glob("*.*") if path.suffix in suffixes and programme.fullmatch(path.stem)]
    old += [path for path in (folder / "turns").glob("*.wav") if _TURN.fullmatch(path.stem)]
    sweep_half_made(folder)
    for path in old:
        if path not in kept:
            _delete(path)
            _delete(waveform_file(path))


def sweep_half_made(folder: Path) -> None:
    """Delete what a run that was killed left of files that it was writing."""
    for pattern in _HALF_WRITTEN:
        for path in folder.glob(pattern):
            _delete(path)


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:  # still open in a player, on some systems
        _log.info("%s is left for later: %r", path, error)


def waveform_file(audio: Path) -> Path:
    """Where the shape of an audio file's sound is kept."""
    return audio.with_name(f".{audio.name}.waveform")
