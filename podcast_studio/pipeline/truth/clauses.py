"""Which clauses of a source were told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from podcast_studio.pipeline.text.function_words import telling_words

_CLAUSES = re.compile(r"[,;:—–]|[.!?](?=\s)|\b(?:and|but|yet|or|while|und|aber|doch|oder)\b")
_KEPT = 0.7  # of a clause's telling words are in what was told, so that it was told
_FEWEST = 3  # telling words of a clause, for that


def told_clauses(told: str, source: str, *, beside: Set[str] = frozenset()) -> Iterator[str]:
    """The clauses of the source of which most telling words were told; those `beside` it do not count."""
    mine = telling_words(told)
    for clause in _CLAUSES.split(source):
        if is_told(mine, telling_words(clause) - beside):
            yield clause.strip()


def is_told(mine: Set[str], theirs: Set[str]) -> bool:
    """Whether most of the telling words of a clause are among those that were told."""
    return len(theirs) >= _FEWEST and len(theirs & mine) >= _KEPT * len(theirs)
