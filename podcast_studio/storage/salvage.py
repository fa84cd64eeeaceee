"""Gets out of a damaged library what can still be read."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Table, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.exc import SQLAlchemyError

from podcast_studio.domain.jobs import JobState
from podcast_studio.storage.database import Database
from podcast_studio.storage.podcasts import order_of
from podcast_studio.storage.tables import (
    collection_state,
    collections,
    job_events,
    jobs,
    listening,
    plans,
    podcasts,
    progress,
    pronunciations,
    revisions,
    run_totals,
    runs,
    settings,
    speeds,
    spoken_turns,
    step_totals,
    turns,
    work_totals,
)

ROOTS: Sequence[Table] = (collections, podcasts)
CHILDREN: Sequence[Table] = (pronunciations, plans, turns, spoken_turns, revisions, listening)
OTHERS: Sequence[Table] = (settings, speeds)
WORK: Sequence[Table] = (jobs, job_events, progress, collection_state, runs, run_totals, step_totals, work_totals)
Row = Mapping[str, Any]
_DAMAGED_KEPT = 3
_PAGE = 4096
_MAGIC = b"SQLite format 3\x00"
# what follows the magic in each file of ours: page size, WAL twice, no reserve, the fixed fractions of pages
_BEGINNING = _MAGIC + _PAGE.to_bytes(2, "big") + bytes((2, 2, 0, 64, 32, 32)) + (1).to_bytes(4, "big")
# no free pages that are known of, a schema of format 4, UTF-8
_REST = bytes(8) + (1).to_bytes(4, "big") + (4).to_bytes(4, "big") + bytes(8) + (1).to_bytes(4, "big") + bytes(40)


def set_aside(path: Path) -> Path:
    """Rename a damaged library and its log; only the newest of such files are kept. Returns where it is."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    target = path.with_name(f"{path.stem}.damaged-{stamp}.sqlite3")
    path.rename(target)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).rename(target.with_name(target.name + ending))
    kept = sorted(path.parent.glob(f"{path.stem}.damaged-*.sqlite3"))
    for old in kept[:-_DAMAGED_KEPT]:
        for ending in ("", "-wal", "-shm"):
            old.with_name(old.name + ending).unlink(missing_ok=True)
    return target


def backups(path: Path) -> list[Path]:
    """The copies that were made before migrations, the newest first."""
    return sorted(path.parent.glob(f"{path.stem}.before-*.backup"), key=lambda file: file.stat().st_mtime, reverse=True)


class Wreck:
    """What can be read of a library, whatever state it is in. The file itself is left as it is."""

    def __init__(self, damaged: Path, folder: Path) -> None:
        """`folder` takes a copy, for as long as this is used."""
        copy = folder / f"copy of {damaged.name}"
        shutil.copyfile(damaged, copy)
        log = damaged.with_name(damaged.name + "-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
        _mend_header(copy)
        self._connection = sqlite3.connect(copy)
        self._connection.row_factory = sqlite3.Row
        self._connection.text_factory = lambda text: text.decode(errors="replace")

    def close(self) -> None:
        self._connection.close()

    def rows(self, table: Table) -> Iterator[Row]:
        """Every row that can be reached, from the beginning and, behind a damaged page, from the end."""
        seen: set[Any] = set()
        for direction in ("ASC", "DESC"):
            try:
                found = self._connection.execute(
                    f"SELECT rowid AS _row, * FROM {table.name} ORDER BY rowid {direction}"
                )
                for row in found:
                    if row["_row"] in seen:
                        break
                    seen.add(row["_row"])
                    yield dict(row)
                else:
                    return
            except sqlite3.DatabaseError:
                continue


def take(wreck: Wreck, into: Database, tables: Sequence[Table], *, wanted: Callable[[Row], bool] | None = None) -> int:
    """Put the rows that make sense and are not there yet into a sound library; how many those were."""
    taken = 0
    with into.write() as connection:
        for table in tables:
            rows = (row for row in wreck.rows(table) if wanted is None or wanted(row))
            taken += sum(_put(connection, table, row) for row in rows)
    return taken


def forget_torn_scripts(database: Database) -> None:
    """Of podcasts that are still being made, turns behind a gap: the script goes on where it breaks off."""
    with database.write() as connection:
        for table in ("turns", "spoken_turns"):
            connection.execute(
                text(f"""
                DELETE FROM {table} WHERE podcast_id IN (SELECT id FROM podcasts WHERE audio IS NULL) AND [index] >=
                    coalesce((SELECT min(t.[index]) + 1 FROM turns t WHERE t.podcast_id = {table}.podcast_id
                        AND NOT EXISTS (SELECT 1 FROM turns later
                            WHERE later.podcast_id = t.podcast_id AND later.[index] = t.[index] + 1)), 0)
                    OR NOT EXISTS (SELECT 1 FROM turns t WHERE t.podcast_id = {table}.podcast_id AND t.[index] = 0)
                    AND podcast_id IN (SELECT id FROM podcasts WHERE audio IS NULL)""")
            )


def _put(connection: Connection, table: Table, row: Row) -> bool:
    try:
        values = {column.name: _value(column.type, row[column.name]) for column in table.columns if column.name in row}
        if table is podcasts:
            order_of(values["order"])
        if table is jobs:
            JobState(values["state"])
        return bool(connection.execute(upsert(table).values(values).on_conflict_do_nothing()).rowcount)
    except (SQLAlchemyError, ValueError, TypeError, KeyError):  # what it belongs to is gone, or it makes no sense
        return False


def _value(kind: object, value: Any) -> Any:
    return json.loads(value) if isinstance(kind, JSON) and value is not None else value


def _mend_header(path: Path) -> None:
    """SQLite looks at nothing in a file whose header is damaged, or tells of more pages than there are."""
    pages = max(1, path.stat().st_size // _PAGE)
    with path.open("r+b") as file:
        header = file.read(100)
        if header[:18] != _BEGINNING[:18]:
            header = _BEGINNING + bytes(4) + _REST
        counter = header[24:28]  # the number of pages is believed only where it was written with this change
        file.seek(0)
        file.write(header[:28] + pages.to_bytes(4, "big") + header[32:92] + counter + header[96:])
        file.truncate(pages * _PAGE)
