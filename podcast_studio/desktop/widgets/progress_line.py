"""A thin line that fills."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy

from podcast_studio.desktop.theme import UNIT, Theme


class ProgressLine(QProgressBar):
    """How much is done, in percent; `name` is for screen readers."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._muted = theme, False
        self.setRange(0, 100)
        self.setValue(0)
        self.setTextVisible(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, value: int, *, muted: bool = False) -> None:
        """`value` is 0 to 100; a muted line is one that does not move, e.g. of a held job."""
        self._muted = muted
        self.setValue(max(0, min(100, value)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 2 * UNIT)

    def minimumSizeHint(self) -> QSize:
        return QSize(10 * UNIT, 2 * UNIT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_progress(painter, QRectF(self.rect()), self.value() / 100, self._theme, muted=self._muted)


def paint_progress(painter: QPainter, area: QRectF, share: float, theme: Theme, *, muted: bool = False) -> None:
    """The same line for delegates: `share` is 0 to 1, in the vertical middle of `area`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    line = QRectF(area.left(), area.center().y() - UNIT / 2, area.width(), UNIT)
    painter.setBrush(theme.colour("line"))
    painter.drawRoundedRect(line, UNIT / 2, UNIT / 2)
    if share > 0:
        line.setWidth(max(UNIT, area.width() * min(share, 1.0)))
        painter.setBrush(theme.colour("faint" if muted else "accent"))
        painter.drawRoundedRect(line, UNIT / 2, UNIT / 2)
