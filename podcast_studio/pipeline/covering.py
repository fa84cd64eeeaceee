"""Which topics together say what a collection is about: its main threads first, none of them twice.

Each topic counts for what it adds to those before it. The value of a set of topics is the weight of the words that
occur in it, a word's weight growing with the number of topics that have it, so that taking the best one next is never
far from the best set there is (Lin and Bilmes, 2011, on summaries that cover a text).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from podcast_studio.domain.documents import Passage
from podcast_studio.pipeline.text.function_words import telling_words

_LOOKED_AT = 400  # topics; of a larger collection, those that are liked best
_PLACED = 64  # topics, more than any plan has; the others follow as they are liked
_PASSAGES = 6  # of a topic, by which it is known
_ALONE = 0.1  # weight of a word that one topic has
_WEIGHT = 2.5  # of what is new, against how much a topic is liked

Topic = list[Passage]


def most_covering(topics: Sequence[Topic], liking: Callable[[Topic], float]) -> list[Topic]:
    """All topics, the one first that says most of what those before it have not said and is `liked` (0 or more)."""
    liked = {id(topic): liking(topic) for topic in topics}
    ranked = sorted(topics, key=lambda topic: -liked[id(topic)])
    open_topics, rest = ranked[:_LOOKED_AT], ranked[_LOOKED_AT:]
    words = {id(topic): _words(topic) for topic in open_topics}
    weights = _weights(words.values())
    most_liked = max((liked[id(topic)] for topic in open_topics), default=0.0) or 1.0
    most_new = max((sum(weights[word] for word in known) for known in words.values()), default=0.0) or 1.0
    told: set[str] = set()
    placed: list[Topic] = []

    def value(topic: Topic) -> float:
        new = sum(weights[word] for word in words[id(topic)] - told)
        return liked[id(topic)] / most_liked + _WEIGHT * new / most_new

    while open_topics and len(placed) < _PLACED:
        best = max(open_topics, key=value)
        open_topics = [topic for topic in open_topics if topic is not best]
        told |= words[id(best)]
        placed.append(best)
    return [*placed, *open_topics, *rest]


def _words(topic: Topic) -> set[str]:
    """Those that carry its content; figures say little of what it is about."""
    return {word for word in telling_words(" ".join(part.spoken for part in topic[:_PASSAGES])) if not word.isdigit()}


def _weights(known: Collection[set[str]]) -> dict[str, float]:
    """Words that one topic alone has are no thread of the collection; they count a little."""
    spread = Counter(word for words in known for word in words)
    return {word: math.log(count) if count > 1 else _ALONE for word, count in spread.items()}
