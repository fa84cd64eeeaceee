"""The log of changes that the database's own triggers keep, read from any process."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, select

from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import changes

_KEPT = 5_000  # newest rows; a reader that is further behind reads everything anew
_SLACK = 1_000  # more rows than that are let pile up before the log is thinned


@dataclass(frozen=True, kw_only=True)
class Logged:
    """What was logged since the last look."""

    changed: frozenset[tuple[str, str]]  # what, and the id of what it happened to
    rows: int
    missed: bool  # older rows were thinned before they were read


class ChangeLog:
    """The log itself."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def follow(self) -> ChangeCursor:
        """A reader that begins now. It holds a connection until it is closed."""
        return ChangeCursor(self._db)

    def thin(self) -> None:
        """Drop old rows, once there are enough of them to be worth a write."""
        with self._db.read() as connection:
            oldest, newest = connection.execute(select(func.min(changes.c.id), func.max(changes.c.id))).one()
        if newest is None or newest - oldest < _KEPT + _SLACK:
            return
        with self._db.write() as connection:
            connection.execute(delete(changes).where(changes.c.id <= newest - _KEPT))


class ChangeCursor:
    """One reader's place in the log. For one thread at a time."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._connection: Connection = database.hold()
        self._version = self._data_version()
        with database.read() as connection:
            self._last: int = connection.execute(select(func.max(changes.c.id))).scalar() or 0

    def read(self) -> Logged | None:
        """What is new; None, at the cost of a look into shared memory, while no other connection has written."""
        version = self._data_version()
        if version == self._version:
            return None
        with self._db.read() as connection:
            rows = connection.execute(select(changes).where(changes.c.id > self._last).order_by(changes.c.id)).all()
        self._version = version
        if not rows:
            return None
        missed = rows[0].id > self._last + 1
        self._last = rows[-1].id
        return Logged(changed=frozenset((row.what, row.subject_id) for row in rows), rows=len(rows), missed=missed)

    def close(self) -> None:
        self._connection.close()

    def _data_version(self) -> int:
        with self._db.telling():
            return int(self._connection.exec_driver_sql("PRAGMA data_version").scalar_one())
