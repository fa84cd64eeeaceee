"""Small things to remember, by key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import settings


class SettingsStore:
    """Values that JSON can hold, by key."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, key: str) -> Any:
        """The value, or None."""
        with self._db.read() as connection:
            return connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()

    def set(self, key: str, value: Any) -> None:
        statement = upsert(settings).values(key=key, value=value)
        with self._db.write() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
