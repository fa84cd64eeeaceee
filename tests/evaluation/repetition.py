"""Whether the same is said twice: by runs of words, and by what sentences are about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from podcast_studio.domain.ports import Embedder
from tests.evaluation.performance import HOST, Performance, Said
from tests.evaluation.words import content_words, runs, sentences_of

SAME_WORDS = 0.5  # of the runs of three words of the shorter turn are in the other
SAME_SENTENCE = 0.75  # the same of one sentence
SAME_SENSE = 0.93  # cosine of two turns
_FEWEST_WORDS = 6  # of a sentence; shorter ones may come back
_FEWEST_FOR_SENSE = 6  # content words of a turn, below which its vector says little
_RUN = 3
_RECALLS = re.compile(
    r"(?i)\b(?:you|we|was|were) (?:just |also )?(?:said|told|heard|mentioned)\b|\b(?:earlier|a moment ago|of yours)\b|"
    r"\b(?:vorhin|sagten sie|haben sie gesagt|hast du gesagt)\b"
)
_DISTINCT_RUN = 4


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """A turn that says what an earlier one has said."""

    turn: int
    earlier: int
    how: str  # words, sentence, sense
    said: str


@dataclass
class Repetition:
    turns: int = 0
    repeats: list[Repeat] = field(default_factory=list)
    distinct_runs: float = 1.0  # share of runs of four words that come once

    @property
    def share(self) -> float:
        """Of turns that repeat an earlier one."""
        return len({repeat.turn for repeat in self.repeats}) / self.turns if self.turns else 0.0


def judge_repetition(podcast: Performance, embedder: Embedder) -> Repetition:
    """Hold each turn against all before it. The close recalls what was said; HOST may do so and say so."""
    vectors = embedder.embed([turn.text for turn in podcast.turns])
    found: list[Repeat] = []
    for number, turn in enumerate(podcast.turns):
        if turn.frames and number > len(podcast.turns) // 2:
            continue
        repeat = _repeat_of(number, podcast.turns, vectors, podcast.language) or _loop_in(number, turn)
        found += [repeat] if repeat else []
    return Repetition(turns=len(podcast.turns), repeats=found, distinct_runs=distinct_runs(podcast))


def distinct_runs(podcast: Performance) -> float:
    """Of all runs of four words within turns, the share of different ones. The close counts: it is heard too."""
    every = [run for turn in podcast.turns for run in runs(turn.text, _DISTINCT_RUN)]
    return len(set(every)) / len(every) if every else 1.0


def _repeat_of(number: int, turns: Sequence[Said], vectors: Sequence[Sequence[float]], language: str) -> Repeat | None:
    turn = turns[number]
    recalls = turn.speaker == HOST and _RECALLS.search(turn.text) is not None
    telling = len(content_words(turn.text, language)) >= _FEWEST_FOR_SENSE
    for earlier in range(number):
        other = turns[earlier]
        if recalls and other.speaker != HOST:
            continue
        if _shared(turn.text, other.text) >= SAME_WORDS:
            return Repeat(turn=number, earlier=earlier, how="words", said=turn.text)
        if sentence := _same_sentence(turn.text, other.text):
            return Repeat(turn=number, earlier=earlier, how="sentence", said=sentence)
        comparable = telling and len(content_words(other.text, language)) >= _FEWEST_FOR_SENSE
        if comparable and _cosine(vectors[number], vectors[earlier]) >= SAME_SENSE:
            return Repeat(turn=number, earlier=earlier, how="sense", said=turn.text)
    return None


def _loop_in(number: int, turn: Said) -> Repeat | None:
    """A turn that says one of its own sentences again."""
    sentences = sentences_of(turn.text)
    for place, sentence in enumerate(sentences):
        if any(_same_sentence(sentence, before) for before in sentences[:place]):
            return Repeat(turn=number, earlier=number, how="sentence", said=sentence)
    return None


def _shared(a: str, b: str) -> float:
    """How much of the shorter text is in the other, by runs of words; texts without such runs by being equal."""
    first, second = set(runs(a, _RUN)), set(runs(b, _RUN))
    if not first or not second:
        return float(runs(a, 1) == runs(b, 1) and bool(a.strip()))
    return len(first & second) / min(len(first), len(second))


def _same_sentence(text: str, other: str) -> str:
    """The sentence of `text` that `other` has too, all but for a word or two."""
    known = [one for one in sentences_of(other) if len(one.split()) >= _FEWEST_WORDS]
    mine = [one for one in sentences_of(text) if len(one.split()) >= _FEWEST_WORDS]
    return next((one for one in mine if any(_shared(one, two) >= SAME_SENTENCE for two in known)), "")


def _cosine(a: Sequence[float], b: Sequence[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
