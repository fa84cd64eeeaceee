"""A page that scrolls where the window is too small for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_BESIDE = 4  # px between the page and its scroll bar, which stands in the margin


class Scrolled(QWidget):
    """Scrolls only below its least height, so that a long list in it scrolls by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "scrolled")

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else -1


def scroll_page(body: QVBoxLayout, content: Scrolled) -> QScrollArea:
    """Make `content` all there is in the layout of a page."""
    margins = body.contentsMargins()
    body.setContentsMargins(margins.left(), margins.top(), margins.right() - _BESIDE, margins.bottom())
    layout = content.layout()
    if layout is not None:
        layout.setContentsMargins(0, 0, _BESIDE, 0)
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    body.addWidget(area)
    return area
