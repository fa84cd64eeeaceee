"""Whether what was said stands in the passages it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from tests.evaluation.performance import EXPERT, Performance, Said, Source
from tests.evaluation.quantities import dates_in, figures, units_in, values_in
from tests.evaluation.words import (
    alike,
    content_words,
    function_words,
    language_of,
    plain,
    runs,
    sentences_of,
    share_found,
)

SUPPORTED = 0.6  # of a sentence's content words are in the passages
TOGETHER = 0.45  # and so many stand close together in them
_CLOSE = 3  # sentences
_NEARLY_THE_SAME = 0.7  # of the words of two sentences, both ways
_FEWEST_WORDS = 3  # of content; a shorter sentence states nothing
_HOST_COUNTS = 10  # HOST may count things up to here without a source
_QUOTED_WORDS = 3
_OPPOSITES = {
    "en": """more/less more/fewer larger/smaller largest/smallest highest/lowest higher/lower longer/shorter
        before/after first/last left/right north/south east/west rises/falls rose/fell increased/decreased
        above/below inside/outside clockwise/anticlockwise oldest/youngest older/younger faster/slower
        accepted/rejected for/against early/late
        allowed/forbidden open/closed opened/closed gained/lost winter/summer always/never most/least men/women""",
    "de": """mehr/weniger größer/kleiner vor/nach erste/letzte links/rechts stieg/fiel gewann/verlor früher/später
        höher/tiefer länger/kürzer oben/unten""",
}  # fmt: skip
_DENIALS = {
    "en": frozenset("not no never nobody none nothing neither nor cannot without hardly".split()),
    "de": frozenset("nicht kein keine keinen keinem keiner nie niemals niemand nichts ohne".split()),
}
_CLAUSES = re.compile(r"[,;:—–]|\b(?:and|but|yet|or|while|und|aber|doch|oder)\b")
_NAME = re.compile(r"(?<!\w)(?:[^\W\d_][\w’'.-]*[^\W_]|[^\W\d_])")
_TITLES = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Professor|Prof\.|Abt|Papst|Kaiser|König)\s+([A-ZÄÖÜ][\w-]+)")
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{8,400})[”\"“»]")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something said that does not stand in the sources."""

    turn: int
    kind: str  # figure, date, unit, name, quotation, sentence, reversal
    said: str
    where: str = ""  # the sentence


@dataclass
class Truth:
    """What the evaluation makes of the turns of EXPERT, and of what HOST mentions."""

    judged: int = 0  # EXPERT turns that state something
    supported: int = 0
    uncited: int = 0  # EXPERT turns outside of opening and close that name no passage
    faults: list[Fault] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.supported / self.judged if self.judged else 1.0

    @property
    def details(self) -> list[Fault]:
        """Numbers, dates, units, names and quotations without a source."""
        return [fault for fault in self.faults if fault.kind not in ("sentence", "reversal")]


def judge_truth(podcast: Performance) -> Truth:
    """Hold each turn against the passages that it cites; those that cite none, against all that are cited."""
    truth = Truth()
    for number, turn in enumerate(podcast.turns):
        sources = turn.sources if turn.speaker == EXPERT and turn.sources else podcast.everything
        faults = list(details(number, turn, sources, podcast))
        if turn.speaker == EXPERT:
            truth.uncited += not turn.sources and not turn.frames
            if turn.sources or not turn.frames:
                faults += unsupported_sentences(number, turn.text, sources, podcast.language)
                truth.judged += 1
                truth.supported += not faults
        truth.faults += faults
    return truth


def details(number: int, turn: Said, sources: Sequence[Source], podcast: Performance) -> Iterator[Fault]:
    """Figures, dates, units, names and quotations of a turn that its sources do not have."""
    language = podcast.language
    source = "\n".join(f"{one.heading}. {one.text}" for one in sources)
    there = f"{source}\n{podcast.about}"
    missing = [
        *(("figure", said) for said in wrong_figures(turn.text, there, language, counts=turn.speaker != EXPERT)),
        *(("date", said) for said in wrong_dates(turn.text, there, language)),
        *(("unit", said) for said in wrong_units(turn.text, there, language)),
        *(
            ("name", said)
            for said in wrong_names(turn.text, f"{there}\n{' '.join(one.document for one in sources)}", language)
        ),
        *(("quotation", said) for said in wrong_quotations(turn.text, there)),
    ]
    for kind, said in missing:
        where = next((one for one in sentences_of(turn.text) if said in one), turn.text)
        yield Fault(turn=number, kind=kind, said=said, where=where)


def wrong_figures(text: str, source: str, language: str, *, counts: bool = False) -> list[str]:
    """Figures that the source does not have. With `counts`, small ones in words may count what was said."""
    there = _values(source, language)
    missing = []
    for figure in figures(text, language):
        small = figure.in_words and 1 <= figure.value <= (_HOST_COUNTS if counts else 2)
        measured = any(figure == other for other, _ in units_in(text, language))
        if figure.value in there or (small and not measured):
            continue
        missing.append(figure.said)
    return missing


def wrong_dates(text: str, source: str, language: str) -> list[str]:
    """Days and months that the source does not name."""
    there = dates_in(source, language)
    months = {month for _, month in there}
    return [
        f"{day}/{month}" if day else f"month {month}"
        for day, month in sorted(dates_in(text, language))
        if month not in months
        or (day and (day, month) not in there and any(other for other, one in there if one == month))
    ]


def wrong_units(text: str, source: str, language: str) -> list[str]:
    """Figures whose unit is another one than in the source."""
    there: dict[float, set[str]] = {}
    for figure, family in units_in(source, language):
        there.setdefault(figure.value, set()).add(family)
    families = {family for known in there.values() for family in known}
    return [
        f"{figure.said} {family}"
        for figure, family in units_in(text, language)
        if figure.value in _values(source, language)  # if not, the figure itself is what is wrong
        and family not in there.get(figure.value, families)
    ]


def wrong_names(text: str, source: str, language: str) -> list[str]:
    """Names that the source does not have, or whose parts it has of different people and things."""
    known = _tokens(source)
    missing: list[str] = []
    for name in _names(text, language, source):
        parts = [plain(part) for part in name.split()]
        unknown = [part for part in parts if not _has(part, known)]
        if unknown or not all(_stand_together(a, b, source) for a, b in pairwise(parts)):
            missing.append(name)
    return list(dict.fromkeys(missing))


def _names(text: str, language: str, source: str) -> list[str]:
    """Runs of capitalised words; in German, where all nouns are, only two that follow one another, and after titles."""
    if language_of(language) == "de":
        found = [" ".join(run) for run in _capital_runs(text, language, source) if len(run) > 1]
        return [*found, *_TITLES.findall(text)]
    return [" ".join(run) for run in _capital_runs(text, language, source)]


def _capital_runs(text: str, language: str, source: str) -> Iterator[list[str]]:
    silent = function_words(language)
    for sentence in sentences_of(text):
        run: list[str] = []
        end = 0
        for place, word in enumerate(_NAME.finditer(sentence)):
            spoken = word.group().rstrip(".")
            bare = re.sub(r"['’]s?$", "", spoken)
            joined = sentence[end : word.start()] in (" ", "-")
            capital = bare[:1].isupper() and plain(bare) not in silent and bare not in ("I", "A")
            opens = place == 0 or re.search(r"[:“\"„«(—–]\s*$", sentence[: word.start()]) is not None
            if run and not (capital and joined):
                yield from _kept(run)
                run = []
            if capital and not (opens and not _is_a_name(bare, sentence[word.end() :], text, source)):
                run.append(bare)
            end = word.end()
        yield from _kept(run)


def _kept(run: list[str]) -> Iterator[list[str]]:
    if run:
        yield run


def _is_a_name(word: str, after: str, text: str, source: str) -> bool:
    """Whether a word that opens a sentence, and so has a capital in any case, is a name."""
    if word.isupper() and len(word) > 1:
        return True
    if re.search(rf"\b{re.escape(word.lower())}\b", f"{text} {source}"):
        return False
    within = re.search(rf"(?<=[\w,;] ){re.escape(word)}\b", text) is not None
    return within or re.match(r"(?:['’]s)? [A-Z][a-z]", after) is not None


def _has(part: str, known: frozenset[str]) -> bool:
    return part in known or any(alike(part, other) for other in known if other[:3] == part[:3])


def _stand_together(a: str, b: str, source: str) -> bool:
    """Whether two parts of a name stand within a few words of each other anywhere."""
    words = _token_list(source)
    places = [place for place, word in enumerate(words) if word == a or alike(word, a)]
    return any(word == b or alike(word, b) for place in places for word in words[max(0, place - 3) : place + 5])


def wrong_quotations(text: str, source: str) -> list[str]:
    """What is said to be quoted and does not stand there word for word."""
    words = " ".join(_token_list(source))
    quoted = [found.strip() for found in _QUOTED.findall(text)]
    return [one for one in quoted if len(one.split()) >= _QUOTED_WORDS and " ".join(_token_list(one)) not in words]


def unsupported_sentences(number: int, text: str, sources: Sequence[Source], language: str) -> Iterator[Fault]:
    """Sentences that the passages do not carry, or that say the contrary of one of theirs."""
    original = [sentence for one in sources for sentence in (one.heading, *sentences_of(one.text)) if sentence]
    everything = _content(" ".join(original), language)
    for sentence in sentences_of(text):
        wanted = content_words(sentence, language)
        if sentence.endswith("?") or len(wanted) < _FEWEST_WORDS:
            continue
        if share_found(wanted, everything) < SUPPORTED or _best_window(wanted, original, language) < TOGETHER:
            yield Fault(turn=number, kind="sentence", said=sentence, where=sentence)
        elif contrary := next((one for one in original if _contradicts(sentence, one, language)), ""):
            yield Fault(turn=number, kind="reversal", said=sentence, where=contrary)


def _best_window(wanted: Sequence[str], original: Sequence[str], language: str) -> float:
    windows = (original[at : at + _CLOSE] for at in range(max(1, len(original) - _CLOSE + 1)))
    return max((share_found(wanted, _content(" ".join(window), language)) for window in windows), default=0.0)


def _contradicts(said: str, original: str, language: str) -> bool:
    """Whether two sentences, or parts of them, are nearly the same but for a denial or a word and its opposite."""
    if runs(said, 1) == runs(original, 1):
        return False
    pairs = [(said, original), *((mine, theirs) for mine in _parts(said) for theirs in _parts(original))]
    return any(
        _nearly_the_same(mine, theirs, language)
        and (_denies(mine, language) != _denies(theirs, language) or _has_opposite(mine, theirs, language))
        for mine, theirs in pairs
    )


def _parts(sentence: str) -> list[str]:
    """What commas and conjunctions divide a sentence into."""
    return [part.strip() for part in _CLAUSES.split(sentence)]


def _nearly_the_same(said: str, original: str, language: str) -> bool:
    mine, theirs = _content(said, language), _content(original, language)
    if min(len(mine), len(theirs)) < _FEWEST_WORDS:
        return False
    return share_found(mine, theirs) >= _NEARLY_THE_SAME and share_found(theirs, mine) >= _NEARLY_THE_SAME


def _denies(text: str, language: str) -> bool:
    denials = _DENIALS.get(language_of(language), frozenset())
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.lower())
    return any(word in denials or re.search(r"n['’]t$", word) for word in words)


def _has_opposite(said: str, original: str, language: str) -> bool:
    mine, theirs = set(_token_list(said)), set(_token_list(original))
    pairs = [pair.split("/") for pair in _OPPOSITES.get(language_of(language), "").split()]
    both = [(plain(a), plain(b)) for a, b in pairs]
    only_mine, only_theirs = mine - theirs, theirs - mine
    return any((a in only_mine and b in only_theirs) or (b in only_mine and a in only_theirs) for a, b in both)


@lru_cache(maxsize=4096)
def _content(text: str, language: str) -> tuple[str, ...]:
    return tuple(content_words(text, language))


@lru_cache(maxsize=512)
def _values(source: str, language: str) -> frozenset[float]:
    return frozenset(values_in(source, language))


@lru_cache(maxsize=4096)
def _token_list(text: str) -> tuple[str, ...]:
    return tuple(word for (word,) in runs(text, 1))


def _tokens(text: str) -> frozenset[str]:
    return frozenset(_token_list(text))
