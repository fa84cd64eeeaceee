"""An index is brought up to date by reading only what has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, IndexReport, Passage, SkippedFile
from podcast_studio.domain.errors import Cancelled, CollectionError, DocumentError
from podcast_studio.pipeline.indexing import refresh_index
from podcast_studio.testing.index import MemoryIndex, TextReader
from podcast_studio.testing.languages import TEXTS

TIDES = "# Tides\n\nThe moon pulls.\n\nThe sun pulls too."
BEES = "# Bees\n\nBees dance."


class Folder:
    """A collection with its reader and index."""

    def __init__(self, folder: Path, texts: dict[str, str]) -> None:
        self.folder, self.reader, self.index = folder, TextReader(texts), MemoryIndex()
        self.told: list[tuple[int, int]] = []

    def refresh(self, cancel: CancelToken | None = None) -> IndexReport:
        self.told.clear()
        self.reader.reads.clear()
        self.index.replaced.clear()
        return refresh_index(
            folder=self.folder,
            reader=self.reader,
            index=self.index,
            cancel=cancel or CancelToken(),
            report=lambda done, total: self.told.append((done, total)),
        )


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path, {"tides.md": TIDES, "sub/bees.md": BEES})


def test_everything_is_read_the_first_time(folder: Folder) -> None:
    report = folder.refresh()
    assert report == IndexReport(documents=2, passages=3, added=2, changed=0, removed=0, unchanged=0, skipped=())
    assert [passage.text for passage in folder.index.passages()] == [
        "Bees dance.",
        "The moon pulls.",
        "The sun pulls too.",
    ]
    assert folder.told == [(1, 2), (2, 2)]
    assert folder.index.compactions == 1


def test_each_document_is_known_with_its_language(folder: Folder) -> None:
    folder.reader.texts |= {"flut.md": TEXTS["de"], "blank.md": " "}
    folder.refresh()
    languages = {path: document.language for path, document in folder.index.documents().items()}
    assert languages == {"flut.md": "de", "tides.md": "", "sub/bees.md": "", "blank.md": ""}
    folder.reader.texts["flut.md"] = TEXTS["fr"]
    folder.refresh()
    assert folder.index.documents()["flut.md"].language == "fr"


def test_an_unchanged_folder_is_not_read_and_not_written(folder: Folder) -> None:
    folder.refresh()
    report = folder.refresh()
    assert (report.added, report.changed, report.unchanged, report.documents) == (0, 0, 2, 2)
    assert not folder.reader.reads
    assert not folder.index.replaced
    assert folder.index.compactions == 1


def test_only_a_changed_document_is_read_again(folder: Folder) -> None:
    folder.refresh()
    folder.reader.texts["tides.md"] = "# Tides\n\nThe wind pulls."
    report = folder.refresh()
    assert (report.changed, report.unchanged, report.passages) == (1, 1, 2)
    assert folder.reader.reads == ["tides.md"]
    assert [passage.text for passage in folder.index.passages()] == ["Bees dance.", "The wind pulls."]


def test_a_new_date_on_the_same_content_is_only_noted(folder: Folder) -> None:
    folder.refresh()
    folder.reader.texts["tides.md"] = f"{TIDES}."
    folder.reader.scan(folder.folder)
    folder.reader.texts["tides.md"] = TIDES  # as it was, with a newer date
    report = folder.refresh()
    assert (report.changed, report.unchanged) == (0, 2)
    assert not folder.reader.reads
    assert folder.index.noted == ["tides.md"]
    folder.refresh()
    assert folder.index.noted == ["tides.md"]


def test_vanished_documents_leave_the_index(folder: Folder) -> None:
    folder.refresh()
    del folder.reader.texts["sub/bees.md"]
    report = folder.refresh()
    assert (report.removed, report.documents, report.passages) == (1, 1, 2)
    assert {passage.document for passage in folder.index.passages()} == {"tides.md"}
    assert folder.index.compactions == 2


def test_a_document_under_another_name_is_another_document(folder: Folder) -> None:
    folder.refresh()
    folder.reader.texts["moon.md"] = folder.reader.texts.pop("tides.md")
    report = folder.refresh()
    assert (report.added, report.removed, report.documents) == (1, 1, 2)


def test_unreadable_documents_are_reported_by_name_and_the_rest_goes_on(folder: Folder) -> None:
    folder.reader.texts["aaa.md"] = " "
    report = folder.refresh()
    assert (report.documents, report.passages) == (2, 3)
    assert report.skipped == (SkippedFile(path="aaa.md", reason="no text in it"),)
    again = folder.refresh()
    assert again.skipped == report.skipped
    assert not folder.reader.reads  # it has not changed, so it is as unreadable as before


def test_a_mended_document_is_read(folder: Folder) -> None:
    folder.reader.texts["aaa.md"] = " "
    folder.refresh()
    folder.reader.texts["aaa.md"] = "Now there is text."
    report = folder.refresh()
    assert (report.documents, report.changed, report.skipped) == (3, 1, ())


def test_a_document_that_became_unreadable_loses_its_passages(folder: Folder) -> None:
    folder.refresh()
    folder.reader.texts["tides.md"] = ""
    report = folder.refresh()
    assert (report.documents, report.passages) == (1, 1)
    assert [file.path for file in report.skipped] == ["tides.md"]


def test_a_file_that_cannot_be_opened_is_named_and_read_once_it_can(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.open

    def forbidden(path: Path, *arguments: str, **more: str) -> object:
        if path.name == "tides.md" and arguments == ("rb",):
            raise PermissionError(13, "Permission denied")
        return real(path, *arguments, **more)  # type: ignore[call-overload]

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", forbidden)
        report = folder.refresh()
    assert [file.path for file in report.skipped] == ["tides.md"]
    assert "Permission denied" in report.skipped[0].reason
    assert folder.refresh().documents == 2


def test_what_the_scan_skipped_is_reported_too(folder: Folder) -> None:
    folder.reader.skipped = (SkippedFile(path="film.mov", reason="not a known kind"),)
    assert folder.refresh().skipped == folder.reader.skipped


def test_a_cancel_stops_between_documents_and_what_was_kept_stays(tmp_path: Path) -> None:
    folder = Folder(tmp_path, {f"{number:03d}.md": f"Text {number}." for number in range(120)})
    cancel = CancelToken()

    class Stopping(TextReader):
        def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
            if len(self.reads) == 110:
                cancel.cancel(Cancelled())
            return super().read(file)

    folder.reader = Stopping(folder.reader.texts)
    with pytest.raises(Cancelled):
        folder.refresh(cancel)
    kept = len(folder.index.documents())
    assert 0 < kept < 120
    report = folder.refresh()
    assert report.documents == 120
    assert len(folder.reader.reads) == 120 - kept


def test_a_bug_in_a_reader_is_not_taken_for_a_bad_document(folder: Folder) -> None:
    class Broken(TextReader):
        def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
            raise ZeroDivisionError

    folder.reader = Broken(folder.reader.texts)
    with pytest.raises(ZeroDivisionError):
        folder.refresh()


def test_a_missing_folder_is_told(folder: Folder, tmp_path: Path) -> None:
    folder.folder = tmp_path / "nowhere"
    with pytest.raises(CollectionError, match="nowhere"):
        folder.refresh()


def test_the_reason_is_the_readers_own(folder: Folder) -> None:
    class Picky(TextReader):
        def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
            raise DocumentError("damaged or incomplete PDF", details="at byte 7")

    folder.reader = Picky({"a.md": BEES})
    assert folder.refresh().skipped == (SkippedFile(path="a.md", reason="damaged or incomplete PDF"),)
