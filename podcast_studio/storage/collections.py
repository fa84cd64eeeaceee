"""Collections: folders that the user gave us."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from sqlalchemy import Row, delete, insert, select, update

from podcast_studio.domain.documents import Collection
from podcast_studio.domain.errors import NotFoundError
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.tables import collections, pronunciations

_HINT = "See: podcast-studio collections list"


class CollectionStore:
    """Rows of collections, as values."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, folder: Path, name: str) -> Collection:
        """The collection of a folder; the one that is there if it is known."""
        key = os.fsencode(folder)
        with self._db.write() as connection:
            row = connection.execute(select(collections).where(collections.c.folder == key)).first()
            if row is None:
                connection.execute(
                    insert(collections).values(id=str(uuid.uuid4()), name=name, folder=key, created_at=now(), removed=0)
                )
            elif row.removed:
                connection.execute(update(collections).where(collections.c.id == row.id).values(removed=0))
            return _value(connection.execute(select(collections).where(collections.c.folder == key)).one())

    def all(self) -> list[Collection]:
        with self._db.read() as connection:
            rows = connection.execute(
                select(collections).where(collections.c.removed == 0).order_by(collections.c.created_at)
            )
            return [_value(row) for row in rows]

    def known_ids(self) -> set[str]:
        """Also of those that were forgotten."""
        with self._db.read() as connection:
            return set(connection.execute(select(collections.c.id)).scalars())

    def get(self, collection_id: str) -> Collection:
        """Also one that was forgotten, for the podcasts made from it."""
        with self._db.read() as connection:
            row = connection.execute(select(collections).where(collections.c.id == collection_id)).first()
        if row is None:
            raise NotFoundError(f"There is no collection {collection_id}.", way_out=_HINT)
        return _value(row)

    def find(self, text: str) -> Collection:
        """By name (in any case), id, or the beginning of an id."""
        wanted = text.strip().lower()
        matches = [
            found for found in self.all() if wanted and (found.name.lower() == wanted or found.id.startswith(wanted))
        ]
        if len(matches) != 1:
            count = "no collection" if not matches else f"{len(matches)} collections"
            raise NotFoundError(f"“{text}” names {count}.", way_out=_HINT)
        return matches[0]

    def rename(self, collection_id: str, name: str) -> None:
        """Raises NotFoundError."""
        with self._db.write() as connection:
            changed = connection.execute(
                update(collections).where(collections.c.id == collection_id).values(name=name)
            ).rowcount
        if not changed:
            raise NotFoundError(f"There is no collection {collection_id}.", way_out=_HINT)

    def remove(self, collection_id: str) -> None:
        """Forget it, with its pronunciations."""
        with self._db.write() as connection:
            connection.execute(delete(pronunciations).where(pronunciations.c.collection_id == collection_id))
            connection.execute(update(collections).where(collections.c.id == collection_id).values(removed=1))


def _value(row: Row[tuple[object, ...]]) -> Collection:
    return Collection(id=row.id, name=row.name, folder=Path(os.fsdecode(row.folder)), created_at=row.created_at)
