"""Tell headings from other lines."""

from __future__ import annotations

import re

_ATX = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_BOLD_LINE = re.compile(r"^[ \t]*(\*\*|__)(?=\S)(.{2,90}?)\1[ \t]*$")
_CHAPTER = re.compile(r"^\s*(?:chapter|part|book|section|act|scene|appendix)\s+(?:\d+|[ivxlc]+|[a-z]+)\b.{0,60}$", re.I)
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=[A-ZÀ-ÞΑ-ΩА-Я])")  # of a section
_PDF_WORDS, _BOLD_WORDS, _CAPITAL_WORDS = 10, 12, 8
_TITLE_WORDS = 8
_CHAPTER_LEVEL, _BARE_LEVEL, _TITLE_LEVEL = 1, 7, 8


def marked_heading(line: str, flavour: str) -> tuple[int, str] | None:
    """The level and words of a line that begins with number signs."""
    found = _ATX.match(line) if flavour in {"md", "pdf", "txt"} else None
    return (len(found.group(1)), found.group(2)) if found else None


def bare_heading(line: str, flavour: str) -> tuple[int, str] | None:
    """The level and words of a line that, standing by itself, is a heading by its looks."""
    if flavour in {"md", "pdf"}:
        found = _BOLD_LINE.match(line)
        words = found.group(2).rstrip() if found else ""
        good = words and len(words.split()) <= _BOLD_WORDS and "**" not in words and not words.endswith(tuple(".,!?;"))
        return (_BARE_LEVEL, words.rstrip(":")) if good else None
    words = line.strip()
    if flavour != "txt" or words.endswith(tuple(',;:!?"”')):
        return None
    if _CHAPTER.match(words) and len(words.split()) <= _BOLD_WORDS and not words[:1].islower():
        return _CHAPTER_LEVEL, words
    shouted = words.isupper() and sum(map(str.isalpha, words)) > 2 and len(words.split()) <= _CAPITAL_WORDS
    return (_BARE_LEVEL, words) if shouted else None


def title_line(line: str) -> tuple[int, str] | None:
    """The level and words of a line of plain text that stands by itself above prose, as a title does."""
    words = line.strip()
    if len(words.split()) > _TITLE_WORDS or not (words[:1].isupper() or words[:1].isdigit()):
        return None
    letters, named = sum(map(str.isalpha, words)), _NUMBER.sub("", words)
    if words[-1] in '.,;:!?…-–—|"”’)' or letters < 3 or letters < 0.6 * len(named):
        return None
    return _TITLE_LEVEL, words


def believable(title: str) -> bool:
    """Whether a heading that was guessed from the size of a pdf's type may be one."""
    words = title.strip("*_ ").split()
    if not words or len(words) > _PDF_WORDS:
        return False
    letters = sum(char.isalpha() for char in title)
    opens = words[0][0].isupper() or (words[0][0].isdigit() and len(words) > 1)
    ends = not title.rstrip("*_ ").endswith((".", ",", ";", "-"))
    return opens and ends and letters > 2 and letters > 0.5 * len(title)


def clean_title(text: str) -> str:
    """A heading without its markup, and without what invites to edit it or to link to it."""
    text = re.sub(r"\\?\[\[edit(?: source)?\]\([^()]*\)\\?\]|\[(?:¶|#|§|🔗|)\]\([^()]*\)", "", text)
    text = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", text)
    text = re.sub(r":[a-z][\w:+-]*:`~?([^`<]+?)(?:\s*<[^`>]*>)?`", r"\1", text)
    text = re.sub(r"\{#[^}]*\}\s*$|<[^>]+>", "", text)
    return " ".join(re.sub(r"\*\*|__|`|\\(?=[!-/:-@\[-`{-~])", "", text).strip(" *_").split())
