"""What can be done with a collection from the side bar: by a right click, or the menu key."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from podcast_studio.desktop.dialogs import Dialog, answered, confirmed
from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.views.previews import Previews
from podcast_studio.desktop.views.pronunciations import PronunciationsDialog
from podcast_studio.domain.files import is_folder
from podcast_studio.domain.shelf import CollectionRow


class CollectionMenu(QObject):
    """Rename, bring up to date, say how names are said, show the folder, remove."""

    def __init__(self, shell: Shell, window: QWidget) -> None:
        super().__init__(window)
        self._shell, self._window = shell, window
        self._studio, self._door = shell.studio, shell.door
        self.previews = Previews(shell, self)

    def open_at(self, collection: CollectionRow, point: QPoint) -> None:
        """Open it for a collection, with its corner at a point of the screen."""
        menu = QMenu(self._window)
        menu.addAction(self.tr("Rename…"), lambda: self._door.start(self.rename(collection), self))
        menu.addAction(
            self.tr("Bring up to date"), lambda: self._door.call(self._studio.index, self, collection_id=collection.id)
        )
        menu.addAction(self.tr("Pronunciations…"), lambda: self._door.start(self.show_pronunciations(collection), self))
        menu.addAction(self.tr("Show in folder"), lambda: _show(collection))
        menu.addSeparator()
        menu.addAction(self.tr("Remove…"), lambda: self._door.start(self.remove(collection), self))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)

    async def rename(self, collection: CollectionRow) -> None:
        """Ask for another name."""
        dialog = Dialog(self._window, self.tr("Rename the collection"))
        name = QLineEdit(collection.name)
        name.setAccessibleName(self.tr("Name"))
        name.selectAll()
        dialog.add(name)
        dialog.add_button(self.tr("Cancel"), Dialog.DialogCode.Rejected)
        dialog.add_button(self.tr("Rename"), Dialog.DialogCode.Accepted, main=True)
        name.setFocus()
        if await answered(dialog) == Dialog.DialogCode.Accepted:
            await self._door.tell(self._studio.rename_collection, collection_id=collection.id, name=name.text())

    async def show_pronunciations(self, collection: CollectionRow) -> None:
        """Let the user say how names are said."""
        await answered(PronunciationsDialog(self._shell, self._window, collection, self.previews))

    async def remove(self, collection: CollectionRow) -> None:
        """Ask first; the user's files stay."""
        title = self.tr("Remove “{name}”?").format(name=collection.name)
        text = self.tr(
            "Your documents and the podcasts made of them stay. Only the collection goes, with its index and its "
            "pronunciations."
        )
        if await confirmed(self._window, title, text, yes=self.tr("Remove"), no=self.tr("Keep it")):
            found = await self._door.ask(self._studio.find_collection, name=collection.id)
            await self._door.ask_long(self._studio.remove_collection, collection=found)


def _show(collection: CollectionRow) -> None:
    folder = collection.folder if is_folder(collection.folder) else collection.folder.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
