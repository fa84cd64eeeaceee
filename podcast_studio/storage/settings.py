"""Small things to remember, by key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Text, cast, select
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

    def all(self, prefix: str) -> dict[str, Any]:
        """The values under keys that begin so; what is no JSON is left out."""
        raw = cast(settings.c.value, Text).label("raw")  # SQLite keeps numbers as numbers
        with self._db.read() as connection:
            rows = connection.execute(
                select(settings.c.key, raw).where(settings.c.key.startswith(prefix, autoescape=True))
            ).all()
        found = {}
        for row in rows:
            with suppress(ValueError, TypeError):
                found[row.key] = json.loads(row.raw)
        return found

    def set(self, key: str, value: Any) -> None:
        self.set_all({key: value})

    def set_all(self, values: Mapping[str, Any]) -> None:
        """All or none."""
        with self._db.write() as connection:
            for key, value in values.items():
                statement = upsert(settings).values(key=key, value=value)
                connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
