"""A round badge for HOST or EXPERT, with a ring around whoever is at it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from podcast_studio.desktop.theme import Theme
from podcast_studio.domain.podcasts import Speaker

_DISC, _RING = 46, 56  # px


class SpeakerBadge(QWidget):
    """Says by its ring who is being voiced, or heard."""

    def __init__(self, theme: Theme, speaker: Speaker) -> None:
        super().__init__()
        self._theme, self._speaker, self.lit = theme, speaker, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self._name())
        theme.changed.connect(self.update)

    def set_lit(self, lit: bool, doing: str = "") -> None:
        """Light the ring; `doing` says for screen readers what the person is at, e.g. "speaking"."""
        self.setAccessibleDescription(doing)
        if lit != self.lit:
            self.lit = lit
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(_RING + 2, _RING + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_badge(QPainter(self), QRectF(self.rect()), self._speaker, self._name()[:1], self._theme, lit=self.lit)

    def _name(self) -> str:
        return self.tr("Host") if self._speaker is Speaker.HOST else self.tr("Expert")


def paint_badge(painter: QPainter, area: QRectF, speaker: Speaker, letter: str, theme: Theme, *, lit: bool) -> None:
    """The badge in the middle of `area`, for delegates too."""
    strong = "host" if speaker is Speaker.HOST else "expert"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    disc = QRectF(0, 0, _DISC, _DISC)
    disc.moveCenter(area.center())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(f"{strong}_soft"))
    painter.drawEllipse(disc)
    if lit:
        ring = QRectF(0, 0, _RING - 2, _RING - 2)
        ring.moveCenter(area.center())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(strong), 2.5))
        painter.drawEllipse(ring)
    painter.setPen(theme.colour(strong))
    painter.setFont(theme.font("body", weight=QFont.Weight.Bold))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, letter)
