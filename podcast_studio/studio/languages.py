"""What language the documents of a folder are in, also before they are indexed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from podcast_studio.domain.documents import FoundFile, IndexedDocument, main_language
from podcast_studio.domain.errors import DocumentError
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.library import Library

_DOCUMENTS = 8  # that are read of a folder that is not indexed yet
_BYTES = 5_000_000  # of them, beside the first


class DocumentLanguages:
    """Tells the language of most of the words in a folder."""

    def __init__(self, library: Library, engines: Engines) -> None:
        self._library, self._engines = library, engines

    def of(self, folder: Path) -> str:
        """Its code; "" where it is not known. From the index, else from a few of the documents.

        Raises CollectionError.
        """
        rows = self._library.shelf.collections()
        known = next((row.language for row in rows if row.folder == folder), "")
        return known or main_language(self._tried(file) for file in _some(self._engines.reader.scan(folder).files))

    def _tried(self, file: FoundFile) -> IndexedDocument:
        reader = self._engines.reader
        try:
            passages = reader.read(file)
        except DocumentError:
            passages = []
        return IndexedDocument(
            path=file.path,
            sha256="",
            size=file.size,
            mtime_ns=file.mtime_ns,
            passages=len(passages),
            words=sum(passage.words for passage in passages),
            language=reader.language(passages),
        )


def _some(files: Sequence[FoundFile]) -> list[FoundFile]:
    """Some from all over the folder, as many as are quickly read."""
    step = max(1.0, len(files) / _DOCUMENTS)
    spread = [files[int(number * step)] for number in range(min(len(files), _DOCUMENTS))]
    chosen: list[FoundFile] = []
    for file in sorted(spread, key=lambda file: file.size):
        if not chosen or sum(other.size for other in chosen) + file.size <= _BYTES:
            chosen.append(file)
    return chosen
