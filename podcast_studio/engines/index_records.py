"""What an index remembers of the files themselves: one small JSON file, read without any library."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict
from pathlib import Path

from podcast_studio.domain.documents import IndexedDocument
from podcast_studio.domain.files import write_atomically

SCHEMA = 2  # of the passages table; another number means a new index


class IndexRecords:
    """The documents of an index, and which embedder made it."""

    def __init__(self, path: Path, embedder: str) -> None:
        self._path, self._embedder = path, embedder
        self.documents: dict[str, IndexedDocument] = {}
        self.fits = self._read()

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        """Remember these and write."""
        self.documents |= {document.path: document for document in documents}
        self._write()

    def drop(self, paths: Collection[str]) -> None:
        self.documents = {path: document for path, document in self.documents.items() if path not in set(paths)}
        self._write()

    def _read(self) -> bool:
        """Whether there are records of this schema and embedder; there are none otherwise."""
        try:
            kept = json.loads(self._path.read_text())
            if (kept["schema"], kept["embedder"]) != (SCHEMA, self._embedder):
                return False
            self.documents = {row["path"]: IndexedDocument(**row) for row in kept["documents"]}
        except (OSError, ValueError, KeyError, TypeError):
            self.documents = {}
            return False
        return True

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows = [asdict(document) for document in self.documents.values()]
        kept = {"schema": SCHEMA, "embedder": self._embedder, "documents": rows}
        write_atomically(self._path, json.dumps(kept).encode())
