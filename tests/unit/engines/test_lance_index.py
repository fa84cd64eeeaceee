"""The index on LanceDB: what the port promises, what stays on disk, two at once, and damage."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from podcast_studio.domain.errors import DiskFullError, IndexDamagedError, NoPermissionError
from podcast_studio.engines import index_records, lance_index
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.engines.lance_index import LancePassageIndex, _fuse
from podcast_studio.testing.engine_conformance import (
    PassageIndexConformance,
    known,
    passage,
)
from podcast_studio.testing.index import HashEmbedder

WORDLLAMA = WordLlamaEmbedder()


class TestLancePassageIndex(PassageIndexConformance):
    @pytest.fixture
    def index(self, tmp_path: Path) -> Iterator[LancePassageIndex]:
        index = LancePassageIndex(tmp_path / "index", HashEmbedder())
        yield index
        index.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


def opened(folder: Path, embedder: str = "hash") -> LancePassageIndex:
    return LancePassageIndex(folder, HashEmbedder(embedder))


def filled(folder: Path, documents: int = 6) -> LancePassageIndex:
    index = opened(folder)
    for number in range(documents):
        path = f"{number}.md"
        index.replace([known(path, *(passage(path, n, f"The tide number {n} of {number}.") for n in range(4)))])
    index.compact()
    return index


# --- what stays


def test_another_process_finds_what_was_put_in(folder: Path) -> None:
    filled(folder).close()
    again = opened(folder)
    assert len(again.documents()) == 6
    assert len(again.passages()) == 24
    assert again.search("the tide of 3", 1)[0].document == "3.md"


def test_an_index_of_another_embedder_is_made_anew(folder: Path) -> None:
    filled(folder).close()
    other = opened(folder, "better")
    assert other.documents() == {}
    assert other.search("tide", 3) == []
    other.replace([known("a.md", passage("a.md", 0, "Only this."))])
    assert [one.text for one in other.passages()] == ["Only this."]
    assert opened(folder).documents() == {}


def test_an_embedder_of_another_size_takes_over(folder: Path) -> None:
    filled(folder).close()
    wide = LancePassageIndex(folder, HashEmbedder("wide", dimensions=128))
    wide.replace([known("a.md", passage("a.md", 0, "Only this."))])
    assert [one.text for one in wide.search("only this", 3)] == ["Only this."]


def test_an_index_of_another_schema_is_made_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(folder).close()
    monkeypatch.setattr(index_records, "SCHEMA", 99)
    assert opened(folder).documents() == {}


def test_a_closed_index_opens_again(folder: Path) -> None:
    index = filled(folder)
    index.close()
    assert index.search("tide", 1)


def test_files_do_not_pile_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lance_index, "_VERSIONS_STAY", timedelta(milliseconds=1))  # as if time went by
    index, counts = filled(folder), []
    for round_ in range(50):
        path = f"{round_ % 6}.md"
        index.replace([known(path, passage(path, 0, f"The tide of round {round_}."))])
        index.compact()
        counts.append(sum(path.is_file() for path in folder.rglob("*")))
    assert max(counts[25:]) <= max(counts[:25])
    assert len(index.passages()) == 6


# --- two at once


def test_what_one_process_writes_another_sees(folder: Path) -> None:
    one, other = filled(folder), opened(folder)
    assert len(other.passages()) == 24
    one.replace([known("new.md", passage("new.md", 0, "Quicksilver runs."))])
    one.remove(["0.md"])
    assert other.search("quicksilver", 1)[0].document == "new.md"
    assert "0.md" not in other.documents()
    one.compact()
    assert len(other.passages()) == 21


def test_two_that_put_in_the_same_documents_leave_each_passage_once(folder: Path) -> None:
    indexes = [opened(folder), opened(folder)]
    documents = [known(f"{n}.md", passage(f"{n}.md", 0, f"The tide of {n}.")) for n in range(12)]

    def put(place: int) -> None:
        for document in documents:
            indexes[place].replace([document])

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(put, range(2)))
    ids = [one.id for one in opened(folder).passages()]
    assert sorted(ids) == sorted({f"{n}.md#0" for n in range(12)})


# --- crashes


def test_passages_without_a_record_are_not_shown_and_are_swept_out(folder: Path) -> None:
    """As a crash between the two writes leaves them."""
    index = filled(folder)
    index.close()
    records = folder / "documents.json"
    kept = json.loads(records.read_bytes())
    kept["documents"] = kept["documents"][:2]
    records.write_text(json.dumps(kept))
    index = opened(folder)
    assert {one.document for one in index.passages()} == {"0.md", "1.md"}
    assert {one.document for one in index.search("tide", 20)} == {"0.md", "1.md"}
    index.compact()
    assert index._open().count_rows() == 8


def test_a_record_is_written_after_its_passages_and_dropped_before(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = filled(folder)

    def crash(_work: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(index, "_using", crash)
    for change in (
        lambda: index.replace([known("0.md", passage("0.md", 0, "Other."))]),
        lambda: index.replace([known("new.md", passage("new.md", 0, "New."))]),
        lambda: index.remove(["1.md"]),
    ):
        with pytest.raises(KeyboardInterrupt):
            change()
    assert sorted(opened(folder).documents()) == ["2.md", "3.md", "4.md", "5.md"]


# --- damage


def lance_files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(path for path in (folder / "lance").rglob(pattern) if path.is_file())
    assert found
    return found


def remove_data(folder: Path) -> None:
    shutil.rmtree(folder / "lance")


def remove_one(folder: Path) -> None:
    lance_files(folder, "data/*")[0].unlink()


def cut_one(folder: Path) -> None:
    path = lance_files(folder, "data/*")[-1]
    path.write_bytes(path.read_bytes()[:-20])


def remove_versions(folder: Path) -> None:
    for path in lance_files(folder, "_versions/*"):
        path.unlink()


def remove_text_index(folder: Path) -> None:
    for path in lance_files(folder, "_indices/*/*"):
        path.unlink()


def garble_records(folder: Path) -> None:
    (folder / "documents.json").write_text('{"schema": 2, "documents": [')


def odd_records(folder: Path) -> None:
    (folder / "documents.json").write_text('["schema"]')


@pytest.mark.parametrize(
    "damage",
    [remove_data, remove_one, cut_one, remove_versions, remove_text_index, garble_records, odd_records],
)
def test_damage_is_noticed_when_the_documents_are_asked_for(folder: Path, damage: Callable[[Path], None]) -> None:
    filled(folder).close()
    damage(folder)
    index = opened(folder)
    assert index.documents() == {}
    index.replace([known("a.md", passage("a.md", 0, "The tide again."))])
    index.compact()
    assert [one.text for one in index.passages()] == ["The tide again."]
    assert [one.text for one in index.search("tide", 5)] == ["The tide again."]


def garble(folder: Path, pattern: str) -> None:
    for path in lance_files(folder, pattern):
        path.write_bytes(bytes(path.stat().st_size))


@pytest.mark.parametrize("pattern", ["data/*", "_versions/*", "_indices/*/*"])
def test_damage_that_shows_only_on_reading_is_told_and_the_index_made_anew(
    folder: Path, pattern: str, caplog: pytest.LogCaptureFixture
) -> None:
    filled(folder).close()
    garble(folder, pattern)
    index = opened(folder)
    with caplog.at_level(logging.WARNING), pytest.raises(IndexDamagedError) as caught:
        index.search("tide", 5)
    assert caught.value.retryable
    assert "made anew" in caplog.text
    assert index.documents() == {}
    index.replace([known("a.md", passage("a.md", 0, "The tide again."))])
    assert index.search("tide", 5)


@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("IO: No space left on device (os error 28)", DiskFullError),
        ("Permission denied (os error 13)", NoPermissionError),
    ],
)
def test_a_full_disk_is_no_damage(folder: Path, message: str, error: type[Exception]) -> None:
    index = filled(folder)

    def refuse(_table: object) -> None:
        raise RuntimeError(message)

    with pytest.raises(error, match="index"):
        index._using(refuse)
    assert len(index.passages()) == 24


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Exception, match="file") as caught:
        opened(tmp_path / "file" / "index").documents()
    assert type(caught.value).__module__ == "podcast_studio.domain.errors"


# --- ranking


def test_what_both_searches_find_comes_before_what_one_finds_first() -> None:
    rows = {name: {"id": name} for name in "abcde"}
    fused = _fuse([[rows["a"], rows["b"], rows["c"]], [rows["d"], rows["b"], rows["e"]]])
    assert [row["id"] for row in fused] == ["b", "a", "d", "c", "e"]


def test_words_count_where_vectors_are_blind(tmp_path: Path) -> None:
    index = LancePassageIndex(tmp_path / "index", WORDLLAMA)
    texts = ["The keeper trimmed the lamp each night.", "Model XK-4711 was built in Leeds.", "Bees dance in the dark."]
    index.replace([known(f"{n}.md", passage(f"{n}.md", 0, text)) for n, text in enumerate(texts)])
    assert index.search("XK-4711", 1)[0].text == texts[1]
    assert index.search("lighthouse attendant", 1)[0].text == texts[0]


def test_headings_help_to_find(tmp_path: Path) -> None:
    index = LancePassageIndex(tmp_path / "index", WORDLLAMA)
    index.replace([known("a.md", passage("a.md", 0, "They came in spring.", heading=("The Vikings in Ireland",)))])
    index.replace([known("b.md", passage("b.md", 0, "They came in autumn.", heading=("Potatoes",)))])
    assert index.search("Vikings", 1)[0].document == "a.md"
