"""Hold what the model wrote against its source, sentence by sentence.

A small model that retells notes bends some of them: it joins two people into one, or puts a word from the next sentence
where it was not. Single words of such a sentence are all in the source, so each sentence is held against the one or two
neighbouring sentences that it fits best. What does not fit gives way to the source's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.text.function_words import POINTING_BACK, telling_words
from podcast_studio.pipeline.truth.claims import added_claims
from podcast_studio.pipeline.truth.details import unsupported_details
from podcast_studio.pipeline.truth.quotations import misquoted, said_as_ones_own, unquoted

SUPPORTED = 0.84  # share of a sentence's telling words that its place in the source has
_JOINED = 0.6  # share of two sentences' telling words that one made of both must have
_DANGLING = re.compile(rf"(?i)^[\"'“‘„«(]*(?:{POINTING_BACK})\b")
_ANSWERS = re.compile(r"(?i)(?:not|yes|no|none|nobody|nothing|never|hardly|mostly|only|because)\b")
_ITS = re.compile(r"(?i)(?:its|his|her|their) [a-z]")  # of which something is said, and not of it; English
_IT_IS = re.compile(r"(?i)(?:it|he|she|they)(?:['’]|\b)")
_PERSON = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im)\b")
_NAMED = re.compile(r"^(?:A|An|The|Each|Every|One|Some|Most|Many|No)\b|(?<=\w )[A-Z][a-z]")
_COPIED = 0.8  # likeness, word by word
_SHORT = 3  # letters of a word that can get lost, whatever it means
_SHORTENED = re.compile(r"\w['’](?:s|re|ve|ll|d|t|m)\b")
_TELLING = 2  # words, with fewer of which nothing is told
_TOLD_ALREADY = 0.7  # of the telling words, wherever they were said
_POINTERS = frozenset("it its he his she her they their them this these those".split())
_BY_THEN = 6  # words, by which somebody may have been named


@dataclass(frozen=True, kw_only=True)
class Grounded:
    """What remains of a retelling."""

    text: str
    kept: int  # sentences of the model's that stand
    replaced: int  # that gave way to the source's own
    dropped: int
    places: Mapping[int, str] = field(default_factory=dict)  # told of each sentence of the source

    def completed(self, source: str, enough: float, length: Callable[[str], float]) -> str:
        """With sentences of the source that were left out, each at its place, until that is `enough`."""
        told = dict(self.places)
        for place, sentence in enumerate(sentences(source)):
            if length(_joined(told)) >= enough:
                break
            if place not in told and support(sentence, told.values()) < _TOLD_ALREADY:
                told[place] = sentence
        return _joined(told)

    def up_to_its_end(self, source: str) -> Grounded:
        """With the source's own last sentence, unless that was joined to another; what follows points back to it."""
        *before, sentence = sentences(source)
        if self.places.get(len(before)) == "":
            return self
        places = {**self.places, len(before): sentence}
        return replace(self, text=_joined(places), places=places)


def support(sentence: str, source: Iterable[str]) -> float:
    """Share of the sentence's telling words that are in `source`; 1 where it has none."""
    words = telling_words(sentence)
    if not words:
        return 1.0
    there = {word for part in source for word in telling_words(part)}
    return len(words & there) / len(words)


def dangles(sentence: str) -> bool:
    """Whether it begins with a word that points back to a sentence before it."""
    return _DANGLING.match(sentence) is not None


def ground(told: str, source: str, heading: str = "") -> Grounded:
    """`told` with each sentence that its place in `source` does not support replaced by what stands there.

    What remains is in the source's order, and what a sentence points back to is told before it.
    """
    original, everything = sentences(source), f"{heading} {source}"
    used: dict[int, str] = {}  # what is told of each place; "" for the second of two that were joined
    kept = replaced = dropped = 0
    parts = sentences(told) if original else []
    changed = {*misquoted(parts, everything), *said_as_ones_own(parts, original)}
    outside = unquoted(original)
    for number, written in enumerate(parts):
        empty = len(telling_words(written)) < _TELLING and written not in source  # "And so it was.", "Yes, 24."
        if empty:
            dropped += 1
            continue
        place, size, share = _best_place(written, original)
        here = original[place : place + size]
        sentence = here[0] if size == 1 and _copies(written, here[0]) else written
        fits = share >= SUPPORTED and _says_the_same(sentence, here) and number not in changed
        fits = fits and not added_claims(sentence, " ".join(here), heading)
        if sentence.endswith("?") or used.keys() >= set(range(place, place + size)) or place in used:
            dropped += 1
        elif fits and not unsupported_details(sentence, everything):
            used |= {place: sentence} | dict.fromkeys(range(place + 1, place + size), "")
            kept += 1
        else:
            used[place] = original[place]
            replaced += 1
    for place in range(len(original) - 1, 0, -1):  # backwards: what is put back may itself point back
        quoted = place in used and used[place] == original[place] and not outside[place]  # who says it stands before
        leans = place in used and (quoted or points_back(used[place]) or _answers(used[place], original[place - 1]))
        if leans and place - 1 not in used:
            used[place - 1] = original[place - 1]
    return Grounded(text=_joined(used), kept=kept, replaced=replaced, dropped=dropped, places=used)


def _answers(sentence: str, before: str) -> bool:
    """Whether nobody understands it without the question before it: "What breaks? Not the blades, mostly." English."""
    return before.endswith("?") and _ANSWERS.match(sentence) is not None


def points_back(sentence: str) -> bool:
    """Whether it speaks of somebody or something that it does not name: "In 1909 she left" does."""
    if dangles(sentence):
        return True
    person = _PERSON.search(sentence)
    return person is not None and not _NAMED.search(sentence[: person.start()])


def stands_alone(sentence: str) -> bool:
    """Whether it can be understood far from where it was said: "In summer it can hold 60,000" cannot."""
    begins = (word.lower().strip(",;:") for word in sentence.split()[:_BY_THEN])
    return not points_back(sentence) and _POINTERS.isdisjoint(begins)


def _copies(told: str, original: str) -> bool:
    """Whether it is the original but for a small word or an ending, which a small model lost in copying.

    Not so if words were moved, or if it is only said more as people talk ("it's").
    """
    mine, theirs = told.split(), original.split()
    matcher = SequenceMatcher(None, [word.lower() for word in mine], [word.lower() for word in theirs], autojunk=False)
    changes = [(mine[a:b], theirs[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]
    small = all(
        telling_words(" ".join(said)) == telling_words(" ".join(was)) or (not said and len(" ".join(was)) <= _SHORT)
        for said, was in changes
    )
    lost = any(was for _, was in changes) and not any(_SHORTENED.search(" ".join(said)) for said, _ in changes)
    return small and lost and matcher.ratio() >= _COPIED


def _joined(told: Mapping[int, str]) -> str:
    return " ".join(told[place] for place in sorted(told) if told[place])


def _best_place(sentence: str, original: Sequence[str]) -> tuple[int, int, float]:
    """Where it fits best: first sentence, how many, and how much of it they support.

    The heading does not count: whatever it names would fit any sentence under it. Two sentences are its place only
    where one alone does not support it: else the second would count as told for a word that it lends.
    """
    windows = [(place, size) for size in (1, 2) for place in range(len(original) - size + 1)]
    scored = [(place, size, support(sentence, original[place : place + size])) for place, size in windows]
    alone = [row for row in scored if row[1] == 1 and row[2] >= SUPPORTED]
    return max(alone or scored, key=lambda row: (round(row[2], 6), -row[1], -row[0]))


def _says_the_same(sentence: str, place: Sequence[str]) -> bool:
    """Not so if the one that it is about was lost, or if two sentences were joined that speak of two things."""
    if dangles(sentence) and not dangles(place[0]):
        return False
    if _IT_IS.match(sentence) and _ITS.match(place[0]):
        return False
    words = telling_words(" ".join(place))
    return len(place) == 1 or len(words & telling_words(sentence)) >= _JOINED * len(words)
