"""Hearing a voice before it is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.sounds import Sound
from podcast_studio.domain.podcasts import Speaker

Asked = tuple[str, Speaker, str]  # voice, role, the other speaker's voice


class Previews(QObject):
    """Has a sentence spoken, once for each voice, and plays it. Asking again while it is heard stops it."""

    changed = Signal()  # what is being prepared or heard

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._sound = Sound(self)
        self._sound.ended.connect(lambda: self._say(None))
        self._asked: Asked | None = None

    @property
    def asked(self) -> Asked | None:
        """What is being prepared or heard now."""
        return self._asked

    def toggle(self, voice: str, role: Speaker, other: str = "") -> None:
        """Hear this voice in this role beside the other one, or stop hearing it."""
        wanted = (voice, role, other)
        self._sound.stop()
        if self._asked == wanted:
            self._say(None)
            return
        self._say(wanted)
        self._shell.door.start(self._speak(wanted), self)

    def stop(self) -> None:
        """Be quiet."""
        self._sound.stop()
        self._say(None)

    async def _speak(self, wanted: Asked) -> None:
        voice, role, other = wanted
        try:
            path: Path = await self._shell.door.ask_long(
                self._shell.studio.output.preview, voice_id=voice, role=role, other_voice=other
            )
        except BaseException:
            self._done(wanted)
            raise
        if self._asked == wanted and not self._sound.play(path):
            self._done(wanted)
            self._shell.notices.trouble(
                self.tr("There is no device to play sound on."),
                self.tr("Connect headphones or loudspeakers, and try again."),
            )

    def _done(self, wanted: Asked) -> None:
        if self._asked == wanted:
            self._say(None)

    def _say(self, asked: Asked | None) -> None:
        if asked != self._asked:
            self._asked = asked
            self.changed.emit()
