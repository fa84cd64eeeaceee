"""Where somebody stopped listening, podcast by podcast."""

from __future__ import annotations

import math

from podcast_studio.storage.listening import ListeningStore


class Listening:
    """Remembers positions."""

    def __init__(self, store: ListeningStore) -> None:
        self._store = store

    def get(self, *, podcast_id: str) -> float:
        """Seconds into the audio; 0 where nobody has listened yet."""
        return self._store.get(podcast_id)

    def last(self) -> str | None:
        """The id of the podcast that was listened to last; None where none was."""
        return self._store.last()

    def set(self, *, podcast_id: str, seconds: float) -> None:
        """Remember a position. What is no position counts as the beginning."""
        self._store.set(podcast_id, seconds if math.isfinite(seconds) and seconds > 0 else 0.0)
