"""Plays a recording from any place, with the pauses between its turns, and keeps its place when the recording grows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

if TYPE_CHECKING:
    from podcast_studio.desktop.player.recording import Recording, Stretch
    from podcast_studio.desktop.player.sound import Sound

_TICK = 50  # ms between two positions while nobody speaks


class Deck(QObject):
    """Positions are in seconds of the final audio, whatever is played."""

    position_changed = Signal(float)
    playing_changed = Signal(bool)
    waiting_changed = Signal(bool)
    recording_changed = Signal()  # it went over to a newer one
    failed = Signal(object, str)  # the path of a file that cannot be played, and what the system says

    def __init__(self, sound: Sound, recording: Recording, parent: QObject) -> None:
        super().__init__(parent)
        self.recording, self.position = recording, 0.0
        self.playing = False  # the user wants to hear it
        self.waiting = False  # it has caught up with the making, and goes on by itself
        self._sound, self._speed = sound, 1.0
        self._newer: Recording | None = None  # to go over to when nobody is cut off
        self._stretch: Stretch | None = None  # in hand
        self._heard = False  # it is heard now; else there is silence before it
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self, interval=_TICK)
        self._ticks.timeout.connect(self._silence_passed)
        sound.position_changed.connect(self._sound_moved)
        sound.ended.connect(self._sound_ended)
        sound.failed.connect(self._sound_failed)

    def play(self) -> None:
        """From where it is, or from the beginning where it had ended."""
        if self.playing:
            return
        self._set_playing(True)
        if self._stretch is not None and self._newer is None:
            self._run()
        else:
            ended = not self.recording.growing and self.recording.stretch_from(self.position) is None
            self.seek(0.0 if ended else self.position)

    def pause(self) -> None:
        self._sound.pause()
        self._ticks.stop()
        self._set_playing(False)
        self._set_waiting(False)
        self._go_over()

    def close(self) -> None:
        """Fall silent, and let go of the sound."""
        self._newer = None
        self.pause()
        self._sound.position_changed.disconnect(self._sound_moved)
        self._sound.ended.disconnect(self._sound_ended)
        self._sound.failed.disconnect(self._sound_failed)
        self._sound.stop()

    def seek(self, seconds: float) -> None:
        """Go somewhere; what lies behind the end is the end."""
        if self._newer is not None:
            spot = self.recording.spot(seconds)
            self._take(self._newer)
            seconds = self.recording.find(spot, seconds)
        self._place(max(0.0, min(seconds, self.recording.seconds)))

    def set_speed(self, speed: float) -> None:
        self._silence_passed()
        self._speed = speed
        self._sound.set_speed(speed)

    def update(self, recording: Recording) -> None:
        """There is more of it, or something else: go over to it as soon as nobody is cut off."""
        if recording.lost is not None and recording.lost == self.recording.audio:
            return  # a file that is open can be played though it was deleted
        if self._stretch in recording.stretches:
            self._take(recording)
        elif recording != self.recording:
            self._newer = recording
            self._go_over()

    def _take(self, recording: Recording) -> None:
        self._newer = None
        if recording != self.recording:
            self.recording = recording
            self.recording_changed.emit()

    def _go_over(self) -> None:
        speaking = self.playing and self._heard and not self.recording.is_between_turns(self.position)
        if self._newer is not None and not speaking:
            self.seek(self.position)

    def _place(self, seconds: float) -> None:
        """Take in hand what is heard at `seconds`, or what is heard next."""
        self._ticks.stop()
        self.position, self._stretch = seconds, self.recording.stretch_from(seconds)
        self._heard = self._stretch is not None and seconds >= self._stretch.start
        self._set_waiting(self.playing and self._stretch is None and self.recording.growing)
        if self._stretch is None:
            self._sound.pause()
        else:
            self._sound.load(self._stretch.path, max(0.0, seconds - self._stretch.start))
        self.position_changed.emit(self.position)
        if self.playing:
            self._run()

    def _run(self) -> None:
        if self._heard:
            self._sound.play()
        elif self._stretch is not None:
            self._clock.start()
            self._ticks.start()
        elif not self.waiting:
            self._set_playing(False)

    def _silence_passed(self) -> None:
        if not self._ticks.isActive() or self._stretch is None:
            return
        self.position = min(self.position + self._clock.restart() / 1000 * self._speed, self._stretch.start)
        if self.position >= self._stretch.start:
            self._ticks.stop()
            self._heard = True
            self._sound.play()
        self.position_changed.emit(self.position)

    def _sound_moved(self, seconds: float) -> None:
        if self._heard and self._stretch is not None:
            self.position = min(self._stretch.start + seconds, self._stretch.end)
            self.position_changed.emit(self.position)
            self._go_over()

    def _sound_ended(self) -> None:
        if self._heard and self._stretch is not None:
            self._heard = False
            self.seek(self._stretch.end)

    def _sound_failed(self, reason: str) -> None:
        """Play the turns where the finished file cannot be; without them it is over."""
        path = self._stretch.path if self._stretch is not None else None
        turns = replace(self.recording, audio=None, lost=self.recording.audio)
        if self.recording.audio is not None and turns.stretches:
            self._take(turns)
            self._place(self.position)
        else:
            self.pause()
        self.failed.emit(path, reason)

    def _set_playing(self, playing: bool) -> None:
        if playing != self.playing:
            self.playing = playing
            self.playing_changed.emit(playing)

    def _set_waiting(self, waiting: bool) -> None:
        if waiting != self.waiting:
            self.waiting = waiting
            self.waiting_changed.emit(waiting)
