"""Collections, documents and the passages that are retrieved and cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class FoundFile:
    """A file of a collection, as the folder listing shows it."""

    path: str  # relative to the collection, with forward slashes
    absolute: Path
    size: int  # bytes
    mtime_ns: int  # last modification, nanoseconds since the epoch


@dataclass(frozen=True, kw_only=True)
class SkippedFile:
    """A file that was left out, and why, in words for the user."""

    path: str  # relative to the collection, with forward slashes
    reason: str  # e.g. "damaged or incomplete PDF"


@dataclass(frozen=True, kw_only=True)
class FolderScan:
    """What a folder holds."""

    files: tuple[FoundFile, ...]  # those worth reading, sorted by path
    skipped: tuple[SkippedFile, ...]


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One stretch of a document's text: the unit that is retrieved and cited."""

    id: str  # stable for the same document path, range and text
    document: str  # path relative to the collection, with forward slashes
    heading: tuple[str, ...]  # heading path, outermost first
    page: int | None  # 1-based, where the format has pages
    start: int  # first character in the document's extracted text
    end: int  # one past the last
    text: str  # as extracted
    spoken: str  # the part of it that a person would read aloud; "" where there is none
    order: int  # position within the document, from 0

    @property
    def words(self) -> int:
        """How many words could be spoken."""
        return len(self.spoken.split())


@dataclass(frozen=True, kw_only=True)
class IndexedDocument:
    """What the index remembers of one file, unreadable ones included."""

    path: str  # relative to the collection
    sha256: str  # of the file's bytes
    size: int  # bytes
    mtime_ns: int
    passages: int  # how many it yielded
    words: int = 0  # that could be spoken
    reason: str | None = None  # why it could not be read; None when it could
    language: str = ""  # its code, e.g. "de"; "" where it is not known


def main_language(documents: Iterable[IndexedDocument]) -> str:
    """The language of most of the words whose language is known; "" where there is no such language."""
    words = Counter[str]()
    for document in documents:
        if document.language:
            words[document.language] += document.words
    for language, count in words.items():
        if count * 2 > words.total():
            return language
    return ""


@dataclass(frozen=True, kw_only=True)
class IndexReport:
    """What one refresh of an index did."""

    documents: int  # readable documents now in the index
    passages: int
    added: int
    changed: int
    removed: int
    unchanged: int
    skipped: tuple[SkippedFile, ...]  # left out or unreadable, each with its reason


@dataclass(frozen=True, kw_only=True)
class Collection:
    """A folder that the user gave us."""

    id: str  # uuid
    name: str
    folder: Path  # absolute; a single file is a collection of its own
    created_at: str  # ISO 8601, UTC
