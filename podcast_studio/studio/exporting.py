"""Copy a finished podcast out of the library."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.errors import DiskFullError, NoPermissionError, UnknownFormatError
from podcast_studio.domain.files import free_name, publish, telling_disk_errors
from podcast_studio.domain.podcasts import AudioFormat

_BYTES_PER_MINUTE = {AudioFormat.WAV: 11_000_000, AudioFormat.FLAC: 11_000_000}
_LOSSY_BYTES_PER_MINUTE = 2_500_000


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
            way_out=f"Name it …{suffix}, or choose another format.",
        )
    folder = target if target.is_dir() else target.parent
    if not folder.is_dir():
        raise NoPermissionError(f"The folder {folder} is not there.", way_out="Create it, or choose another place.")
    probe = folder / f".podcast-studio-check-{uuid.uuid4().hex[:8]}"
    try:
        probe.touch(exist_ok=False)
        probe.unlink()
    except OSError as error:
        raise NoPermissionError(
            f"Nothing can be written to {folder} ({error.strerror}).", way_out="Choose another place."
        ) from error


def check_room(target: Path, minutes: float, audio_format: AudioFormat) -> None:
    """Raise before work starts when a podcast of that length would not fit where it is to be copied."""
    folder = target if target.is_dir() else target.parent
    needed = int(minutes * _BYTES_PER_MINUTE.get(audio_format, _LOSSY_BYTES_PER_MINUTE))
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFullError(
            f"There are {free / 1e6:,.1f} MB free in {folder}, and the podcast needs {needed / 1e6:,.1f} MB there.",
            way_out="Free some space, or choose another place.",
        )


def export_files(source: Exported, target: Path) -> Exported:
    """Copy under one free name: name.mp3, name.transcript.json, name.vtt, name.srt; all of them or none."""
    audio = free_name(wanted_file(target, source.audio.stem, source.audio.suffix))
    copied: list[Path] = []
    try:
        copied.append(copy_file(source.audio, audio))
        audio = copied[0]
        copied.append(copy_file(source.transcript, audio.with_suffix(".transcript.json")))
        copied.append(copy_file(source.captions, audio.with_suffix(".vtt")))
        copied.append(copy_file(source.subtitles, audio.with_suffix(".srt")))
    except BaseException:  # also Ctrl-C: all of them or none
        for path in copied:
            path.unlink(missing_ok=True)
        raise
    return Exported(audio=copied[0], transcript=copied[1], captions=copied[2], subtitles=copied[3])


def exported_beside(source: Exported, audio: Path) -> Exported | None:
    """The copies that `export_files` makes beside `audio`; None where one is not there."""
    found = Exported(
        audio=audio,
        transcript=audio.with_suffix(".transcript.json"),
        captions=audio.with_suffix(".vtt"),
        subtitles=audio.with_suffix(".srt"),
    )
    pairs = zip(vars(source).values(), vars(found).values(), strict=True)
    whole = all(copy.is_file() and copy.stat().st_size == original.stat().st_size for original, copy in pairs)
    return found if whole else None


def wanted_file(target: Path, stem: str, suffix: str) -> Path:
    """The file that `target` asks for: itself, or `stem` in it where it is a folder; always with `suffix`.

    Raises NoPermissionError or UnknownFormatError where that cannot be.
    """
    check_target(target, suffix)
    wanted = target / f"{stem}{suffix}" if target.is_dir() else target
    return wanted if wanted.suffix else wanted.with_name(wanted.name + suffix)


def copy_file(source: Path, wanted: Path) -> Path:
    """Copy to `wanted`, or the next name that is free; where it is."""
    with _beside(wanted) as temporary:
        shutil.copyfile(source, temporary)
        return publish(temporary, wanted)


def write_file(data: bytes, wanted: Path) -> Path:
    """Write to `wanted`, or the next name that is free; where it is."""
    with _beside(wanted) as temporary:
        temporary.write_bytes(data)
        return publish(temporary, wanted)


@contextmanager
def _beside(wanted: Path) -> Iterator[Path]:
    temporary = wanted.with_name(f".{wanted.stem[:40]}.{uuid.uuid4().hex[:8]}.part{wanted.suffix}")
    try:
        with telling_disk_errors(wanted):
            yield temporary
    finally:
        temporary.unlink(missing_ok=True)
