"""What can be done with a podcast in a list: one set of actions for the menu and the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from podcast_studio.desktop.actions import add_action
from podcast_studio.desktop.dialogs import confirmed
from podcast_studio.desktop.shell import Page, Place, Shell
from podcast_studio.desktop.views.podcast_delegate import can_be_heard
from podcast_studio.desktop.views.podcast_list import PodcastList
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import PodcastRow

_OPEN = (JobState.QUEUED, JobState.HELD, JobState.GENERATING)
Verb = Callable[[PodcastRow], object]
Test = Callable[[PodcastRow], bool]


class PodcastVerbs(QObject):
    """Joins a list of podcasts to what can be done with them."""

    def __init__(self, shell: Shell, page: Page, view: PodcastList) -> None:
        super().__init__(page)
        self._shell, self._page, self._view = shell, page, view
        self._entries: list[tuple[QAction, Test] | None] = []  # None is a line between
        self._add_all()
        view.opened.connect(self.open)
        view.play_wanted.connect(self.listen)
        player = shell.player
        player.podcast_changed.connect(lambda _id: self._show_playing())
        player.playing_changed.connect(lambda _playing: self._show_playing())
        self._show_playing()
        view.menu_wanted.connect(self.show_menu)

    def open(self, podcast_id: str) -> None:
        """Show its page."""
        self._shell.go(Place(page="podcast", subject=podcast_id))

    def listen(self, podcast_id: str) -> None:
        """Play it, or pause it where it is playing."""
        player = self._shell.player
        if player.playing and player.podcast_id == podcast_id:
            player.pause()
        else:
            player.play(podcast_id)

    def show_menu(self, at: QPoint) -> None:
        """The menu of the current podcast, with what can be done with it now."""
        row = self._view.current()
        if row is None:
            return
        menu = QMenu(self._page)
        for entry in self._entries:
            if entry is None:
                menu.addSeparator()
            elif entry[1](row):
                menu.addAction(entry[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _show_playing(self) -> None:
        player = self._shell.player
        self._view.show_playing(player.podcast_id if player.playing else "")

    def _add_all(self) -> None:
        queue = self._shell.studio.queue
        self._add(self.tr("Open"), "Return", lambda row: self.open(row.id))
        self._add(self.tr("Listen"), "Ctrl+Return", lambda row: self.listen(row.id), can_be_heard)
        self._entries.append(None)
        self._add_job_verb(self.tr("Hold"), "H", queue.hold, (JobState.QUEUED, JobState.GENERATING))
        self._add_job_verb(self.tr("Resume"), "R", queue.resume, (JobState.HELD,))
        self._add_job_verb(self.tr("Retry"), "T", queue.retry, (JobState.FAILED, JobState.CANCELLED))
        self._add_job_verb(self.tr("Cancel making it"), "C", queue.cancel, _OPEN)
        self._entries.append(None)
        self._add(self.tr("Show in folder"), "Ctrl+Shift+F", self._show_folder, lambda row: row.has_audio)
        self._add(self.tr("Delete…"), "Delete", self._delete, lambda row: row.state not in _OPEN)

    def _add(self, text: str, keys: str, verb: Verb, possible: Test = lambda _row: True) -> None:
        def act() -> None:
            row = self._view.current()
            if row is not None and possible(row):
                verb(row)

        action = add_action(self._view, text, keys, act)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # letters must reach the fields of the page
        self._page.addAction(action)  # which is where the overview of keys looks
        self._entries.append((action, possible))

    def _add_job_verb(self, text: str, keys: str, verb: Callable[..., object], states: tuple[JobState, ...]) -> None:
        def act(row: PodcastRow) -> None:
            self._shell.door.call(verb, self._page, job_id=row.job_id)

        self._add(text, keys, act, lambda row: row.job_id is not None and row.state in states)

    def _show_folder(self, row: PodcastRow) -> None:
        self._shell.door.start(self._open_folder(row.id), self._page)

    async def _open_folder(self, podcast_id: str) -> None:
        studio, door = self._shell.studio, self._shell.door
        podcast = await door.ask(studio.find_podcast, name=podcast_id)
        files = await door.ask(studio.files, podcast=podcast)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(files.audio.parent)))

    def _delete(self, row: PodcastRow) -> None:
        self._shell.door.start(self._delete_if_sure(row), self._page)

    async def _delete_if_sure(self, row: PodcastRow) -> None:
        title = self.tr("Delete “{title}”?").format(title=row.title)
        text = self.tr("Its audio and its script are deleted from this computer. What you have exported stays.")
        if await confirmed(self._page, title, text, yes=self.tr("Delete"), no=self.tr("Keep it")):
            studio, door = self._shell.studio, self._shell.door
            podcast = await door.ask(studio.find_podcast, name=row.id)
            await door.ask_long(studio.delete_podcast, podcast=podcast)
