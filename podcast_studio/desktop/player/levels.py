"""The shape of a podcast's sound, for whoever draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from podcast_studio.desktop.door import Door
from podcast_studio.domain.errors import AudioError, NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from podcast_studio.desktop.player.recording import Recording
    from podcast_studio.studio import Studio

BINS = 1_200  # more than a wide window has bars, so that each is made of several


class Levels(QObject):
    """Empty where there is no finished file, and until it has been read."""

    changed = Signal()

    def __init__(self, door: Door, parent: QObject) -> None:
        super().__init__(parent)
        self._door = door
        self._audio: Path | None = None
        self.values: Sequence[float] = ()  # BINS of them, 0 to 1 of the loudest

    def read(self, studio: Studio | None, recording: Recording | None) -> None:
        """Have them read, unless these are they."""
        audio = recording.audio if recording is not None else None
        if audio == self._audio:
            return
        self._audio = audio
        self._show(())
        if studio is not None and recording is not None and audio is not None:
            self._door.start(self._load(studio, recording.podcast_id, audio), self)

    async def _load(self, studio: Studio, podcast_id: str, audio: Path) -> None:
        try:
            values = await self._door.ask_long(studio.output.waveform, podcast_id=podcast_id, bins=BINS)
        except (NotFoundError, AudioError):  # whoever plays it hears of it
            return
        if self._audio == audio:
            self._show(values)

    def _show(self, values: Sequence[float]) -> None:
        if values or self.values:
            self.values = values
            self.changed.emit()
