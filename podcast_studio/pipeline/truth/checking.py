"""What a check of the finished turns finds, kept beside each in the transcript.

It runs over the words as they are at last, edits by hand included, so that a listener can see what they rest on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.text.clean import near_duplicate, sentences
from podcast_studio.pipeline.text.figures import figures_in
from podcast_studio.pipeline.truth.claims import amplified
from podcast_studio.pipeline.truth.details import unsupported_details
from podcast_studio.pipeline.truth.grounding import SUPPORTED, support
from podcast_studio.pipeline.truth.quotations import misquoted

_REPEATED = 0.5  # likeness from which a turn says what an earlier one said
_LEAST_WORDS = 6  # a shorter turn repeats nothing that matters


@dataclass(frozen=True, kw_only=True)
class Checks:
    """What was found of one turn."""

    supported: float | None = None  # share of its sentences that its passages support; None where it has no passages
    details: tuple[str, ...] = ()  # figures, names, units and superlatives that its passages do not have
    quotations: tuple[str, ...] = ()  # words in quotation marks that do not stand there like that
    repeats: int | None = None  # index of an earlier turn that says the same

    def as_json(self) -> dict[str, Any]:
        return {
            "supported": None if self.supported is None else round(self.supported, 3),
            "details_not_in_sources": list(self.details),
            "quotations_not_in_sources": list(self.quotations),
            "repeats_turn": self.repeats,
        }


def check_turns(turns: Sequence[Turn], passages: Mapping[str, Passage]) -> dict[int, Checks]:
    """What is found of each turn, by its index."""
    return {turn.index: _check(turn, turns[:place], passages) for place, turn in enumerate(turns)}


def _check(turn: Turn, earlier: Sequence[Turn], passages: Mapping[str, Passage]) -> Checks:
    repeats = _repeats(turn, earlier)
    sources = [passages[identifier] for identifier in turn.passages if identifier in passages]
    if turn.speaker is not Speaker.EXPERT or not sources:
        return Checks(repeats=repeats)
    texts = [text for source in sources for text in (source.spoken, source.text)]
    everything = " ".join([*texts, *(part for source in sources for part in source.heading)])
    told = sentences(turn.text)
    held = sum(support(_without_figures(sentence), [everything]) >= SUPPORTED for sentence in told)
    return Checks(
        supported=held / len(told) if told else 1.0,
        details=(*unsupported_details(turn.text, everything), *amplified(turn.text, everything)),
        quotations=tuple(quoted for wrong in misquoted(told, everything).values() for quoted in wrong),
        repeats=repeats,
    )


def _repeats(turn: Turn, earlier: Sequence[Turn]) -> int | None:
    """The earlier turn of the same speaker that says the same; a recap at the end and a cue may."""
    if len(turn.text.split()) < _LEAST_WORDS or (turn.speaker is Speaker.EXPERT and not turn.passages):
        return None
    same = (other for other in earlier if other.speaker is turn.speaker)
    return next((other.index for other in same if near_duplicate(turn.text, other.text) >= _REPEATED), None)


def _without_figures(sentence: str) -> str:
    """Figures are looked up by their value; as words they are in the sources in another form."""
    for figure in sorted(figures_in(sentence), key=len, reverse=True):
        sentence = sentence.replace(figure, " ")
    return sentence
