"""What is played: title, and the chapter or what stands in its way. A click opens the podcast."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from podcast_studio.desktop.theme import CONTROL_RADIUS, UNIT, Theme

_WIDEST, _WIDTH, _NARROWEST = 60 * UNIT, 50 * UNIT, 24 * UNIT  # px


class NowPlaying(QAbstractButton):
    """Two lines that end in "…" where there is no room, with the whole of them as tooltip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.title, self.state, self._trouble = "", "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_WIDEST)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setEnabled(False)
        theme.changed.connect(self.update)

    def say(self, title: str, state: str, *, trouble: bool = False) -> None:
        """In the colour of trouble only where the user must act."""
        self.title, self.state, self._trouble = title, state, trouble
        self.setAccessibleName(f"{title}. {state}")
        self.setToolTip(f"{title}\n{state}")
        self.setCursor(Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        lines = [QFontMetrics(font).height() for font in self._fonts()]
        return QSize(_WIDTH, sum(lines) + 2 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong, small = self._fonts()
        strong.setUnderline(self.underMouse() and self.isEnabled())
        title = self.rect().adjusted(UNIT, 0, -UNIT, -self.height() // 2)
        state = self.rect().adjusted(UNIT, self.height() // 2, -UNIT, 0)
        self._choose(painter, strong, "ink")
        painter.drawText(title, Qt.AlignmentFlag.AlignBottom, _elided(painter, self.title, title.width()))
        self._choose(painter, small, "trouble" if self._trouble else "secondary")
        painter.drawText(state, Qt.AlignmentFlag.AlignTop, _elided(painter, self.state, state.width()))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), CONTROL_RADIUS, CONTROL_RADIUS)

    def _choose(self, painter: QPainter, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(colour))

    def _fonts(self) -> tuple[QFont, QFont]:
        return self._theme.font("body", weight=QFont.Weight.DemiBold), self._theme.font("secondary")


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
