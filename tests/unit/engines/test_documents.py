"""Reading a folder: what is found, what is left out and why, and what the formats yield."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest

from podcast_studio.domain.documents import FoundFile
from podcast_studio.domain.errors import CollectionError, DocumentError
from podcast_studio.engines.decoding import decode
from podcast_studio.engines.documents import FolderReader
from podcast_studio.testing.documents import docx, docx_heading, docx_line, epub, odt, pdf, pptx, zip_of
from podcast_studio.testing.engine_conformance import DOCUMENTS, DocumentReaderConformance

ODT = '<text:h text:outline-level="1">Rivers</text:h><text:p>A river flows to the sea.</text:p>'
CHAPTER = "<h1>Chapter One</h1><p>It was a bright day.</p>"


def read(folder: Path, name: str, data: bytes) -> list[tuple[tuple[str, ...], int | None, str]]:
    (folder / name).write_bytes(data)
    passages = FolderReader().read(found(folder / name))
    assert [one.order for one in passages] == list(range(len(passages)))
    return [(one.heading, one.page, one.spoken) for one in passages]


def found(path: Path) -> FoundFile:
    return FoundFile(path=path.name, absolute=path, size=1, mtime_ns=1)


# --- scanning


def test_a_folder_is_listed_with_its_subfolders(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.md", "a.TXT", "sub/c.pdf", ".hidden.md", "~$open.docx"):
        (tmp_path / name).write_text("words")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.md").write_text("words")
    scan = FolderReader().scan(tmp_path)
    assert [file.path for file in scan.files] == ["a.TXT", "b.md", "sub/c.pdf"]
    assert scan.skipped == ()
    assert scan.files[1].size == 5
    assert scan.files[1].absolute == tmp_path / "b.md"


def test_a_single_file_is_a_collection(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("words")
    (tmp_path / "a.zip").write_text("words")
    assert [file.path for file in FolderReader().scan(tmp_path / "a.md").files] == ["a.md"]
    assert [file.path for file in FolderReader().scan(tmp_path / "a.zip").skipped] == ["a.zip"]


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.exe").write_text("words")
    (tmp_path / "b.md").write_text("")
    (tmp_path / "c.md").write_text("too many words")
    scan = FolderReader(max_bytes=10).scan(tmp_path)
    assert scan.files == ()
    assert [file.path for file in scan.skipped] == ["a.exe", "b.md", "c.md"]
    assert [file.reason.split()[0] for file in scan.skipped] == ["not", "empty", "larger"]


@pytest.mark.skipif(os.name == "nt", reason="needs a right that users lack")
def test_links_that_leave_the_folder(tmp_path: Path) -> None:
    folder, outside = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_text("words")
    (folder / "own.md").write_text("words")
    (folder / "a.md").symlink_to(outside / "secret.md")
    (folder / "b").symlink_to(outside, target_is_directory=True)
    (folder / "c.md").symlink_to(folder / "own.md")
    (folder / "d").symlink_to(folder, target_is_directory=True)
    (folder / "e.md").symlink_to(folder / "missing.md")
    scan = FolderReader().scan(folder)
    assert [file.path for file in scan.files] == ["c.md", "own.md"]
    assert {file.path: file.reason for file in scan.skipped} == {
        "a.md": "a link that leaves the folder",
        "b": "a link that leaves the folder",
        "e.md": "a link that leads nowhere",
    }


@pytest.mark.skipif(os.name == "nt", reason="has no fifos")
def test_a_fifo_is_left_out_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert "pipe" in FolderReader().scan(tmp_path).skipped[0].reason
    with pytest.raises(DocumentError):
        FolderReader().read(found(tmp_path / "a.md"))
    with pytest.raises(CollectionError):
        FolderReader().scan(tmp_path / "a.md")


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(CollectionError) as caught:
        FolderReader().scan(tmp_path / "nowhere")
    assert "nowhere" in caught.value.message
    assert caught.value.way_out


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read anything")
def test_an_unreadable_folder(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir(mode=0)
    with pytest.raises(CollectionError):
        FolderReader().scan(tmp_path / "sub")
    assert FolderReader().scan(tmp_path).skipped[0].reason == "cannot be opened: no permission"


# --- formats


def test_docx(tmp_path: Path) -> None:
    data = docx(docx_heading("Bees") + docx_line("Bees fly far in summer."))
    assert read(tmp_path, "a.docx", data) == [(("Bees",), None, "Bees fly far in summer.")]


def test_odt(tmp_path: Path) -> None:
    assert read(tmp_path, "a.odt", odt(ODT)) == [(("Rivers",), None, "A river flows to the sea.")]


def test_epub(tmp_path: Path) -> None:
    assert read(tmp_path, "a.epub", epub(CHAPTER)) == [(("Chapter One",), None, "It was a bright day.")]


def test_slides_have_numbers(tmp_path: Path) -> None:
    data = pptx(("Tides", "The sea rises twice a day"), ("Moon", "The moon pulls at the water"))
    assert read(tmp_path, "a.pptx", data) == [
        (("Tides",), 1, "The sea rises twice a day"),
        (("Moon",), 2, "The moon pulls at the water"),
    ]


def test_pdf_pages(tmp_path: Path) -> None:
    data = pdf(
        ["#The tides", "", "The sea rises and falls", "twice a day.", "", "1"], ["", "The moon pulls at the water."]
    )
    made = read(tmp_path, "a.pdf", data)
    assert made[0] == (("The tides",), 1, made[0][2])
    assert made[0][2].startswith("The sea rises and falls twice a day.")
    assert "moon" in made[-1][2]


def test_a_long_pdf_knows_its_pages(tmp_path: Path) -> None:
    pages = [
        [f"On page {n} the walker went on past tree number {n}{k}, and it rained." for k in range(9)]
        for n in range(1, 6)
    ]
    made = read(tmp_path, "a.pdf", pdf(*pages))
    numbers = [page for _heading, page, _spoken in made]
    assert numbers == sorted(numbers, key=lambda page: page or 0)
    assert {1, 3, 5} <= set(numbers)
    for _heading, page, words in made:
        assert f"On page {page} " in words


def test_html_in_its_declared_encoding(tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='windows-1252'><title>T</title></head><body><nav><a href='/'>Home</a></nav>"
        "<h1>Café</h1><p>A naïve <b>guest</b> came “in” <a href='http://x.y/z'>late</a>.</p></body></html>"
    )
    expected = [(("Café",), None, "A naïve guest came “in” late.")]
    assert read(tmp_path, "a.html", page.encode("cp1252")) == expected
    assert read(tmp_path, "b.htm", page.encode("utf-16")) == expected
    assert read(tmp_path, "c.html", page.encode()) == expected


def test_rtf(tmp_path: Path) -> None:
    data = rb"{\rtf1\ansi{\fonttbl{\f0 Times;}}\f0\fs24 This is a caf\'e9 by the sea.\par}"
    assert read(tmp_path, "a.rtf", data)[0][2] == "This is a café by the sea."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Élan: the naïve café owner paid nine francs.\r\nHe left."
    assert read(tmp_path, "a.txt", text.encode(encoding))[0][2] == text.replace("\r\n", " ")


def test_cp1252_quotes() -> None:
    assert decode("“Yes” – it costs 5 €, he said, and left the café.".encode("cp1252"))[:5] == "“Yes”"


def test_cyrillic() -> None:
    text = "Река течёт к морю, и весной вода поднимается высоко над берегом. " * 5
    assert decode(text.encode("cp1251")) == text


def test_a_character_cut_at_the_end() -> None:
    assert decode("It was a café"[:].encode()[:-1]).startswith("It was a caf")


# --- what cannot be read


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", pdf(["Words"])[:200], "damaged or incomplete PDF document"),
        ("a.pdf", b"garbage", "damaged or incomplete PDF document"),
        ("a.pdf", pdf([]), "no text in it; perhaps a scan"),
        ("a.docx", docx(docx_line("Words"))[:300], "damaged or incomplete Word document"),
        ("a.docx", docx(""), "no text in it; perhaps a scan"),
        ("a.epub", b"PK\x03\x04", "damaged or incomplete EPUB book"),
        ("a.odt", zip_of({"x": "y"}), "damaged or incomplete ODT document"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "protected by a password, or of an old format"),
        ("a.txt", b" \n \n", "no text in it; perhaps a scan"),
    ],
)
def test_broken_documents(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, name, data)
    assert caught.value.message == reason


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    data = docx(docx_line("a" * 30_000_000))
    with pytest.raises(DocumentError, match="far too large when unpacked"):
        read(tmp_path, "a.docx", data)


def test_a_file_that_grew_or_went(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("too many words")
    with pytest.raises(DocumentError, match="larger than"):
        FolderReader(max_bytes=5).read(found(tmp_path / "a.md"))
    with pytest.raises(DocumentError, match="no longer there"):
        FolderReader().read(found(tmp_path / "b.md"))


def test_random_bytes_under_every_name(tmp_path: Path) -> None:
    for suffix in ("pdf", "docx", "pptx", "xlsx", "odt", "rtf", "epub", "html", "md", "rst", "txt", "csv"):
        for size in (1, 7, 500, 5000):
            with contextlib.suppress(DocumentError):
                read(tmp_path, f"a.{suffix}", bytes((n * 7919 + size) % 256 for n in range(size)))


class TestFolderReader(DocumentReaderConformance):
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for path, text in DOCUMENTS.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        return tmp_path

    @pytest.fixture
    def reader(self) -> FolderReader:
        return FolderReader()
