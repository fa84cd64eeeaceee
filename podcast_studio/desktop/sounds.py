"""Short sounds, such as a voice that says a sentence; podcasts are the player's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer


class Sound(QObject):
    """Plays one file at a time. The libraries for it are loaded with the first."""

    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._player: QMediaPlayer | None = None

    def play(self, path: Path) -> bool:
        """Play it from its beginning; whether there is a device to play it on."""
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError:  # a Linux without its sound libraries
            return False
        if not QMediaDevices.audioOutputs():
            return False
        player = self._player or self._build()
        player.setSource(QUrl.fromLocalFile(str(path)))
        player.play()
        return True

    def stop(self) -> None:
        """Be quiet, without telling that it ended."""
        if self._player is not None:
            self._player.blockSignals(True)
            self._player.stop()
            self._player.blockSignals(False)

    def _build(self) -> QMediaPlayer:
        from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

        player = self._player = QMediaPlayer(self)
        player.setAudioOutput(QAudioOutput(player))
        player.mediaStatusChanged.connect(self._heard)
        player.errorOccurred.connect(lambda _error, _text: self.ended.emit())
        return player

    def _heard(self, status: QMediaPlayer.MediaStatus) -> None:
        if status is status.EndOfMedia:
            self.ended.emit()
