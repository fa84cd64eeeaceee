"""Columns of the same width, as many as there is room for."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem

from podcast_studio.desktop.widgets.flow import FlowLayout


class EvenLayout(FlowLayout):
    """Lays widgets out in lines of equal columns. A last line is never filled by one where two could share it.

    With `fills` every line takes the whole width, as cards do: a gap at the end would look like one that is missing.
    """

    def __init__(self, *, gap: int, line_gap: int, fills: bool = False) -> None:
        super().__init__(gap=gap, line_gap=line_gap)
        self._fills = fills

    def _place(self, area: QRect, *, move: bool) -> int:
        height = 0
        lines = self._lines(area.width())
        for line in lines:
            columns = len(line) if self._fills else len(lines[0])
            pitch = (area.width() + self.spacing()) / columns
            tallest = max(item.sizeHint().height() for item in line)
            for number, item in enumerate(line):
                left, right = round(number * pitch), round((number + 1) * pitch) - self.spacing()
                if move:
                    item.setGeometry(QRect(area.left() + left, area.top() + height, right - left, tallest))
            height += tallest + self._line_gap
        return max(0, height - self._line_gap)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        items = self._shown()
        if not items:
            return []
        widest = max(item.sizeHint().width() for item in items)
        most = max(1, (width + self.spacing()) // (widest + self.spacing()))
        columns = math.ceil(len(items) / math.ceil(len(items) / most))
        return [items[first : first + columns] for first in range(0, len(items), columns)]
