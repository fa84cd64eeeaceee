"""The index in a child: what the port promises, what needs no child, and the child's death and leaving."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.errors import NoPermissionError, StorageError
from podcast_studio.domain.ports import PassageIndex
from podcast_studio.engines.index_process import IndexProcess
from podcast_studio.testing.engine_conformance import PassageIndexConformance, known, passage
from podcast_studio.testing.index import HashEmbedder


@pytest.fixture(scope="module")
def process() -> Iterator[IndexProcess]:
    process = IndexProcess(HashEmbedder, HashEmbedder().name)
    yield process
    process.close()
    assert process.pid is None


class TestIndexProcess(PassageIndexConformance):
    @pytest.fixture
    def index(self, tmp_path: Path, process: IndexProcess) -> Iterator[PassageIndex]:
        index = process.open(tmp_path / "index")
        yield index
        index.close()


def filled(process: IndexProcess, folder: Path) -> PassageIndex:
    index = process.open(folder)
    index.replace([known("a.md", passage("a.md", 0, "The tide turns."))])
    index.compact()
    return index


def test_what_is_known_of_the_files_needs_no_child(process: IndexProcess, tmp_path: Path) -> None:
    filled(process, tmp_path / "index")
    process.close()
    assert list(process.open(tmp_path / "index").documents()) == ["a.md"]
    assert process.open(tmp_path / "nothing").documents() == {}
    assert process.pid is None


def test_damage_is_noticed_and_the_index_made_anew(process: IndexProcess, tmp_path: Path) -> None:
    index = filled(process, tmp_path / "index")
    shutil.rmtree(tmp_path / "index" / "lance")
    assert index.documents() == {}
    index.replace([known("b.md", passage("b.md", 0, "The tide again."))])
    assert [one.text for one in index.passages()] == ["The tide again."]


def test_a_killed_child_costs_nobody_anything(process: IndexProcess, tmp_path: Path) -> None:
    index = filled(process, tmp_path / "index")
    process._process.kill()
    assert [one.document for one in index.search("tide", 1)] == ["a.md"]


def test_errors_come_over_as_they_are(process: IndexProcess, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    index = process.open(tmp_path / "file" / "index")
    with pytest.raises((NoPermissionError, StorageError), match="file"):
        index.replace([known("a.md", passage("a.md", 0, "The tide turns."))])


def test_it_leaves_when_nobody_searches_and_comes_back(tmp_path: Path) -> None:
    process = IndexProcess(HashEmbedder, HashEmbedder().name, idle_seconds=0.3)
    try:
        index = filled(process, tmp_path / "index")
        until = time.monotonic() + 20
        while process.pid is not None and time.monotonic() < until:
            time.sleep(0.05)
        assert process.pid is None
        assert [one.document for one in index.search("tide", 1)] == ["a.md"]
    finally:
        process.close()
