"""Plays a recording from any place, with the pauses between its turns, and keeps its place when the recording grows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

if TYPE_CHECKING:
    from podcast_studio.desktop.player.recording import Recording, Stretch
    from podcast_studio.desktop.player.sound import Sound

_TICK = 50  # ms between two positions while it is silent


class Deck(QObject):
    """Positions are in seconds of the final audio, whatever is played."""

    position_changed = Signal(float)
    waiting_changed = Signal(bool)  # it has caught up with the making, and goes on by itself
    recording_changed = Signal()  # it went over to a newer one
    ended = Signal()  # there is no more to come
    failed = Signal(str)  # what the system says about a file that cannot be played

    def __init__(self, sound: Sound, recording: Recording, parent: QObject) -> None:
        super().__init__(parent)
        self._sound, self.recording = sound, recording
        self._newer: Recording | None = None  # to go over to when nobody speaks
        self._stretch: Stretch | None = None  # what is in hand
        self._sounding = False  # the position comes from the sound, not from the clock
        self._speed = 1.0
        self.position, self.playing, self.waiting = 0.0, False, False
        self._clock = QElapsedTimer()
        self._ticks = QTimer(self, interval=_TICK)
        self._ticks.timeout.connect(self._tick)
        sound.position_changed.connect(self._sound_moved)
        sound.ended.connect(self._sound_ended)
        sound.failed.connect(self._sound_failed)

    def play(self) -> None:
        """From where it is; from the beginning where it had ended."""
        self.playing = True
        has_ended = not self.recording.growing and self.recording.stretch_from(self.position) is None
        self.seek(0.0 if has_ended else self.position)

    def pause(self) -> None:
        self.playing = False
        self._sound.pause()
        self._ticks.stop()
        self._set_waiting(False)
        self._go_over()

    def seek(self, seconds: float) -> None:
        """Go somewhere; what lies behind the end is the end."""
        if self._newer is not None:
            spot = self.recording.spot(seconds)
            self._take(self._newer)
            seconds = self.recording.find(spot, seconds)
        self._place(max(0.0, min(seconds, self.recording.seconds)))

    def set_speed(self, speed: float) -> None:
        self._tick()
        self._speed = speed
        self._sound.set_speed(speed)

    def update(self, recording: Recording) -> None:
        """There is more of it, or something else: go over to it as soon as nobody is cut off."""
        if recording == self.recording:
            self._newer = None
        elif self._stretch in recording.stretches and (recording.audio is None) == (self.recording.audio is None):
            self._take(recording)
            if self.waiting:
                self._place(self.position)
        else:
            self._newer = recording
            self._go_over()

    def _take(self, recording: Recording) -> None:
        self.recording, self._newer = recording, None
        self.recording_changed.emit()

    def _go_over(self) -> None:
        """Take the newer recording at the same place, unless that would cut somebody off."""
        speaking = self.playing and self._sounding and not self.recording.is_between_turns(self.position)
        if self._newer is not None and not speaking:
            self.seek(self.position)

    def _place(self, seconds: float) -> None:
        """Take in hand what is heard at `seconds`, or what is heard next."""
        self.position = seconds
        self._stretch = self.recording.stretch_from(seconds)
        self._ticks.stop()
        self._sounding = self._stretch is not None and seconds >= self._stretch.start
        self._set_waiting(self._stretch is None and self.recording.growing and self.playing)
        if self._stretch is None:
            self._sound.pause()
        else:
            self._sound.load(self._stretch.path, max(0.0, seconds - self._stretch.start))
        self.position_changed.emit(self.position)
        self._run()

    def _run(self) -> None:
        """Let it be heard, or let the silence pass."""
        if not self.playing or self.waiting:
            return
        if self._stretch is None:
            self.playing = False
            self.ended.emit()
        elif self._sounding:
            self._sound.play()
        else:
            self._clock.start()
            self._ticks.start()

    def _tick(self) -> None:
        """Time passes while it is silent."""
        if not self._ticks.isActive() or self._stretch is None:
            return
        self.position = min(self.position + self._clock.restart() / 1000 * self._speed, self._stretch.start)
        self.position_changed.emit(self.position)
        if self.position >= self._stretch.start:
            self._ticks.stop()
            self._sounding = True
            self._sound.play()

    def _sound_moved(self, seconds: float) -> None:
        if self._sounding and self._stretch is not None:
            self.position = min(self._stretch.start + seconds, self._stretch.end)
            self.position_changed.emit(self.position)
            self._go_over()

    def _sound_ended(self) -> None:
        if self._sounding and self._stretch is not None:
            self._sounding = False
            self.position = self._stretch.end
            if self._newer is not None:
                self._go_over()
            else:
                self._place(self.position)

    def _sound_failed(self, reason: str) -> None:
        """Without the finished file the turns are played, if they are there."""
        without = replace(self.recording, audio=None)
        if self.recording.audio is not None and without.stretches:
            self._take(without)
            self._place(self.position)
        else:
            self.playing = False
            self._ticks.stop()
        self.failed.emit(reason)

    def _set_waiting(self, waiting: bool) -> None:
        if waiting != self.waiting:
            self.waiting = waiting
            self.waiting_changed.emit(waiting)
