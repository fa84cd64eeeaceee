"""What an index remembers of the files themselves: one small JSON file, read without any library."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

from podcast_studio.domain.documents import IndexedDocument
from podcast_studio.domain.files import write_atomically

SCHEMA = 8  # of table and records, and of what is read aloud of documents; another number means a new index


class IndexRecords:
    """The documents of an index, which embedder made it, and the files that hold its passages.

    Those files are never changed once written: one that is missing or of another size is damage.
    """

    def __init__(self, path: Path, data: Path, embedder: str) -> None:
        self._path, self._data, self._embedder = path, data, embedder
        self.documents: dict[str, IndexedDocument] = {}
        self._files: dict[str, int] = {}  # path below `data` -> bytes
        self._stamp = self._stamp_now()
        self.fits = self._read()  # whether they are of this schema and embedder

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        """Remember these and write."""
        self.documents |= {document.path: document for document in documents}
        self._write(_sizes(self._data))

    def drop(self, paths: Collection[str]) -> None:
        """Forget these and write."""
        gone = set(paths)
        self.documents = {path: document for path, document in self.documents.items() if path not in gone}
        self._write(_sizes(self._data))

    def expect_changes(self) -> None:
        """Call before files are merged and removed, and `put` afterwards: in between, a missing one is no damage."""
        self._write({})

    def current(self) -> bool:
        """Whether the records on disk are still these; another process may have written."""
        return self._stamp == self._stamp_now()

    def whole(self) -> bool:
        """Whether all files that held the passages are there."""
        found = _sizes(self._data) if self._files else {}
        return all(found.get(name) == size for name, size in self._files.items())

    def _read(self) -> bool:
        try:
            kept = json.loads(self._path.read_bytes())
            if (kept["schema"], kept["embedder"]) != (SCHEMA, self._embedder):
                return False
            self.documents = {row["path"]: IndexedDocument(**row) for row in kept["documents"]}
            self._files = dict(kept["files"])
        except (OSError, ValueError, KeyError, TypeError):
            self.documents, self._files = {}, {}
            return False
        return True

    def _write(self, files: dict[str, int]) -> None:
        rows = [asdict(document) for document in self.documents.values()]
        kept = {"schema": SCHEMA, "embedder": self._embedder, "files": files, "documents": rows}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._path, json.dumps(kept).encode())
        self._files, self._stamp, self.fits = files, self._stamp_now(), True

    def _stamp_now(self) -> tuple[int, int, int] | None:
        try:
            info = self._path.stat()
        except OSError:
            return None
        return info.st_ino, info.st_size, info.st_mtime_ns


def _sizes(folder: Path) -> dict[str, int]:
    """The size of each file under a folder, by its path there."""
    sizes = {}
    for parent, _folders, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            try:
                sizes[path.relative_to(folder).as_posix()] = path.stat().st_size
            except OSError:
                continue  # removed a moment ago
    return sizes
