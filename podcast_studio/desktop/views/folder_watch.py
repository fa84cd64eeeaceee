"""A folder that the user looks at: files that come or go in it, and the folder itself, moved away or put back."""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

_Identity = tuple[int, int]  # device and inode: another folder of the same name is another one


class FolderWatch(QObject):
    """Watches one folder, or one file, at a time.

    Linux does not tell who watches a folder that it was renamed or moved; whoever watches the folder around it hears
    of that, and of its return. Nothing else matters of the folder around it, however much goes on there.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        self._identity: _Identity | None = None
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._heard)
        self._watcher.fileChanged.connect(self._heard)

    def follow(self, folder: Path, *, exists: bool) -> None:
        """Watch this folder, found before to be there or not (`exists`). `changed` comes at once if that is over."""
        identity = _identity(folder)
        replaced = folder == self._folder and identity != self._identity
        self._folder, self._identity = folder, identity
        self._listen({str(folder), str(folder.parent)}, anew={str(folder)} if replaced else set())
        if replaced or exists != (identity is not None):
            self.changed.emit()

    def stop(self) -> None:
        """Watch nothing."""
        self._folder = self._identity = None
        self._listen(set())

    def _listen(self, wanted: set[str], anew: Set[str] = frozenset()) -> None:
        watched = {*self._watcher.directories(), *self._watcher.files()}
        for path in (watched - wanted) | (watched & anew):
            self._watcher.removePath(path)
        for path in wanted - (watched - anew):
            self._watcher.addPath(path)  # refused for what is not there

    def _heard(self, path: str) -> None:
        folder = self._folder
        if folder is None:
            return
        if path == str(folder):
            self.changed.emit()
        else:
            self.follow(folder, exists=self._identity is not None)


def _identity(folder: Path) -> _Identity | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
