"""The player: what is played, where it is, how fast and how loud. The bar is a view of it, and so are others."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Qt, QTimer, Signal

from podcast_studio.desktop.door import Door, Reload
from podcast_studio.desktop.player.deck import Deck
from podcast_studio.desktop.player.levels import Levels
from podcast_studio.desktop.player.recording import Recording, read_recording
from podcast_studio.desktop.player.resting import Resting
from podcast_studio.domain.errors import NotFoundError, StorageError

if TYPE_CHECKING:
    from pathlib import Path

    from podcast_studio.desktop.player.sound import Sound
    from podcast_studio.domain.timeline import Chapter
    from podcast_studio.studio import Change, Studio

SKIP_SECONDS = 15.0
SLOWEST, FASTEST = 0.5, 3.0
_AGAIN_SECONDS = 3.0  # going back a chapter so soon after its beginning goes to the one before
_AT_END_SECONDS = 2.0  # who stopped there has heard it all
_KEEP_EVERY = 5_000  # ms between two notes of where the user is
_NOTHING_WANTED = 0  # yet; the number of the first request is 1
_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """A podcast that is to be played, and from where."""

    number: int  # of the request; an older one has been overtaken
    recording: Recording
    at: float


def make_sound() -> Sound:
    """The sound of this system. Raises ImportError where Qt's multimedia libraries are not all there.

    Its own threads must have nothing to say: they would wait for Python to write it down, while Python waits in `stop`
    for them to end, and the window would stand still for good. What cannot be played is told by signals anyway.
    """
    QLoggingCategory.setFilterRules("qt.multimedia*=false")
    from podcast_studio.desktop.player.sound import Sound

    return Sound()


class Player(QObject):
    """Plays one podcast at a time, finished or still being made. Positions are in seconds of the final audio.

    Nothing of the system's sound is touched before something is played for the first time.
    """

    podcast_changed = Signal(str)  # the id of what is in the player; "" for nothing
    recording_changed = Signal()  # its title, length, chapters or turns
    position_changed = Signal(float)  # seconds
    playing_changed = Signal(bool)
    waiting_changed = Signal(bool)  # playing has caught up with the making; it goes on by itself
    turn_changed = Signal(object)  # the id of the turn that is heard or was heard last; None before the first
    speed_changed = Signal(float)
    volume_changed = Signal(float)  # 0 to 1; 0 while it is muted
    device_changed = Signal(bool)  # whether there is anything to play through
    trouble = Signal(str, str)  # what went wrong, and the way out
    audio_lost = Signal(str, str)  # id and title of a finished podcast whose file is gone or damaged

    _loaded = Signal(object)  # a _Wanted, on its way out of the coroutine that read it

    def __init__(self, door: Door, parent: QObject | None = None, *, sound: Callable[[], Sound] = make_sound) -> None:
        super().__init__(parent)
        self._door, self._make_sound = door, sound
        self._studio: Studio | None = None
        self._sound: Sound | None = None
        self._deck: Deck | Resting | None = None
        self._request = _NOTHING_WANTED
        self._turn_id: str | None = None
        self._speed, self._volume, self._muted = 1.0, 1.0, False
        self.levels = Levels(door, self)
        self._read_again = Reload(door, self, self._read)
        self._keeping = QTimer(self, interval=_KEEP_EVERY)
        self._keeping.timeout.connect(self._keep)
        door.changed.connect(self._changed)
        self._loaded.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def use(self, studio: Studio, *, speed: float = 1.0, volume: float = 1.0) -> None:
        """From now on there is something to play."""
        self._studio = studio
        self._speed, self._volume = speed, volume
        self.speed_changed.emit(speed)
        self.volume_changed.emit(volume)

    async def restore(self) -> None:
        """Have the podcast that was heard last in the player again, where it was left, unless something is wanted."""
        studio = self._studio
        podcast_id = await self._door.ask(studio.listening.last) if studio is not None else None
        if studio is None or podcast_id is None:
            return
        try:
            wanted = await self._want(studio, podcast_id, None, _NOTHING_WANTED)
        except NotFoundError:  # it was deleted meanwhile
            return
        if self._request == _NOTHING_WANTED and self._studio is not None and wanted.recording.stretches:
            self._hold(Resting(wanted.recording, wanted.at, self))
            self._moved(wanted.at)

    async def close(self) -> None:
        """Fall silent for good, and remember where the user is."""
        studio, podcast_id, position = self._studio, self.podcast_id, self.position
        self._request += 1
        self._put_away()
        self.levels.read(None, None)
        self._studio = None
        if studio is not None and podcast_id:
            try:
                # told, not asked: it is written after what was noted before
                await self._door.tell(studio.listening.set, podcast_id=podcast_id, seconds=position)
            except StorageError as error:
                _log.warning("where the user stopped listening could not be kept: %s", error)

    # What is played

    @property
    def recording(self) -> Recording | None:
        """What is known of the podcast in the player."""
        return self._deck.recording if self._deck is not None else None

    @property
    def podcast_id(self) -> str:
        """Empty when there is none."""
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

    @property
    def has_device(self) -> bool:
        """Whether there is anything to play through, as far as that was needed yet."""
        return self._sound is None or self._sound.has_device

    # What the user does

    def play(self, podcast_id: str, *, at: float | None = None) -> None:
        """Play a podcast from `at` seconds, or from where it was left."""
        self._request += 1
        if self._deck is not None and self.podcast_id == podcast_id:
            if at is not None:
                self.seek(at)
            self._deck.play()
        elif self._studio is not None:
            self._door.start(self._load(self._studio, podcast_id, at, self._request), self)

    def toggle(self) -> None:
        """Pause, or go on."""
        if self.playing:
            self.pause()
        elif self._deck is not None:
            self._deck.play()

    def pause(self) -> None:
        if self._deck is not None:
            self._deck.pause()

    def stop(self) -> None:
        """Put the podcast away."""
        self._request += 1
        if self._deck is not None:
            self.pause()
            self._empty()

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
        """0 to 1; it is heard again if it was muted."""
        volume = round(max(0.0, min(1.0, volume)), 2)
        if volume != self._volume or self._muted:
            self._volume, self._muted = volume, False
            self._prefer(volume=volume)
            self._set_loudness()

    def set_muted(self, muted: bool) -> None:
        if muted != self._muted:
            self._muted = muted
            self._set_loudness()

    # Behind it

    async def _load(self, studio: Studio, podcast_id: str, at: float | None, number: int) -> None:
        self._loaded.emit(await self._want(studio, podcast_id, at, number))

    async def _want(self, studio: Studio, podcast_id: str, at: float | None, number: int) -> _Wanted:
        recording = await self._door.ask(read_recording, studio, podcast_id)
        if at is None:
            at = await self._door.ask(studio.listening.get, podcast_id=podcast_id)
            at = 0.0 if not recording.growing and at > recording.seconds - _AT_END_SECONDS else at
        return _Wanted(number=number, recording=recording, at=at)

    def _wake(self) -> None:
        """Play what rests."""
        self._request += 1
        if self._studio is not None:
            self._door.start(self._load(self._studio, self.podcast_id, self.position, self._request), self)

    def _begin(self, wanted: _Wanted) -> None:
        """Play what was read. It came by the queue of events: in a coroutine no player of Qt may be built."""
        recording = wanted.recording
        if wanted.number != self._request or self._studio is None or not self._can_be_heard(recording):
            return
        sound = self._ready_sound()
        if sound is None:
            return
        self.pause()
        deck = Deck(sound, recording, self)
        self._hold(deck)
        deck.set_speed(self._speed)
        deck.seek(wanted.at)
        deck.play()

    def _can_be_heard(self, recording: Recording) -> bool:
        if recording.lost is not None:
            self.audio_lost.emit(recording.podcast_id, recording.title)
        elif not recording.stretches and not recording.growing:
            self.trouble.emit(
                self.tr("“{title}” has no sound yet.").format(title=recording.title),
                self.tr("Let it be made first: it waits in the queue."),
            )
        return bool(recording.stretches) or recording.growing

    def _ready_sound(self) -> Sound | None:
        """The sound, made when it is first needed."""
        if self._sound is None:
            try:
                sound = self._make_sound()
            except ImportError as error:
                self.trouble.emit(
                    self.tr("Sound cannot be played on this computer: {reason}").format(reason=error),
                    self.tr("All else works. Install what is missing, then start Podcast Studio again."),
                )
                return None
            sound.setParent(self)
            sound.device_changed.connect(self.device_changed)
            self._sound = sound
            self._set_loudness()
            self.device_changed.emit(sound.has_device)
        return self._sound

    def _hold(self, deck: Deck | Resting) -> None:
        """Have it in the player instead of what was there."""
        self._put_away()
        self._deck = deck
        deck.position_changed.connect(self._moved)
        deck.recording_changed.connect(self._show_recording)
        if isinstance(deck, Resting):
            deck.play_wanted.connect(self._wake)
        else:
            deck.playing_changed.connect(self._playing_changed)
            deck.waiting_changed.connect(self.waiting_changed)
            deck.failed.connect(self._failed)
        self.podcast_changed.emit(deck.recording.podcast_id)
        self._show_recording()
        self._read_again()  # what changed between its reading and now was not for it yet

    def _put_away(self) -> None:
        self._keeping.stop()
        deck, self._deck, self._turn_id = self._deck, None, None
        if deck is not None:
            deck.close()
            deck.deleteLater()

    def _empty(self) -> None:
        self._put_away()
        self.levels.read(None, None)
        self.podcast_changed.emit("")

    def _changed(self, change: Change) -> None:
        from podcast_studio.studio import Topic

        topics = (Topic.PODCASTS, Topic.PROGRESS, Topic.TURNS)
        if self.podcast_id and any(change.touches(topic, self.podcast_id) for topic in topics):
            self._read_again()

    async def _read(self) -> None:
        studio, podcast_id = self._studio, self.podcast_id
        if studio is None or not podcast_id:
            return
        try:
            recording = await self._door.ask(read_recording, studio, podcast_id)
        except NotFoundError:  # it was deleted
            self._empty()
            return
        if self._deck is not None and self.podcast_id == podcast_id:
            self._deck.update(recording)

    def _show_recording(self) -> None:
        self.levels.read(self._studio, self.recording)
        self.recording_changed.emit()

    def _moved(self, seconds: float) -> None:
        self.position_changed.emit(seconds)
        turn = self.recording.turn_at(seconds) if self.recording is not None else None
        turn_id = turn.id if turn is not None else None
        if turn_id != self._turn_id:
            self._turn_id = turn_id
            self.turn_changed.emit(turn_id)

    def _playing_changed(self, playing: bool) -> None:
        if playing:
            self._keeping.start()
        else:
            self._keeping.stop()
        self._keep()
        self.playing_changed.emit(playing)

    def _failed(self, path: Path, reason: str) -> None:
        _log.warning("%s cannot be played: %s", path, reason)
        recording = self.recording
        if recording is not None and path in (recording.audio, recording.lost):
            self.audio_lost.emit(recording.podcast_id, recording.title)
        else:
            self.trouble.emit(
                self.tr("The sound of a turn, “{file}”, cannot be played.").format(file=path.name),
                self.tr("Go on behind it, or have the turn voiced again."),
            )

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
