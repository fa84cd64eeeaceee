"""Documents are read in a child process: one that makes the reader crash, or hang, is one document less."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan, FoundFile, Passage
from podcast_studio.domain.errors import DocumentError, EngineDiedError
from podcast_studio.engines.child import EngineProcess, TooSlowError
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.languages import sample

_IDLE_SECONDS = 10.0
_LIMIT_SECONDS = 300.0  # for one document
_LANGUAGE_SECONDS = 60.0  # for telling one language, with the loading of what tells them
_TRIES = 2  # the system may have killed the child for want of memory
_log = logging.getLogger(__name__)


class ReaderProcess:
    """A DocumentReader that lists files here and reads them in a child, which is there only while it is needed."""

    def __init__(
        self,
        reader: FolderReader | None = None,
        *,
        idle_seconds: float = _IDLE_SECONDS,
        limit_seconds: float = _LIMIT_SECONDS,
    ) -> None:
        self._reader = reader or FolderReader()
        self._limit_seconds = limit_seconds
        self._process = EngineProcess("reader of documents", _ReaderService, self._reader, idle_seconds=idle_seconds)

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def scan(self, folder: Path) -> FolderScan:
        """List what a folder (or a single file) holds, without reading it. Raises CollectionError."""
        return self._reader.scan(folder)

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        """The passages of one document, in order. Raises DocumentError with the reason in plain words."""
        for _ in range(_TRIES):
            try:
                passages: list[Passage] = self._process.call(
                    "read", file, cancel=cancel, limit_seconds=self._limit_seconds
                )
            except TooSlowError as error:
                minutes = f"{self._limit_seconds / 60:g} minutes"
                raise DocumentError(
                    f"reading it took longer than {minutes}", way_out="Use a shorter or simpler version of it."
                ) from error
            except EngineDiedError as error:
                death = error
            else:
                return passages
        raise DocumentError(
            "it cannot be read: the reader stopped at it",
            way_out="It may be damaged. Save it anew, or in another format.",
            details=death.details,
        ) from death

    def language(self, passages: Sequence[Passage]) -> str:
        """The language of one document's passages; "" where it is not known. Not worth a failure."""
        try:
            found: str = self._process.call("detect", sample(passages), limit_seconds=_LANGUAGE_SECONDS)
        except (TooSlowError, EngineDiedError) as error:
            _log.warning("the language of a document could not be told: %s", error)
            return ""
        return found

    def close(self) -> None:
        self._process.close()


class _ReaderService:
    """Runs in the child."""

    def __init__(self, reader: FolderReader) -> None:
        self._reader = reader

    def read(self, file: FoundFile) -> list[Passage]:
        return self._reader.read(file)

    def detect(self, text: str) -> str:
        return self._reader.detector.detect(text)
