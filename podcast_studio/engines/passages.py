"""Cut a document's text into passages, along its headings, paragraphs and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from math import ceil

from podcast_studio.domain.documents import Passage
from podcast_studio.engines.blocks import Block, Kind, find_blocks
from podcast_studio.engines.machine_orders import addresses_a_machine
from podcast_studio.engines.read_aloud import (
    is_navigation,
    silent_heading,
    spoken_item,
    spoken_prose,
    spoken_row,
)
from podcast_studio.engines.unread import silent_paragraph

_TARGET, _LEAST, _MOST = 70, 40, 90  # words of a passage
_PARAGRAPH_BONUS = 15  # words by which a cut may be off to fall between paragraphs
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|e\.g|i\.e|cf|Fig|Figs|No|Nos|vol|pp|p|ca|c|al|approx|Inc|Ltd|Co|Gen|"
    r"Capt|Rev|Mt|Eq|Sec|Ch|z\.B|d\.h|bzw|usw)|\b[A-Z]|^\s*\d{1,3})\.$"
)
_SENTENCE_END = re.compile(
    r"(?<!\.)(?:\.{1,3}|[!?…]+)(?!\.)[\"'”’)\]*_]*\s+(?=[\"'“‘(\[*_]*[A-Z0-9À-ÞΑ-ΩА-Я¿¡])|[。！？]+[」』”]?"
)
_CLAUSE_END = re.compile(r"[,;:–—)]\s+|\s+")
_LICENCE_FILE = re.compile(r"(?i)(?:^|/)(?:licen[sc]e|copying|copyright|notice)[^/]*$")


@dataclass(frozen=True, kw_only=True)
class _Unit:
    """A sentence, item or row."""

    start: int
    end: int
    spoken: str
    raw: int  # words of the text
    ends_block: bool


@dataclass
class _Run:
    """Units that may share a passage."""

    heading: tuple[str, ...]
    units: list[_Unit] = field(default_factory=list)


def make_passages(
    text: str,
    document: str,
    *,
    flavour: str = "md",
    page_at: Callable[[str], int | None] | None = None,
) -> list[Passage]:
    """The passages of a text. `flavour`: md, rst, txt, csv or pdf; `page_at` is asked in the text's order."""
    silent = _LICENCE_FILE.search(document) is not None
    made: list[Passage] = []
    for run in _runs(find_blocks(text, flavour), text, silent):
        for units in _parts(run.units):
            start, end = units[0].start, units[-1].end
            body = text[start:end]
            key = f"{document}|{start}|{end}|{body}".encode("utf-8", "replace")
            made.append(
                Passage(
                    id=sha256(key).hexdigest()[:16],
                    document=document,
                    heading=run.heading,
                    page=page_at(body) if page_at else None,
                    start=start,
                    end=end,
                    text=body,
                    spoken=" ".join(unit.spoken for unit in units if unit.spoken),
                    order=len(made),
                )
            )
    return made


def _runs(blocks: Iterable[Block], text: str, silent: bool) -> Iterator[_Run]:
    """Consecutive units under one heading; a long stretch that nobody reads is apart."""
    run = _Run(())
    for block in blocks:
        units = _units(block, text, silent or silent_heading(block.heading))
        if not units:
            continue
        apart = bool(run.units) and _is_silent(units) != _is_silent(run.units) and (_long(units) or _long(run.units))
        if block.heading != run.heading or apart:
            if run.units:
                yield run
            run = _Run(block.heading)
        run.units.extend(units)
    if run.units:
        yield run


def _is_silent(units: list[_Unit]) -> bool:
    return not any(unit.spoken for unit in units)


def _long(units: list[_Unit]) -> bool:
    """Whether there is enough that nobody reads to make a passage of its own."""
    return _is_silent(units) and sum(unit.raw for unit in units) >= _LEAST


def _units(block: Block, text: str, silent: bool) -> list[_Unit]:
    """The sentences, items or rows of a block."""
    speak = _speaker(block, text, silent)
    spans = [span for line in block.spans for span in _split(text, *line, prose=block.kind is Kind.PROSE)]
    if block.kind in (Kind.ITEMS, Kind.PROSE):
        spans = [piece for span in spans for piece in _limit(text, *span)]
    else:
        spans = [piece for span in spans for piece in _limit(text, *span, most=_MOST * 2)]
    units = []
    for place, (start, end) in enumerate(spans):
        body = text[start:end]
        if not any(char.isalnum() for char in body):
            continue  # a rule
        last = place == len(spans) - 1
        units.append(_Unit(start=start, end=end, spoken=speak(body), raw=_weight(body), ends_block=last))
    return units


def _unless_an_order(speak: Callable[[str], str]) -> Callable[[str], str]:
    return lambda body: "" if addresses_a_machine(body) else speak(body)


def _speaker(block: Block, text: str, silent: bool) -> Callable[[str], str]:
    """What tells which part of such a block's text is read."""
    if silent or block.kind is Kind.SILENT:
        return lambda _body: ""
    if block.kind is Kind.ROWS:
        return lambda body: spoken_row(body, block.separator)
    if block.kind is Kind.ITEMS:
        items = [text[start:end] for start, end in block.spans]
        return (lambda _body: "") if is_navigation(items) else _unless_an_order(spoken_item)
    parts = [text[start:end] for start, end in block.spans]
    if any(silent_paragraph(part) or addresses_a_machine(part) for part in parts):
        return lambda _body: ""
    return spoken_prose


def _split(text: str, start: int, end: int, *, prose: bool) -> Iterator[tuple[int, int]]:
    """The sentences between two places."""
    if not prose:
        yield start, end
        return
    begin = start
    for found in _SENTENCE_END.finditer(text, start, end):
        if _ABBREVIATION.search(text[max(begin, found.start() - 12) : found.start() + 1]):
            continue
        yield begin, found.start() + len(found.group().rstrip())
        begin = found.end()
    if text[begin:end].strip():
        yield begin, end


def _limit(text: str, start: int, end: int, *, most: int = _MOST) -> Iterator[tuple[int, int]]:
    """A span cut, at its commas or else its spaces, into pieces of a passage's length at most."""
    while _weight(text[start : min(end, start + (most + 1) * 12)]) > most:  # as much as tells; a text may be long
        reach = _reach(text, start, end, most)
        cuts = [found.end() for found in _CLAUSE_END.finditer(text, start + 1, reach)]
        commas = [
            cut
            for cut in cuts
            if text[cut - 2 : cut - 1] in {",", ";", ":", ")"} and cut - start > (reach - start) // 2
        ]
        cut = (commas or cuts or [reach])[-1]
        yield start, start + len(text[start:cut].rstrip())
        start = cut
    if text[start:end].strip():
        yield start, end


def _reach(text: str, start: int, end: int, most: int) -> int:
    """How far a passage from here may go."""
    far = min(end, start + most * 12)
    words = list(re.compile(r"\S+").finditer(text, start, far))
    return words[most - 1].end() + 1 if len(words) >= most and words[most - 1].end() < far else far


def _weight(text: str) -> int:
    """Words, or what counts as many in a script without spaces."""
    return max(len(text.split()), len(text) // 12)


def _parts(units: list[_Unit]) -> Iterator[list[_Unit]]:
    """A run cut into passages of about the same length."""
    silent = _is_silent(units)
    weights = [unit.raw if silent else _weight(unit.spoken) for unit in units]
    begin, left = 0, sum(weights)
    while begin < len(units):
        taken = (
            len(units) - begin
            if left <= _MOST
            else _cut(units[begin : begin + 400], weights[begin : begin + 400], left)
        )
        yield units[begin : begin + taken]
        left -= sum(weights[begin : begin + taken])
        begin += taken


def _cut(units: list[_Unit], weights: list[int], total: int) -> int:
    """How many units the next passage takes."""
    target = total / max(2, ceil(total / _TARGET)) if total < 3 * _MOST else _TARGET
    best, best_cost, so_far = 1, float("inf"), 0
    for place, (unit, weight) in enumerate(zip(units, weights, strict=True), start=1):
        so_far += weight
        if so_far > _MOST:
            break
        short = max(0, _LEAST - so_far) + max(0, _LEAST - (total - so_far))
        cost = abs(so_far - target) + 2 * short - (_PARAGRAPH_BONUS if unit.ends_block else 0)
        if cost <= best_cost:
            best, best_cost = place, cost
    return best
