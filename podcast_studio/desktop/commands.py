"""What can be done from anywhere: the window's menu and its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from podcast_studio.desktop.actions import KeysDialog, WindowMenu, add_action
from podcast_studio.desktop.door import Door
from podcast_studio.desktop.main_window import MainWindow
from podcast_studio.desktop.shell import Place

_Standard = QKeySequence.StandardKey


class Commands(QObject):
    """Connects each to what does it."""

    def __init__(
        self, window: MainWindow, door: Door, *, add_folder: Callable[[], object], quit_: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._window, self._door = window, door
        self.menu = WindowMenu(window)
        self.menu.add(self.tr("Add folder…"), _Standard.Open, add_folder)
        self.menu.add_line()
        self._add_places()
        self.menu.add(self.tr("Back"), "Alt+Left", window.go_back)
        self.menu.add_line()
        self.menu.add(self.tr("Settings"), "Ctrl+,", lambda: window.go(Place(page="settings")))
        self.menu.add(self.tr("Keyboard shortcuts"), "F1", self.show_keys)
        self.menu.add(self.tr("About Podcast Studio"), "", self.show_about)
        self.menu.add_line()
        self.menu.add(self.tr("Quit"), "Ctrl+Q", quit_)
        add_action(window, self.tr("Next part of the window"), "F6", window.focus_next_part)
        window.sidebar.menu_wanted.connect(self.menu.open_at)

    def show_keys(self) -> None:
        """Open the overview of all keys."""
        window = self._window
        groups = [(self.tr("Everywhere"), window), (self.tr("Player"), window.player_bar)]
        pages = window.build_pages()
        names = {
            "collection": self.tr("Collection"),
            "podcasts": self.tr("Podcasts"),
            "podcast": self.tr("Podcast"),
            "queue": self.tr("Queue"),
            "activity": self.tr("Activity"),
            "models": self.tr("Models & voices"),
        }
        groups += [(name, pages[key]) for key, name in names.items() if key in pages]
        KeysDialog(window, groups).open()

    def show_about(self) -> None:
        """Open "About"."""
        self._door.start(self._about(), self)

    async def _about(self) -> None:
        from podcast_studio.desktop.about import AboutDialog, licences

        AboutDialog(self._window, await self._door.ask(licences)).open()

    def _add_places(self) -> None:
        places = [
            (self.tr("Podcasts"), "podcasts"),
            (self.tr("Queue"), "queue"),
            (self.tr("Activity"), "activity"),
            (self.tr("Models && voices"), "models"),
        ]
        for number, (text, page) in enumerate(places, 1):
            self.menu.add(text, f"Ctrl+{number}", partial(self._window.go, Place(page=page)))
