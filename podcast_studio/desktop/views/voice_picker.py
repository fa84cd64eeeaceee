"""Who speaks: the name of a voice to choose by, and a button to hear it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.previews import Previews
from podcast_studio.desktop.widgets import IconButton, Text, row
from podcast_studio.desktop.words import voice_names
from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.voices import Voice


class VoicePicker(QWidget):
    """ "Host Joe ▸"."""

    chosen = Signal(str)  # voice id

    def __init__(self, shell: Shell, role: Speaker, previews: Previews) -> None:
        super().__init__()
        self._shell, self.role, self._previews = shell, role, previews
        self.voice = self._other = ""  # ids
        self._menu = QMenu(self)
        self.button = QPushButton()
        self.button.setProperty("kind", "host" if role is Speaker.HOST else "expert")
        self.button.setMenu(self._menu)
        self.listen = IconButton(shell.theme.icons("play"), "", self._hear, size=14)
        title = self.tr("Host") if role is Speaker.HOST else self.tr("Expert")
        self._title = title
        self._menu.setTitle(title)
        self.setLayout(row(Text(title, "secondary"), self.button, self.listen, gap=UNIT // 2))
        previews.changed.connect(self._show_listening)

    def offer(self, voices: Sequence[Voice], voice: str, other: str) -> None:
        """Let the user choose among these; `other` is the voice of the other speaker."""
        self.voice, self._other = voice, other
        name = voice_names(voices).get(voice, voice_name(voice))
        if voice and voice == other and self.role is Speaker.EXPERT:
            name = self.tr("{voice}, lower").format(voice=name)
        self.button.setText(name or self.tr("none installed"))
        self.button.setEnabled(bool(voices))
        self.button.setAccessibleName(self.tr("{role}: {voice}").format(role=self._title, voice=name))
        self.button.setToolTip(self.tr("Choose another voice"))
        self.listen.setEnabled(bool(voice))
        self._fill(voices)
        self._show_listening()

    def _fill(self, voices: Sequence[Voice]) -> None:
        self._menu.clear()
        for voice in voices:
            action = QAction(voice.name.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setChecked(voice.id == self.voice)
            action.triggered.connect(partial(self._choose, voice.id))
            self._menu.addAction(action)

    def _choose(self, voice: str, _checked: bool = False) -> None:
        self.chosen.emit(voice)

    def _hear(self) -> None:
        self._previews.toggle(self.voice, self.role, self._other)

    def _show_listening(self) -> None:
        heard = self._previews.asked == (self.voice, self.role, self._other)
        name = self.tr("Stop") if heard else self.tr("Hear this voice")
        self.listen.rename(f"{self._title}: {name}", self._shell.theme.icons("stop" if heard else "play"))


def voice_name(voice: str) -> str:
    """A name for a voice that is not in the list, e.g. one chosen by its file."""
    return Path(voice).stem if voice else ""


def speaking(voices: Sequence[Voice], language: str) -> list[Voice]:
    """The voices that may speak that language; for English, whose voices some take for all, all of them."""
    return [voice for voice in voices if language == ENGLISH or voice.language.lower().startswith(language)]


def cast(voices: Sequence[Voice], host: str, expert: str) -> tuple[str, str]:
    """Who speaks where nothing, or only one of the two, was chosen: two different voices, if there are two."""
    ours = [voice.id for voice in voices if voice.language.startswith(ENGLISH)] or [voice.id for voice in voices]
    first = host or next((one for one in ours if one != expert), ours[0] if ours else "")
    return first, expert or next((one for one in ours if one != first), first)


def installed_hint(voices: Sequence[Voice]) -> str:
    """What to do where there is no voice."""
    if voices:
        return ""
    return QCoreApplication.translate(
        "VoicePicker", "There is no voice yet. See “Models & voices” for how to install one."
    )
