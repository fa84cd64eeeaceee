"""Whether what EXPERT says next answers what HOST asks. In other languages than English the model asks nothing."""

from __future__ import annotations

import re

from podcast_studio.pipeline.text.figures import figures_in
from podcast_studio.pipeline.text.function_words import telling_words

_LINKED = r"(?i)(?:(?:and|but|so|then|now|well|oh),? ){0,2}"
_WHY = re.compile(rf"{_LINKED}(?:why|how come|what (?:is|was) the reason)\b")
_CAUSE = re.compile(  # in what answers a "why"
    r"(?i)\b(?:because|since|so|therefore|thus|why|reasons?|causes?d?|due to|thanks to|for fear|in order|depends?|"
    r"means?|meant|results?)\b"
)
_WHO = re.compile(
    r"(?:(?:[Aa]nd|[Bb]ut|[Ss]o|[Tt]hen|[Nn]ow),? )?[Ww]ho (?:is|was|are|were) ((?:[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)*)\?"
)
_HOW_MANY = re.compile(rf"{_LINKED}how many\b")
_COUNT = re.compile(
    r"(?i)\b(?:several|many|few|fewer|dozens?|hundreds?|thousands?|millions?|billions?|most|half|all|none|no|both|"
    r"single|once|twice|every|each|only|pairs?)\b"
)
_ASKS_A_NAME = re.compile(
    rf"{_LINKED}what(?:'s|’s| is| was| are| were) (?:the names? of\b|(?:\w+ ){{1,8}}(?:called|named)\?)"
)
_NAMING = re.compile(r"(?i)\b(?:called|calls?|named?|names|known as|known to|titled?|entitled)\b")
_NAME_WORDS = frozenset("name names called named".split())
_LEAST_LETTERS = 4  # of a noun that a name can stand beside


def left_unanswered(question: str, answer: str) -> list[str]:
    """What it asks for that the answer does not give: a reason, who somebody is, a number, a name."""
    wanted = (
        (asks_why(question) and not gives_reason(answer), "asks for a reason that is not given"),
        (not introduces(answer, question), "asks who somebody is"),
        (_HOW_MANY.match(question) is not None and not _counts(answer), "asks for a number that is not given"),
        (_ASKS_A_NAME.match(question) is not None and not _names(answer, question), "asks for an untold name"),
    )
    return [objection for missed, objection in wanted if missed]


def asks_why(question: str) -> bool:
    """Whether it asks for a reason."""
    return _WHY.match(question) is not None


def gives_reason(answer: str) -> bool:
    """Whether a word of it says because of what."""
    return _CAUSE.search(answer) is not None


def introduces(answer: str, question: str) -> bool:
    """Whether it says who somebody is, where that and nothing else was asked."""
    asked = _WHO.fullmatch(question)
    if asked is None:
        return True
    name = re.escape(asked[1])
    after = rf"\b{name}(?:,| (?:is|was|are|were|had been|has been)\b)"
    before = (
        rf"(?:,|\b(?:called|named)|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)(?: [\w'’-]+){{1,3}},?) {name}\b"
    )
    return re.search(f"{after}|{before}", answer) is not None


def _counts(answer: str) -> bool:
    return bool(figures_in(answer)) or _COUNT.search(answer) is not None


def _names(answer: str, question: str) -> bool:
    """Whether it gives a name to something: says how it is called, or puts a name beside what was asked about."""
    asked = "|".join(re.escape(word) for word in telling_words(question) - _NAME_WORDS if len(word) >= _LEAST_LETTERS)
    name = r"(?-i:[A-Z][\w’'-]+)"
    beside = rf"(?i)\b(?:{asked})\w*(?:,| of| is| was| are| were)? (?:the )?{name}|(?<=\w ){name} (?:{asked})"
    return _NAMING.search(answer) is not None or (bool(asked) and re.search(beside, answer) is not None)
