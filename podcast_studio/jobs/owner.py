"""Which processes are alive: each holds an OS lock for as long as it lives, so a reused pid never matters."""

from __future__ import annotations

import os
import re
import uuid
from pathlib import Path

from filelock import FileLock, Timeout

from podcast_studio.domain.files import telling_disk_errors

_NAME = re.compile(r"[\w-]{1,80}")


class OwnerLock:
    """The life sign of this process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.id = f"{os.getpid()}-{uuid.uuid4().hex}"
        self._path = self._file(self.id)
        self._lock = FileLock(self._path, thread_local=False)
        self._give_sign()

    def renew(self) -> None:
        """Give the life sign again where somebody has cleared it away, lest the living be taken for dead."""
        if not self._path.exists():
            self._lock.release(force=True)
            self._give_sign()

    def is_alive(self, owner: str) -> bool:
        """Whether the process that calls itself `owner` still lives."""
        if owner == self.id:
            return True
        path = self._file(owner)
        if not _NAME.fullmatch(owner) or not path.exists():
            return False
        probe = FileLock(path)
        try:
            probe.acquire(timeout=0)
        except Timeout:
            return True
        probe.release()
        return False

    def bury(self, owner: str) -> None:
        """Remove what a dead process left."""
        if _NAME.fullmatch(owner) and owner != self.id:
            self._file(owner).unlink(missing_ok=True)

    def close(self) -> None:
        self._lock.release()
        self._path.unlink(missing_ok=True)

    def _give_sign(self) -> None:
        with telling_disk_errors(self._path):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._path.touch()

    def _file(self, owner: str) -> Path:
        return self._folder / f"owner-{owner}.lock"
