"""Lists for views. Each is read anew when `studio.changes` says so; the longest takes a fraction of a second."""

from __future__ import annotations

from collections.abc import Collection

from podcast_studio.domain.errors import CollectionError, NotFoundError
from podcast_studio.domain.shelf import CollectionRow, Counts, DocumentRow, PodcastRow, QueueRow
from podcast_studio.pipeline.indexing import compare
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.library import Library


class Shelf:
    """What is in the library, row by row."""

    def __init__(self, library: Library, engines: Engines) -> None:
        self._library, self._engines = library, engines

    def podcasts(
        self,
        *,
        ids: Collection[str] | None = None,
        collection_id: str = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[PodcastRow]:
        """The newest first: all of them, those with `ids` (unknown ones are left out), or those of a collection."""
        return self._library.shelf.podcasts(ids=ids, collection_id=collection_id, limit=limit, offset=offset)

    def podcast(self, *, id: str) -> PodcastRow:  # noqa: A002 - the field's own name
        """Raises NotFoundError."""
        found = self.podcasts(ids=[id])
        if not found:
            raise NotFoundError("This podcast is no longer in the library.", way_out="Choose another one.")
        return found[0]

    def collections(self) -> list[CollectionRow]:
        """In the order they were added."""
        return self._library.shelf.collections()

    def documents(self, *, collection_id: str) -> list[DocumentRow]:
        """The files of a collection by path, as they are in the folder and in the index at this moment."""
        collection = self._library.collections.get(collection_id)
        known = self._engines.index(collection_id).documents()
        try:
            scan = self._engines.reader.scan(collection.folder)
        except CollectionError:  # the folder is gone: all that is known of it is missing
            scan = None
        return compare(scan, known)

    def queue(self) -> list[QueueRow]:
        """What needs attention, what runs, what waits in the order it will be taken, what is held."""
        return self._library.shelf.queue()

    def counts(self) -> Counts:
        return self._library.shelf.counts()
