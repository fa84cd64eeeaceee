"""Keeps the data folder from growing without bound: old rows, what killed runs left, what can be made again."""

from __future__ import annotations

import logging
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from podcast_studio.domain.errors import StorageError
from podcast_studio.studio.home import Home
from podcast_studio.studio.kept_orders import keep_order
from podcast_studio.studio.library import Library

_log = logging.getLogger(__name__)
_FIRST_SECONDS = 20.0  # after the start, when nobody waits for the disk any more
_EVERY_SECONDS = 3_600.0
_OLD_SECONDS = 86_400.0  # nothing that is being written is that old
_PREVIEWS_KEPT = 200
_HALF_MADE = re.compile(r"\..+\.[0-9a-f]{8}\.part(\..+)?|\.\.?mixing\..+|\.(voice-check|rescue)-.+")


class Housekeeper:
    """Tidies up now and then while there are workers."""

    def __init__(self, home: Home, library: Library, *, clock: Callable[[], float] = time.time) -> None:
        self._home, self._library, self._clock = home, library, clock
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="housekeeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()

    def tidy(self) -> None:
        """Once, here and now. Raises StorageError; what else cannot be removed is left for the next time."""
        self._library.thinner.thin()
        known = self._library.collections.known_ids()
        for path in (*self._half_made(), *self._spare_previews(), *self._lost_indexes(known)):
            _remove(path)
        self._keep_orders()

    def _work(self) -> None:
        pause = _FIRST_SECONDS
        while not self._stop.wait(pause):
            pause = _EVERY_SECONDS
            try:
                self.tidy()
            except StorageError as error:
                _log.info("tidying up is put off: %s", error)

    def _keep_orders(self) -> None:
        """Of podcasts that were made before their orders were kept beside them."""
        for podcast in self._library.podcasts.all():
            folder = self._home.podcasts / podcast.id
            if folder.is_dir():
                keep_order(folder, podcast, self._library.collections.get(podcast.order.collection_id))

    def _half_made(self) -> Iterator[Path]:
        home = self._home
        places = [home.root, home.models, home.previews, *home.podcasts.glob("*/"), *home.podcasts.glob("*/turns/")]
        for place in (*places, *home.indexes.glob("*/")):
            for path in place.glob(".*"):
                if _HALF_MADE.fullmatch(path.name) and self._is_old(path):
                    yield path

    def _spare_previews(self) -> list[Path]:
        """Those that were made first; each is spoken again in a second."""
        made = sorted(self._home.previews.glob("*.wav"), key=_changed, reverse=True)
        return made[_PREVIEWS_KEPT:]

    def _lost_indexes(self, known: set[str]) -> Iterator[Path]:
        """Of collections that the library does not know at all, e.g. one from before it was rebuilt."""
        for folder in self._home.indexes.glob("*/"):
            if folder.name not in known and self._is_old(folder):
                yield folder

    def _is_old(self, path: Path) -> bool:
        return self._clock() - _changed(path) > _OLD_SECONDS


def _changed(path: Path) -> float:
    try:
        return path.lstat().st_mtime
    except OSError:  # gone meanwhile
        return float("inf")


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        _log.info("%s is left for later: %r", path, error)
