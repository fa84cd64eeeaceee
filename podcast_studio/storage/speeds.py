"""Measured speeds of this machine."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import speeds

_WEIGHT = 0.4  # of a new measurement


class StoredSpeeds:
    """The SpeedBook port over SQLite."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, name: str) -> float | None:
        with self._db.read() as connection:
            value = connection.execute(select(speeds.c.value).where(speeds.c.name == name)).scalar()
        return float(value) if value is not None else None

    def note(self, name: str, value: float) -> None:
        blended = speeds.c.value * (1 - _WEIGHT) + value * _WEIGHT
        statement = upsert(speeds).values(name=name, value=value)
        with self._db.write() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": blended}))
