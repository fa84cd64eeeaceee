"""What tests of the window do to it."""

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from podcast_studio.desktop.desktop import Desktop


def drop(desktop: Desktop, *urls: QUrl) -> None:
    """Drop files, folders or links on the window."""
    data = QMimeData()
    data.setUrls(list(urls))
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    desktop.window.dropEvent(event)


def delete_later(thing: QObject) -> None:
    """Delete it now, with all that was to be deleted later."""
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
