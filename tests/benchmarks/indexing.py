"""Indexing a folder of 1,000 generated documents: the first time, and when nothing has changed."""

from __future__ import annotations

import random
import time
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import IndexReport
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.engines.lance_index import LancePassageIndex
from podcast_studio.pipeline.indexing import refresh_index
from tests.benchmarks.figures import Table

DOCUMENTS = 1_000
_NOUNS = "river mill bridge harbour engine letter garden market tower school lamp stone wheel road ship field".split()
_VERBS = "carries follows replaces measures feeds crosses protects explains".split()


def write_documents(folder: Path, count: int = DOCUMENTS) -> None:
    """Markdown and text files of some 300 words each, in ten subfolders; the same ones each time."""
    chance = random.Random(7)
    for number in range(count):
        place = folder / f"part {number % 10}"
        place.mkdir(parents=True, exist_ok=True)
        paragraphs = [_paragraph(chance) for _ in range(5)]
        body = "\n\n".join(f"## About the {chance.choice(_NOUNS)}\n\n{text}" for text in paragraphs)
        (place / f"note {number}.{'md' if number % 3 else 'txt'}").write_text(f"# Note {number}\n\n{body}\n")


def _paragraph(chance: random.Random) -> str:
    return " ".join(
        f"The {chance.choice(_NOUNS)} of {chance.randint(1700, 1999)} {chance.choice(_VERBS)} the "
        f"{chance.choice(_NOUNS)} near the {chance.choice(_NOUNS)}."
        for _ in range(5)
    )


def bench_indexing(table: Table, folder: Path) -> None:
    documents = folder / "documents"
    write_documents(documents)
    index = LancePassageIndex(folder / "index", WordLlamaEmbedder())
    seconds, report = _refresh(documents, index)
    table.add(f"indexing {report.documents:,} documents, {report.passages:,} passages", seconds, "s")
    index.close()
    index = LancePassageIndex(folder / "index", WordLlamaEmbedder())
    seconds, _ = _refresh(documents, index)
    table.add("recognising that nothing has changed", seconds, "s", at_most=1.0)
    (documents / "part 1" / "note 1.md").write_text(
        "# Note 1\n\nSomething else stands here now, and it is quite short."
    )
    seconds, _ = _refresh(documents, index)
    table.add("taking in one changed document", seconds, "s")
    index.close()


def _refresh(documents: Path, index: LancePassageIndex) -> tuple[float, IndexReport]:
    started = time.monotonic()
    report = refresh_index(
        folder=documents, reader=FolderReader(), index=index, cancel=CancelToken(), report=lambda _done, _total: None
    )
    return time.monotonic() - started, report
