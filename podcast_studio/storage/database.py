"""One SQLite database: WAL, full durability, writers that begin with the lock, and migrations with a backup."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from podcast_studio.domain.errors import (
    DatabaseTooNewError,
    DiskFullError,
    LibraryDamagedError,
    NoPermissionError,
    StorageError,
)

_BETWEEN_TRIES_SECONDS = 0.02
_BUSY_MILLISECONDS = 30_000
_BACKUPS_KEPT = 3
_NO_ROOM_BYTES = 1_000_000
_FORBIDDEN = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)


def now() -> str:
    """The present moment as it is stored: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(frozen=True, kw_only=True)
class Schema:
    """The migrations that this program knows."""

    location: str  # as Alembic takes it: "package:folder" or a path
    revisions: tuple[str, ...]  # oldest first; told here so that nothing need be imported to find all up to date

    @property
    def head(self) -> str:
        return self.revisions[-1]


SCHEMA = Schema(
    location="podcast_studio.storage:migrations", revisions=("0001", "0002", "0003", "0004", "0005", "0006")
)


class Database:
    """The database file. One connection per thread; reads do not wait for writes."""

    def __init__(self, path: Path, *, schema: Schema = SCHEMA) -> None:
        self.path, self._schema = path, schema
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = _engine(path)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that has the write lock from its first moment; all or nothing."""
        with self.telling(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:  # also Ctrl-C: all or nothing
                with suppress(OperationalError):  # a full disk has rolled it back already
                    connection.exec_driver_sql("ROLLBACK")
                raise

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view for reading only."""
        with self.telling(), self._engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                yield connection
            finally:
                with suppress(OperationalError):
                    connection.exec_driver_sql("ROLLBACK")

    def hold(self) -> Connection:
        """A connection outside any transaction, for the caller to close."""
        with self.telling():
            return self._engine.connect()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turn what SQLite says into our errors."""
        try:
            yield
        except (OperationalError, DatabaseError) as error:
            raise self._told(error) from error

    def check(self, *, thorough: bool = True) -> str:
        """Look through the whole file; a sentence on its state. Raises LibraryDamagedError.

        Not `thorough`, it is some times faster, and does not compare the indexes with their tables.
        """
        with self.read() as connection:
            look = "integrity_check(5)" if thorough else "quick_check(1)"
            answer = connection.exec_driver_sql(f"PRAGMA {look}").scalars().all()
            stray = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if thorough else []
        if answer != ["ok"]:
            raise self._damaged("; ".join(map(str, answer)))
        if stray:
            tables = ", ".join(sorted({str(row[0]) for row in stray}))
            raise self._damaged(f"{len(stray)} rows belong to nothing, in {tables}")
        return f"{self.path.name} is sound, revision {self._revision()}"

    def migrate(self) -> None:
        """Bring the schema up to date, with a backup copy first. Safe when several processes start at once."""
        if self._revision() == self._schema.head:
            return
        with FileLock(f"{self.path}.migrating"):
            revision = self._revision()
            if revision == self._schema.head:
                return
            if revision is not None and revision not in self._schema.revisions:
                raise DatabaseTooNewError(
                    f"The library in {self.path.parent} was written by a newer version of Podcast Studio.",
                    way_out="Install the newer version, or use another data folder (PODCAST_STUDIO_HOME).",
                )
            if revision is not None:
                self._back_up(revision)
            self._upgrade()

    def close(self) -> None:
        self._engine.dispose()

    def _revision(self) -> str | None:
        with self.read() as connection:
            if not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first():
                return None
            value = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            return str(value) if value is not None else None

    def _upgrade(self) -> None:
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", self._schema.location)
        with self.write() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def _back_up(self, revision: str) -> None:
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        target = self.path.with_name(f"{self.path.stem}.before-{revision}.{stamp}.backup")
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        kept = sorted(self.path.parent.glob(f"{self.path.stem}.before-*.backup"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-_BACKUPS_KEPT]:
            old.unlink()

    def _told(self, error: DatabaseError) -> StorageError:
        said, code = str(error.orig), _code(error)
        if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and self._no_room()):
            return DiskFullError(f"The disk with {self.path} is full.", way_out="Free some space.", details=said)
        if code in _FORBIDDEN:
            return NoPermissionError(
                f"The library {self.path} cannot be written.",
                way_out="Change its permissions, or use another data folder (PODCAST_STUDIO_HOME).",
                details=said,
            )
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return self._damaged(said)
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return StorageError(
                f"The library {self.path} is held by another program.",
                way_out="Close whatever else works with it, or try again.",
                details=said,
            )
        return StorageError(
            f"The library {self.path} could not be read or written ({said}).", way_out="Try again.", details=said
        )

    def _damaged(self, details: str) -> LibraryDamagedError:
        return LibraryDamagedError(
            f"The library {self.path} is damaged.",
            way_out="Start Podcast Studio again: it sets the file aside, keeps all audio, and makes the library anew "
            "from what can be read, the newest backup and your podcasts' folders.",
            details=details,
        )

    def _no_room(self) -> bool:
        """Whether the disk has no room for the files that SQLite needs beside the database."""
        return shutil.disk_usage(self.path.parent).free < _NO_ROOM_BYTES


def _code(error: DatabaseError) -> int | None:
    """SQLite's primary code for what went wrong."""
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}", isolation_level="AUTOCOMMIT", connect_args={"timeout": _BUSY_MILLISECONDS / 1000}
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        _write_ahead(connection)
        for pragma in ("synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Go over to write-ahead logging. When several start on a new file, SQLite calls it busy at once, unwaited for."""
    deadline = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if (error.sqlite_errorcode & 0xFF) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_BETWEEN_TRIES_SECONDS)
