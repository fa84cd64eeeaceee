"""Documents and an index that need neither files of many formats nor a database."""

from __future__ import annotations

import hashlib
import math
import os
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FolderScan, FoundFile, IndexedDocument, Passage, SkippedFile
from podcast_studio.domain.errors import CollectionError, DocumentError
from podcast_studio.testing.languages import WordListDetector


class MemoryIndex:
    """A PassageIndex in memory: finds passages by the words they share with the query, rare words first."""

    def __init__(self) -> None:
        self._documents: dict[str, IndexedDocument] = {}
        self._passages: dict[str, list[Passage]] = {}
        self.replaced: list[str] = []  # every path that was put in, in order
        self.noted: list[str] = []
        self.compactions = 0

    def documents(self) -> Mapping[str, IndexedDocument]:
        return dict(self._documents)

    def replace(self, documents: Sequence[tuple[IndexedDocument, Sequence[Passage]]]) -> None:
        for document, passages in documents:
            self._documents[document.path] = document
            self._passages[document.path] = list(passages)
            self.replaced.append(document.path)

    def note(self, documents: Sequence[IndexedDocument]) -> None:
        for document in documents:
            self._documents[document.path] = document
            self.noted.append(document.path)

    def remove(self, paths: Collection[str]) -> None:
        for path in paths:
            self._documents.pop(path, None)
            self._passages.pop(path, None)

    def passages(self) -> list[Passage]:
        return sorted(
            (passage for passages in self._passages.values() for passage in passages),
            key=lambda passage: (passage.document, passage.order),
        )

    def of_document(self, path: str) -> list[Passage]:
        return sorted(self._passages.get(path, []), key=lambda passage: passage.order)

    def search(self, query: str, limit: int) -> list[Passage]:
        passages = self.passages()
        words = [_words(f"{' '.join(passage.heading)} {passage.text}") for passage in passages]
        spread = Counter(word for members in words for word in members)
        wanted = _words(query)
        scores = [sum(1 / spread[word] for word in wanted & members) for members in words]
        found = [(-score, passage.id, passage) for passage, score in zip(passages, scores, strict=True) if score]
        return [passage for _score, _id, passage in sorted(found, key=lambda one: one[:2])[: max(0, limit)]]

    def compact(self) -> None:
        self.compactions += 1

    def close(self) -> None:
        """Nothing to close; what is in it stays."""


@dataclass
class TextReader:
    """A DocumentReader over texts by path: number signs make headings, blank lines part passages.

    Change `texts` between two scans to change the folder.
    """

    texts: dict[str, str]
    skipped: tuple[SkippedFile, ...] = ()
    reads: list[str] = field(default_factory=list)  # the path of every document read, in order
    _written: dict[Path, tuple[str, int]] = field(default_factory=dict)

    def scan(self, folder: Path) -> FolderScan:
        """The texts as files of `folder`, written there if need be: whoever indexes them reads their bytes to hash."""
        if not folder.is_dir():
            raise CollectionError(f"There is no folder {folder}.", way_out="Choose a folder that exists.")
        files = [self._file(folder / path, path, text) for path, text in sorted(self.texts.items())]
        return FolderScan(files=tuple(files), skipped=self.skipped)

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:  # noqa: ARG002
        self.reads.append(file.path)
        if file.path not in self.texts:
            raise DocumentError("no longer there")
        passages = _cut(file.path, self.texts[file.path])
        if not passages:
            raise DocumentError("no text in it")
        return passages

    def language(self, passages: Sequence[Passage]) -> str:
        return WordListDetector().detect(" ".join(passage.spoken for passage in passages))

    def _file(self, absolute: Path, path: str, text: str) -> FoundFile:
        before, number = self._written.get(absolute, ("", 0))
        if number == 0 or before != text:
            number += 1
            absolute.parent.mkdir(parents=True, exist_ok=True)
            absolute.write_text(text, encoding="utf-8", errors="replace", newline="")
            os.utime(absolute, ns=(number, number))  # a change within a tick of the clock is a change
            self._written[absolute] = (text, number)
        return FoundFile(path=path, absolute=absolute, size=absolute.stat().st_size, mtime_ns=number)


class HashEmbedder:
    """An Embedder in which texts are near each other when they share words."""

    def __init__(self, name: str = "hash", dimensions: int = 64) -> None:
        self.name = name
        self.dimensions = dimensions

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        vector = [0.0] * self.dimensions
        for word in _words(text):
            number = int.from_bytes(hashlib.sha256(word.encode("utf-8", "replace")).digest()[:8])
            vector[number % self.dimensions] += 1.0 if number & (1 << 60) else -1.0
        length = math.sqrt(sum(value * value for value in vector))
        return [value / length for value in vector] if length else vector


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def _cut(path: str, text: str) -> list[Passage]:
    """The paragraphs of a text as passages, all of them spoken."""
    passages: list[Passage] = []
    heading: list[str] = []
    for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text):
        if title := re.fullmatch(r"(#+) +(.+)", found.group().rstrip()):
            heading[len(title.group(1)) - 1 :] = [title.group(2).strip()]
            continue
        body = found.group().rstrip()
        start, order = found.start(), len(passages)
        passages.append(
            Passage(
                id=hashlib.sha256(f"{path}|{start}|{body}".encode("utf-8", "replace")).hexdigest()[:16],
                document=path,
                heading=tuple(heading),
                page=None,
                start=start,
                end=start + len(body),
                text=body,
                spoken=" ".join(body.split()),
                order=order,
            )
        )
    return passages
