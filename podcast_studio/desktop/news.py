"""Telling the user that a podcast is ready or stuck: in the window when they look at it, else outside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from podcast_studio.desktop.main_window import MainWindow
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.tray import Tray
from podcast_studio.desktop.watching import Watch
from podcast_studio.desktop.words import clock
from podcast_studio.domain.shelf import PodcastRow, QueueRow


class News(QObject):
    """Says each thing once, in one place."""

    def __init__(self, watch: Watch, window: MainWindow, tray: Tray) -> None:
        super().__init__(watch)
        self.watch, self._window, self._tray = watch, window, tray
        self.outside = True  # whether the user wants to be told outside the window
        watch.ready.connect(self._ready)
        watch.stuck.connect(self._stuck)
        watch.working.connect(tray.show_work)

    def _ready(self, podcast: PodcastRow) -> None:
        place = Place(page="podcast", subject=podcast.id)
        title = self.tr("“{title}” is ready").format(title=podcast.title)
        text = self.tr("{length} from {collection}").format(
            length=clock(podcast.duration_seconds or 0.0), collection=podcast.collection_name
        )
        if self._window.isActiveWindow():
            if self._window.place != place:
                self._window.notices.say(title, text, actions=[(self.tr("Listen"), self._listen(podcast.id))])
        elif self.outside:
            self._tray.notify(title, text, self._come_to(place))

    def _stuck(self, row: QueueRow) -> None:
        place = Place(page="queue")
        title = self.tr("“{title}” needs attention").format(title=row.title)
        text = f"{row.error or ''} {row.way_out}".strip()
        if self._window.isActiveWindow():
            if self._window.place != place:
                show = (self.tr("Show the queue"), lambda: self._window.go(place))
                self._window.notices.trouble(title, text, details=row.error_details or "", actions=[show])
        elif self.outside:
            self._tray.notify(title, text, self._come_to(place))

    def _listen(self, podcast_id: str) -> Callable[[], None]:
        def listen() -> None:
            self._window.go(Place(page="podcast", subject=podcast_id))
            self._window.player.play(podcast_id)

        return listen

    def _come_to(self, place: Place) -> Callable[[], None]:
        def come() -> None:
            self._window.come_forward()
            self._window.go(place)

        return come
