"""Checks before work starts: whatever can be known early is told early."""

from __future__ import annotations

import shutil
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan
from podcast_studio.domain.errors import CollectionError, DiskFullError, UnspeakableError, VoiceFileError
from podcast_studio.domain.ports import DocumentReader, SpeechEngine
from podcast_studio.domain.voices import Voice

BYTES_PER_MINUTE = 18_000_000  # turns, the mix in the making and the finished file, generously
_SPARE_BYTES = 100_000_000


def check_folder(reader: DocumentReader, folder: Path) -> FolderScan:
    """What the folder holds; an error when that is nothing."""
    found = reader.scan(folder)
    if found.files:
        return found
    if found.skipped:
        listed = "; ".join(f"{file.path} ({file.reason})" for file in found.skipped[:5])
        raise CollectionError(
            f"{folder} holds nothing that can be read: {listed}.",
            way_out="Add documents such as pdf, docx, epub, html, md or txt.",
        )
    raise CollectionError(
        f"The folder {folder} is empty.", way_out="Add documents such as pdf, docx, epub, html, md or txt."
    )


def check_disk(folder: Path, minutes: float) -> None:
    """Raise when a podcast of that length may not fit."""
    needed = int(minutes * BYTES_PER_MINUTE) + _SPARE_BYTES
    free = shutil.disk_usage(folder).free
    if free < needed:
        asked = "1 minute needs" if minutes == 1 else f"{minutes:g} minutes need"
        raise DiskFullError(
            f"There are {free / 1e6:,.0f} MB free in {folder}, and {asked} {needed / 1e6:,.0f} MB.",
            way_out="Free some space, or ask for a shorter podcast.",
        )


def check_voice(speech: SpeechEngine, voice: Voice, folder: Path) -> None:
    """Load a voice and let it say a word, so that a broken file shows before a script is written."""
    sample = folder / ".voice-check.wav"
    try:
        speech.load(voice)
        speech.speak("Yes.", voice, sample, CancelToken())
    except UnspeakableError as error:
        raise VoiceFileError(
            f"The voice {voice.name} makes no sound.", way_out="Choose another voice, or install it again."
        ) from error
    finally:
        sample.unlink(missing_ok=True)


def title_for(folder: Path, focus: str) -> str:
    """A title where the user gave none."""
    name = " ".join((folder.stem if folder.is_file() else folder.name).replace("_", " ").replace("-", " ").split())
    name = name[:1].upper() + name[1:] or "Podcast"
    return f"{name}: {focus.strip()[:60]}" if focus.strip() else name
