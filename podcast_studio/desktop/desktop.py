"""The desktop: joins window, door and studio. The window shows at once; the studio opens behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication

from podcast_studio.desktop.adding import Adding
from podcast_studio.desktop.commands import Commands
from podcast_studio.desktop.crash import CrashLog
from podcast_studio.desktop.door import Door, Reload
from podcast_studio.desktop.leaving import Leaving
from podcast_studio.desktop.main_window import MainWindow
from podcast_studio.desktop.opening import open_in_background
from podcast_studio.desktop.pages import REMEMBERED
from podcast_studio.desktop.player.player import Player
from podcast_studio.desktop.remembered import Remembered
from podcast_studio.desktop.shell import Place, Shell
from podcast_studio.desktop.theme import Theme
from podcast_studio.domain.errors import Interrupted, PodcastStudioError, StorageError
from podcast_studio.domain.files import is_file
from podcast_studio.studio.home import Home

if TYPE_CHECKING:
    from podcast_studio.desktop.news import News
    from podcast_studio.desktop.widgets import InfoBar
    from podcast_studio.domain.shelf import CollectionRow
    from podcast_studio.studio import Change, Studio
    from podcast_studio.studio.preferences import Preferences

_SIDEBAR_PAUSE = 250  # ms between two looks
_SECONDS_BETWEEN_TRIES = 2.0  # to start the work, beside the patience of the library itself


class Desktop(QObject):
    """One window over one studio."""

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
        self.player = Player(self.door, self)
        self.window = MainWindow(self.theme, self.remembered, self.player)
        self.adding = Adding(self.door, self.window)
        self.leaving = Leaving(self.door, self.window)
        self.commands = Commands(self.window, self.door, add_folder=self.adding.choose, quit_=self.leaving.ask)
        self._news: News | None = None
        self._collections: Sequence[CollectionRow] = ()
        self._load_sidebar = Reload(self.door, self, self._sidebar, pause=_SIDEBAR_PAUSE)
        self._load_preferences = Reload(self.door, self, self._preferences)
        self._connect()

    def begin(self, paths: Sequence[Path] = ()) -> None:
        """Open the studio, now that the window is up."""
        self.adding.add(paths)
        self._offer_crash_log()
        self._open()

    def leave(self) -> None:
        """Stop everything at its checkpoint and end."""
        self.leaving.leave()

    def come_forward(self) -> None:
        """The window is wanted."""
        self.leaving.stay()
        self.window.come_forward()

    def open_from_outside(self, paths: Sequence[Path]) -> None:
        """Another start was made: come forward, and take what it brought."""
        self.come_forward()
        self.adding.add(paths)

    def _connect(self) -> None:
        window = self.window
        window.sidebar.add_folder.connect(self.adding.choose)
        self.adding.added.connect(self._show_added)
        self.leaving.finished.connect(self.finished)
        self.door.failed.connect(window.notices.error)
        self.door.failed_for_now.connect(self._offer_again)
        self.player.trouble.connect(window.notices.trouble)
        self.player.audio_lost.connect(self._offer_remake)
        self.door.changed.connect(self._changed)
        self._crash_log.unexpected.connect(window.notices.error)

    def _open(self) -> None:
        self.door.start(self._open_studio(), self)

    async def _open_studio(self) -> None:
        try:
            studio = await self.door.ask(self._opened, self._home)
        except PodcastStudioError as error:
            self.window.notices.error(error, [(self.tr("Try again"), self._open)])
            return
        self.studio = studio
        self._tell_rescued(studio)
        self.leaving.use(studio)
        studio.changes.subscribe(self.door.hear)
        preferences = await self._preferences()
        self.player.use(studio, speed=preferences.speed, volume=preferences.volume)
        self.window.use(self._shell(studio))
        await self._sidebar()
        await self._go_first(studio, preferences)
        self.door.start(self.player.restore(), self)
        await self._start_watching(studio)
        self._start_menus(studio)
        self.adding.use(studio)
        await self._start_work(studio)

    async def _start_work(self, studio: Studio) -> None:
        """Let unfinished jobs go on; as soon as that is possible, while another program holds the library."""
        told: InfoBar | None = None
        while True:
            try:
                await self.door.tell(studio.start_workers)
                break
            except Interrupted:  # the window was closed while it opened
                return
            except StorageError as error:
                if not error.retryable:
                    raise
                told = told or self.window.notices.error(error)
                await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
        if told is not None:
            told.close_bar()
        self._tell_resumed(studio.resumed)

    def _shell(self, studio: Studio) -> Shell:
        return Shell(
            studio=studio,
            door=self.door,
            theme=self.theme,
            notices=self.window.notices,
            remembered=self.remembered,
            player=self.player,
            go=self.window.go,
            add=self.adding.add,
            choose_folder=self.adding.choose,
        )

    async def _start_watching(self, studio: Studio) -> None:
        """Tray and news, now that there is something to tell."""
        from podcast_studio.desktop.news import News
        from podcast_studio.desktop.tray import Tray
        from podcast_studio.desktop.watching import Watch

        watch, tray = Watch(studio, self.door), Tray(self.theme, self)
        tray.open_wanted.connect(self.come_forward)
        tray.quit_wanted.connect(self.leaving.ask)
        self.finished.connect(tray.hide)
        watch.working.connect(self.leaving.worked)
        self._news = News(watch, self.window, tray)
        self._load_preferences()
        await watch.begin()

    def _start_menus(self, studio: Studio) -> None:
        from podcast_studio.desktop.collection_menu import CollectionMenu

        menu = CollectionMenu(self._shell(studio), self.window)

        def open_menu(collection_id: str, point: QPoint) -> None:
            for collection in self._collections:
                if collection.id == collection_id:
                    menu.open_at(collection, point)

        self.window.sidebar.collection_menu_wanted.connect(open_menu)

    async def _go_first(self, studio: Studio, preferences: Preferences) -> None:
        """The welcome while something is missing; where the user was; the first collection; where to begin."""
        was, ids = self.window.was_at(), [one.id for one in self._collections]
        if not await self._is_equipped(studio, preferences):
            self.window.go(Place(page="welcome"))
        elif was.page not in REMEMBERED or (was.page == "collection" and was.subject not in ids):
            self.window.go(Place(page="collection", subject=ids[0]) if ids else Place(page="start"))
        else:
            self.window.go(was)

    async def _is_equipped(self, studio: Studio, preferences: Preferences) -> bool:
        """Whether there is a model and a voice to make podcasts with."""
        models = await self.door.ask(studio.models)
        voices = await self.door.ask(studio.voices)
        has_model = any(model.ready for model in models) or is_file(Path(preferences.model))
        return has_model and (bool(voices) or is_file(Path(preferences.host_voice)))

    async def _sidebar(self) -> None:
        assert self.studio is not None
        found = await self.door.ask(self.studio.shelf.collections)
        before, self._collections = {one.id for one in self._collections}, found
        counts = await self.door.ask(self.studio.shelf.counts)
        self.window.sidebar.show_collections(self._collections)
        self.window.sidebar.show_counts(counts)
        self._leave_removed(before)

    def _leave_removed(self, before: set[str]) -> None:
        """A collection that is no longer there cannot be shown; one that was never listed may have just been added."""
        place, ids = self.window.place, [one.id for one in self._collections]
        if place.page == "collection" and place.subject in before.difference(ids):
            self.window.go(Place(page="collection", subject=ids[0]) if ids else Place(page="start"))

    async def _preferences(self) -> Preferences:
        assert self.studio is not None
        preferences = await self.door.ask(self.studio.preferences.get)
        self.theme.choose(preferences.theme)
        if self._news is not None:
            self._news.outside = preferences.notifications
        return preferences

    def _changed(self, change: Change) -> None:
        if self.studio is None:
            return
        self._load_sidebar()
        if "settings" in change.topics:
            self._load_preferences()
        self.window.refresh(change)

    def _show_added(self, collection_id: str) -> None:
        self._load_sidebar()
        self.window.go(Place(page="collection", subject=collection_id))

    def _tell_rescued(self, studio: Studio) -> None:
        """What became of a library that was damaged; it stays until it is closed."""
        rescued = studio.rescued
        if rescued is None:
            return
        told = [self.tr("Podcasts in it again: %Ln. No audio is lost.", "", rescued.podcasts)]
        if rescued.lost:
            told.append(self.tr("Podcasts that were being made and must be ordered again: %Ln.", "", len(rescued.lost)))
        message = self.tr("The library was damaged, and has been made anew from what could be saved.")
        self.window.notices.trouble(message, " ".join(told), details=f"{rescued.message} {rescued.way_out}")

    def _tell_resumed(self, resumed: int) -> None:
        if resumed:
            text = self.tr("Resumed %Ln podcast(s) where they stopped", "", resumed)
            show = (self.tr("Show the queue"), lambda: self.window.go(Place(page="queue")))
            self.window.notices.say(text, actions=[show], seconds=30)

    def _offer_remake(self, podcast_id: str, title: str) -> None:
        studio = self.studio
        assert studio is not None
        again = partial(self.door.call, studio.scripts.remake, self, podcast_id=podcast_id)
        self.window.notices.trouble(
            self.tr("The audio file of “{title}” is no longer there, or damaged.").format(title=title),
            self.tr("Have it made again from its turns, or put the file back."),
            actions=[(self.tr("Make the audio again"), again)],
        )

    def _offer_again(self, error: Exception, again: Callable[[], object]) -> None:
        self.window.notices.error(error, [(self.tr("Try again"), again)])

    def _offer_crash_log(self) -> None:
        log = self._crash_log.left_over
        if log is None:
            return
        text = log.read_text(encoding="utf-8", errors="replace")
        self.window.notices.say(
            self.tr("Podcast Studio ended unexpectedly the last time."),
            self.tr("Nothing that was finished is lost. The log of it helps in a report."),
            actions=[
                (self.tr("Copy the log"), lambda: QGuiApplication.clipboard().setText(text)),
                (self.tr("Show the file"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log.parent)))),
            ],
            seconds=0,
        )
