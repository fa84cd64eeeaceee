"""The searchable passages of a collection in LanceDB: vectors and full text, fused by rank."""

from __future__ import annotations

import logging
import re
import shutil
import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock

from podcast_studio.domain.documents import IndexedDocument, Passage
from podcast_studio.domain.errors import DiskFullError, IndexDamagedError, NoPermissionError
from podcast_studio.domain.files import telling_disk_errors
from podcast_studio.domain.ports import Embedder
from podcast_studio.engines.index_records import IndexRecords
from podcast_studio.engines.index_rows import COLUMNS, as_passage, as_row, schema

_log = logging.getLogger(__name__)
_TABLE = "passages"
_ALL = 10_000_000  # more rows than any index has
_RANK_CONSTANT = 60  # of reciprocal rank fusion, as in Cormack et al. 2009
_DEPTH = 4  # each search looks so many times deeper than what is asked for
_VERSIONS_STAY = timedelta(seconds=1)  # a search that another process has begun reads the version it began with
_FULL = re.compile(r"(?i)no space left|disk quota|os error 28\b|os error 122\b")
_FORBIDDEN = re.compile(r"(?i)permission denied|read-only file system|os error (?:1|13|30)\b")

_Result = TypeVar("_Result")


class LancePassageIndex:
    """One folder on disk; safe from several threads, and from several processes.

    The records never claim a passage that is not in the table: they are written after it, and taken back before. Rows
    without a record, left by a crash, are not shown, and swept out when the index is compacted.
    """

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self._data = folder / "lance"
        self._lock = threading.RLock()
        self._file_lock = FileLock(folder / "lock", thread_local=False)
        self._records: IndexRecords | None = None
        self._table: Any = None

    def documents(self) -> Mapping[str, IndexedDocument]:
        """What is in the index; a damaged one is thrown away first, so that all is read again."""
        with self._lock:
            if not self._known().whole():
                with self._writing():
                    if not self._load().whole():  # it was not another process that just changed it
                        self._start_anew("files are missing or cut short")
            return dict(self._known().documents)

    def replace(self, documents: Sequence[tuple[IndexedDocument, Sequence[Passage]]]) -> None:
        if not documents:
            return
        paths = [document.path for document, _ in documents]
        passages = [passage for _, members in documents for passage in members]
        rows = self._rows(passages) if passages else None

        def put(table: Any) -> None:
            _delete(table, paths)
            if rows is not None:
                table.add(rows)

        with self._writing():
            records = self._known()
            if not records.documents.keys().isdisjoint(paths):
                records.drop(paths)
            self._using(put)
            records.put(document for document, _ in documents)

    def note(self, documents: Sequence[IndexedDocument]) -> None:
        with self._writing():
            records = self._known()
            records.put(document for document in documents if document.path in records.documents)

    def remove(self, paths: Collection[str]) -> None:
        if not paths:
            return
        with self._writing():
            self._known().drop(paths)
            self._using(lambda table: _delete(table, list(paths)))

    def passages(self) -> list[Passage]:
        with self._lock:
            if not self._known().documents:
                return []
            rows = self._using(lambda table: table.search().select(COLUMNS).limit(_ALL).to_list())
            found = self._recorded(rows)
        return sorted(found, key=lambda passage: (passage.document, passage.order))

    def of_document(self, path: str) -> list[Passage]:
        def look(table: Any) -> list[dict[str, Any]]:
            rows: list[dict[str, Any]] = table.search().where(_among([path])).select(COLUMNS).limit(_ALL).to_list()
            return rows

        with self._lock:
            if path not in self._known().documents:
                return []
            return sorted(map(as_passage, self._using(look)), key=lambda passage: passage.order)

    def search(self, query: str, limit: int) -> list[Passage]:
        words = re.findall(r"[^\W_]+", query)
        if not words or limit < 1:
            return []
        depth = max(20, limit * _DEPTH)
        vector = self._embedder.embed([query])[0]

        def look(table: Any) -> list[list[dict[str, Any]]]:
            near = table.search(vector, vector_column_name="vector").limit(depth).to_list()
            _index_text(table)
            words_found = table.search(" ".join(words[:64]), query_type="fts", fts_columns="text").limit(depth)
            return [near, words_found.to_list()]

        with self._lock:
            if not self._known().documents:
                return []
            return self._recorded(_fuse(self._using(look)))[:limit]

    def compact(self) -> None:
        """Also sweeps out what a crash has left."""
        with self._writing():
            records = self._known()
            if not records.documents:
                return
            records.expect_changes()
            self._using(lambda table: _tidy(table, records.documents))
            records.put([])

    def close(self) -> None:
        with self._lock:
            self._table = self._records = None

    def _rows(self, passages: Sequence[Passage]) -> Any:
        """The passages as an Arrow table."""
        import pyarrow as pa

        vectors = self._embedder.embed([f"{' '.join(passage.heading)} {passage.text}" for passage in passages])
        rows = [as_row(passage, vector) for passage, vector in zip(passages, vectors, strict=True)]
        return pa.Table.from_pylist(rows, schema=schema(self._embedder.dimensions))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time, of all threads and processes."""
        with self._lock, telling_disk_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            with self._file_lock:
                yield

    def _recorded(self, rows: Sequence[dict[str, Any]]) -> list[Passage]:
        """The passages that the records know of."""
        documents = self._known().documents
        return [as_passage(row) for row in rows if row["document"] in documents]

    def _known(self) -> IndexRecords:
        """The records as they are on disk; those of another embedder or schema are thrown away with their passages."""
        if self._records is not None and self._records.current():
            return self._records
        if not self._load().fits:
            with self._writing():
                if not self._load().fits:
                    self._start_anew("")
        assert self._records is not None
        return self._records

    def _load(self) -> IndexRecords:
        self._records = IndexRecords(self._folder / "documents.json", self._data, self._embedder.name)
        return self._records

    def _start_anew(self, reason: str) -> None:
        if reason:
            _log.warning("the index in %s is damaged and made anew: %s", self._folder, reason)
        self._table = None
        (self._folder / "documents.json").unlink(missing_ok=True)
        shutil.rmtree(self._data, ignore_errors=True)
        self._load().put([])

    def _using(self, work: Callable[[Any], _Result]) -> _Result:
        """Work on the table. Raises IndexDamagedError, with the index thrown away, when it fails on a fresh one too."""
        try:
            return work(self._open())
        except (RuntimeError, ValueError, OSError):  # lancedb's errors have no narrower base
            self._table = None
        try:
            return work(self._open())
        except (RuntimeError, ValueError, OSError) as error:
            self._raise_for_disk(error)
            with self._writing():
                self._start_anew(str(error))
            raise IndexDamagedError(way_out="Try again.", details=repr(error)) from error

    def _raise_for_disk(self, error: Exception) -> None:
        """A full disk is no damage."""
        if _FULL.search(str(error)):
            raise DiskFullError(
                f"The disk is full: {self._folder} could not be written.",
                way_out="Free some space.",
                details=repr(error),
            ) from error
        if _FORBIDDEN.search(str(error)):
            raise NoPermissionError(
                f"{self._folder} may not be read or written.", way_out="Change its permissions.", details=repr(error)
            ) from error

    def _open(self) -> Any:
        if self._table is None:
            import lancedb

            # without the interval, what other processes write is never seen
            database = lancedb.connect(str(self._data), read_consistency_interval=timedelta(0))
            if any(document.passages for document in self._known().documents.values()):
                self._table = database.open_table(_TABLE)
            else:
                columns = schema(self._embedder.dimensions)
                self._table = database.create_table(_TABLE, schema=columns, exist_ok=True)
        return self._table


def _delete(table: Any, paths: Sequence[str]) -> None:
    for start in range(0, len(paths), 200):
        table.delete(_among(paths[start : start + 200]))


def _among(paths: Sequence[str]) -> str:
    quoted = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    return f"document IN ({quoted})"


def _index_text(table: Any) -> None:
    """A full-text index made on an empty table finds nothing, so it is made once there is something."""
    from lancedb.index import FTS

    if not any("text" in index.columns for index in table.list_indices()):
        table.create_index("text", config=FTS(with_position=False), replace=True)


def _tidy(table: Any, documents: Collection[str]) -> None:
    """Drop rows of unknown documents, merge files, index new text, remove old versions."""
    rows = table.count_rows()
    if rows == 0:
        return
    present = {row["document"] for row in table.search().select(["document"]).limit(_ALL).to_list()}
    _delete(table, sorted(present - set(documents)))
    _index_text(table)
    table.optimize(cleanup_older_than=_VERSIONS_STAY, delete_unverified=False)


def _fuse(found: Sequence[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Reciprocal rank fusion: best first; ties by id, so that the order is always the same."""
    scores: dict[str, float] = {}
    rows: dict[str, dict[str, Any]] = {}
    for ranking in found:
        for rank, row in enumerate(ranking, start=1):
            scores[row["id"]] = scores.get(row["id"], 0.0) + 1 / (_RANK_CONSTANT + rank)
            rows[row["id"]] = row
    return [rows[key] for key in sorted(scores, key=lambda key: (-scores[key], key))]
