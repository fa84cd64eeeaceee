"""A button that shows what is chosen and offers the others in a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton


class MenuChoice(QPushButton):
    """One of a few values; `named` makes its accessible name of what is chosen."""

    chosen = Signal(object)  # by the user

    def __init__(
        self, title: str, options: Sequence[tuple[Any, str]], tooltip: str, named: Callable[[str], str]
    ) -> None:
        super().__init__()
        self._named = named
        self._names = dict(options)
        self._value: Any = options[0][0]
        self.choices = QMenu(title, self)
        group = QActionGroup(self)
        for value, text in options:
            action = QAction(text, group)
            action.setCheckable(True)
            action.setData(value)
            self.choices.addAction(action)
        group.triggered.connect(self._take)
        self.setMenu(self.choices)
        self.setProperty("kind", "choice")
        self.setToolTip(tooltip)
        self.choose(self._value)

    @property
    def value(self) -> Any:
        return self._value

    def choose(self, value: Any) -> None:
        """Show this one as chosen."""
        self._value, text = value, self._names[value]
        self.setText(text)
        self.setAccessibleName(self._named(text))
        for action in self.choices.actions():
            action.setChecked(action.data() == value)

    def _take(self, action: QAction) -> None:
        self.choose(action.data())
        self.chosen.emit(self._value)
