"""Notifications through the desktop portal, for Linux desktops without a tray."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot

_SERVICE, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Notification"
_ID = "podcast-studio"


class Notifier(QObject):
    """Does nothing where there is no portal. A new message takes the place of the one before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clicked: Callable[[], object] = lambda: None
        self._usable = sys.platform.startswith("linux") and self._listen()

    def notify(self, title: str, text: str, clicked: Callable[[], object]) -> None:
        """Ask for it to be shown."""
        if not self._usable:
            return
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        self._clicked = clicked
        message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "AddNotification")
        message.setArguments([_ID, {"title": title, "body": text, "default-action": "open"}])
        QDBusConnection.sessionBus().send(message)

    def _listen(self) -> bool:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.sessionBus()
        slot: Any = SLOT("invoked(QString,QString)")  # text, though the stubs want bytes
        return bus.isConnected() and bus.connect(_SERVICE, _PATH, _INTERFACE, "ActionInvoked", self, slot)

    @Slot(str, str)
    def invoked(self, id_: str, _action: str) -> None:
        """The user clicked it."""
        if id_ == _ID:
            self._clicked()
