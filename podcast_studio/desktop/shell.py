"""What every page is handed, and what a page is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from podcast_studio.desktop.actions import add_action
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import Text, Title, column, row

if TYPE_CHECKING:
    from podcast_studio.desktop.door import Door
    from podcast_studio.desktop.notices import Notices
    from podcast_studio.desktop.player.player import Player
    from podcast_studio.desktop.remembered import Remembered
    from podcast_studio.desktop.theme import Theme
    from podcast_studio.studio import Change, Studio


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where the user is."""

    page: str  # a key of `pages.PAGES`
    subject: str = ""  # e.g. the id of a collection or a podcast


@dataclass(frozen=True, kw_only=True)
class Shell:
    """What a page works with. It asks `studio` through `door` and nothing else."""

    studio: Studio
    door: Door
    theme: Theme
    notices: Notices  # messages on top of the window
    remembered: Remembered  # sizes, splitters, sort orders
    player: Player
    go: Callable[[Place], None]  # show another page
    add: Callable[[Sequence[Path]], None]  # make collections of folders and files, with all that is said about it
    choose_folder: Callable[[], None]  # let the user pick one to add


class Page(QWidget):
    """One view of the window. Built when it is first shown; then `show_for` each time the user comes to it."""

    retitled = Signal()  # `title` says something else now

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setProperty("kind", "page")
        self.body: QVBoxLayout = column(gap=4 * UNIT, margins=(9 * UNIT, 7 * UNIT, 9 * UNIT, 6 * UNIT))
        self.setLayout(self.body)

    @property
    def title(self) -> str:
        """What the window is called while this page is on."""
        return ""

    def show_for(self, subject: str) -> None:
        """The user comes to this page, for that subject: load and show it."""

    def refresh(self, change: Change) -> None:
        """Something changed while this page is on."""

    def leave(self) -> None:
        """The user goes to another page."""

    def add_action(self, text: str, keys: str | QKeySequence.StandardKey, slot: Callable[[], object]) -> QAction:
        """A shortcut that works on this page, listed in the overview of keys."""
        return add_action(self, text, keys, slot)


class PageHeader(QWidget):
    """Title, a line below it, and the actions of the page on the right."""

    def __init__(self, title: str = "", subtitle: str = "", actions: Sequence[QWidget] = ()) -> None:
        super().__init__()
        self.title, self.subtitle = Title(title), Text(subtitle, "status", wraps=True)
        self.subtitle.setVisible(bool(subtitle))
        words = column(self.title, self.subtitle, gap=UNIT // 2)
        self.buttons = row(*actions, gap=3 * UNIT)
        line = row(gap=4 * UNIT)
        line.addLayout(words, 1)
        line.addLayout(self.buttons)
        self.setLayout(line)

    def say(self, title: str, subtitle: str = "") -> None:
        """Change the words."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))
