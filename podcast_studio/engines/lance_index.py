"""The searchable passages of a collection in LanceDB: vectors and full text, fused by rank."""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from podcast_studio.domain.documents import IndexedDocument, Passage
from podcast_studio.domain.ports import Embedder
from podcast_studio.engines.index_records import IndexRecords

_log = logging.getLogger(__name__)
_TABLE = "passages"
_COLUMNS = ["id", "document", "heading", "page", "start", "end", "text", "spoken", "order"]  # all but the vector
_ALL = 10_000_000  # more rows than any index has
_RANK_CONSTANT = 60  # of reciprocal rank fusion, as in Cormack et al. 2009
_DEPTH = 4  # each search looks so many times deeper than what is asked for


class LancePassageIndex:
    """One folder on disk; safe from several threads of one process."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._folder, self._embedder = folder, embedder
        self._lock = threading.RLock()
        self._records: IndexRecords | None = None
        self._table: Any = None

    def documents(self) -> Mapping[str, IndexedDocument]:
        with self._lock:
            return dict(self._known().documents)

    def replace(self, documents: Sequence[tuple[IndexedDocument, Sequence[Passage]]]) -> None:
        """Passages first, then the record: a crash between leaves the file to be read again."""
        if not documents:
            return
        with self._lock:
            records = self._known()
            table = self._open()
            self._delete(table, [document.path for document, _ in documents])
            passages = [passage for _, members in documents for passage in members]
            if passages:
                vectors = self._embedder.embed([f"{' '.join(p.heading)} {p.text}" for p in passages])
                table.add([_row(passage, vector) for passage, vector in zip(passages, vectors, strict=True)])
            records.put(document for document, _ in documents)

    def note(self, documents: Sequence[IndexedDocument]) -> None:
        with self._lock:
            self._known().put(documents)

    def remove(self, paths: Collection[str]) -> None:
        if not paths:
            return
        with self._lock:
            records = self._known()
            records.drop(paths)
            self._delete(self._open(), list(paths))

    def passages(self) -> list[Passage]:
        with self._lock:
            if not self._known().documents:
                return []
            rows = self._open().search().select(_COLUMNS).limit(_ALL).to_list()
        return sorted((_passage(row) for row in rows), key=lambda passage: (passage.document, passage.order))

    def of_document(self, path: str) -> list[Passage]:
        with self._lock:
            if path not in self._known().documents:
                return []
            found = self._open().search().where(f"document = {_quoted(path)}").select(_COLUMNS).limit(_ALL)
            rows = found.to_list()
        return sorted((_passage(row) for row in rows), key=lambda passage: passage.order)

    def search(self, query: str, limit: int) -> list[Passage]:
        words = re.findall(r"[^\W_]+", query)
        if not words or limit < 1:
            return []
        with self._lock:
            if not self._known().documents:
                return []
            table = self._open()
            depth = max(20, limit * _DEPTH)
            vector = self._embedder.embed([query])[0]
            found = [table.search(vector, vector_column_name="vector").limit(depth).to_list()]
            found.append(self._full_text(table, " ".join(words[:64]), depth))
        return [_passage(row) for row in _fuse(found)[:limit]]

    def compact(self) -> None:
        with self._lock:
            table = self._open()
            if table.count_rows() == 0:
                return
            if not any("text" in index.columns for index in table.list_indices()):
                self._index_text(table)
            table.optimize(cleanup_older_than=timedelta(seconds=1), delete_unverified=False)

    def close(self) -> None:
        with self._lock:
            self._table = self._records = None

    def _known(self) -> IndexRecords:
        """The records; an index of another embedder or schema is thrown away first."""
        if self._records is None:
            records = IndexRecords(self._folder / "documents.json", self._embedder.name)
            if not records.fits:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._records = records
        return self._records

    def _open(self) -> Any:
        if self._table is None:
            import lancedb

            self._folder.mkdir(parents=True, exist_ok=True)
            database = lancedb.connect(str(self._folder / "lance"))
            try:
                self._table = database.create_table(_TABLE, schema=_schema(self._embedder.dimensions), exist_ok=True)
                self._table.count_rows()
            except (RuntimeError, ValueError, OSError) as error:
                _log.warning("the index in %s is damaged and made anew: %s", self._folder, error)
                self._start_anew()
                database = lancedb.connect(str(self._folder / "lance"))
                self._table = database.create_table(_TABLE, schema=_schema(self._embedder.dimensions))
        return self._table

    def _start_anew(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._records = IndexRecords(self._folder / "documents.json", self._embedder.name)

    def _delete(self, table: Any, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), 200):
            quoted = ", ".join(_quoted(path) for path in paths[start : start + 200])
            table.delete(f"document IN ({quoted})")

    def _full_text(self, table: Any, query: str, depth: int) -> list[dict[str, Any]]:
        if not any("text" in index.columns for index in table.list_indices()):
            self._index_text(table)
        rows: list[dict[str, Any]] = table.search(query, query_type="fts", fts_columns="text").limit(depth).to_list()
        return rows

    def _index_text(self, table: Any) -> None:
        """A full-text index made on an empty table finds nothing, so it is made once there is something."""
        table.create_fts_index("text", replace=True, with_position=False)


def _quoted(path: str) -> str:
    """A path as a string of SQL."""
    return "'" + path.replace("'", "''") + "'"


def _fuse(found: Sequence[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Reciprocal rank fusion: best first; ties by id, so that the order is always the same."""
    scores: dict[str, float] = {}
    rows: dict[str, dict[str, Any]] = {}
    for ranking in found:
        for rank, row in enumerate(ranking, start=1):
            scores[row["id"]] = scores.get(row["id"], 0.0) + 1 / (_RANK_CONSTANT + rank)
            rows[row["id"]] = row
    return [rows[key] for key in sorted(scores, key=lambda key: (-scores[key], key))]


def _schema(dimensions: int) -> Any:
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    return pa.schema(
        [
            ("id", text),
            ("document", text),
            ("heading", text),
            ("page", number),
            ("start", number),
            ("end", number),
            ("text", text),
            ("spoken", text),
            ("order", number),
            ("vector", pa.list_(pa.float32(), dimensions)),
        ]
    )


def _row(passage: Passage, vector: list[float]) -> dict[str, Any]:
    return {
        "id": passage.id,
        "document": passage.document,
        "heading": json.dumps(passage.heading),
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "spoken": passage.spoken,
        "order": passage.order,
        "vector": vector,
    }


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(
        id=row["id"],
        document=row["document"],
        heading=tuple(json.loads(row["heading"])),
        page=row["page"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        spoken=row["spoken"],
        order=row["order"],
    )
