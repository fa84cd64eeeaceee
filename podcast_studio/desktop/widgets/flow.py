"""A row that goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from podcast_studio.desktop.theme import UNIT


class FlowLayout(QLayout):
    """Lays widgets out as words on a page. With `last_at_end` the last one stands at the end of its line."""

    def __init__(
        self, *widgets: QWidget, gap: int = 3 * UNIT, line_gap: int = 2 * UNIT, last_at_end: bool = False
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._line_gap, self._last_at_end = line_gap, last_at_end
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, move: bool) -> int:
        """The height that the items take in that width."""
        height = 0
        for line in self._lines(area.width()):
            tallest = max(item.sizeHint().height() for item in line)
            left = area.left()
            for item in line:
                size = item.sizeHint().boundedTo(QSize(area.width(), tallest))
                if self._last_at_end and item is self._items[-1]:
                    left = area.left() + area.width() - size.width()
                if move:
                    at = QPoint(left, area.top() + height + (tallest - size.height()) // 2)
                    item.setGeometry(QRect(at, size))
                left += size.width() + self.spacing()
            height += tallest + self._line_gap
        return max(0, height - self._line_gap)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not lines or taken + self.spacing() + wanted > width:
                lines.append([])
                taken = wanted
            else:
                taken += self.spacing() + wanted
            lines[-1].append(item)
        return lines


def flow(*widgets: QWidget, gap: int = 3 * UNIT, last_at_end: bool = False) -> QWidget:
    """A widget with such a row in it."""
    holder = QWidget()
    holder.setLayout(FlowLayout(*widgets, gap=gap, last_at_end=last_at_end))
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
