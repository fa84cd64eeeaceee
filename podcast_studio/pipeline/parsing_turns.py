"""Step 3: make speech of what the model wrote, and check it before anyone hears it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podcast_studio.domain.documents import Passage
from podcast_studio.pipeline.clean import (
    clean_turn,
    drop_loops,
    leaks,
    limit_words,
    near_duplicate,
    sentences,
    unsupported_details,
)
from podcast_studio.pipeline.prompts import EXAMPLE_TEXTS

_ENOUGH_LEFT = 0.6  # of an answer's words, without the sentences that say too much
_COMMON_STEMS = frozenset(
    """about after also been befor could does from have into just like made make many more most much only other over
    said some than that their them then there these they this time very want well were what when where which while
    will with would your""".split()
)
_SAID_BEFORE = 0.5  # likeness to an earlier turn from which a turn is a repetition
_LONGEST_LINE = 34  # words, of HOST between two statements
_OPENINGS_KEPT_APART = 8  # no line opens like one of so many before it


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A turn's text and what speaks against it."""

    text: str
    objections: tuple[str, ...]

    @property
    def sound(self) -> bool:
        return not self.objections


def parse_answer(raw: str, passage: Passage, *, words: int, said: Sequence[str]) -> Parsed:
    """EXPERT's answer: true to its passage, not said before, not longer than `words`."""
    text = limit_words(drop_loops(clean_turn(raw)), words)
    source = f"{' '.join(passage.heading)} {passage.text} {passage.spoken}"
    text = _without_inventions(text, source)
    objections = []
    if len(text.split()) < 8:
        objections.append("write at least two whole sentences")
    if unknown := unsupported_details(text, source):
        objections.append(f"the notes do not say {', '.join(unknown[:3])}")
    if leaks(text, EXAMPLE_TEXTS):
        objections.append("keep to these notes")
    if any(near_duplicate(text, earlier) >= _SAID_BEFORE for earlier in said):
        objections.append("that was said before")
    return Parsed(text=text, objections=tuple(objections))


def parse_line(raw: str, *, before: str, after: str, lines: Sequence[str]) -> Parsed:
    """HOST's line between two statements: short, new, and without facts of its own."""
    text = " ".join(sentences(drop_loops(clean_turn(raw)))[:2])
    objections = []
    count = len(text.split())
    if not 3 <= count <= _LONGEST_LINE:
        objections.append("length")
    if not text.endswith("?"):
        objections.append("no question")
    if unsupported_details(text, f"{before} {after}"):
        objections.append("facts of its own")
    if not _leads_to(text, after):
        objections.append("leads elsewhere")
    if leaks(text, EXAMPLE_TEXTS) or near_duplicate(text, after) > 0.6 or near_duplicate(text, before) > 0.6:
        objections.append("copied")
    if any(near_duplicate(text, line) > 0.6 for line in lines) or _opens_alike(text, lines):
        objections.append("asked before")
    return Parsed(text=text, objections=tuple(objections))


def _without_inventions(text: str, source: str) -> str:
    """Leave out single sentences with names or figures that the source does not have, if enough remains."""
    told = sentences(text)
    true = [sentence for sentence in told if not unsupported_details(sentence, source)]
    kept = " ".join(true)
    return kept if len(kept.split()) >= _ENOUGH_LEFT * len(text.split()) else text


def _leads_to(line: str, after: str) -> bool:
    """Whether a question has at least one telling word in common with what is said next."""
    return bool(_stems(line) & _stems(after))


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W_]+", text.lower())
    return {word[:5] for word in words if len(word) >= 4} - _COMMON_STEMS


def retell_plainly(passage: Passage, words: int) -> str:
    """The passage's own sentences, for when the model cannot be brought to keep to them."""
    return limit_words(drop_loops(passage.spoken), words)


def _opens_alike(text: str, lines: Sequence[str]) -> bool:
    opening = text.lower().split()[:2]
    return any(line.lower().split()[:2] == opening for line in lines[-_OPENINGS_KEPT_APART:])
