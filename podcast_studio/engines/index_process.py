"""The indexes of all collections in one child process, which is there only while somebody searches or indexes.

LanceDB, Arrow and the embedder take 130 MB and most of a second to import, and a crash in them would be one of the app.
What is known of the files needs none of them and is read here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from podcast_studio.domain.documents import IndexedDocument, Passage
from podcast_studio.domain.errors import EngineDiedError
from podcast_studio.domain.ports import Embedder, PassageIndex
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.index_records import IndexRecords
from podcast_studio.engines.lance_index import LancePassageIndex

_IDLE_SECONDS = 2.0  # until then it would be there beside the first turns that are voiced
_log = logging.getLogger(__name__)


class IndexProcess:
    """Opens indexes, all of which live in one child."""

    def __init__(
        self, make_embedder: Callable[[], Embedder], embedder: str, idle_seconds: float = _IDLE_SECONDS
    ) -> None:
        """`make_embedder` is called in the child and must be importable by name; `embedder` is its embedder's name."""
        self._embedder = embedder
        self._process = EngineProcess("index", _IndexService, make_embedder, idle_seconds=idle_seconds)

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def open(self, folder: Path) -> PassageIndex:
        """The index in a folder of its own."""
        return _Index(folder, self._embedder, self._process)

    def close(self) -> None:
        self._process.close()


class _Index:
    """One of them."""

    def __init__(self, folder: Path, embedder: str, process: EngineProcess) -> None:
        self._folder, self._embedder, self._process = folder, embedder, process
        self._data = folder / "lance"
        self._lock = threading.Lock()
        self._records: IndexRecords | None = None

    def documents(self) -> Mapping[str, IndexedDocument]:
        with self._lock:
            path = self._folder / "documents.json"
            if self._records is None or not self._records.current():
                self._records = IndexRecords(path, self._data, self._embedder)
            if self._records.fits and self._records.whole():
                return dict(self._records.documents)
            if not path.exists() and not self._data.exists():
                return {}  # nothing was put in yet
        found: Mapping[str, IndexedDocument] = self._run("documents")
        return found

    def replace(self, documents: Sequence[tuple[IndexedDocument, Sequence[Passage]]]) -> None:
        if documents:
            self._run("replace", documents)

    def note(self, documents: Sequence[IndexedDocument]) -> None:
        self._run("note", documents)

    def remove(self, paths: Collection[str]) -> None:
        if paths:
            self._run("remove", list(paths))

    def passages(self) -> list[Passage]:
        found: list[Passage] = self._run("passages")
        return found

    def of_document(self, path: str) -> list[Passage]:
        found: list[Passage] = self._run("of_document", path)
        return found

    def search(self, query: str, limit: int) -> list[Passage]:
        found: list[Passage] = self._run("search", query, limit)
        return found

    def compact(self) -> None:
        self._run("compact")

    def close(self) -> None:
        if self._process.pid is not None:
            self._run("close")

    def _run(self, method: str, *args: object) -> Any:
        try:
            return self._process.call("run", self._folder, method, *args)
        except EngineDiedError as error:  # each of an index's methods may be called twice
            _log.warning("the index is asked once more: %s", error.details or error)
        return self._process.call("run", self._folder, method, *args)


class _IndexService:
    """Runs in the child."""

    def __init__(self, make_embedder: Callable[[], Embedder]) -> None:
        self._embedder = make_embedder()
        self._indexes: dict[Path, LancePassageIndex] = {}

    def run(self, folder: Path, method: str, *args: object) -> Any:
        if folder not in self._indexes:
            self._indexes[folder] = LancePassageIndex(folder, self._embedder)
        index = self._indexes.pop(folder) if method == "close" else self._indexes[folder]
        return getattr(index, method)(*args)
