"""Dropping folders and files anywhere on the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QFrame, QWidget

from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.widgets import EmptyState, column


def dropped_paths(data: QMimeData) -> list[Path]:
    """The folders and files on this machine that were dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def dropped_links(data: QMimeData) -> list[str]:
    """What was dropped that is not on this machine, e.g. an address from a browser."""
    return [url.toString() for url in data.urls() if not url.isLocalFile()]


class DropOverlay(QFrame):
    """Lies over the window while something is dragged across it."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("kind", "drop")
        self.setProperty("lit", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        title = self.tr("Drop it to make a collection")
        text = self.tr("A folder becomes a collection with all documents in it; your files stay where they are.")
        self.setLayout(column(EmptyState(theme.icons("drop", "accent"), title, text)))
        self.hide()

    def cover(self) -> None:
        """Show it over the whole window."""
        self.setGeometry(self._window.rect().adjusted(8, 8, -8, -8))
        self.show()
        self.raise_()
