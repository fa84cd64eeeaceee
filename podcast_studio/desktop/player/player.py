"""The player: what is played, where it is, how fast and how loud. The bar is a view of it, and so are others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from podcast_studio.desktop.door import Door, Reload
from podcast_studio.desktop.player.deck import Deck
from podcast_studio.desktop.player.recording import Recording, read_recording
from podcast_studio.domain.errors import NotFoundError

if TYPE_CHECKING:
    from podcast_studio.desktop.player.sound import Sound
    from podcast_studio.domain.timeline import Chapter
    from podcast_studio.studio import Change, Studio

SKIP_SECONDS = 15.0
SLOWEST, FASTEST = 0.5, 3.0
_AGAIN_SECONDS = 3.0  # going back a chapter within it goes to the one before
_AT_END_SECONDS = 2.0  # who stopped there has heard it
_KEEP = 5_000  # ms between two notes of where the user is


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """A podcast that is to be played, and where."""

    number: int  # of the request: an older one has been overtaken
    recording: Recording
    at: float


def make_sound() -> Sound:
    """The sound of this system. Raises ImportError where Qt's multimedia libraries are not all there."""
    from podcast_studio.desktop.player.sound import Sound

    return Sound()


class Player(QObject):
    """Plays one podcast at a time, finished or still being made. Positions are in seconds of the final audio.

    Nothing of the system's sound is touched before something is played for the first time.
    """

    podcast_changed = Signal(str)  # the id of what is in the player; "" for nothing
    recording_changed = Signal()  # title, length, chapters or turns of it
    position_changed = Signal(float)  # seconds
    playing_changed = Signal(bool)
    waiting_changed = Signal(bool)  # playing has caught up with the making; it goes on by itself
    turn_changed = Signal(object)  # the id of the turn that is heard or was heard last; None before the first
    speed_changed = Signal(float)
    volume_changed = Signal(float)  # 0 to 1; 0 while it is muted
    device_changed = Signal(bool)  # whether there is anything to play through
    trouble = Signal(str, str)  # what went wrong, and the way out

    _loaded = Signal(object)  # a _Wanted, out of the coroutine that read it

    def __init__(self, door: Door, parent: QObject | None = None, *, sound: Callable[[], Sound] = make_sound) -> None:
        super().__init__(parent)
        self._door, self._make_sound = door, sound
        self._studio: Studio | None = None
        self._sound: Sound | None = None
        self._deck: Deck | None = None
        self._request = 0
        self._turn_id: str | None = None
        self._speed, self._volume, self._muted = 1.0, 1.0, False
        self._load_again = Reload(door, self, self._update)
        self._keeping = QTimer(self, interval=_KEEP)
        self._keeping.timeout.connect(self._keep)
        door.changed.connect(self._changed)
        self._loaded.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def use(self, studio: Studio, *, speed: float = 1.0, volume: float = 1.0) -> None:
        """From now on there is something to play."""
        self._studio = studio
        self._speed, self._volume = speed, volume
        self.speed_changed.emit(speed)
        self.volume_changed.emit(volume)

    async def close(self) -> None:
        """Fall silent for good, and remember where the user is."""
        self._keeping.stop()
        studio, recording, position = self._studio, self.recording, self.position
        self._drop()
        self._studio, self._sound = None, None
        if studio is not None and recording is not None:
            await self._door.ask(studio.listening.set, podcast_id=recording.podcast_id, seconds=position)

    # What is played

    @property
    def recording(self) -> Recording | None:
        """What is known of the podcast in the player."""
        return self._deck.recording if self._deck is not None else None

    @property
    def podcast_id(self) -> str:
        """ "" when there is none."""
        return self.recording.podcast_id if self.recording is not None else ""

    @property
    def position(self) -> float:
        return self._deck.position if self._deck is not None else 0.0

    @property
    def playing(self) -> bool:
        """Whether the user wants to hear it, also while it waits for the making."""
        return self._deck is not None and self._deck.playing

    @property
    def waiting(self) -> bool:
        return self._deck is not None and self._deck.waiting

    @property
    def turn_id(self) -> str | None:
        return self._turn_id

    @property
    def chapter(self) -> Chapter | None:
        """The one that is heard."""
        place = self.recording.chapter_at(self.position) if self.recording is not None else -1
        return self.recording.chapters[place] if self.recording is not None and place >= 0 else None

    @property
    def speed(self) -> float:
        return self._speed

    @property
    def volume(self) -> float:
        """As it was set, also while it is muted."""
        return self._volume

    @property
    def muted(self) -> bool:
        return self._muted

    # What the user does

    def play(self, podcast_id: str, *, at: float | None = None) -> None:
        """Play a podcast from `at` seconds, or from where it was left."""
        self._request += 1
        if self._deck is not None and self.podcast_id == podcast_id:
            if at is not None:
                self.seek(at)
            self._resume()
        elif self._studio is not None:
            self._door.start(self._load(self._studio, podcast_id, at, self._request), self)

    def toggle(self) -> None:
        """Pause, or go on."""
        if self.playing:
            self.pause()
        elif self._deck is not None:
            self._resume()

    def pause(self) -> None:
        if self._deck is not None and self._deck.playing:
            self._deck.pause()
            self._keeping.stop()
            self._keep()
            self.playing_changed.emit(False)

    def stop(self) -> None:
        """Put the podcast away."""
        self._request += 1
        if self._deck is not None:
            self.pause()
            self._drop()
            self.podcast_changed.emit("")

    def seek(self, seconds: float) -> None:
        """Go to a place; it goes on playing if it was."""
        if self._deck is not None:
            self._deck.seek(seconds)
            if not self.playing:
                self._keep()

    def skip(self, seconds: float) -> None:
        """Go forward, or back where it is negative."""
        self.seek(self.position + seconds)

    def next_chapter(self) -> None:
        """Go to the beginning of the next one, if there is one."""
        if self.recording is not None:
            later = self.recording.chapters[self.recording.chapter_at(self.position) + 1 :]
            if later:
                self.seek(later[0].start)

    def previous_chapter(self) -> None:
        """Go to the beginning of this chapter; right after that, to the one before."""
        if self.recording is not None:
            here = self.recording.chapter_at(self.position - _AGAIN_SECONDS)
            self.seek(self.recording.chapters[here].start if here >= 0 else 0.0)

    def set_speed(self, speed: float) -> None:
        """0.5 to 3; the pitch stays."""
        speed = round(max(SLOWEST, min(FASTEST, speed)), 2)
        if speed != self._speed:
            self._speed = speed
            if self._deck is not None:
                self._deck.set_speed(speed)
            self._prefer(speed=speed)
            self.speed_changed.emit(speed)

    def set_volume(self, volume: float) -> None:
        """0 to 1."""
        volume = round(max(0.0, min(1.0, volume)), 2)
        if volume != self._volume or self._muted:
            self._volume, self._muted = volume, False
            self._prefer(volume=volume)
            self._set_loudness()

    def set_muted(self, muted: bool) -> None:
        if muted != self._muted:
            self._muted = muted
            self._set_loudness()

    async def _load(self, studio: Studio, podcast_id: str, at: float | None, number: int) -> None:
        recording = await self._door.ask(read_recording, studio, podcast_id)
        if at is None:
            at = await self._door.ask(studio.listening.get, podcast_id=podcast_id)
            at = 0.0 if not recording.growing and at > recording.seconds - _AT_END_SECONDS else at
        self._loaded.emit(_Wanted(number=number, recording=recording, at=at))

    def _begin(self, wanted: _Wanted) -> None:
        """Play what was read. Not called from the coroutine, where Qt's player must not be built."""
        if wanted.number != self._request or self._studio is None or not self._has_sound():
            return
        self.pause()
        self._drop()
        assert self._sound is not None
        self._deck = deck = Deck(self._sound, wanted.recording, self)
        deck.set_speed(self._speed)
        deck.position_changed.connect(self._moved)
        deck.waiting_changed.connect(self.waiting_changed)
        deck.recording_changed.connect(self.recording_changed)
        deck.ended.connect(self._ended)
        deck.failed.connect(self._failed)
        self.podcast_changed.emit(wanted.recording.podcast_id)
        self.recording_changed.emit()
        deck.seek(wanted.at)
        self._resume()

    def _resume(self) -> None:
        if self._deck is not None and not self._deck.playing:
            self._deck.play()
            self._keeping.start()
            self.playing_changed.emit(self._deck.playing)

    def _has_sound(self) -> bool:
        """Make it when it is first needed."""
        if self._sound is None:
            try:
                self._sound = self._make_sound()
            except ImportError as error:
                self.trouble.emit(
                    self.tr("Sound cannot be played on this computer: {reason}").format(reason=error),
                    self.tr("Everything else works. Install what is missing, then start Podcast Studio again."),
                )
                return False
            self._sound.setParent(self)
            self._sound.device_changed.connect(self.device_changed)
            self._set_loudness()
            self.device_changed.emit(self._sound.has_device)
        return True

    def _drop(self) -> None:
        if self._deck is not None:
            self._deck.pause()
            self._deck.deleteLater()
            self._deck = None
            self._turn_id = None
        if self._sound is not None:
            self._sound.stop()

    def _changed(self, change: Change) -> None:
        from podcast_studio.studio import Topic

        topics = (Topic.PODCASTS, Topic.PROGRESS, Topic.TURNS)
        if self.podcast_id and any(change.touches(topic, self.podcast_id) for topic in topics):
            self._load_again()

    async def _update(self) -> None:
        studio, podcast_id = self._studio, self.podcast_id
        if studio is None or not podcast_id:
            return
        try:
            recording = await self._door.ask(read_recording, studio, podcast_id)
        except NotFoundError:  # it was deleted
            self.stop()
            return
        if self._deck is not None and self.podcast_id == podcast_id:
            self._deck.update(recording)

    def _moved(self, seconds: float) -> None:
        self.position_changed.emit(seconds)
        turn = self.recording.turn_at(seconds) if self.recording is not None else None
        turn_id = turn.id if turn is not None else None
        if turn_id != self._turn_id:
            self._turn_id = turn_id
            self.turn_changed.emit(turn_id)

    def _ended(self) -> None:
        self._keeping.stop()
        self._keep()
        self.playing_changed.emit(False)

    def _failed(self, reason: str) -> None:
        self.trouble.emit(reason, "")
        self.playing_changed.emit(self.playing)

    def _keep(self) -> None:
        if self._studio is not None and self.podcast_id:
            listening = self._studio.listening
            self._door.call(listening.set, self, podcast_id=self.podcast_id, seconds=self.position)

    def _prefer(self, **changes: float) -> None:
        if self._studio is not None:
            self._door.call(self._studio.preferences.set, self, **changes)

    def _set_loudness(self) -> None:
        loudness = 0.0 if self._muted else self._volume
        if self._sound is not None:
            self._sound.set_volume(loudness)
        self.volume_changed.emit(loudness)
