"""Rich documents as markdown, by kreuzberg but for RTF, with the pages they have."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any

from podcast_studio.domain.errors import DocumentError
from podcast_studio.engines.decoding import decode
from podcast_studio.engines.rtf import NotRtfError, rtf_to_markdown

_OFFICE = "application/vnd.openxmlformats-officedocument."
MIME_TYPES = {
    ".pdf": "application/pdf",
    ".docx": _OFFICE + "wordprocessingml.document",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".epub": "application/epub+zip",
    ".rtf": "application/rtf",
    ".html": "text/html",
    ".htm": "text/html",
}
_ZIPPED = {".docx", ".pptx", ".xlsx", ".odt", ".epub"}
_NAMES = {".docx": "Word document", ".pptx": "PowerPoint file", ".xlsx": "Excel file", ".epub": "EPUB book"}
_MOST_UNPACKED = 500_000_000  # bytes
_MOST_RATIO = 200
_SMALL = 10_000_000  # bytes; a small file may well pack better than that
_KEY = 40  # letters by which a stretch is found on its page


@dataclass(frozen=True)
class Extracted:
    """A document's text as markdown."""

    text: str
    page_at: Callable[[str], int | None] | None


def extract(data: bytes, suffix: str) -> Extracted:
    """The text of a document. Raises DocumentError."""
    if suffix in _ZIPPED:
        _check_zip(data, suffix)
    if suffix == ".rtf":
        return Extracted(_rtf(data), None)
    if suffix in {".html", ".htm"}:
        data = _utf8_html(data)
    result = _kreuzberg(data, suffix)
    text = str(result.content).replace("\r\n", "\n")
    pages: list[tuple[int, str]] = []
    if suffix == ".pdf":
        pages = [(int(page["page_number"]), str(page["content"])) for page in result.pages or []]
    elif suffix == ".pptx":
        pages = _slides(data)
    return Extracted(text, PageFinder(pages).page_at if pages else None)


def _rtf(data: bytes) -> str:
    try:
        return rtf_to_markdown(data)
    except NotRtfError as error:
        raise _damaged(".rtf") from error


def _kreuzberg(data: bytes, suffix: str) -> Any:
    import kreuzberg

    config = kreuzberg.ExtractionConfig(
        output_format="markdown",
        use_cache=False,
        pages=kreuzberg.PageConfig(extract_pages=True) if suffix == ".pdf" else None,
        pdf_options=kreuzberg.PdfConfig(top_margin_fraction=0.0),  # a title may stand there; running ones are dropped
    )
    try:
        return kreuzberg.extract_bytes_sync(data, MIME_TYPES[suffix], config=config)
    except (Exception, BaseExceptionGroup) as error:  # a parser of foreign bytes raises what it likes
        raise _told(error, suffix) from error


def _told(error: BaseException, suffix: str) -> DocumentError:
    """The error in plain words."""
    details = f"{type(error).__name__}: {error}"
    if re.search(r"(?i)password|encrypted", details):
        return DocumentError(
            "protected by a password", way_out="Save a version of it without a password.", details=details
        )
    return _damaged(suffix, details)


def _damaged(suffix: str, details: str = "") -> DocumentError:
    name = _NAMES.get(suffix, f"{suffix[1:].upper()} document")
    return DocumentError(f"damaged or incomplete {name}", way_out="Save or download it again.", details=details)


def _check_zip(data: bytes, suffix: str) -> None:
    """Refuse what is no zip, and what would fill the memory when unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise DocumentError(
                "protected by a password, or of an old format", way_out="Save a version of it without a password."
            ) from error
        raise _damaged(suffix, str(error)) from error
    if suffix == ".odt" and all(member.filename != "content.xml" for member in members):
        raise _damaged(suffix, "no content.xml")
    unpacked = sum(member.file_size for member in members)
    if unpacked > _MOST_UNPACKED or (unpacked > _SMALL and unpacked > _MOST_RATIO * len(data)):
        raise DocumentError(f"far too large when unpacked ({unpacked / 1e6:,.0f} MB)")
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError("protected by a password", way_out="Save a version of it without a password.")


def _utf8_html(data: bytes) -> bytes:
    """A page's body in UTF-8, without its head, which kreuzberg would turn into a heading."""
    text = decode(data, markup=True)
    text = re.sub(r"(?is)<head\b.*?</head\s*>", "", text, count=1)
    return re.sub(r"(?is)<title\b.*?</title\s*>|<meta\b[^>]*>", "", text).encode("utf-8", "replace")


def _slides(data: bytes) -> list[tuple[int, str]]:
    """The words of each slide."""
    slides = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for number, name in enumerate(_slide_names(archive), start=1):
                xml = archive.read(name).decode("utf-8", "replace")
                slides.append((number, unescape(" ".join(re.findall(r"<a:t[^>]*>([^<]*)</a:t>", xml)))))
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, ValueError, NotImplementedError, EOFError, RuntimeError):
        return []  # kreuzberg could read it, so that only the numbers of its slides are lost
    return slides


def _slide_names(archive: zipfile.ZipFile) -> list[str]:
    """The parts that hold the slides, in the order they are shown."""
    order = archive.read("ppt/presentation.xml").decode("utf-8", "replace")
    links = archive.read("ppt/_rels/presentation.xml.rels").decode("utf-8", "replace")
    targets = {}
    for link in re.findall(r"<Relationship\b[^>]*>", links):
        parts = dict(re.findall(r"(\w+)=\"([^\"]*)\"", link))
        targets[parts.get("Id", "")] = parts.get("Target", "")
    ids = re.findall(r"<p:sldId\b[^>]*\br:id=\"([^\"]+)\"", order)
    return ["ppt/" + targets[one].removeprefix("/ppt/") for one in ids if one in targets]


class PageFinder:
    """Tells the page of stretches of text that are asked for in order."""

    def __init__(self, pages: list[tuple[int, str]]) -> None:
        self._numbers = [number for number, _text in pages]
        self._starts: list[int] = []
        parts, length = [], 0
        for _number, text in pages:
            self._starts.append(length)
            parts.append(_letters(text))
            length += len(parts[-1])
        self._letters = "".join(parts)
        self._at = 0

    def page_at(self, text: str) -> int | None:
        """The page on which this text begins."""
        letters = _letters(text)
        for key in (letters[:_KEY], letters[20 : 20 + _KEY], letters[:15]):
            place = self._letters.find(key, self._at) if len(key) >= 4 else -1
            if place >= 0:
                self._at = place
                break
        return self._numbers[max(0, bisect_right(self._starts, self._at) - 1)]


def _letters(text: str) -> str:
    """What remains the same however a text was wrapped and marked."""
    return re.sub(r"[\W_]+", "", text)
