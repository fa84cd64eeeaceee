"""The bar at the bottom of the window."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import IconButton, Text, column, row

HEIGHT = 84  # px


class PlayerBar(QFrame):
    """Plays podcasts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "player")
        self.setFixedHeight(HEIGHT)
        self._play = IconButton(theme.icons("play", "on_accent"), self.tr("Play"), kind="play", size=20)
        self._play.setEnabled(False)
        self._title = Text(self.tr("Nothing is playing"), "strong")
        self._chapter = Text(self.tr("Choose a podcast to listen to"), "secondary")
        words = column(None, self._title, self._chapter, None, gap=UNIT // 2)
        self.setLayout(row(self._play, words, None, gap=6 * UNIT, margins=(7 * UNIT, 0, 6 * UNIT, 0)))

    def play(self, podcast_id: str, *, at: float | None = None) -> None:
        """Play a podcast, from where it was left or from `at` seconds."""
