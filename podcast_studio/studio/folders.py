"""What a person may do with the folders that podcasts are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Collection, IndexReport
from podcast_studio.domain.errors import CollectionError, PodcastStudioError, StorageError
from podcast_studio.domain.jobs import INDEXING_JOB, Priority
from podcast_studio.domain.shelf import DocumentState
from podcast_studio.pipeline.indexing import compare
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.indexing import IndexKeeper
from podcast_studio.studio.library import Library
from podcast_studio.studio.orders import check_folder, title_for

_CHANGED = {DocumentState.NEW, DocumentState.CHANGED, DocumentState.MISSING}
_PATIENCE_SECONDS = 5.0  # for an indexing to stop when its collection is removed


@dataclass(frozen=True, kw_only=True)
class Added:
    """What came of one path that was given to us."""

    path: Path  # absolute
    collection: Collection | None = None  # None when there is an error
    existed: bool = False  # it was in the library already
    note: str = ""  # what is worth knowing, e.g. that it lies inside another collection
    job_id: str | None = None  # of its indexing, where there is something to index
    error: PodcastStudioError | None = None


class Folders:
    """Collections: added, indexed, renamed, forgotten. The user's files are never touched."""

    def __init__(self, library: Library, engines: Engines, keeper: IndexKeeper) -> None:
        self._library, self._engines, self._keeper = library, engines, keeper

    def add(self, folder: Path, name: str = "") -> Collection:
        """Make a collection of a folder or file; the one that is there if it is known. Raises CollectionError."""
        folder = folder.expanduser().absolute()
        check_folder(self._engines.reader, folder)
        return self._library.collections.add(folder, name or title_for(folder, ""))

    def add_files(self, paths: Iterable[Path]) -> list[Added]:
        """Make a collection of each and have it indexed; one that cannot be used does not keep the others out."""
        return [self._add_one(path.expanduser().absolute()) for path in paths]

    def index(self, collection_id: str) -> str:
        """Have a collection indexed by the workers; the id of the job, which may be one that waits or runs already."""
        collection = self._library.collections.get(collection_id)
        job = self._library.jobs.enqueue_once(kind=INDEXING_JOB, subject_id=collection.id, priority=Priority.URGENT)
        return job.id

    def is_changed(self, collection_id: str) -> bool:
        """Whether the folder differs from its index, by names, dates and sizes. A folder that is gone does not."""
        folder = self._library.collections.get(collection_id).folder
        known = self._engines.index(collection_id).documents()
        try:
            rows = compare(self._engines.reader.scan(folder), known)
        except CollectionError:
            return False
        return any(row.state in _CHANGED for row in rows)

    def rescan(
        self, collection: Collection, cancel: CancelToken | None, report: Callable[[int, int], None]
    ) -> IndexReport:
        """Bring a collection's index up to date here and now."""
        return self._keeper.refresh(collection, cancel=cancel or CancelToken(), report=report)

    def rename(self, collection_id: str, name: str) -> None:
        name = " ".join(name.split())
        if not name:
            raise CollectionError("A collection needs a name.", way_out="Type one.")
        self._library.collections.rename(collection_id, name)

    def remove(self, collection: Collection) -> None:
        """Forget a collection and its index; an indexing that runs is stopped."""
        self._library.collections.remove(collection.id)
        self._library.jobs.cancel_of(kind=INDEXING_JOB, subject_id=collection.id)
        with suppress(StorageError), self._keeper.alone(collection.id, CancelToken(), patience=_PATIENCE_SECONDS):
            self._engines.drop_index(collection.id)

    def _add_one(self, path: Path) -> Added:
        others = self._library.collections.all()
        known = next((other for other in others if _real(other.folder) == _real(path)), None)
        try:
            collection = known or self.add(path)
            fresh = known is None or self.is_changed(collection.id)
            job_id = self.index(collection.id) if fresh else None
        except PodcastStudioError as error:
            return Added(path=path, error=error)
        note = "It is in the library already." if known else _overlap(path, others)
        return Added(path=path, collection=collection, existed=known is not None, note=note, job_id=job_id)


def _overlap(path: Path, others: Sequence[Collection]) -> str:
    """What to say of a folder that lies inside another collection or around it."""
    here = _real(path)
    for other in others:
        there = _real(other.folder)
        if here.is_relative_to(there):
            return f"It lies inside “{other.name}”, so its documents are in both."
        if there.is_relative_to(here):
            return f"“{other.name}” lies inside it, so its documents are in both."
    return ""


def _real(path: Path) -> Path:
    """Where links lead to."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path
