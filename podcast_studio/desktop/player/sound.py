"""One file at a time through the sound of the system. Importing this loads Qt's multimedia libraries."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal, SignalInstance
from PySide6.QtMultimedia import QAudio, QAudioOutput, QMediaDevices, QMediaPlayer

_Status = QMediaPlayer.MediaStatus
_READY = (_Status.LoadedMedia, _Status.BufferingMedia, _Status.BufferedMedia)


class Sound(QObject):
    """Never build one inside a coroutine: Qt's player has crashed there."""

    position_changed = Signal(float)  # seconds into the file
    ended = Signal()
    failed = Signal(str)  # what the system says about it
    device_changed = Signal(bool)  # whether there is anything to play through

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._changing = False  # what is told meanwhile is about the file before
        self._has_failed = False  # that the file in hand cannot be played is told once
        self._wind_to: float | None = None  # a file that is still being loaded cannot be wound
        self._devices, self._output = QMediaDevices(self), QAudioOutput(self)
        self._player = QMediaPlayer(self)
        self._player.setAudioOutput(self._output)
        self._player.setPitchCompensation(True)
        _settle(self._output.volumeChanged)
        _settle(self._player.playbackRateChanged)
        self._player.positionChanged.connect(self._moved)
        self._player.mediaStatusChanged.connect(self._status_changed)
        self._player.errorOccurred.connect(self._error)
        self._devices.audioOutputsChanged.connect(self._take_device)

    @property
    def has_device(self) -> bool:
        """Whether anybody could hear it. Without a device the time passes all the same."""
        return bool(QMediaDevices.audioOutputs())

    def load(self, path: Path, at: float) -> None:
        """Take a file in hand, `at` seconds from its beginning. It is heard once `play` is called."""
        url = QUrl.fromLocalFile(str(path))
        if url == self._player.source() and self._player.mediaStatus() in _READY:
            self._player.pause()
        else:
            self._changing, self._has_failed = True, False
            self._player.stop()
            self._player.setSource(url)
            self._changing = False
        self._wind_to = at
        self._wind()

    def play(self) -> None:
        self._player.play()

    def pause(self) -> None:
        self._player.pause()

    def stop(self) -> None:
        """Put the file away."""
        self._player.stop()
        self._player.setSource(QUrl())

    def set_speed(self, speed: float) -> None:
        """Faster or slower at the same pitch; 1 is as it was recorded."""
        self._player.setPlaybackRate(speed)

    def set_volume(self, volume: float) -> None:
        """0 to 1, as loud as people hear it."""
        scale = QAudio.VolumeScale
        self._output.setVolume(QAudio.convertVolume(volume, scale.LogarithmicVolumeScale, scale.LinearVolumeScale))

    def _moved(self, milliseconds: int) -> None:
        if not self._changing and self._wind_to is None and self._player.mediaStatus() in _READY:
            self.position_changed.emit(milliseconds / 1000)

    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        if not self._changing:
            self._wind()
            if status is _Status.EndOfMedia:
                self.ended.emit()

    def _error(self, _error: QMediaPlayer.Error, text: str) -> None:
        """Tell it from the queue of events: whoever hears of it may take another file in hand."""
        source = self._player.source()
        QTimer.singleShot(0, self, lambda: self._tell_failure(source, text))

    def _tell_failure(self, source: QUrl, text: str) -> None:
        if source == self._player.source() and not self._has_failed:  # another file may be in hand by now
            self._has_failed = True
            self.failed.emit(text)

    def _wind(self) -> None:
        if self._wind_to is not None and self._player.mediaStatus() in _READY:
            seconds, self._wind_to = self._wind_to, None
            self._player.setPosition(round(seconds * 1000))

    def _take_device(self) -> None:
        self._output.setDevice(QMediaDevices.defaultAudioOutput())
        self.device_changed.emit(self.has_device)


def _settle(signal: SignalInstance) -> None:
    """Have PySide find out, now and here, that nobody in Python overrides what is called when a signal loses a slot.

    Else it looks for that when Qt's own thread ends its half of the first file, with a mutex of Qt in hand and waiting
    for Python; and `play` waits for that mutex and has Python in hand: the window would stand still for good.
    """
    signal.disconnect(signal.connect(_nothing))


def _nothing(*_values: object) -> None:
    """Hears of it, and that is all."""
