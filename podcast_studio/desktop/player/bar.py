"""The bar at the bottom of the window: a view of the player."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from podcast_studio.desktop.player.player import Player
from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import IconButton, Text, column, row

HEIGHT = 84  # px


class PlayerBar(QFrame):
    """Shows what the player does, and tells it what to do."""

    def __init__(self, theme: Theme, player: Player) -> None:
        super().__init__()
        self._theme, self._player = theme, player
        self.setProperty("kind", "player")
        self.setFixedHeight(HEIGHT)
        self._play = IconButton(theme.icons("play", "on_accent"), "", player.toggle, kind="play", size=20)
        self._title, self._chapter = Text("", "strong"), Text("", "secondary")
        words = column(None, self._title, self._chapter, None, gap=UNIT // 2)
        self.setLayout(row(self._play, words, None, gap=6 * UNIT, margins=(7 * UNIT, 0, 6 * UNIT, 0)))
        for signal in (player.podcast_changed, player.playing_changed, player.recording_changed):
            signal.connect(self._show)
        self._show()

    def _show(self, _new: object = None) -> None:
        recording, playing = self._player.recording, self._player.playing
        self._play.setEnabled(recording is not None)
        icon = self._theme.icons("pause" if playing else "play", "on_accent")
        self._play.rename(self.tr("Pause") if playing else self.tr("Play"), icon)
        self._title.setText(recording.title if recording is not None else self.tr("Nothing is playing"))
        chapter = self._player.chapter
        self._chapter.setText(chapter.title if chapter is not None else self.tr("Choose a podcast to listen to"))
