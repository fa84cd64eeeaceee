"""A list of podcasts: one row each, painted, so that ten thousand of them scroll as ten do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent

from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.views.podcast_delegate import PodcastDelegate, can_be_heard
from podcast_studio.desktop.views.row_table import RowTable
from podcast_studio.desktop.views.rows import Index, Rows
from podcast_studio.desktop.views.telling import spoken_row
from podcast_studio.domain.shelf import PodcastRow


class PodcastRows(Rows[PodcastRow]):
    """The podcasts of a list."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.id)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row)
        return None


class PodcastList(RowTable[PodcastRow]):
    """A click opens a podcast, one on its round button plays it."""

    opened = Signal(str)  # podcast id
    play_wanted = Signal(str)

    def __init__(self, theme: Theme, name: str, *, with_collection: bool) -> None:
        """`name` is for screen readers."""
        rows = PodcastRows()
        super().__init__(rows, theme, name, row_height=1)
        self.podcasts = rows
        self.delegate = PodcastDelegate(theme, self, with_collection=with_collection)
        self.setItemDelegate(self.delegate)
        self.verticalScrollBar().setSingleStep(24)
        self.activated.connect(self._activate)
        self._pressed = QPersistentModelIndex()
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.delegate.row_height())

    def show_playing(self, podcast_id: str) -> None:
        """Mark the podcast that is heard now."""
        self.delegate.playing = podcast_id
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = self.podcasts.row_at(index)
        if row is None or event.button() is not Qt.MouseButton.LeftButton or self._pressed != index:
            return
        if self._on_button(at) and can_be_heard(row):
            self.play_wanted.emit(row.id)
        else:
            self.opened.emit(row.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.delegate.pointer = event.position().toPoint()
        self.update(self.indexAt(self.delegate.pointer))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.delegate.pointer = QPoint(-1, -1)
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            self.setToolTip(self._hint(event.pos()))
        return super().viewportEvent(event)

    def _activate(self, index: Index) -> None:
        """Enter. A double click comes here too, after the click that has opened it."""
        row = self.podcasts.row_at(index)
        if row is not None and not self._pressed.isValid():
            self.opened.emit(row.id)

    def _on_button(self, at: QPoint) -> bool:
        return self.delegate.button_area(self.visualRect(self.indexAt(at))).contains(at)

    def _hint(self, at: QPoint) -> str:
        row = self.podcasts.row_at(self.indexAt(at))
        return "" if row is None else spoken_row(row)
