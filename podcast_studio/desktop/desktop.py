"""The desktop: joins window, door and studio, and lets the user leave in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from podcast_studio.desktop.crash import CrashLog
from podcast_studio.desktop.door import Door, Reload
from podcast_studio.desktop.main_window import MainWindow
from podcast_studio.desktop.opening import open_in_background
from podcast_studio.desktop.pages import REMEMBERED
from podcast_studio.desktop.remembered import Remembered
from podcast_studio.desktop.shell import Place, Shell
from podcast_studio.desktop.theme import Theme
from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.studio.home import Home

if TYPE_CHECKING:
    from podcast_studio.studio import Change, Studio


class Desktop(QObject):
    """The window shows at once; the studio opens behind it."""

    finished = Signal()

    def __init__(
        self, app: QApplication, home: Home, crash_log: CrashLog, opened: Callable[[Home], Studio] = open_in_background
    ) -> None:
        """`opened` opens the studio over a data folder; it is called in a thread of the door."""
        super().__init__(app)
        self._home, self._crash_log, self._opened = home, crash_log, opened
        self.studio: Studio | None = None
        self.theme = Theme(app, home.root / "cache" / "styles")
        self.theme.setParent(self)
        self.remembered = Remembered(home.root / "window.ini", self)
        self.door = Door(self)
        self.window = MainWindow(self.theme, self.remembered)
        self._load_sidebar = Reload(self.door, self, self._sidebar)
        self._collections: list[str] = []  # ids, in the order of the side bar
        self._leaving = False
        self._waiting: list[Path] = []  # dropped before the studio was open
        self._connect()

    def begin(self, paths: Sequence[Path] = ()) -> None:
        """Open the studio, now that the window is up."""
        self._waiting.extend(paths)
        self.door.start(self._open(), self)

    def open_from_outside(self, paths: Sequence[Path]) -> None:
        """Another start was made: come forward, and take what it brought."""
        self.window.come_forward()
        self.add(paths)

    def add(self, paths: Sequence[Path]) -> None:
        """Make collections of folders and files."""
        if self.studio is None:
            self._waiting.extend(paths)
        elif paths:
            self.door.start(self._add(self.studio, list(paths)), self)

    def choose_folder(self) -> None:
        """Let the user pick a folder to add."""
        dialog = QFileDialog(self.window, self.tr("Add a folder of documents"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _connect(self) -> None:
        window = self.window
        window.dropped.connect(self.add)
        window.links_dropped.connect(self._refuse_links)
        window.closing.connect(self._closing)
        window.sidebar.add_folder.connect(self.choose_folder)
        self.door.failed.connect(window.notices.error)
        self.door.changed.connect(self._changed)
        self._crash_log.unexpected.connect(window.notices.error)

    async def _open(self) -> None:
        try:
            self.studio = await self.door.ask(self._opened, self._home)
        except PodcastStudioError as error:
            self.window.notices.error(error, [(self.tr("Try again"), self.begin)])
            return
        self.studio.changes.subscribe(self.door.hear)
        self.window.use(self._shell(self.studio))
        await self._sidebar()
        self._go_first()
        await self.door.ask(self.studio.start_workers)
        self.add(self._take_waiting())

    def _shell(self, studio: Studio) -> Shell:
        return Shell(
            studio=studio,
            door=self.door,
            theme=self.theme,
            notices=self.window.notices,
            remembered=self.remembered,
            player=self.window.player,
            go=self.window.go,
            add=self.add,
            choose_folder=self.choose_folder,
        )

    def _go_first(self) -> None:
        """Where the user was; else the first collection; else where to begin."""
        was = self.window.was_at()
        if not self._collections:
            self.window.go(Place(page="start"))
        elif (was.page == "collection" and was.subject not in self._collections) or was.page not in REMEMBERED:
            self.window.go(Place(page="collection", subject=self._collections[0]))
        else:
            self.window.go(was)

    async def _sidebar(self) -> None:
        assert self.studio is not None
        collections = await self.door.ask(self.studio.shelf.collections)
        counts = await self.door.ask(self.studio.shelf.counts)
        self._collections = [collection.id for collection in collections]
        self.window.sidebar.show_collections(collections)
        self.window.sidebar.show_counts(counts)

    async def _add(self, studio: Studio, paths: list[Path]) -> None:
        for path in paths:
            try:
                added = await self.door.ask(studio.add_folder, folder=path)
            except PodcastStudioError as error:
                self.window.notices.error(error)
                continue
            await self._sidebar()
            self.window.go(Place(page="collection", subject=added.id))

    def _take_waiting(self) -> list[Path]:
        waiting, self._waiting = self._waiting, []
        return waiting

    def _changed(self, change: Change) -> None:
        self._load_sidebar()
        self.window.refresh(change)

    def _refuse_links(self, links: Sequence[str]) -> None:
        self.window.notices.trouble(
            self.tr("{link} is a link, not a file on this computer.").format(link=links[0]),
            self.tr("Save the page as a file first, and drop that."),
        )

    def leave(self) -> None:
        """Stop everything at its checkpoint and end."""
        if self._leaving:
            return
        self._leaving = True
        self.window.remember()
        self.window.hide()
        self.door.start(self._leave(), self)

    def _closing(self, _event: QCloseEvent) -> None:
        self.leave()

    async def _leave(self) -> None:
        if self.studio is not None:
            await self.door.ask_long(self.studio.close)
        await self.door.close()
        self.finished.emit()
