"""The icon in the system's tray, where there is one: progress, and a way back to the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from podcast_studio.desktop import portal
from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.words import APP_NAME, about, counted, percent
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import QueueRow

_SIZE = 64  # px


class Tray(QObject):
    """Notifications go through it too; without a tray through the desktop's own service, if there is one."""

    open_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._shown = theme, -1
        self._clicked: Callable[[], object] = self.open_wanted.emit
        self._notifier: portal.Notifier | None = None
        self.icon: QSystemTrayIcon | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._show_icon()

    def show_work(self, rows: Sequence[QueueRow]) -> None:
        """Say how far the podcasts are that are being made."""
        if self.icon is None:
            return
        running = [row for row in rows if row.state is JobState.GENERATING]
        share = sum(row.percentage for row in running) // len(running) if running else -1
        if share != self._shown:
            self._shown = share
            self.icon.setIcon(self._draw(share))
        self.icon.setToolTip(self._sentence(running, share))

    def notify(self, title: str, text: str, clicked: Callable[[], object]) -> None:
        """Tell the user something outside the window; `clicked` is called when they click it."""
        if self.icon is not None:
            self._clicked = clicked
            self.icon.showMessage(title, text, QApplication.windowIcon())
        else:
            self._notifier = self._notifier or portal.Notifier(self)
            self._notifier.notify(title, text, clicked)

    def hide(self) -> None:
        """Take the icon away before the program ends."""
        if self.icon is not None:
            self.icon.hide()

    def _show_icon(self) -> None:
        self._menu = QMenu()
        self._menu.addAction(self.tr("Show Podcast Studio"), self.open_wanted.emit)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit"), self.quit_wanted.emit)
        self.icon = QSystemTrayIcon(QApplication.windowIcon(), self)
        self.icon.setContextMenu(self._menu)
        self.icon.setToolTip(APP_NAME)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self._message_clicked)
        self.icon.show()

    def _message_clicked(self) -> None:
        self._clicked()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_wanted.emit()

    def _sentence(self, running: Sequence[QueueRow], share: int) -> str:
        if not running:
            return APP_NAME
        left = [row.remaining_seconds for row in running if row.remaining_seconds is not None]
        text = self.tr("{podcasts} in the making: {percent}").format(
            podcasts=counted.podcasts(len(running)), percent=percent(share)
        )
        return self.tr("{text}, about {time} left").format(text=text, time=about(max(left))) if left else text

    def _draw(self, share: int) -> QIcon:
        """The app's icon, with a ring that closes while podcasts are made."""
        icon = QApplication.windowIcon()
        if share < 0:
            return icon
        picture = QPixmap(_SIZE, _SIZE)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner, ring = _SIZE // 6, QRectF(4, 4, _SIZE - 8, _SIZE - 8)
        icon.paint(painter, inner, inner, _SIZE - 2 * inner, _SIZE - 2 * inner)
        painter.setPen(QPen(self._theme.colour("line"), 7))
        painter.drawEllipse(ring)
        painter.setPen(QPen(self._theme.colour("accent"), 7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(ring, 90 * 16, round(-360 * 16 * share / 100))
        painter.end()
        return QIcon(picture)
