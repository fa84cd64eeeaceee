"""The text of an RTF document as markdown.

Read here and not by kreuzberg, which joins headings that follow one another, reads running titles into the text and
loses the rows of tables. The format is Microsoft's "Rich Text Format Specification", version 1.9.1.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
_NOT_TEXT = frozenset(
    "fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    "footnote annotation fldinst listtable listoverridetable rsidtbl generator themedata datafield latentstyles "
    "filetbl revtbl xmlnstbl nonshppict nonesttables tc xe bkmkstart bkmkend atnid atnauthor ftnsep ftnsepc aftnsep "
    "aftnsepc".split()
)
_SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "• ",
    "tab": " ", "line": " ", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": " ", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_CHARSETS = {  # of fonts, by their number
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_HEADING_WORDS = 12
_LARGER = 1.1  # times the size of the body, from which on a short line is a heading
_USUAL_SIZE = 24  # half points


class NotRtfError(ValueError):
    """The bytes are no RTF document."""


def rtf_to_markdown(data: bytes) -> str:
    """Headings, paragraphs, lists and tables. What is cut short is read as far as it goes. Raises NotRtfError."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise NotRtfError
    return _markdown(_Reader().read(data))


@dataclass
class _Format:
    """What holds within a group of braces."""

    silent: bool = False  # in a part that is not the document's text
    fonts: bool = False  # in the table of fonts
    marker: bool = False  # in the mark of a list's item
    hidden: bool = False
    bold: bool = False
    size: int = _USUAL_SIZE  # half points
    encoding: str = "cp1252"
    replacements: int = 1  # characters that stand after each \u for older readers


@dataclass
class _Paragraph:
    text: str = ""
    marker: str = ""
    level: int | None = None  # of a heading, from 1
    bold: int = 0  # characters in bold
    sizes: Counter[int] = field(default_factory=Counter)  # characters of each size
    in_table: bool = False
    cells: list[str] | None = None  # of a table's row

    @property
    def size(self) -> int:
        return self.sizes.most_common(1)[0][0] if self.sizes else _USUAL_SIZE

    @property
    def short(self) -> bool:
        words = self.text.split()
        return 0 < len(words) <= _HEADING_WORDS and not self.text.rstrip().endswith((".", ",", ";", ":", "!", "?"))


class _Reader:
    def __init__(self) -> None:
        self._format = _Format()
        self._stack: list[_Format] = []
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()  # of the present encoding; characters may have two
        self._left_out = 0  # characters still to be left out after a \u
        self._starred = False
        self._paragraph = _Paragraph()
        self._cells: list[str] = []
        self._made: list[_Paragraph] = []

    def read(self, data: bytes) -> list[_Paragraph]:
        place = 0
        while found := _TOKEN.search(data, place):
            place = found.end()
            if found["word"] is not None:
                number = int(found["number"]) if found["number"] is not None else None
                if found["word"] == b"bin":
                    place += max(0, number or 0)
                self._flush()
                self._left_out = 0
                self._word(found["word"].decode("ascii"), number)
            elif found["hex"] is not None:
                self._byte(bytes.fromhex(found["hex"].decode("ascii")))
            elif found["text"] is not None:
                self._byte(found["text"])
            else:
                self._flush()
                self._sign(found["sign"] or found["brace"], brace=found["brace"] is not None)
        self._flush()
        self._end_paragraph()
        return self._made

    def _byte(self, data: bytes) -> None:
        taken = min(self._left_out, len(data))
        self._left_out -= taken
        self._bytes += data[taken:]

    def _flush(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._add(data.decode(self._format.encoding, "replace"))

    def _add(self, text: str) -> None:
        form, paragraph = self._format, self._paragraph
        if form.silent or form.hidden or form.fonts:
            return
        if form.marker:
            paragraph.marker += text
            return
        paragraph.text += text
        letters = sum(map(str.isalnum, text))
        paragraph.sizes[form.size] += letters
        paragraph.bold += letters * form.bold

    def _sign(self, sign: bytes, *, brace: bool) -> None:
        if brace and sign == b"{":
            self._stack.append(replace(self._format))
        elif brace:
            self._format = self._stack.pop() if self._stack else _Format()
        elif sign == b"*":
            self._starred = True
            return
        elif sign in (b"\n", b"\r"):
            self._end_paragraph()
        else:
            self._add(_ESCAPED.get(sign, ""))
        self._starred, self._left_out = False, 0

    def _word(self, word: str, number: int | None) -> None:
        form, starred = self._format, self._starred
        self._starred = False
        on = number != 0
        if word in ("listtext", "pntext"):
            form.marker = True
        elif word == "fonttbl":
            form.fonts = True
        elif starred or word in _NOT_TEXT:
            form.silent = True
        elif word in _SIGNS:
            self._add(_SIGNS[word])
        elif word == "u" and number is not None:
            self._add(chr(number & 0xFFFF))
            self._left_out = form.replacements
        elif word in ("b", "v", "fs", "uc", "plain", "deleted"):
            self._style(word, number, on=on)
        elif word in ("f", "fcharset", "ansicpg", "mac"):
            self._choose_encoding(word, number)
        else:
            self._structure(word, number)

    def _style(self, word: str, number: int | None, *, on: bool) -> None:
        form = self._format
        if word == "b":
            form.bold = on
        elif word in ("v", "deleted"):
            form.hidden = on
        elif word == "fs":
            form.size = number or _USUAL_SIZE
        elif word == "uc":
            form.replacements = max(0, number or 0)
        else:
            form.bold, form.hidden, form.size, form.encoding = False, False, _USUAL_SIZE, self._encoding

    def _choose_encoding(self, word: str, number: int | None) -> None:
        if word == "f":
            self._font = number or 0
            self._format.encoding = self._fonts.get(self._font, self._encoding)
        elif word == "fcharset" and number in _CHARSETS:
            self._fonts[self._font] = _CHARSETS[number] if number else self._encoding
        elif word == "mac":
            self._encoding = self._format.encoding = "mac_roman"
        elif word == "ansicpg" and number:
            self._encoding = self._format.encoding = _known(f"cp{number}")

    def _structure(self, word: str, number: int | None) -> None:
        if self._format.silent or self._format.fonts:
            return
        paragraph = self._paragraph
        if word in ("par", "sect", "page", "column"):
            self._end_paragraph()
        elif word in ("cell", "nestcell"):
            self._cells.append(_tidy(paragraph.text))
            self._paragraph = _Paragraph(in_table=True)
        elif word in ("row", "nestrow"):
            self._made.append(_Paragraph(cells=self._cells))
            self._cells, self._paragraph = [], _Paragraph()
        elif word == "pard":
            paragraph.level, paragraph.in_table = None, False
        elif word == "intbl":
            paragraph.in_table = True
        elif word == "outlinelevel" and number is not None and 0 <= number < 9:
            paragraph.level = min(6, number + 1)

    def _end_paragraph(self) -> None:
        done = self._paragraph
        if done.in_table:
            done.text += " "  # a cell may have several
            return
        done.text = _tidy(done.text)
        if done.text:
            self._made.append(done)
        self._paragraph = _Paragraph(level=done.level)  # which holds until \\pard


def _tidy(text: str) -> str:
    """Single spaces, and whole characters: those beyond the first 65,536 come as two halves."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join(whole.split())


def _known(encoding: str) -> str:
    try:
        b"".decode(encoding)
    except LookupError:
        return "cp1252"
    return encoding


def _markdown(paragraphs: list[_Paragraph]) -> str:
    levels = _levels(paragraphs)
    blocks: list[str] = []
    rows: list[str] = []
    items: list[str] = []
    for paragraph in [*paragraphs, _Paragraph(text="\n")]:
        if paragraph.cells is not None:
            rows.append(f"| {' | '.join(cell.replace('|', '/') for cell in paragraph.cells)} |")
            continue
        if paragraph.marker.strip():
            items.append(f"{_mark(paragraph.marker)} {paragraph.text}")
            continue
        blocks += ["\n".join(lines) for lines in (rows, items) if lines]
        rows, items = [], []
        level = paragraph.level or levels.get(id(paragraph))
        blocks.append(f"{'#' * level} {paragraph.text}" if level else _harmless(paragraph.text))
    return "\n\n".join(blocks).rstrip() + "\n"


def _levels(paragraphs: Iterable[_Paragraph]) -> dict[int, int]:
    """The level of each paragraph that is a heading by its looks: the larger its letters, the higher."""
    plain = [paragraph for paragraph in paragraphs if paragraph.cells is None and not paragraph.marker.strip()]
    sizes: Counter[int] = Counter()
    for paragraph in plain:
        sizes += paragraph.sizes
    body = sizes.most_common(1)[0][0] if sizes else _USUAL_SIZE
    if any(paragraph.level for paragraph in plain):
        return {}  # it has real ones
    headings = [one for one in plain if one.short and _stands_out(one, body)]
    ranks = {size: rank for rank, size in enumerate(sorted({one.size for one in headings}, reverse=True), start=1)}
    return {id(one): min(6, ranks[one.size]) for one in headings}


def _stands_out(paragraph: _Paragraph, body: int) -> bool:
    letters = sum(paragraph.sizes.values())
    bold = letters > 0 and paragraph.bold == letters
    return paragraph.size > _LARGER * body or (bold and paragraph.size >= body)


def _mark(marker: str) -> str:
    number = re.search(r"\d+", marker)
    return f"{number.group()}." if number else "-"


def _harmless(text: str) -> str:
    """A paragraph that begins like markdown, but is none."""
    return f"\\{text}" if text[:1] in "#>|`~" else text
