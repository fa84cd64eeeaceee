"""What tests of the window do to it."""

import threading
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QObject, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.ports import TextRequest
from podcast_studio.pipeline.prompts import READING
from podcast_studio.testing.engines import FakeLanguageModel


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


class GatedModel(FakeLanguageModel):
    """A language model that waits, so that a podcast stays in the making for as long as a test needs it."""

    def __init__(self) -> None:
        super().__init__()
        self._open = threading.Event()

    @property
    def reached(self) -> bool:
        """Whether a podcast is being written; what all begin with is read while its folder is still looked at."""
        return any(request != READING for request in self.requests)

    def open(self) -> None:
        """Let it be written."""
        self._open.set()

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        words = super().write(request, cancel)
        first = next(words)
        while request != READING and not self._open.is_set():
            cancel.wait(0.01)
            cancel.check()
        yield first
        yield from words
