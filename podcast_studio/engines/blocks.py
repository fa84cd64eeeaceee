"""Find the headings, paragraphs, lists, tables and code of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from podcast_studio.engines.headings import bare_heading, believable, clean_title, marked_heading, title_line

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_ITEM = re.compile(r"^[ \t]*(?:[-*+•‣◦▪]|\(?\d{1,3}[.)]|\(?[a-z]\))[ \t]+\S")
_ROW = re.compile(r"^[ \t]*\||^[ \t]*\+[-=+]{3,}|^[ \t]*[-:| ]*-{3,}[ \t]*\|[-:| ]*$")
_UNDERLINE = re.compile(r"^([=\-~^\"'`*+#.:_])\1{2,}[ \t]*$")
_DIRECTIVE = re.compile(r"^[ \t]*\.\.(?:[ \t]|$)")
_SPOKEN_DIRECTIVE = re.compile(r"^[ \t]*\.\.[ \t]+(?:note|tip|hint|important|warning|caution|topic)::", re.I)

_ABOVE_ALL = 0  # the level of a document's name
_ONE_OF_MANY = re.compile(  # a heading that is followed by others of its kind
    r"(?i)\W*(?:\d|(?:part|chapter|section|book|volume|appendix|act|scene|unit|lesson|day|week|step|table of|contents?|"
    r"index|foreword|preface|prologue|introduction|abstract|summary|overview|references|bibliography|sources|notes?|"
    r"acknowledge?ments?|teil|kapitel|abschnitt|inhalt\w*|vorwort|einleitung|chapitre|partie|capítulo|parte|capitolo|"
    r"hoofdstuk|deel|rozdział|część)\b)"
)
_PROSE_WORDS = 9  # of a line of running text, at least


class Kind(Enum):
    """How a block is read."""

    PROSE = "prose"
    ITEMS = "items"  # one span an item
    ROWS = "rows"  # one span a row
    SILENT = "silent"  # code and the like


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, list, table or stretch of code."""

    kind: Kind
    heading: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]  # its parts, as places in the text
    separator: str = "|"  # between the cells of rows


@dataclass(frozen=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text.rstrip())

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def _starts_other(line: str) -> bool:
    return bool(_FENCE.match(line) or marked_heading(line, "md") or _ROW.match(line))


def find_blocks(text: str, flavour: str) -> Iterator[Block]:
    """The blocks of a text, in order."""
    if flavour == "csv":
        return _csv_blocks(text)
    return _Finder(text, flavour).blocks()


def _lines(text: str) -> list[_Line]:
    lengths = [len(line) + 1 for line in text.split("\n")]
    return [_Line(start, line) for start, line in zip(accumulate(lengths, initial=0), text.split("\n"), strict=False)]


def _csv_blocks(text: str) -> Iterator[Block]:
    """All rows of a csv as one block; a quoted cell may span lines."""
    lines, spans, first = _lines(text), [], None
    head = next((line.text for line in lines if not line.blank), "")
    separator = max(",;\t|", key=head.count)
    quotes = 0
    for line in lines:
        if line.blank and first is None:
            continue
        first = line.start if first is None else first
        quotes += line.text.count('"')
        if quotes % 2 == 0 or line.end - first > 20_000:
            spans.append((first, line.end))
            first, quotes = None, 0
    if first is not None:
        spans.append((first, len(text.rstrip())))
    if spans:
        yield Block(kind=Kind.ROWS, heading=(), spans=tuple(spans), separator=separator)


class _Finder:
    """One walk through the lines."""

    def __init__(self, text: str, flavour: str) -> None:
        self._lines = _lines(text)
        self._flavour = flavour
        self._at = 0
        self._path: list[tuple[int, str]] = []
        self._styles: list[str] = []  # rst: underlines, outermost first
        self._empty: tuple[int, int] | None = None  # a heading with nothing under it yet
        self._told = False  # whether anything but headings has come
        lines = (line.text.strip("# \t") for line in self._lines) if flavour == "pdf" else ()
        self._repeats = Counter(line for line in lines if line and len(line) <= 100)  # running titles
        self._in_list = False

    def blocks(self) -> Iterator[Block]:
        if self._flavour in {"md", "txt"}:
            yield from self._front_matter()
        while self._at < len(self._lines):
            if self._lines[self._at].blank:
                self._at += 1
                continue
            before = self._empty
            heading = self._heading()
            if heading is not None:
                if before is not None and self._names_all(heading[0]):
                    self._path = [(_ABOVE_ALL, self._path[0][1])]
                elif before is not None and len(self._path) >= heading[0]:
                    yield from self._bare(before)
                self._enter(*heading)
                continue
            self._empty = None
            self._told = True
            yield self._block()
        if self._empty is not None:
            yield from self._bare(self._empty)

    def _front_matter(self) -> Iterator[Block]:
        if self._lines[0].text.rstrip() != "---":
            return
        for place, line in enumerate(self._lines[1:60], start=1):
            if line.text.rstrip() in {"---", "..."}:
                if place > 1 and all(":" in one.text or one.text[:1] in " -#" for one in self._lines[1:place]):
                    self._at = place + 1
                    yield Block(kind=Kind.SILENT, heading=(), spans=((0, line.end),))
                return

    def _bare(self, span: tuple[int, int]) -> Iterator[Block]:
        """A heading with nothing under it can still be found."""
        yield Block(kind=Kind.SILENT, heading=self._headings(), spans=(span,))

    def _names_all(self, following: int) -> bool:
        """Whether the heading before the `following` one is the document's name: a word processor's "Title" has the
        same level as its first headings, and stands above the first of them with nothing between.
        """
        if self._told or len(self._path) != 1 or self._path[0][0] != following:
            return False
        return _ONE_OF_MANY.match(self._path[0][1]) is None

    def _headings(self) -> tuple[str, ...]:
        return tuple(title for _level, title in self._path)

    def _enter(self, level: int, title: str) -> None:
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        self._path.append((level, title))

    def _heading(self) -> tuple[int, str] | None:
        """The heading that starts here, stepped over."""
        line = self._lines[self._at]
        took, found = 1, self._in_line(line.text)
        if found is None:
            took, found = self._underlined()
        if found is None or not any(char.isalnum() for char in found[1]):
            return None
        last = self._lines[self._at + took - 1]
        self._at += took
        self._empty = (line.start, last.end)
        return found[0], clean_title(found[1])

    def _in_line(self, line: str) -> tuple[int, str] | None:
        found = marked_heading(line, self._flavour)
        if found is None:
            return self._bare_heading(line) if self._alone() else None
        if self._flavour == "pdf" and (self._repeats[found[1]] > 2 or not believable(found[1])):
            return None
        return found

    def _bare_heading(self, line: str) -> tuple[int, str] | None:
        found = bare_heading(line, self._flavour)
        if found is None and self._flavour == "txt" and self._prose_follows():
            found = title_line(line)
        return found

    def _prose_follows(self) -> bool:
        after = next((line.text for line in self._lines[self._at + 1 : self._at + 4] if not line.blank), "")
        return len(after.split()) >= _PROSE_WORDS and not _ITEM.match(after)

    def _alone(self) -> bool:
        around = self._lines[max(0, self._at - 1) : self._at] + self._lines[self._at + 1 : self._at + 2]
        return all(line.blank for line in around)

    def _underlined(self) -> tuple[int, tuple[int, str] | None]:
        """A title with a line of signs under it, or above and under it."""
        lines, at = self._lines[self._at : self._at + 3], self._at
        if self._flavour == "pdf" or len(lines) < 2 or (at and not self._lines[at - 1].blank):
            return 0, None
        over = _UNDERLINE.match(lines[0].text) if self._flavour != "md" and not self._fence_at(at) else None
        title, under = (lines[1], lines[2].text if len(lines) > 2 else "") if over else (lines[0], lines[1].text)
        found = _UNDERLINE.match(under)
        if found is None or title.blank or len(title.text) > 120 or (over and over.group(1) != found.group(1)):
            return 0, None
        if len(under.strip()) < min(3, len(title.text.strip())) or _ITEM.match(title.text) or _ROW.match(title.text):
            return 0, None
        if self._flavour == "md" and not over and found.group(1) not in "=-":
            return 0, None
        level = self._level(found.group(1), over=over is not None)
        return (3 if over else 2), (level, title.text)

    def _fence_at(self, place: int) -> bool:
        return self._flavour != "rst" and _FENCE.match(self._lines[place].text) is not None

    def _level(self, sign: str, *, over: bool) -> int:
        if self._flavour == "md":
            return 1 if sign == "=" else 2
        style = sign * (2 if over else 1)
        if style not in self._styles:
            self._styles.append(style)
        return self._styles.index(style) + 1

    def _block(self) -> Block:
        line = self._lines[self._at]
        self._in_list = _ITEM.match(line.text) is not None or (self._in_list and line.indent > 0)
        fence = _FENCE.match(line.text)
        if fence is not None and self._flavour != "rst":
            return self._fenced(fence.group(1))
        if self._flavour == "rst" and (line.text.lstrip().startswith("..") or self._literal_begins()):
            return self._directive(line)
        if _ROW.match(line.text) or (line.text.count("|") >= 2 and self._row_follows()):
            return self._gather_rows()
        if _ITEM.match(line.text):
            return self._items()
        code = line.indent >= 4 and self._flavour == "md" and not self._in_list
        return self._indented(3) if code else self._paragraph()

    def _directive(self, line: _Line) -> Block:
        """What a reader is not told, but for notes and the like."""
        if _SPOKEN_DIRECTIVE.match(line.text):
            return self._paragraph()
        return self._indented(line.indent if _DIRECTIVE.match(line.text) else line.indent - 1)

    def _literal_begins(self) -> bool:
        """Whether the line above announces, by two colons, an example deeper than itself."""
        above = next((line for line in reversed(self._lines[: self._at]) if not line.blank), None)
        if above is None or not above.text.rstrip().endswith("::") or _SPOKEN_DIRECTIVE.match(above.text):
            return False
        return self._lines[self._at].indent > above.indent

    def _row_follows(self) -> bool:
        return self._at + 1 < len(self._lines) and _ROW.match(self._lines[self._at + 1].text) is not None

    def _silent(self, first: int) -> Block:
        last = max(place for place in range(first, self._at) if place == first or not self._lines[place].blank)
        span = (self._lines[first].start, self._lines[last].end)
        return Block(kind=Kind.SILENT, heading=self._headings(), spans=(span,))

    def _fenced(self, fence: str) -> Block:
        first = self._at
        self._at += 1
        while self._at < len(self._lines):
            stripped = self._lines[self._at].text.strip()
            self._at += 1
            if stripped.startswith(fence) and not stripped.strip(fence[0]):
                break
        return self._silent(first)

    def _indented(self, indent: int) -> Block:
        """This line and all that is indented deeper than so."""
        first = self._at
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.blank and line.indent <= indent:
                break
            self._at += 1
        return self._silent(first)

    def _gather_rows(self) -> Block:
        spans = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.blank or ("|" not in line.text and not _ROW.match(line.text)):
                break
            spans.append((line.start, line.end))
            self._at += 1
        return Block(kind=Kind.ROWS, heading=self._headings(), spans=tuple(spans))

    def _items(self) -> Block:
        """A list; an item goes on in the lines that are wrapped."""
        spans: list[tuple[int, int]] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if _ITEM.match(line.text):
                spans.append((line.start, line.end))
            elif not line.blank and not self._lines[self._at - 1].blank and not _starts_other(line.text):
                spans[-1] = (spans[-1][0], line.end)
            elif not (line.blank and self._item_follows()):
                break
            self._at += 1
        return Block(kind=Kind.ITEMS, heading=self._headings(), spans=tuple(spans))

    def _item_follows(self) -> bool:
        return self._at + 1 < len(self._lines) and _ITEM.match(self._lines[self._at + 1].text) is not None

    def _paragraph(self) -> Block:
        first = self._lines[self._at]
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.blank or _starts_other(line.text) or (_ITEM.match(line.text) and line.text.lstrip()[0] in "-*+•"):
                break
            self._at += 1
        last = self._lines[self._at - 1]
        running = first is last and self._repeats[first.text.strip("# \t")] > 2
        return Block(
            kind=Kind.SILENT if running else Kind.PROSE, heading=self._headings(), spans=((first.start, last.end),)
        )
