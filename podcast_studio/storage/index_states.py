"""What each collection's index holds, and how far its indexing is, so that any process can show it."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.storage.database import Database, now
from podcast_studio.storage.jobs import claim_guard
from podcast_studio.storage.tables import collection_state, settings

LANGUAGE_KEY = "language of collection "  # and its id, among the settings
_EMPTY = {"documents": 0, "words": 0, "passages": 0, "unreadable": 0, "done": 0, "total": 0}


class IndexStates:
    """Rows of collection_state."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def indexing(self, collection_id: str, claim_id: str, *, done: int, total: int) -> None:
        """How many files are read. Raises ClaimLostError when the indexing job is no longer ours."""
        with self._db.write() as connection:
            claim_guard(connection, collection_id, claim_id)
            self._put(connection, collection_id, done=done, total=total)

    def indexed(
        self, collection_id: str, *, documents: int, words: int, passages: int, unreadable: int, language: str = ""
    ) -> None:
        """The index is up to date and holds that; `language` is the code of that of most words, "" where unknown."""
        with self._db.write() as connection:
            self._put_language(connection, collection_id, language)
            self._put(
                connection,
                collection_id,
                documents=documents,
                words=words,
                passages=passages,
                unreadable=unreadable,
                indexed_at=now(),
                done=documents + unreadable,
                total=documents + unreadable,
            )

    def _put_language(self, connection: Connection, collection_id: str, language: str) -> None:
        """Unless it is the one that is there: whoever follows the settings is told of changes only."""
        statement = upsert(settings).values(key=f"{LANGUAGE_KEY}{collection_id}", value=language)
        connection.execute(
            statement.on_conflict_do_update(
                index_elements=["key"], set_={"value": language}, where=settings.c.value != statement.excluded.value
            )
        )

    def _put(self, connection: Connection, collection_id: str, **values: object) -> None:
        statement = upsert(collection_state).values({**_EMPTY, **values, "collection_id": collection_id})
        connection.execute(statement.on_conflict_do_update(index_elements=["collection_id"], set_=values))
