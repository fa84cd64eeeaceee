"""How the names of each collection are to be said."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.pronunciations import Pronunciation, check_room
from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import collections, pronunciations


class PronunciationStore:
    """Entries by collection. Those of a collection that was removed are gone."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, collection_id: str) -> list[Pronunciation]:
        """By what is written, whatever its case."""
        with self._db.read() as connection:
            return _of(connection, collection_id)

    def of_podcasts(self, collection_id: str) -> list[Pronunciation] | None:
        """The same for podcasts that were made of it; None where it was removed and nobody can tell any more."""
        with self._db.read() as connection:
            if not _is_there(connection, collection_id):
                return None
            return _of(connection, collection_id)

    def set(self, collection_id: str, entry: Pronunciation) -> None:
        """Put one in, in place of the one that stands for the same. Raises InputError, NotFoundError."""
        values = {"written": entry.written, "spoken": entry.spoken}
        with self._db.write() as connection:
            if not _is_there(connection, collection_id):
                raise NotFoundError(
                    f"There is no collection {collection_id}.", way_out="See: podcast-studio collections list"
                )
            check_room([other for other in _of(connection, collection_id) if other.key != entry.key])
            statement = upsert(pronunciations).values(collection_id=collection_id, key=entry.key, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["collection_id", "key"], set_=values))

    def forget(self, collection_id: str, key: str) -> bool:
        """Take one out; whether it was there."""
        mine = (pronunciations.c.collection_id == collection_id, pronunciations.c.key == key)
        with self._db.write() as connection:
            return bool(connection.execute(delete(pronunciations).where(*mine)).rowcount)


def _of(connection: Connection, collection_id: str) -> list[Pronunciation]:
    rows = connection.execute(select(pronunciations).where(pronunciations.c.collection_id == collection_id))
    found = [Pronunciation(written=row.written, spoken=row.spoken) for row in rows]
    return sorted(found, key=lambda entry: (entry.written.casefold(), entry.written))


def _is_there(connection: Connection, collection_id: str) -> bool:
    there = select(collections.c.id).where(collections.c.id == collection_id, collections.c.removed == 0)
    return connection.execute(there).first() is not None
