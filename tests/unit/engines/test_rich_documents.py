"""Rich formats as markdown, and the pages of their stretches; see also test_documents.py and test_document_traps.py."""

from __future__ import annotations

import zipfile

import pytest

from podcast_studio.domain.errors import DocumentError
from podcast_studio.engines import rich_documents
from podcast_studio.engines.rich_documents import MIME_TYPES, PageFinder, extract
from podcast_studio.testing.documents import docx, docx_heading, docx_line, pdf, pptx, xlsx, zip_of


def test_a_title_at_the_top_of_a_page_is_kept() -> None:
    text = extract(
        pdf(["#Tides", "", "The sea rises twice a day."], ["#Moon", "", "It pulls at the water."]), ".pdf"
    ).text
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# Tides", "# Moon"]


def test_line_ends_are_made_one() -> None:
    assert "\r" not in extract(docx(docx_heading("A") + docx_line("b\r\nc")), ".docx").text


def test_only_paged_formats_have_pages() -> None:
    assert extract(docx(docx_line("Words.")), ".docx").page_at is None
    assert extract(xlsx(("a", "b")), ".xlsx").page_at is None
    found = extract(pptx(("One", "First words."), ("Two", "Second words.")), ".pptx").page_at
    assert found is not None
    assert [found("One"), found("First words."), found("Second words.")] == [1, 1, 2]


def test_slides_count_in_the_order_they_are_shown() -> None:
    """Which their file names need not follow."""
    members = {
        "ppt/presentation.xml": '<p:sldIdLst><p:sldId id="1" r:id="b"/><p:sldId id="2" r:id="a"/></p:sldIdLst>',
        "ppt/_rels/presentation.xml.rels": '<Relationship Id="a" Target="slides/slide1.xml"/>'
        '<Relationship Target="/ppt/slides/slide2.xml" Id="b"/>',
        "ppt/slides/slide1.xml": "<a:t>shown &amp; last</a:t>",
        "ppt/slides/slide2.xml": "<a:t xml:space='preserve'>shown</a:t><a:t>first</a:t>",
    }
    assert rich_documents._slides(zip_of(members)) == [(1, "shown first"), (2, "shown & last")]


@pytest.mark.parametrize("members", [{}, {"ppt/presentation.xml": "<p:sldId/>"}])
def test_odd_presentations_have_no_numbers(members: dict[str, str]) -> None:
    assert rich_documents._slides(zip_of(members)) == []
    assert rich_documents._slides(b"no zip") == []


def test_a_damaged_slide_costs_only_the_numbers() -> None:
    data = bytearray(pptx(("One", "First words, and more of them, so that there is something to damage.")))
    with zipfile.ZipFile(__import__("io").BytesIO(bytes(data))) as archive:
        place = archive.getinfo("ppt/slides/slide1.xml").header_offset
    data[place + 60 : place + 90] = b"\xff" * 30
    assert rich_documents._slides(bytes(data)) == []


@pytest.mark.parametrize("suffix", [".docx", ".pptx", ".xlsx", ".odt", ".epub"])
def test_an_encrypted_zip_is_told(suffix: str) -> None:
    data = bytearray(zip_of({"content.xml": "x"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentError, match="protected by a password"):
        extract(bytes(data), suffix)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (RuntimeError("file is encrypted"), "protected by a password"),
        (ValueError("Password required"), "protected by a password"),
        (ValueError("no such thing"), "damaged or incomplete PDF document"),
    ],
)
def test_what_a_parser_raises_is_told_plainly(monkeypatch: pytest.MonkeyPatch, error: Exception, message: str) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr("kreuzberg.extract_bytes_sync", fail)
    with pytest.raises(DocumentError, match=message) as caught:
        extract(pdf(["Words"]), ".pdf")
    assert str(error) in caught.value.details


def test_every_format_has_a_type() -> None:
    assert {".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".rtf", ".epub", ".html", ".htm"} == set(MIME_TYPES)


# --- pages


def test_pages_are_found_however_the_text_was_wrapped_and_marked() -> None:
    pages = PageFinder([(1, "The sea rises\ntwice a day."), (2, "The moon pulls at\nthe water."), (4, "It ebbs away.")])
    assert pages.page_at("The **sea** rises twice") == 1
    assert pages.page_at("The moon pulls at the water.") == 2
    assert pages.page_at("It ebbs away.") == 4


def test_words_that_come_again_are_looked_for_further_on() -> None:
    pages = PageFinder([(1, "Chapter. It rains."), (2, "Chapter. It snows."), (3, "Chapter. It thaws.")])
    assert [pages.page_at(text) for text in ("Chapter. It rains.", "Chapter. It snows.", "Chapter. It thaws.")] == [
        1,
        2,
        3,
    ]


def test_what_is_not_found_is_taken_to_stand_where_the_last_was() -> None:
    pages = PageFinder([(1, "The sea rises."), (2, "The moon pulls at the water.")])
    assert pages.page_at("Nothing of the kind") == 1
    pages.page_at("The moon pulls at the water.")
    assert pages.page_at("Nothing of the kind") == 2
    assert pages.page_at("|") == 2
