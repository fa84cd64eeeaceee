"""Leaving in order: asked once while podcasts are made, in the background if wanted, and nothing left running."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QSessionManager

from podcast_studio.desktop.door import Door
from podcast_studio.desktop.main_window import MainWindow

if TYPE_CHECKING:
    from podcast_studio.domain.shelf import QueueRow
    from podcast_studio.studio import Studio


class Leaving(QObject):
    """Whoever wants to end the program asks here."""

    began = Signal()  # from now on nothing can bring the window back
    hidden = Signal()  # the window went away, and the work goes on
    finished = Signal()  # all has been stopped and closed

    def __init__(self, door: Door, window: MainWindow) -> None:
        super().__init__(window)
        self._door, self._window = door, window
        self._studio: Studio | None = None
        self._asking = self._leaving = self._in_background = False
        window.closing.connect(self.ask)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.commitDataRequest.connect(self._session_ends)

    def use(self, studio: Studio) -> None:
        """From now on there is something to stop."""
        self._studio = studio

    def ask(self) -> None:
        """The user wants to leave."""
        if self._studio is None:
            self.leave()
        elif not self._asking and not self._leaving:
            self._asking = True
            self._door.start(self._decide(self._studio), self)

    def leave(self) -> None:
        """Stop everything at its checkpoint and end."""
        if not self._leaving:
            self._leaving = True
            self.began.emit()
            self._window.remember()
            self._window.hide()
            self._door.start(self._end(), self)

    def stay(self) -> None:
        """The window is wanted again."""
        self._in_background = False

    def worked(self, rows: Sequence[QueueRow]) -> None:
        """What there is to do; in the background the program ends when that is nothing more."""
        if self._in_background and not [row for row in rows if not row.waiting_for_time]:
            self.leave()

    async def _decide(self, studio: Studio) -> None:
        from podcast_studio.desktop.quitting import decided
        from podcast_studio.studio.preferences import CloseAction

        try:
            answer = await decided(studio, self._door, self._window)
        finally:
            self._asking = False
        if answer is CloseAction.STOP:
            self.leave()
        elif answer is CloseAction.BACKGROUND:
            self._in_background = True
            self._window.remember()
            self._window.hide()
            self.hidden.emit()

    async def _end(self) -> None:
        await self._window.player.close()
        if self._studio is not None:
            await self._door.ask_long(self._studio.close)
        await self._door.close()
        self.finished.emit()

    def _session_ends(self, _manager: QSessionManager) -> None:
        self._window.remember()
