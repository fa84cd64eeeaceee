"""What an index remembers of its files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from podcast_studio.domain.documents import IndexedDocument
from podcast_studio.engines.index_records import IndexRecords


def records(folder: Path, embedder: str = "hash") -> IndexRecords:
    return IndexRecords(folder / "documents.json", folder / "lance", embedder)


def document(path: str, reason: str | None = None) -> IndexedDocument:
    return IndexedDocument(path=path, sha256="ab", size=3, mtime_ns=2**62, passages=1, reason=reason)


def data(folder: Path, name: str, size: int) -> Path:
    path = folder / "lance" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(size))
    return path


def test_there_are_none_at_first(tmp_path: Path) -> None:
    first = records(tmp_path)
    assert not first.fits
    assert first.documents == {}
    assert first.current()
    assert first.whole()


def test_what_is_put_is_there_again(tmp_path: Path) -> None:
    records(tmp_path).put([document("ä b.md"), document("c.pdf", "damaged")])
    again = records(tmp_path)
    assert again.fits
    assert again.documents == {"ä b.md": document("ä b.md"), "c.pdf": document("c.pdf", "damaged")}
    again.drop(["c.pdf", "missing"])
    assert list(records(tmp_path).documents) == ["ä b.md"]


def test_a_document_keeps_its_language(tmp_path: Path) -> None:
    records(tmp_path).put([replace(document("flut.md"), language="de")])
    assert records(tmp_path).documents["flut.md"].language == "de"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"schema": 2, "embedder": "hash"}', '{"schema": 1, "embedder": "hash", "documents": []}'],
)
def test_what_cannot_be_understood_does_not_fit(tmp_path: Path, text: str) -> None:
    (tmp_path / "documents.json").write_text(text)
    assert not records(tmp_path).fits


def test_those_of_another_embedder_do_not_fit(tmp_path: Path) -> None:
    records(tmp_path).put([document("a.md")])
    other = records(tmp_path, "better")
    assert not other.fits
    assert other.documents == {}


def test_another_writer_is_noticed(tmp_path: Path) -> None:
    mine, theirs = records(tmp_path), records(tmp_path)
    mine.put([document("a.md")])
    assert mine.current()
    assert not theirs.current()


def test_files_that_are_missing_or_changed_are_noticed_and_new_ones_are_not(tmp_path: Path) -> None:
    first = data(tmp_path, "t/data/1.lance", 10)
    mine = records(tmp_path)
    mine.put([document("a.md")])
    data(tmp_path, "t/data/2.lance", 10)
    assert mine.whole()
    first.write_bytes(bytes(9))
    assert not mine.whole()
    first.unlink()
    assert not records(tmp_path).whole()


def test_while_files_are_merged_a_missing_one_is_no_damage(tmp_path: Path) -> None:
    first = data(tmp_path, "t/data/1.lance", 10)
    mine = records(tmp_path)
    mine.put([document("a.md")])
    mine.expect_changes()
    first.unlink()
    assert records(tmp_path).whole()
    assert list(records(tmp_path).documents) == ["a.md"]
    data(tmp_path, "t/data/3.lance", 5)
    mine.put([])
    assert records(tmp_path).whole()
    (tmp_path / "lance/t/data/3.lance").unlink()
    assert not records(tmp_path).whole()
