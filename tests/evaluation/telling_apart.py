"""Whether styles, or levels, can be told from each other by how the talk is made, not by what it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

_TRAITS = (
    "questions",
    "reactions",
    "summaries",
    "doubts",
    "quiz",
    "reasons",
    "weighing",
    "dwelling",
    "listening",
    "answer_words",
    "spread",
    "sentence_words",
    "long_words",
    "host_share",
    "turns_per_minute",
)
_LEAST_SPREAD = 0.1  # of what happens to be alike in the few podcasts there are
_FEWEST = 2  # podcasts of each kind


@dataclass(frozen=True, kw_only=True)
class Apart:
    """How often a podcast's kind was recognised by the others of that kind."""

    kinds: int
    podcasts: int
    recognised: int

    @property
    def share(self) -> float:
        return self.recognised / self.podcasts

    @property
    def chance(self) -> float:
        return 1 / self.kinds


def tell_apart(kinds: Sequence[str], traits: Sequence[Mapping[str, float]]) -> Apart | None:
    """Each podcast is held against the means of the kinds, made without it; None for too few to say anything."""
    counts = Counter(kinds)
    places = [place for place, kind in enumerate(kinds) if counts[kind] >= _FEWEST]
    if len({kinds[place] for place in places}) < 2:
        return None
    rows = _scaled([traits[place] for place in places])
    names = [kinds[place] for place in places]
    recognised = sum(_nearest(at, names, rows) == names[at] for at in range(len(names)))
    return Apart(kinds=len(set(names)), podcasts=len(names), recognised=recognised)


def _scaled(traits: Sequence[Mapping[str, float]]) -> list[list[float]]:
    """Each trait with deviation 1; one that never varies weighs nothing."""
    columns = []
    for key in _TRAITS:
        values = [one.get(key, 0.0) for one in traits]
        mean, deviation = fmean(values), pstdev(values)
        columns.append([(value - mean) / deviation if deviation > 1e-9 else 0.0 for value in values])
    return [list(row) for row in zip(*columns, strict=True)]


def _nearest(at: int, kinds: Sequence[str], rows: Sequence[Sequence[float]]) -> str:
    """The kind whose mean is nearest, where a trait weighs the less the more it varies within the kinds.

    Means and weights are those of the other podcasts; in statistics, a diagonal linear discriminant, left-one-out.
    """
    others = {
        kind: [row for place, row in enumerate(rows) if kinds[place] == kind and place != at] for kind in set(kinds)
    }
    means = {
        kind: [fmean(column) for column in zip(*members, strict=True)] for kind, members in others.items() if members
    }
    within = [
        fmean((row[trait] - means[kind][trait]) ** 2 for kind, members in others.items() for row in members)
        for trait in range(len(_TRAITS))
    ]

    def away(kind: str) -> float:
        return sum(
            (here - mean) ** 2 / (spread + _LEAST_SPREAD)
            for here, mean, spread in zip(rows[at], means[kind], within, strict=True)
        )

    return min(sorted(means), key=away)
