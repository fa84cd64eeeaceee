"""The window: side bar, pages, messages on top, player at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QWidget

from podcast_studio.desktop.drops import DropOverlay, dropped_links, dropped_paths
from podcast_studio.desktop.notices import Notices
from podcast_studio.desktop.pages import PAGES, UNDER
from podcast_studio.desktop.player.bar import PlayerBar
from podcast_studio.desktop.player.player import Player
from podcast_studio.desktop.remembered import Remembered
from podcast_studio.desktop.shell import Page, Place, Shell
from podcast_studio.desktop.sidebar import WIDTH, Sidebar
from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.widgets import column
from podcast_studio.desktop.words import APP_NAME

if TYPE_CHECKING:
    from podcast_studio.studio import Change

_SIZE, _LEAST = QSize(1280, 800), QSize(720, 480)


class MainWindow(QMainWindow):
    """Shows pages. What happens in them is theirs."""

    dropped = Signal(list)  # of Path
    links_dropped = Signal(list)  # of str
    closing = Signal()  # the user closed it; it stays until whoever listens hides it
    went = Signal(Place)

    def __init__(self, theme: Theme, remembered: Remembered, player: Player) -> None:
        super().__init__()
        self._remembered, self.player = remembered, player
        self._shell: Shell | None = None
        self._built: dict[str, Page] = {}
        self._back: list[Place] = []
        self.place = Place(page="")
        self.sidebar, self.notices, self.player_bar = Sidebar(theme), Notices(theme), PlayerBar(theme, player)
        self.stack = QStackedWidget()
        self.sidebar.chosen.connect(self.go)
        self.player_bar.open_wanted.connect(lambda podcast_id: self.go(Place(page="podcast", subject=podcast_id)))
        self.setAcceptDrops(True)
        self._lay_out()
        self._overlay = DropOverlay(theme, self)
        self.setMinimumSize(_LEAST)
        self.setWindowTitle(APP_NAME)
        if not remembered.window("window/geometry", self):
            self.resize(_SIZE)

    def use(self, shell: Shell) -> None:
        """From now on there is a studio to show."""
        self._shell = shell

    @property
    def page(self) -> Page | None:
        """The page that is on."""
        current = self.stack.currentWidget()
        return current if isinstance(current, Page) else None

    def go(self, place: Place) -> None:
        """Show a page for its subject."""
        if self._shell is None or place.page not in PAGES:
            return
        if self.place.page and place != self.place:
            self._back = [*self._back[-19:], self.place]
        self._show(place)

    def go_back(self) -> None:
        """Show the page that was on before."""
        if self._back:
            self._show(self._back.pop())

    def build_pages(self) -> dict[str, Page]:
        """All pages by their keys, also those that were never shown."""
        if self._shell is not None:
            for name in PAGES:
                self._build(name, self._shell)
        return dict(self._built)

    def focus_next_part(self) -> None:
        """Move the focus from the side bar to the page, to the player, and round."""
        parts: list[QWidget] = [self.sidebar, self.stack, self.player_bar]
        focus = QApplication.focusWidget()
        here = next((number for number, part in enumerate(parts) if focus and part.isAncestorOf(focus)), -1)
        for step in range(1, len(parts) + 1):
            first = _first_control(parts[(here + step) % len(parts)])
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def refresh(self, change: Change) -> None:
        """Tell the page that is on."""
        if self.page is not None:
            self.page.refresh(change)

    def retitle(self) -> None:
        """Take the window's title from the page."""
        title = self.page.title if self.page is not None else ""
        name = APP_NAME
        self.setWindowTitle(self.tr("{page} – {app}").format(page=title, app=name) if title else name)

    def remember(self) -> None:
        """Keep size and place for the next start."""
        self._remembered.keep_window("window/geometry", self)
        self._remembered.put("window/page", self.place.page)
        self._remembered.put("window/subject", self.place.subject)
        self._remembered.sync()

    def was_at(self) -> Place:
        """Where the user was when the window was last closed."""
        return Place(page=self._remembered.get("window/page", ""), subject=self._remembered.get("window/subject", ""))

    def come_forward(self) -> None:
        """Show the window on top of the others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setLayout(column(self.notices, self.stack, gap=0))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.sidebar)
        splitter.addWidget(content)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([WIDTH, _SIZE.width() - WIDTH])
        self._remembered.splitter("window/splitter", splitter)
        body = QWidget()
        body.setProperty("kind", "page")
        body.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside the controls leaves the field one was in
        body.setLayout(column(splitter, self.player_bar, gap=0))
        self.setCentralWidget(body)
        body.setFocus()

    def _show(self, place: Place) -> None:
        assert self._shell is not None
        if self.page is not None and place.page != self.place.page:
            self.page.leave()
        page = self._build(place.page, self._shell)
        self.place = place
        self.stack.setCurrentWidget(page)
        self.sidebar.show_place(Place(page=UNDER[place.page]) if place.page in UNDER else place)
        page.show_for(place.subject)
        self.retitle()
        self.went.emit(place)

    def _build(self, name: str, shell: Shell) -> Page:
        if name not in self._built:
            self._built[name] = PAGES[name](shell)
            self._built[name].retitled.connect(self.retitle)
            self.stack.addWidget(self._built[name])
        return self._built[name]

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            self._overlay.cover()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._overlay.hide()
        event.acceptProposedAction()
        paths: Sequence[Path] = dropped_paths(event.mimeData())
        if paths:
            self.dropped.emit(list(paths))
        elif links := dropped_links(event.mimeData()):
            self.links_dropped.emit(links)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.BackButton:
            self.go_back()
        super().mouseReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retitle()


def _first_control(part: QWidget) -> QWidget | None:
    """The first in the order of Tab that can have the focus now."""
    found = part.nextInFocusChain()
    while found is not None and found is not part:
        if part.isAncestorOf(found) and _takes_tab(found):
            return found
        found = found.nextInFocusChain()
    return None


def _takes_tab(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
