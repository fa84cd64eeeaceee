"""Where somebody stopped listening."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.storage.database import Database, now
from podcast_studio.storage.tables import listening, podcasts


class ListeningStore:
    """Positions by podcast."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, podcast_id: str) -> float:
        """Seconds into the audio; 0 where nobody has listened yet."""
        with self._db.read() as connection:
            seconds = connection.execute(
                select(listening.c.seconds).where(listening.c.podcast_id == podcast_id)
            ).scalar()
        return float(seconds or 0.0)

    def last(self) -> str | None:
        """The podcast whose position was remembered last; None where there is none."""
        latest = select(listening.c.podcast_id).order_by(listening.c.updated_at.desc()).limit(1)
        with self._db.read() as connection:
            podcast_id = connection.execute(latest).scalar()
        return str(podcast_id) if podcast_id is not None else None

    def set(self, podcast_id: str, seconds: float) -> None:
        """Remember a position; a podcast that was deleted meanwhile has none."""
        values = {"seconds": seconds, "updated_at": now()}
        with self._db.write() as connection:
            if connection.execute(select(podcasts.c.id).where(podcasts.c.id == podcast_id)).first() is not None:
                statement = upsert(listening).values(podcast_id=podcast_id, **values)
                connection.execute(statement.on_conflict_do_update(index_elements=["podcast_id"], set_=values))
