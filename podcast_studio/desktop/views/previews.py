"""Hearing a voice before it is chosen, and words before they are kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from podcast_studio.desktop.player.player import make_sound
from podcast_studio.desktop.shell import Shell
from podcast_studio.domain.errors import PodcastStudioError, Stopped
from podcast_studio.domain.podcasts import Speaker

if TYPE_CHECKING:
    from podcast_studio.desktop.player.sound import Sound

Asked = tuple[object, ...]  # of a voice: itself, role, the other speaker's voice
Trouble = Callable[[str, str], object]  # what is wrong, and what to do


class Previews(QObject):
    """Has something spoken, once, and plays it. Asking again while it is heard stops it."""

    changed = Signal()  # what is being prepared or heard

    _spoken = Signal(object, object)  # what was asked, and the file, on its way out of the coroutine

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self.make_sound: Callable[[], Sound] = make_sound
        self.trouble: Trouble | None = None  # who is told of errors; None: whoever looks at the window
        self._sound: Sound | None = None
        self._asked: Asked | None = None
        self._spoken.connect(self._play, Qt.ConnectionType.QueuedConnection)

    @property
    def asked(self) -> Asked | None:
        """What is being prepared or heard now."""
        return self._asked

    def toggle(self, voice: str, role: Speaker, other: str = "") -> None:
        """Hear this voice in this role beside the other one, or stop hearing it."""
        preview = self._shell.studio.output.preview
        self.hear((voice, role, other), partial(preview, voice_id=voice, role=role, other_voice=other))

    def hear(self, wanted: Asked, make: Callable[[], Path]) -> None:
        """Hear the file that `make` makes, or stop hearing it; `wanted` is what it is known by."""
        again = self._asked == wanted
        self.stop()
        if not again:
            self._say(wanted)
            self._shell.player.pause()
            self._shell.door.start(self._speak(wanted, make), self)

    def stop(self) -> None:
        """Be quiet."""
        if self._sound is not None:
            self._sound.stop()
        self._say(None)

    async def _speak(self, wanted: Asked, make: Callable[[], Path]) -> None:
        try:
            path = await self._shell.door.ask_long(make)
        except BaseException as error:  # also a cancelled task: the button must not go on turning
            self._done(wanted)
            if self.trouble is None or not isinstance(error, PodcastStudioError) or isinstance(error, Stopped):
                raise
            self.trouble(error.message, error.way_out)
            return
        self._spoken.emit(wanted, path)

    def _play(self, wanted: Asked, path: Path) -> None:
        """It came by the queue of events: in a coroutine no player of Qt may be built."""
        if self._asked != wanted:
            return
        sound = self._ready_sound()
        if sound is not None and sound.has_device:
            sound.set_volume(self._shell.player.volume)
            sound.load(path, 0.0)
            sound.play()
            return
        self._done(wanted)
        tell = self.trouble or self._shell.notices.trouble
        tell(
            self.tr("There is no device to play sound on."),
            self.tr("Connect headphones or loudspeakers, and try again."),
        )

    def _ready_sound(self) -> Sound | None:
        if self._sound is None:
            try:
                self._sound = self.make_sound()
            except ImportError:  # a system without the libraries for sound; the player says which
                return None
            self._sound.setParent(self)
            self._sound.ended.connect(lambda: self._say(None))
            self._sound.failed.connect(lambda _reason: self._say(None))
        return self._sound

    def _done(self, wanted: Asked) -> None:
        if self._asked == wanted:
            self._say(None)

    def _say(self, asked: Asked | None) -> None:
        if asked != self._asked:
            self._asked = asked
            self.changed.emit()
