"""The documents of a collection, each with its state and, where it was left out, the reason."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.views.rows import Index, Rows
from podcast_studio.desktop.widgets import EmptyState, SegmentedControl, StatusText, row
from podcast_studio.desktop.widgets.search_field import SearchField
from podcast_studio.desktop.words import counted, number, size, translate
from podcast_studio.domain.shelf import CollectionRow, DocumentRow, DocumentState
from podcast_studio.studio import Change, Topic

_LEFT_OUT = (DocumentState.UNREADABLE, DocumentState.SKIPPED)


class Show(StrEnum):
    ALL = "all"
    LEFT_OUT = "left out"


def state_words(row: DocumentRow) -> str:
    """What is the matter with a document."""
    names = {
        DocumentState.INDEXED: translate("document", "read"),
        DocumentState.UNREADABLE: translate("document", "could not be read"),
        DocumentState.SKIPPED: translate("document", "left out"),
        DocumentState.NEW: translate("document", "new, not read yet"),
        DocumentState.CHANGED: translate("document", "changed since it was read"),
        DocumentState.MISSING: translate("document", "no longer in the folder"),
    }
    if not row.reason:
        return names[row.state]
    return translate("document", "{state}: {reason}").format(state=names[row.state], reason=row.reason)


class DocumentRows(Rows[DocumentRow]):
    """Document, state, passages, size."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(lambda row: row.path, columns=4)
        self._theme = theme

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Document"), self.tr("State"), self.tr("Passages"), self.tr("Size"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document = self.row_at(index)
        if document is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(document, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{document.path}\n{state_words(document)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and index.column() > 0:
            return self._theme.colour("trouble" if document.state is DocumentState.UNREADABLE else "secondary")
        return None

    def _text(self, document: DocumentRow, column: int) -> str:
        if column == 0:
            return document.path
        if column == 1:
            return state_words(document)
        if column == 2:
            return number(document.passages) if document.passages else ""
        return "" if document.size is None else size(document.size)


class DocumentsDialog(Dialog):
    """A table of all documents; it stays up to date while they are read."""

    def __init__(self, parent: QWidget, shell: Shell, collection: CollectionRow, show: Show = Show.ALL) -> None:
        super().__init__(parent, collection.name)
        self._shell, self._collection = shell, collection
        self._documents: Sequence[DocumentRow] = ()
        self.filter = SegmentedControl(
            self.tr("Which documents"), [(Show.ALL, self.tr("All")), (Show.LEFT_OUT, self.tr("Not read"))]
        )
        self.filter.choose(show)
        self.filter.changed.connect(lambda _show: self._show())
        self.search = SearchField(self.tr("Search by name"), self.tr("Search by name"))
        self.search.textChanged.connect(lambda _text: self._show())
        self.status = StatusText(self.tr("Looking through the folder…"))
        self.documents = DocumentRows(shell.theme)
        self.documents.setParent(self)
        self.table = self._table()
        self.nothing = EmptyState(shell.theme.icons("document"), "", "")
        self.nothing.hide()
        self.add(row(self.filter, self.search, gap=3 * UNIT), self.status, self.table, self.nothing)
        self.add_button(self.tr("Show in folder"), 2).clicked.connect(self._open_folder)
        self.add_button(self.tr("Close"), Dialog.DialogCode.Rejected, main=True)
        self.resize(820, 560)
        self._load = Reload(shell.door, self, self._read, pause=500)
        shell.door.changed.connect(self._changed)
        self._load()

    def _table(self) -> QTreeView:
        table = QTreeView()
        table.setProperty("kind", "card")
        table.setModel(self.documents)
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAccessibleName(self.tr("Documents"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.activated.connect(self._open)
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 270), (2, 96), (3, 110)):
            header.resizeSection(column, width)
        self._shell.remembered.header("documents/columns", header)
        return table

    def _changed(self, change: Change) -> None:
        if change.touches(Topic.COLLECTIONS, self._collection.id):
            self._load()

    async def _read(self) -> None:
        shelf = self._shell.studio.shelf
        self._documents = await self._shell.door.ask_long(shelf.documents, collection_id=self._collection.id)
        self._show()

    def _show(self) -> None:
        wanted = self.search.text().strip().casefold()
        shown = [one for one in self._documents if wanted in one.path.casefold()]
        if self.filter.value == Show.LEFT_OUT:
            shown = [one for one in shown if one.state in _LEFT_OUT]
        self.documents.show(shown)
        left_out = sum(one.state in _LEFT_OUT for one in self._documents)
        text = counted.documents(len(self._documents))
        if left_out:
            text = self.tr("{documents}, {number} of them not read").format(documents=text, number=number(left_out))
        self.status.say(text)
        self.table.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.nothing.say(*self._why_nothing())

    def _why_nothing(self) -> tuple[str, str]:
        if self.search.text().strip():
            return self.tr("No document of that name"), self.tr("Try a part of it.")
        if self._documents:
            return self.tr("Every document has been read"), ""
        if not self._collection.folder_exists:
            return self.tr("The folder is no longer there"), self.tr(
                "Put it back, and bring the collection up to date."
            )
        return self.tr("The folder is empty"), self.tr("Add documents such as pdf, docx, epub, html, md or txt.")

    def _open(self, index: Index) -> None:
        """Show the document itself, in the program that the system has for it."""
        document = self.documents.row_at(index)
        if document is not None:
            folder = self._collection.folder
            path = folder / document.path if folder.is_dir() else folder
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _open_folder(self) -> None:
        folder = self._collection.folder
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent)))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column >= 2 else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
