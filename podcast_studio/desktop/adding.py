"""Adding folders and files, wherever they come from: dropped, chosen, or handed over by another start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from podcast_studio.desktop.dialogs import chosen_files
from podcast_studio.desktop.door import Door
from podcast_studio.desktop.main_window import MainWindow

if TYPE_CHECKING:
    from podcast_studio.studio import Studio


class Adding(QObject):
    """Keeps what comes before the studio is open."""

    added = Signal(str)  # the id of the last collection that was added, when all are in

    def __init__(self, door: Door, window: MainWindow) -> None:
        super().__init__(door)
        self._door, self._window = door, window
        self._studio: Studio | None = None
        self._waiting: list[Path] = []
        window.dropped.connect(self.add)
        window.links_dropped.connect(self._refuse_links)

    def use(self, studio: Studio) -> None:
        """From now on there is a studio; what waited goes in."""
        self._studio = studio
        waiting, self._waiting = self._waiting, []
        self.add(waiting)

    def add(self, paths: Sequence[Path]) -> None:
        """Make collections of folders and files."""
        if self._studio is None:
            self._waiting.extend(paths)
        elif paths:
            self._door.start(self._add(self._studio, list(paths)), self)

    def choose(self) -> None:
        """Let the user pick a folder."""
        self._door.start(self._choose(), self._window)

    async def _choose(self) -> None:
        mode = QFileDialog.FileMode.Directory
        self.add(await chosen_files(self._window, self.tr("Add a folder of documents"), mode))

    async def _add(self, studio: Studio, paths: list[Path]) -> None:
        last = ""
        for one in await self._door.ask_long(studio.add_files, paths=paths):
            if one.error is not None:
                self._window.notices.error(one.error)
            elif one.collection is not None:
                last = one.collection.id
                if one.note:
                    self._window.notices.say(f"“{one.collection.name}”", one.note)
        if last:
            self.added.emit(last)

    def _refuse_links(self, links: Sequence[str]) -> None:
        self._window.notices.trouble(
            self.tr("{link} is a link, not a file on this computer.").format(link=links[0]),
            self.tr("Save the page as a file first, and drop that."),
        )
