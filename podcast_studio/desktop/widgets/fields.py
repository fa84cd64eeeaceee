"""Fields that keep still while the page under the mouse is scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox

_INDENT = 9  # px


class Choice(QComboBox):
    """One of several; the wheel turns the page, not the choice."""

    def __init__(self, options: Sequence[tuple[Any, str]] = ()) -> None:
        """`options` are pairs of value and text."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(options)

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self.currentData()

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Put these in, unless they are the ones that are there; what was chosen stays chosen if it can."""
        if options and [(self.itemData(number), self.itemText(number)) for number in range(self.count())] != list(
            options
        ):
            chosen = self.currentData()
            self.clear()
            for value, text in options:
                self.addItem(text, value)
            self.choose(chosen)

    def choose(self, value: Any) -> None:
        """Choose one without telling anyone; the first where there is no such value."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Number(QSpinBox):
    """A whole number; the wheel turns the page, not the number."""

    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        self.setRange(low, high)
        self.lineEdit().setTextMargins(_INDENT, 0, 0, 0)  # a style sheet's padding does not reach the number
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
