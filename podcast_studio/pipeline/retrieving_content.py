"""Step 1: bring the index up to date and choose the passages that may be told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from podcast_studio.domain.documents import IndexedDocument, Passage
from podcast_studio.domain.errors import CollectionError
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.ports import PassageIndex

MIN_WORDS = 14  # a shorter passage carries no exchange
_SHINGLE = 5
_ALREADY_TOLD = 0.6  # share of a passage's word sequences that another one has
_WORD = re.compile(r"[^\W_]+")


def choose_passages(index: PassageIndex, order: PodcastOrder, *, words_wanted: int) -> list[Passage]:
    """The passages worth telling: with a focus the best matches first, else all of them in reading order.

    Where those in the podcast's language carry it, or are most of them, documents in other languages are left out.
    """
    told = tellable(index.passages())
    everything = in_its_language(told, index.documents(), order.language, words_wanted)
    if not everything:
        raise CollectionError(
            "There is nothing in this folder that could be told.",
            way_out="Add documents with running text; lists of numbers, code and scans without text do not count.",
        )
    if not order.focus.strip():
        return everything
    limit = max(12, words_wanted // 40)
    left_out = {passage.document for passage in told} - {passage.document for passage in everything}
    found = (passage for passage in index.search(order.focus, limit) if passage.document not in left_out)
    return tellable(found) or everything


def in_its_language(
    passages: list[Passage], documents: Mapping[str, IndexedDocument], language: str, words_wanted: int
) -> list[Passage]:
    """Those in the podcast's language, or in one that is not known, where there are enough of them; else all."""

    def fits(passage: Passage) -> bool:
        document = documents.get(passage.document)
        return document is None or document.language in ("", language)

    own = [passage for passage in passages if fits(passage)]
    words, all_words = (sum(passage.words for passage in some) for some in (own, passages))
    return own if words >= min(words_wanted, all_words / 2) else passages


def left_in_other_languages(
    told: Collection[Passage], documents: Mapping[str, IndexedDocument], language: str
) -> Counter[str]:
    """How many documents there are in each other language, where nothing is told of any of them."""
    heard = {passage.document for passage in told}
    others = {path: one.language for path, one in documents.items() if one.words and one.language not in ("", language)}
    return Counter() if heard & set(others) else Counter(others.values())


def tellable(passages: Iterable[Passage]) -> list[Passage]:
    """Those with enough speech in them, each content once."""
    seen: set[int] = set()
    kept: list[Passage] = []
    for passage in passages:
        if passage.words < MIN_WORDS:
            continue
        shingles = _shingles(passage.spoken)
        if shingles and len(shingles & seen) / len(shingles) >= _ALREADY_TOLD:
            continue
        seen |= shingles
        kept.append(passage)
    return kept


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(text.lower())
    return {hash(tuple(words[at : at + _SHINGLE])) for at in range(max(1, len(words) - _SHINGLE + 1))}


def interest(passage: Passage) -> float:
    """How much there is to tell: names, figures and length, by simple signs that hold in any language."""
    words = passage.spoken.split()
    figures = sum(any(sign.isdigit() for sign in word) for word in words)
    names = sum(word[:1].isupper() for word in words) - passage.spoken.count(". ")
    length = min(len(words), 80) / 80
    return length + 0.05 * min(figures, 8) + 0.03 * min(max(names, 0), 12) - 0.02 * min(passage.order, 20)


def by_topic(passages: Sequence[Passage], *, largest: int = 8) -> list[list[Passage]]:
    """Groups that belong together: a short document, or a section of a long one; in order of first appearance."""
    documents: dict[str, list[Passage]] = {}
    for passage in passages:
        documents.setdefault(passage.document, []).append(passage)
    topics: list[list[Passage]] = []
    for members in documents.values():
        ordered = sorted(members, key=lambda passage: passage.order)
        topics += [ordered] if len(ordered) <= largest else _sections(ordered, largest)
    return topics


def _sections(members: list[Passage], largest: int) -> list[list[Passage]]:
    groups: list[list[Passage]] = []
    for passage in members:
        group = groups[-1] if groups else None
        fits = group is not None and len(group) < largest
        if group is not None and fits and (group[-1].heading[:2] == passage.heading[:2] or len(group) < 3):
            group.append(passage)
        else:
            groups.append([passage])
    return groups
