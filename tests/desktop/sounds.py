"""A sound that nobody hears, and that tests move."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal


class FakeSound(QObject):
    """What `player.sound.Sound` is to the player. Time passes when a test says so."""

    position_changed = Signal(float)
    ended = Signal()
    failed = Signal(str)
    device_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.path: Path | None = None
        self.at = 0.0
        self.playing = False
        self.speed = self.volume = 1.0
        self.has_device = True
        self.loaded: list[str] = []  # names of files, in order

    def load(self, path: Path, at: float) -> None:
        self.path, self.at, self.playing = path, at, False
        self.loaded.append(path.name)

    def play(self) -> None:
        self.playing = True

    def pause(self) -> None:
        self.playing = False

    def stop(self) -> None:
        self.path, self.playing = None, False

    def set_speed(self, speed: float) -> None:
        self.speed = speed

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def pass_to(self, seconds: float) -> None:
        """The file has been heard up to `seconds`."""
        assert self.playing
        self.at = seconds
        self.position_changed.emit(seconds)

    def end(self) -> None:
        """The file has been heard to its end."""
        assert self.playing
        self.playing = False
        self.ended.emit()
