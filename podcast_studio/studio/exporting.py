"""Copy a finished podcast out of the library."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.errors import NoPermissionError, UnknownFormatError
from podcast_studio.domain.files import free_name, publish


@dataclass(frozen=True, kw_only=True)
class Exported:
    """The files of a podcast."""

    audio: Path
    transcript: Path  # transcript.json
    captions: Path  # WebVTT
    subtitles: Path  # SRT


def check_target(target: Path, suffix: str = "") -> None:
    """Raise before work starts when nothing could be written there, or the ending does not fit the format."""
    if target.suffix and suffix and not target.is_dir() and target.suffix.lower() != suffix:
        raise UnknownFormatError(
            f"{target.name} does not end in {suffix}.",
            way_out=f"Name it …{suffix}, or choose the format with --format.",
        )
    folder = target if target.is_dir() else target.parent
    if not folder.is_dir():
        raise NoPermissionError(f"The folder {folder} is not there.", way_out="Create it, or choose another place.")
    probe = folder / f".{target.name}.podcast-studio-check"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise NoPermissionError(
            f"Nothing can be written to {folder} ({error.strerror}).", way_out="Choose another place."
        ) from error


def export_files(source: Exported, target: Path) -> Exported:
    """Copy under one free name: name.mp3, name.transcript.json, name.vtt, name.srt."""
    check_target(target, source.audio.suffix)
    wanted = target / source.audio.name if target.is_dir() else target
    if not wanted.suffix:
        wanted = wanted.with_name(wanted.name + source.audio.suffix)
    audio = _copy(source.audio, free_name(wanted))
    return Exported(
        audio=audio,
        transcript=_copy(source.transcript, audio.with_suffix(".transcript.json")),
        captions=_copy(source.captions, audio.with_suffix(".vtt")),
        subtitles=_copy(source.subtitles, audio.with_suffix(".srt")),
    )


def _copy(source: Path, target: Path) -> Path:
    temporary = target.with_name(f".{target.name}.partial")
    try:
        shutil.copyfile(source, temporary)
        return publish(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
