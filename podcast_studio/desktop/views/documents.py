"""The documents of a collection, each with its state and, where it was left out, the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QStyleOptionViewItem, QWidget

from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.row_table import RowDelegate, RowTable
from podcast_studio.desktop.views.rows import Index, Rows
from podcast_studio.desktop.views.telling import language_name
from podcast_studio.desktop.widgets import EmptyState, SegmentedControl, StatusText, row
from podcast_studio.desktop.widgets.search_field import SearchField
from podcast_studio.desktop.words import counted, number, size, translate
from podcast_studio.domain.files import is_folder
from podcast_studio.domain.shelf import CollectionRow, DocumentRow, DocumentState
from podcast_studio.studio import Change, Topic
from podcast_studio.studio.shelf import Shelf

_LEFT_OUT = (DocumentState.UNREADABLE, DocumentState.SKIPPED)
_ROW, _HEADER, _MARGIN = 34, 35, 11  # px


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
    if row.state is DocumentState.INDEXED and row.language:
        return translate("document", "read, in {language}").format(language=language_name(row.language))
    if not row.reason:
        return names[row.state]
    return translate("document", "{state}: {reason}").format(state=names[row.state], reason=row.reason)


class DocumentRows(Rows[DocumentRow]):
    """Document, state, passages, size."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.path, columns=4)

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section) | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Document"), self.tr("State"), self.tr("Passages"), self.tr("Size"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document = self.row_at(index)
        if document is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(document, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{document.path}\n{state_words(document)}"
        return None

    def text(self, document: DocumentRow, column: int) -> str:
        """What stands in a cell."""
        if column == 0:
            return document.path
        if column == 1:
            return state_words(document)
        if column == 2:
            return number(document.passages) if document.passages else ""
        return "" if document.size is None else size(document.size)


class DocumentDelegate(RowDelegate):
    """Paints one cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, DocumentRows)
        document = model.row_at(index)
        if document is None:
            return
        area = self.ground(painter, option, first=index.row() == 0)
        bad = document.state is DocumentState.UNREADABLE
        colour = "ink" if index.column() == 0 else "trouble" if bad and index.column() == 1 else "secondary"
        cell = area.adjusted(_MARGIN, 0, -_MARGIN, 0)
        side = _side(index.column())
        self.write(painter, cell, model.text(document, index.column()), self.theme.font("body"), colour, side=side)


class DocumentTable(RowTable[DocumentRow]):
    """Ten thousand documents are shown as quickly as ten."""

    def __init__(self, shell: Shell, name: str) -> None:
        """`name` is for screen readers."""
        rows = DocumentRows()
        super().__init__(rows, shell.theme, name, row_height=_ROW, header_height=_HEADER)
        self.documents = rows
        self.setItemDelegate(DocumentDelegate(shell.theme, self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 270), (2, 96), (3, 110)):
            header.resizeSection(column, width)
        shell.remembered.header("documents/columns", header)


@dataclass(frozen=True)
class _Found:
    """The documents, with what is searched in, put together where nobody waits for it."""

    rows: Sequence[DocumentRow] = ()
    left_out: Sequence[DocumentRow] = ()
    names: Mapping[str, str] = field(default_factory=dict)  # by path


def _look(shelf: Shelf, collection_id: str) -> _Found:
    """In a thread of the door."""
    rows = shelf.documents(collection_id=collection_id)
    left_out = [one for one in rows if one.state in _LEFT_OUT]
    return _Found(rows, left_out, {one.path: one.path.casefold() for one in rows})


class DocumentsDialog(Dialog):
    """A table of all documents; it stays up to date while they are read."""

    def __init__(self, parent: QWidget, shell: Shell, collection: CollectionRow, show: Show = Show.ALL) -> None:
        super().__init__(parent, collection.name)
        self._shell, self._collection = shell, collection
        self._found = _Found()
        self.filter = SegmentedControl(
            self.tr("Which documents"), [(Show.ALL, self.tr("All")), (Show.LEFT_OUT, self.tr("Not read"))]
        )
        self.filter.choose(show)
        self.filter.changed.connect(lambda _show: self._show_others())
        self.search = SearchField(self.tr("Search by name"), self.tr("Search by name"))
        self.search.textChanged.connect(lambda _text: self._show_others())
        self.status = StatusText(self.tr("Looking through the folder…"))
        self.table = DocumentTable(shell, self.tr("Documents"))
        self.documents = self.table.documents
        self.table.activated.connect(self._open)
        self.nothing = EmptyState(shell.theme.icons("document"), "", "")
        self.nothing.hide()
        self.add(row(self.filter, self.search, gap=3 * UNIT), self.status, self.table, self.nothing)
        self.add_button(self.tr("Show in folder"), 2).clicked.connect(self._open_folder)
        self.add_button(self.tr("Close"), Dialog.DialogCode.Rejected, main=True)
        self.resize(820, 560)
        self._load = Reload(shell.door, self, self._read, pause=500)
        shell.door.changed.connect(self._changed)
        self._load()

    def _changed(self, change: Change) -> None:
        if change.touches(Topic.COLLECTIONS, self._collection.id):
            self._load()

    async def _read(self) -> None:
        self._found = await self._shell.door.ask_long(_look, self._shell.studio.shelf, self._collection.id)
        self.documents.show(self._wanted())
        self._show_state()

    def _show_others(self) -> None:
        """Other documents than before are looked for."""
        self.documents.begin_anew(self._wanted())
        self._show_state()

    def _wanted(self) -> list[DocumentRow]:
        words, left_out = self.search.text().strip().casefold(), self.filter.value == Show.LEFT_OUT
        found = self._found.left_out if left_out else self._found.rows
        return [one for one in found if words in self._found.names[one.path]] if words else list(found)

    def _show_state(self) -> None:
        text, left_out = counted.documents(len(self._found.rows)), len(self._found.left_out)
        if left_out:
            text = self.tr("{documents}, {number} of them not read").format(documents=text, number=number(left_out))
        self.status.say(text)
        shown = bool(self.documents.rows)
        self.table.setVisible(shown)
        self.nothing.setVisible(not shown)
        self.nothing.say(*self._why_nothing())

    def _why_nothing(self) -> tuple[str, str]:
        if self.search.text().strip():
            return self.tr("No document of that name"), self.tr("Try a part of it.")
        if self._found.rows:
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
            path = folder / document.path if is_folder(folder) else folder
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _open_folder(self) -> None:
        folder = self._collection.folder
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if is_folder(folder) else folder.parent)))


def _side(column: int) -> Qt.AlignmentFlag:
    """Figures stand on the right."""
    return Qt.AlignmentFlag.AlignRight if column >= 2 else Qt.AlignmentFlag.AlignLeft
