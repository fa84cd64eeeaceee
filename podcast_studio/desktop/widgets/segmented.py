"""A row of choices of which one is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from podcast_studio.desktop.widgets.surfaces import row


class _Segment(QPushButton):
    """As wide as its text is when it is on and bold, which a style sheet does not take into account."""

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        more = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, more) + 1, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class SegmentedControl(QWidget):
    """Tab reaches it, the arrow keys move in it."""

    changed = Signal(object)  # the new value, when the user chose it

    def __init__(self, name: str, options: Sequence[tuple[Any, str]]) -> None:
        """`name` is for screen readers; `options` are pairs of value and text, the first is on."""
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _text in options]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        buttons = [self._button(number, text, name, len(options)) for number, (_value, text) in enumerate(options)]
        self.setLayout(row(*buttons, gap=0))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        buttons[0].setChecked(True)
        self._group.idClicked.connect(lambda number: self.changed.emit(self._values[number]))

    @property
    def value(self) -> Any:
        """What is on."""
        return self._values[self._group.checkedId()]

    def choose(self, value: Any) -> None:
        """Turn one on without telling anyone."""
        self._group.button(self._values.index(value)).setChecked(True)

    def button(self, value: Any) -> QPushButton:
        """The button of a value."""
        found = self._group.button(self._values.index(value))
        assert isinstance(found, QPushButton)
        return found

    def _button(self, number: int, text: str, name: str, count: int) -> QPushButton:
        button = _Segment(text)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("kind", "segment")
        button.setProperty("place", "first" if number == 0 else "last" if number == count - 1 else "middle")
        button.setAccessibleName(f"{name}: {text}")
        self._group.addButton(button, number)
        return button
