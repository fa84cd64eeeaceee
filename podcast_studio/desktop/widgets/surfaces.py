"""Cards, lines, and rows and columns with the design's distances."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from podcast_studio.desktop.theme import UNIT

_Box = TypeVar("_Box", bound=QBoxLayout)
Part = QWidget | QLayout | int | None


class Card(QFrame):
    """A surface that holds one thing, laid out from top to bottom."""

    def __init__(self, *parts: Part, kind: str = "card", padding: int = 5 * UNIT, gap: int = 2 * UNIT) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.body = column(*parts, gap=gap, margins=(padding, padding, padding, padding))
        self.setLayout(self.body)


class Line(QFrame):
    """A quiet line across."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def row(*parts: Part, gap: int = 3 * UNIT, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A layout from left to right: widgets and layouts; a number is a fixed gap, None takes the spare room."""
    return _fill(QHBoxLayout(), parts, gap, margins)


def column(*parts: Part, gap: int = 2 * UNIT, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """The same from top to bottom."""
    return _fill(QVBoxLayout(), parts, gap, margins)


def _fill(box: _Box, parts: tuple[Part, ...], gap: int, margins: tuple[int, int, int, int]) -> _Box:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        if isinstance(part, QWidget):
            box.addWidget(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        elif part is None:
            box.addStretch(1)
        else:
            box.addSpacing(part)
    return box


def centred(widget: QWidget, *, width: int) -> QHBoxLayout:
    """A row that keeps `widget` in the middle and not wider than `width` px."""
    widget.setMaximumWidth(width)
    box = QHBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.addStretch(1)
    box.addWidget(widget, 100)
    box.addStretch(1)
    box.setAlignment(Qt.AlignmentFlag.AlignTop)
    return box
