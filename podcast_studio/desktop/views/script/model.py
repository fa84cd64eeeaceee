"""The lines of a transcript as a model: only what changed is drawn anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from podcast_studio.desktop.views.script.rows import RowKind, ScriptRow

_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()


class ScriptModel(QAbstractListModel):
    """Rows by their keys."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[ScriptRow] = []

    def show(self, rows: Sequence[ScriptRow]) -> None:
        """Take these rows, and tell the view of the differences alone."""
        old, new = [row.key for row in self.rows], [row.key for row in rows]
        first = _same(old, new)
        last = min(_same(old[::-1], new[::-1]), len(old) - first, len(new) - first)
        if len(old) - last > first:
            self.beginRemoveRows(_TOP, first, len(old) - last - 1)
            del self.rows[first : len(old) - last]
            self.endRemoveRows()
        if len(new) - last > first:
            self.beginInsertRows(_TOP, first, len(new) - last - 1)
            self.rows[first:first] = rows[first : len(new) - last]
            self.endInsertRows()
        for place, row in enumerate(rows):
            if row != self.rows[place]:
                self.rows[place] = row
                self.dataChanged.emit(self.index(place), self.index(place))

    def place(self, key: str) -> int:
        """Where a row stands; -1 where there is none."""
        return next((place for place, row in enumerate(self.rows) if row.key == key), -1)

    def rowCount(self, parent: _Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].kind is RowKind.TURN:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            return self.rows[index.row()].spoken
        return None


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many are the same from the beginning."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count
