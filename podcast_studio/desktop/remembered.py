"""What the window remembers between two starts: sizes, splitters, sort orders, the page that was on."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

_T = TypeVar("_T", str, int, float, bool)


class Remembered(QObject):
    """A small file in the data folder."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, key: str, default: _T) -> _T:
        """A plain value; the default when there is none, or one of another kind."""
        value = self._settings.value(key, default, type(default))
        return value if isinstance(value, type(default)) else default

    def put(self, key: str, value: str | float) -> None:
        self._settings.setValue(key, value)

    def splitter(self, key: str, splitter: QSplitter) -> None:
        """Restore its sizes, and keep them from now on."""
        self._restore(key, splitter)
        splitter.splitterMoved.connect(lambda _position, _index: self._settings.setValue(key, splitter.saveState()))

    def header(self, key: str, header: QHeaderView) -> None:
        """Restore column widths and sort order, and keep them from now on."""
        self._restore(key, header)

        def keep() -> None:
            self._settings.setValue(key, header.saveState())

        header.sectionResized.connect(lambda _index, _old, _new: keep())
        header.sortIndicatorChanged.connect(lambda _index, _order: keep())

    def window(self, key: str, window: QWidget) -> bool:
        """Restore place and size; whether there was something to restore."""
        state = self._settings.value(key)
        return isinstance(state, QByteArray) and window.restoreGeometry(state)

    def keep_window(self, key: str, window: QWidget) -> None:
        self._settings.setValue(key, window.saveGeometry())

    def sync(self) -> None:
        """Write it to the disk."""
        self._settings.sync()

    def _restore(self, key: str, part: QSplitter | QHeaderView) -> None:
        state = self._settings.value(key)
        if isinstance(state, QByteArray):
            part.restoreState(state)
