"""A transcript for people to read: as plain text and as Markdown. Both work on the content of transcript.json."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

_WIDTH = 100  # characters
_MARKS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<>#|"})


def plain_text(script: dict[str, Any]) -> str:
    """Title, chapters with their times, and what was said by whom."""
    lines = [script["title"], "=" * len(script["title"]), ""]
    lines += [*textwrap.wrap(script["note"], _WIDTH), ""] if script["note"] else []
    for chapter, turns in _chapters(script):
        lines += [f"{chapter['title']} ({_clock(chapter['start'])})", ""] if chapter else []
        for turn in turns:
            lines += [*textwrap.wrap(f"{turn['speaker']}: {turn['text']}", _WIDTH, break_on_hyphens=False), ""]
    return "\n".join(lines)


def markdown(script: dict[str, Any]) -> str:
    """As plain text, and with the documents that each turn rests on, numbered at the end."""
    numbers: dict[tuple[Any, ...], int] = {}
    lines = [f"# {_plain(script['title'])}", ""]
    lines += [f"*{_plain(script['note'])}*", ""] if script["note"] else []
    for chapter, turns in _chapters(script):
        lines += [f"## {_plain(chapter['title'])} ({_clock(chapter['start'])})", ""] if chapter else []
        for turn in turns:
            told = [numbers.setdefault(_where(source), len(numbers) + 1) for source in turn["sources"]]
            marks = "".join(f"[^{number}]" for number in told)
            lines += [f"**{turn['speaker']}:** {_plain(turn['text'])}{marks}", ""]
    lines += [f"[^{number}]: {_plain(_named(*where))}" for where, number in numbers.items()]
    return "\n".join(lines).rstrip() + "\n"


def _chapters(script: dict[str, Any]) -> Iterator[tuple[dict[str, Any] | None, list[dict[str, Any]]]]:
    """The turns by chapter; all together where there are none."""
    if not script["chapters"]:
        yield None, script["turns"]
    for number, chapter in enumerate(script["chapters"]):
        first, last = number == 0, number == len(script["chapters"]) - 1
        yield (
            chapter,
            [
                turn
                for turn in script["turns"]
                if (first or turn["start"] >= chapter["start"]) and (last or turn["start"] < chapter["end"])
            ],
        )


def _where(source: dict[str, Any]) -> tuple[Any, ...]:
    return source["document"], source["heading"], source["page"]


def _named(document: str, heading: str, page: int | None) -> str:
    parts = [document, heading, f"page {page}" if page is not None else ""]
    return ", ".join(part for part in parts if part)


def _plain(text: str) -> str:
    return text.translate(_MARKS)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    hours = f"{whole // 3600}:" if whole >= 3600 else ""
    return f"{hours}{whole // 60 % 60:0{2 if hours else 1}d}:{whole % 60:02d}"
