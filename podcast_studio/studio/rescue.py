"""Opens the library; a damaged or lost one is made anew from what can be read, backups, and the podcasts' folders."""

from __future__ import annotations

import json
import logging
import re
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock

from podcast_studio.domain.errors import LibraryDamagedError
from podcast_studio.domain.files import sha256_of, telling_disk_errors
from podcast_studio.domain.jobs import PODCAST_JOB
from podcast_studio.domain.podcasts import AudioFormat, Podcast, PodcastOrder
from podcast_studio.pipeline.storing_audio import TRANSCRIPT
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.podcasts import PodcastStore, order_of
from podcast_studio.storage.salvage import (
    CHILDREN,
    OTHERS,
    ROOTS,
    WORK,
    Row,
    Wreck,
    backups,
    forget_torn_scripts,
    set_aside,
    take,
)
from podcast_studio.studio.home import Home
from podcast_studio.studio.kept_orders import kept_order

_log = logging.getLogger(__name__)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_UNKNOWN = "Recovered"  # the collection of podcasts of which nothing tells where they came from
_SUFFIXES = {f".{audio_format.value}" for audio_format in AudioFormat}


@dataclass(frozen=True, kw_only=True)
class Rescued:
    """What became of a library that was damaged or lost."""

    aside: Path | None  # where the damaged file is now; None where nothing was left of it
    podcasts: int  # that are in the library again
    lost: tuple[str, ...]  # folders of podcasts that were being made, and of which nobody knows what was ordered

    @property
    def message(self) -> str:
        what = "was damaged" if self.aside is not None else "was lost"
        return f"The library {what} and has been made anew; podcasts that are in it again: {self.podcasts}."

    @property
    def way_out(self) -> str:
        told = [f"The damaged file is kept as {self.aside}."] if self.aside is not None else []
        if self.lost:
            told.append(
                f"Podcasts that were being made and must be ordered again: {len(self.lost)}. What there is of them "
                f"stays in {', '.join(self.lost)}."
            )
        return " ".join(told)


def open_library(home: Home) -> tuple[Database, Rescued | None]:
    """The library, sound and up to date, and what had to be done for that. Raises StorageError."""
    if not _is_lost(home):
        database = Database(home.database)
        try:
            database.migrate()
            database.check(thorough=False)
        except LibraryDamagedError as error:
            database.close()
            _log.error("the library is damaged: %s", error.details)
        except BaseException:  # whatever it was, it is told by whoever asked; no connection must stay open
            database.close()
            raise
        else:
            return database, None
    with FileLock(home.locks / "rescue.lock"):
        return _made_anew(home)


def _is_lost(home: Home) -> bool:
    """Whether there is no library, or an empty file, where there are podcasts."""
    path = home.database
    return (not path.exists() or path.stat().st_size == 0) and any(_folders(home))


def _made_anew(home: Home) -> tuple[Database, Rescued | None]:
    if not _is_lost(home):  # another process may have done it meanwhile
        database = Database(home.database)
        try:
            database.migrate()
            database.check(thorough=False)
            return database, None
        except LibraryDamagedError:
            database.close()
    with telling_disk_errors(home.database):
        aside = set_aside(home.database) if home.database.exists() else None
    database = Database(home.database)
    database.migrate()
    lost = _filled(home, database, aside)
    rescued = Rescued(aside=aside, podcasts=len(PodcastStore(database).all()), lost=tuple(map(str, lost)))
    _log.warning("%s %s", rescued.message, rescued.way_out)
    return database, rescued


def _filled(home: Home, database: Database, aside: Path | None) -> list[Path]:
    """Fill a new library: what the damaged file tells comes first, then backups, then folders.

    Returns the folders that tell too little.
    """
    podcasts, collections = PodcastStore(database), CollectionStore(database)

    def is_there(row: Row) -> bool:
        """Backups know of podcasts that were deleted since."""
        podcast_id = row["podcast_id"] if "podcast_id" in row else row["id"] if "order" in row else None
        return podcast_id is None or (home.podcasts / str(podcast_id)).is_dir()

    with ExitStack() as opened:
        folder = Path(opened.enter_context(tempfile.TemporaryDirectory(prefix=".rescue-", dir=home.root)))
        newest = [opened.enter_context(closing(Wreck(aside, folder)))] if aside is not None else []
        older = [opened.enter_context(closing(Wreck(backup, folder))) for backup in backups(home.database)]
        for wreck in newest:
            take(wreck, database, ROOTS)
        for wreck in older:
            take(wreck, database, ROOTS, wanted=is_there)
        lost = _from_folders(home, podcasts, collections)
        subjects = {podcast.id for podcast in podcasts.all()} | collections.known_ids()
        for wreck in newest:
            for tables in (CHILDREN, OTHERS, WORK):
                take(wreck, database, tables, wanted=lambda row: row.get("subject_id", "") in {"", *subjects})
        for wreck in older:
            for tables in (CHILDREN, OTHERS):
                take(wreck, database, tables, wanted=is_there)
    forget_torn_scripts(database)
    for podcast in podcasts.without_job(PODCAST_JOB):
        whole = _with_audio(podcast, home.podcasts / podcast.id)
        podcasts.put_back(whole)
        podcasts.order_again(whole, job_kind=PODCAST_JOB)
    return lost


def _from_folders(home: Home, podcasts: PodcastStore, collections: CollectionStore) -> list[Path]:
    """Write down podcasts that only their folders know of. Returns the folders that tell too little."""
    known, lost = {podcast.id for podcast in podcasts.all()}, []
    for folder in _folders(home):
        if folder.name not in known:
            found = _found(folder, collections)
            if found is None:
                lost.append(folder)
            else:
                podcasts.put_back(found)
    return lost


def _folders(home: Home) -> Iterator[Path]:
    return (
        folder for folder in sorted(home.podcasts.glob("*/")) if _ID.fullmatch(folder.name) and any(folder.iterdir())
    )


def _found(folder: Path, collections: CollectionStore) -> Podcast | None:
    """The podcast in a folder, by its order, or at least by its transcript and audio."""
    kept, script = kept_order(folder), _script(folder)
    made_at = datetime.fromtimestamp(folder.stat().st_mtime, UTC).isoformat(timespec="milliseconds")
    if kept is not None:
        collection = collections.add(kept.collection_folder, kept.collection_name)
        try:
            order = order_of({**kept.order, "collection_id": collection.id})
        except (ValueError, TypeError, KeyError):
            return None
        podcast = Podcast(id=folder.name, order=order, created_at=kept.created_at, updated_at=made_at)
        return _with_audio(podcast, folder)
    if script is None or _programme(folder) is None:
        return None
    collection = collections.add(folder.parent, _UNKNOWN)
    collections.remove(collection.id)  # not shown as a folder to make podcasts of
    order = PodcastOrder(
        collection_id=collection.id,
        minutes=float(script.get("requested_minutes", 0) or 15),
        title=str(script["title"]),
        language=str(script.get("language", "en")),
    )
    return _with_audio(Podcast(id=folder.name, order=order, created_at=made_at, updated_at=made_at), folder)


def _with_audio(podcast: Podcast, folder: Path) -> Podcast:
    """With the programme that its folder holds, where there is one with its transcript."""
    audio, script = _programme(folder), _script(folder)
    if podcast.audio is not None or audio is None or script is None:
        return podcast
    stat = audio.stat()
    return replace(
        podcast,
        audio=audio,
        audio_sha256=sha256_of(audio),
        audio_bytes=stat.st_size,
        duration_seconds=float(script["duration_seconds"]),
        note=str(script.get("note", "")),
        completed_at=datetime.fromtimestamp(stat.st_mtime, UTC).isoformat(timespec="milliseconds"),
    )


def _programme(folder: Path) -> Path | None:
    """The newest audio file in a podcast's folder."""
    found = [path for path in folder.glob("[!.]*.*") if path.suffix in _SUFFIXES and path.stat().st_size]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


def _script(folder: Path) -> dict[str, Any] | None:
    try:
        script = json.loads((folder / TRANSCRIPT).read_bytes())
        return {**script, "title": str(script["title"]), "duration_seconds": float(script["duration_seconds"])}
    except (OSError, ValueError, TypeError, KeyError):
        return None
