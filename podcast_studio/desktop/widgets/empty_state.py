"""What a view shows when there is nothing in it yet: what to do first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QWidget

from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets.labels import SectionTitle, Text
from podcast_studio.desktop.widgets.surfaces import Part, centred, column, row

_ICON, _WIDTH, _MARGIN = 40, 460, 24  # px


class EmptyState(QWidget):
    """An icon, a line, a sentence, and what can be done."""

    def __init__(self, icon: QIcon, title: str, text: str, *actions: QPushButton) -> None:
        super().__init__()
        self._icon, self._picture = icon, QLabel()
        self._picture.setFixedSize(_ICON, _ICON)
        self._title, self._text = SectionTitle(title), Text(text, "status", wraps=True)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle: list[Part] = [row(None, self._picture, None), self._title, centred(self._text, width=_WIDTH)]
        self._buttons = actions
        self._actions = row(*actions)
        self._actions.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for action in actions:
            self._actions.setAlignment(action, Qt.AlignmentFlag.AlignHCenter)
        buttons = [row(None, self._actions, None)] if actions else []
        margins = (_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self.setLayout(column(None, *middle, 2 * UNIT, *buttons, None, gap=2 * UNIT, margins=margins))
        self._draw()

    def say(self, title: str, text: str) -> None:
        """Change what it says."""
        self._title.setText(title)
        self._text.setText(text)

    def resizeEvent(self, event: object) -> None:
        """What can be done stands side by side where there is room, else one below the other."""
        wanted = sum(button.sizeHint().width() + self._actions.spacing() for button in self._buttons)
        fits = wanted <= self.width() - 2 * _MARGIN
        self._actions.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)  # type: ignore[arg-type]

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._draw()

    def changeEvent(self, event: object) -> None:
        super().changeEvent(event)  # type: ignore[arg-type]
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(self._icon.pixmap(self._picture.size(), self.devicePixelRatioF()))
