"""A second pass over an exchange: the same facts, said more as people talk to each other.

A small model bends what it rewrites (the starter model 14 of 18 sentences), so that only larger ones are asked, and
only where the machine has time for it. What comes back passes the checks that the first pass has passed, and stricter
ones: no figure may be lost, and no sentence needed the source's own in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.languages import ENGLISH
from podcast_studio.pipeline.parsing_turns import opens_alike, parse_answer, parse_question, parse_remark
from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.text.figures import figures_in
from podcast_studio.pipeline.text.function_words import telling_words

LARGE = 3_000_000_000  # weights, from which a model rewrites more than it bends
FAST = 8.0  # words a second, all work counted; with twice the work that is still faster than they are heard
_LEAST_LEFT = 0.75  # of the answer's words
_LABELLED = re.compile(r"^\W*(HOST|EXPERT)\W*:\W*(.+)$", re.MULTILINE)


def is_large(parameters: int | None) -> bool:
    """Whether a model with so many weights can do more than retell; not known is no."""
    return parameters is not None and parameters >= LARGE


def polishes(parameters: int | None, words_per_second: float | None) -> bool:
    """Whether there is a second pass with a model of that size and measured speed."""
    return is_large(parameters) and words_per_second is not None and words_per_second >= FAST


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What was written, and what it is held against."""

    line: str  # HOST's, that leads from `before` to `answer`
    answer: str
    before: str  # what EXPERT said last
    passage: Passage
    notes: str  # of which `answer` is the retelling
    words: int  # that it may have
    lines: Sequence[str] = ()  # HOST's so far
    said: Sequence[str] = ()  # EXPERT's so far
    language: str = ENGLISH

    def polished(self, raw: str, *, keep_line: bool) -> tuple[str, str]:
        """HOST's line and EXPERT's answer as the model wrote them in `raw`; as they were where that is not sound."""
        parts = _LABELLED.findall(raw)
        if [speaker for speaker, _ in parts] != ["HOST", "EXPERT"]:
            return self.line, self.answer
        answer = self._sound_answer(parts[1][1])
        line = self.line if keep_line or not answer else self._sound_line(parts[0][1], answer)
        return (line, answer) if answer and self._leads(line, answer) else (self.line, self.answer)

    def _sound_answer(self, raw: str) -> str:
        """It, or "" where something speaks against it."""
        parsed = parse_answer(
            raw, self.passage, notes=self.notes, words=self.words, said=self.said, language=self.language
        )
        lost = set(figures_in(self.answer).values()) - set(figures_in(parsed.text).values())
        short = len(parsed.text.split()) < _LEAST_LEFT * len(self.answer.split())
        alike = opens_alike(parsed.text, [*self.lines, *self.said])
        return "" if lost or short or parsed.bent or alike or not parsed.sound else parsed.text

    def _sound_line(self, raw: str, answer: str) -> str:
        """It, or the line that was there."""
        before, after = ((sentences(text) or [text]) for text in (self.before, answer))
        if self.line.endswith("?"):
            parsed = parse_question(raw, before=before[-1], after=after[0], lines=self.lines)
        else:
            parsed = parse_remark(raw, before=before[-1], lines=self.lines)
        return parsed.text if parsed.sound else self.line

    def _leads(self, line: str, answer: str) -> bool:
        """Whether a question still asks for what the answer begins with."""
        first = (sentences(answer) or [answer])[0]
        return not line.endswith("?") or bool(telling_words(line) & telling_words(first))
