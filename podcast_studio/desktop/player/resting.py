"""A podcast that is in the player and was not played yet. Nothing of the system's sound is needed for that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from podcast_studio.desktop.player.recording import Recording


class Resting(QObject):
    """Stands where a `Deck` will be, and can be wound. Positions are in seconds of the final audio."""

    position_changed = Signal(float)
    recording_changed = Signal()
    play_wanted = Signal()

    playing = waiting = False

    def __init__(self, recording: Recording, position: float, parent: QObject) -> None:
        super().__init__(parent)
        self.recording, self.position = recording, position

    def play(self) -> None:
        """Ask for a deck."""
        self.play_wanted.emit()

    def pause(self) -> None:
        """It does nothing else."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def set_speed(self, speed: float) -> None:
        """Whoever plays it sees to that."""

    def seek(self, seconds: float) -> None:
        """Go somewhere; what lies behind the end is the end."""
        self.position = max(0.0, min(seconds, self.recording.seconds))
        self.position_changed.emit(self.position)

    def update(self, recording: Recording) -> None:
        """There is more of it, or something else."""
        if recording != self.recording:
            spot = self.recording.spot(self.position)
            self.recording = recording
            self.recording_changed.emit()
            self.seek(recording.find(spot, self.position))
