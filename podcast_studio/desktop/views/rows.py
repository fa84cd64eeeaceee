"""Rows of a list or table that change one by one, and often: whatever stays the same is not painted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_Row = TypeVar("_Row")
_MANY = 200  # rows that come, go or move at once; from then on it is cheaper to begin anew


class Rows(QAbstractTableModel, Generic[_Row]):
    """Values with a key. `show` takes the rows as they are now and tells the view only what is different."""

    def __init__(self, key: Callable[[_Row], str], columns: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._key, self._columns = key, columns
        self._rows: list[_Row] = []
        self._places: dict[str, int] | None = None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    @property
    def rows(self) -> Sequence[_Row]:
        """From top to bottom."""
        return self._rows

    def row_at(self, index: Index) -> _Row | None:
        """The row of an index; None of an invalid one."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """Where a row stands; an invalid index where there is none of that key."""
        at = self._place(key)
        return QModelIndex() if at is None else self.index(at, 0)

    def row_of(self, key: str) -> _Row | None:
        """The row of a key."""
        at = self._place(key)
        return None if at is None else self._rows[at]

    def show(self, rows: Sequence[_Row]) -> None:
        """Hold these rows, in this order."""
        keys = [self._key(row) for row in rows]
        before = [self._key(row) for row in self._rows]
        if before != keys:
            if not self._rows or _differing(before, keys) > _MANY:
                self.begin_anew(rows)
                return
            self._arrange(rows, keys)
        changed = [at for at, row in enumerate(rows) if self._rows[at] is not row and self._rows[at] != row]
        for at in changed:
            self._rows[at] = rows[at]
        self._tell(changed)

    def begin_anew(self, rows: Sequence[_Row]) -> None:
        """Hold these rows; the view forgets what it knew."""
        self.beginResetModel()
        self._rows, self._places = list(rows), None
        self.endResetModel()

    def put(self, rows: Iterable[_Row]) -> None:
        """Take newer values of rows that are here; others are left out."""
        changed = []
        for row in rows:
            at = self._place(self._key(row))
            if at is not None and self._rows[at] != row:
                self._rows[at] = row
                changed.append(at)
        self._tell(sorted(changed))

    def repaint(self) -> None:
        """Tell the view that all rows look different, e.g. because time has passed."""
        self._tell(range(len(self._rows)))

    def _place(self, key: str) -> int | None:
        if self._places is None:
            self._places = {self._key(row): at for at, row in enumerate(self._rows)}
        return self._places.get(key)

    def _arrange(self, rows: Sequence[_Row], keys: Sequence[str]) -> None:
        """Remove, insert and move until the keys are as wanted."""
        self._places = None
        wanted = set(keys)
        for at in reversed(range(len(self._rows))):
            if self._key(self._rows[at]) not in wanted:
                self.beginRemoveRows(ROOT, at, at)
                del self._rows[at]
                self.endRemoveRows()
        here = {self._key(row) for row in self._rows}
        for at, (row, key) in enumerate(zip(rows, keys, strict=True)):
            if key not in here:
                self.beginInsertRows(ROOT, at, at)
                self._rows.insert(at, row)
                self.endInsertRows()
            elif self._key(self._rows[at]) != key:
                self._move(key, at)
        self._places = None

    def _move(self, key: str, to: int) -> None:
        """Move a row up; those before `to` are in place, so it stands below."""
        at = next(at for at in range(to + 1, len(self._rows)) if self._key(self._rows[at]) == key)
        self.beginMoveRows(ROOT, at, at, ROOT, to)
        self._rows.insert(to, self._rows.pop(at))
        self.endMoveRows()

    def _tell(self, changed: Sequence[int]) -> None:
        """One signal for each stretch of neighbours, or one for all where they are many."""
        if len(changed) > _MANY:
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], self._columns - 1))
            return
        start = 0
        for number, at in enumerate(changed):
            if number + 1 == len(changed) or changed[number + 1] != at + 1:
                self.dataChanged.emit(self.index(changed[start], 0), self.index(at, self._columns - 1))
                start = number + 1


def _differing(before: Sequence[str], after: Sequence[str]) -> int:
    """About how many steps lead from one order to the other."""
    old, new = set(before), set(after)
    kept_before = [key for key in before if key in new]
    kept_after = [key for key in after if key in old]
    moved = sum(one != other for one, other in zip(kept_before, kept_after, strict=True))
    return len(old ^ new) + moved
