"""Keeping an index in step with a folder: the real reader, LanceDB and the built-in embedder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, IndexReport, Passage
from podcast_studio.domain.errors import Cancelled
from podcast_studio.domain.ports import DocumentReader
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.engines.lance_index import LancePassageIndex
from podcast_studio.pipeline import indexing
from podcast_studio.pipeline.indexing import refresh_index
from podcast_studio.testing.index import HashEmbedder

EMBEDDER = WordLlamaEmbedder()


class CountingReader:
    """The real reader, counted."""

    def __init__(self, max_bytes: int = 1_000_000) -> None:
        self._reader = FolderReader(max_bytes=max_bytes)
        self.reads: list[str] = []

    def scan(self, folder: Path) -> object:
        return self._reader.scan(folder)

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        self.reads.append(file.path)
        return self._reader.read(file)

    def language(self, passages: Sequence[Passage]) -> str:
        return self._reader.language(passages)


class Collection:
    """A folder with its index."""

    def __init__(self, root: Path) -> None:
        self.folder, self.index_folder = root / "documents", root / "index"
        self.folder.mkdir()
        self.read: list[str] = []  # in the last refresh

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text)

    def refresh(
        self,
        cancel: CancelToken | None = None,
        report: Callable[[int, int], None] = lambda _done, _total: None,
        max_bytes: int = 1_000_000,
    ) -> IndexReport:
        reader = CountingReader(max_bytes)
        self.read = reader.reads
        typed: DocumentReader = reader  # type: ignore[assignment]
        return refresh_index(
            folder=self.folder, reader=typed, index=self.index(), cancel=cancel or CancelToken(), report=report
        )

    def index(self) -> LancePassageIndex:
        return LancePassageIndex(self.index_folder, EMBEDDER)

    def passages(self) -> list[Passage]:
        return self.index().passages()


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    return Collection(tmp_path)


@pytest.fixture
def filled(collection: Collection) -> Collection:
    for number in range(120):
        collection.write(f"part {number % 3}/{number:03d}.md", generated(number))
    collection.refresh()
    assert len(collection.read) == 120
    return collection


def generated(number: int) -> str:
    return f"# Port {number}\n\nThe tide at port {number} comes {number} minutes after the moon has passed.\n"


def test_an_unchanged_folder_is_recognised_by_its_dates(filled: Collection) -> None:
    report = filled.refresh()
    assert filled.read == []
    assert (report.documents, report.passages, report.unchanged) == (120, 120, 120)
    assert (report.added, report.changed, report.removed, report.skipped) == (0, 0, 0, ())


def test_an_unchanged_folder_needs_no_database(filled: Collection) -> None:
    """Its import alone would take most of the second that is allowed."""
    script = f"""
import sys
from pathlib import Path
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.engines.lance_index import LancePassageIndex
from podcast_studio.pipeline.indexing import refresh_index
index = LancePassageIndex(Path({str(filled.index_folder)!r}), WordLlamaEmbedder())
report = refresh_index(folder=Path({str(filled.folder)!r}), reader=FolderReader(), index=index, cancel=CancelToken(),
                       report=lambda done, total: None)
print(report.unchanged, sorted({{"lancedb", "kreuzberg", "wordllama", "numpy"}} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split(maxsplit=1) == ["120", "[]\n"]


def test_a_changed_document_is_replaced(filled: Collection) -> None:
    filled.write("part 0/000.md", "# Port 0\n\nNo tide at all is felt at this port.\n")
    report = filled.refresh()
    assert filled.read == ["part 0/000.md"]
    assert (report.changed, report.added, report.unchanged) == (1, 0, 119)
    texts = [one.text for one in filled.passages() if one.document == "part 0/000.md"]
    assert texts == ["No tide at all is felt at this port."]


def test_a_document_of_the_same_size_and_other_words_is_replaced(filled: Collection) -> None:
    filled.write("part 1/001.md", generated(2))
    assert filled.refresh().changed == 1


def test_vanished_documents_leave_the_index(filled: Collection) -> None:
    for number in range(0, 120, 3):
        (filled.folder / f"part 0/{number:03d}.md").unlink()
    report = filled.refresh()
    assert (report.removed, report.documents) == (40, 80)
    assert {one.document.partition("/")[0] for one in filled.passages()} == {"part 1", "part 2"}
    assert all(one.document[:6] != "part 0" for one in filled.index().search("The tide at port 3", 20))


def test_a_renamed_document_is_cited_under_its_new_name(filled: Collection) -> None:
    (filled.folder / "part 0/000.md").rename(filled.folder / "part 0/renamed.md")
    report = filled.refresh()
    assert (report.added, report.removed) == (1, 1)
    assert "part 0/renamed.md" in {one.document for one in filled.passages()}


def test_a_touched_document_is_noted_and_not_read(filled: Collection) -> None:
    os.utime(filled.folder / "part 0/003.md", ns=(5, 5))
    before = filled.passages()
    report = filled.refresh()
    assert filled.read == []
    assert report.unchanged == 120
    assert filled.index().documents()["part 0/003.md"].mtime_ns == 5
    assert filled.passages() == before


def test_reading_again_gives_the_same_ids(filled: Collection) -> None:
    before = filled.passages()
    for path in filled.folder.rglob("*.md"):
        path.write_text(path.read_text() + "\n")
    assert filled.refresh().changed == 120
    assert [one.id for one in filled.passages()] == [one.id for one in before]


def test_another_embedder_reads_all_again(filled: Collection) -> None:
    index = LancePassageIndex(filled.index_folder, HashEmbedder())
    report = refresh_index(
        folder=filled.folder, reader=FolderReader(), index=index, cancel=CancelToken(), report=lambda _d, _t: None
    )
    assert report.added == 120
    assert len(index.search("tide", 50)) == 50


def test_a_damaged_index_is_made_anew(filled: Collection) -> None:
    for path in filled.index_folder.rglob("data/*.lance"):
        path.write_bytes(path.read_bytes()[:100])
    report = filled.refresh()
    assert (report.added, report.documents) == (120, 120)
    assert len(filled.passages()) == 120


def test_damage_that_shows_while_refreshing_is_mended_at_once(filled: Collection) -> None:
    for path in filled.index_folder.rglob("_versions/*.manifest"):
        path.write_bytes(bytes(path.stat().st_size))
    filled.write("new.md", "# New\n\nA new port was dug here.\n")
    report = filled.refresh()
    assert (report.added, report.documents) == (121, 121)
    assert len(filled.passages()) == 121


def test_progress_is_told_for_every_file_and_begins_with_what_is_known(filled: Collection) -> None:
    filled.write("new.md", "# New\n\nA new port was dug here.\n")
    told: list[tuple[int, int]] = []
    filled.refresh(report=lambda done, total: told.append((done, total)))
    assert told == [(121, 121)]


def test_a_cancel_keeps_what_was_read_and_the_next_run_goes_on(collection: Collection) -> None:
    for number in range(120):
        collection.write(f"{number:03d}.md", generated(number))
    cancel = CancelToken()

    def stop(done: int, _total: int) -> None:
        if done == 70:
            cancel.cancel(Cancelled())

    with pytest.raises(Cancelled):
        collection.refresh(cancel, stop)
    report = collection.refresh()
    assert len(collection.read) == 70  # 50 were in the index already
    assert (report.documents, report.passages) == (120, 120)


_KILLED = """
import os, sys
from pathlib import Path
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.engines import index_records, lance_index
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.pipeline import indexing

indexing._BATCH = 10
root, place, left = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
home = {"_rows": lance_index.LancePassageIndex, "put": index_records.IndexRecords, "_tidy": lance_index}[place]
function = getattr(home, place)

def last(*args):
    # the n-th call of that function kills
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), 9)
    return function(*args)

setattr(home, place, last)
index = lance_index.LancePassageIndex(root / "index", WordLlamaEmbedder())
indexing.refresh_index(folder=root / "documents", reader=FolderReader(), index=index, cancel=CancelToken(),
                       report=lambda done, total: None)
"""


@pytest.mark.parametrize(
    ("place", "call", "kept"),
    [
        ("_rows", 3, 20),
        ("put", 4, 20),  # passages are in, their record is not; the first is of the empty index
        ("_tidy", 1, 60),
    ],
)
def test_a_killed_refresh_goes_on_where_it_was(collection: Collection, place: str, call: int, kept: int) -> None:
    for number in range(60):
        collection.write(f"{number:03d}.md", generated(number))
    arguments = [str(collection.folder.parent), place, str(call)]
    done = subprocess.run([sys.executable, "-c", _KILLED, *arguments], check=False)
    assert done.returncode == -9
    assert len(collection.index().documents()) == kept
    report = collection.refresh()
    assert len(collection.read) == 60 - kept
    assert (report.documents, report.passages) == (60, 60)
    assert [one.text for one in collection.passages()] == [generated(n).split("\n")[2] for n in range(60)]
    assert len(collection.index().search("tide", 60)) == 60


def test_a_file_that_may_be_opened_again_is_read_though_its_date_is_the_same(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.write("a.md", generated(1))
    with monkeypatch.context() as forbidding:
        forbidding.setattr(indexing, "_digest", lambda _file: ("", "could not be opened (Permission denied)"))
        assert collection.refresh().skipped[0].reason == "could not be opened (Permission denied)"
        assert collection.refresh().changed == 0
    assert collection.refresh().documents == 1


def test_each_file_left_out_is_reported_by_name_and_the_others_are_read(collection: Collection, tmp_path: Path) -> None:
    collection.write("good.md", generated(1))
    collection.write(".hidden.md", generated(2))
    collection.write(".git/config.md", generated(3))
    collection.write("large.md", "word " * 20_000)
    collection.write("empty.txt", "")
    collection.write("blank.txt", " \n")
    collection.write("broken.pdf", "%PDF-1.4 not really")
    collection.write("film.mp4", "pictures")
    (tmp_path / "outside.md").write_text(generated(4))
    (collection.folder / "way out.md").symlink_to(tmp_path / "outside.md")
    os.mkfifo(collection.folder / "pipe.md")
    report = collection.refresh(max_bytes=50_000)
    assert report.documents == 1
    assert {file.path: file.reason.partition(" (")[0] for file in report.skipped} == {
        "large.md": "larger than 0.05 MB",
        "empty.txt": "empty",
        "blank.txt": "no text in it; perhaps a scan",
        "broken.pdf": "damaged or incomplete PDF document",
        "film.mp4": "not a kind of document that can be read",
        "way out.md": "a link that leaves the folder",
        "pipe.md": "not a file but a device or pipe",
    }
    assert {one.document for one in collection.passages()} == {"good.md"}
    assert [file.path for file in report.skipped] == sorted(file.path for file in report.skipped)
    assert collection.refresh(max_bytes=50_000).skipped == report.skipped
    assert collection.read == []


def test_a_mended_file_is_read(collection: Collection) -> None:
    collection.write("a.txt", " ")
    assert collection.refresh().documents == 0
    collection.write("a.txt", "A port was dug here at last.")
    report = collection.refresh()
    assert (report.documents, report.changed, report.skipped) == (1, 1, ())
