"""Whether what EXPERT says next answers what HOST asks. In other languages than English the model asks nothing."""

from __future__ import annotations

import re

from podcast_studio.pipeline.text.clean import sentences
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
_WHAT_IT_IS = re.compile(
    rf"{_LINKED}what(?:'s|’s| is| was| are| were) (?:(?:the|an?|th[eo]se|this|that) )?"
    r"(?P<thing>(?:[\w'’-]+ ){0,2}[\w'’-]+)\?"
)
_DEFINES = r"(?:,|\(| (?:is|was|are|were|has been|had been|means?|meant|lies|lay|stands|stood)\b)"
_ACTED_ON = r"what(?= \w+ed (?:the|an?|it|them|him|her)\b)"
_WHO_DID = re.compile(rf"{_LINKED}(?:who|{_ACTED_ON}) (\w+)")
_COMES_ABOUT = telling_words(  # what may be asked of whatever happened
    "happens happened stands stood follows followed starts started begins began helps helped changed changes causes "
    "caused leads led matters mattered comes came remains remained makes made else"
)
_OF_A_SORT = re.compile(r"(?i)\b(types?|kinds?|sorts?) of\b")
_SORTS = re.compile(
    r"(?i)\b(?:types?|kinds?|sorts?|different|several|two|three|four|five|six|seven|others?|such as|both)\b"
)
_YES_OR_NO = re.compile(rf"{_LINKED}(?:does|did|do|is|are|was|were|can|could|has|have|had)\b")
_GIVEN_AWAY = 0.7  # of the answer's telling words that a question has which could be answered with yes
_FEWEST_TOLD = 3
_NAME_WORDS = frozenset("name names called named".split())
_LEAST_LETTERS = 4  # of a noun that a name can stand beside


def left_unanswered(question: str, answer: str) -> list[str]:
    """What it asks for that the answer does not give: a reason, who somebody is, a number, a name, a kind."""
    wanted = (
        (asks_why(question) and not gives_reason(answer), "asks for a reason that is not given"),
        (not introduces(answer, question), "asks who somebody is"),
        (_HOW_MANY.match(question) is not None and not _counts(answer), "asks for a number that is not given"),
        (_ASKS_A_NAME.match(question) is not None and not _names(answer, question), "asks for an untold name"),
        (not _says_what_it_is(answer, question), "asks what something is"),
        (not _says_who_did_it(answer, question), "asks who did what nobody did"),
        (_OF_A_SORT.search(question) is not None and _SORTS.search(answer) is None, "asks for kinds that are not told"),
        (_gives_away(question, answer), "gives the answer away"),
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


def _says_what_it_is(answer: str, question: str) -> bool:
    """Whether it says what something of a few words is, where that and nothing else was asked."""
    asked = _WHAT_IT_IS.fullmatch(question)
    words = asked["thing"].split() if asked else []
    if not words or words[0][0].isupper() or words[-1] in _NAME_WORDS or not all(map(telling_words, words)):
        return True
    last = re.escape(words[-1])
    called = rf"\b(?:called|named|known as) (?:\w+ ){{0,3}}{last}\b"
    return re.search(rf"(?i)\b{last}{_DEFINES}|{called}", answer) is not None


def _says_who_did_it(answer: str, question: str) -> bool:
    """Whether what was done is what the question says: nobody "invented" what somebody is said to have patented."""
    asked = _WHO_DID.match(question)
    done = telling_words(asked[1]) if asked else frozenset()
    return done <= telling_words(answer) | _COMES_ABOUT


def _gives_away(question: str, answer: str) -> bool:
    """Whether it could be answered with yes, and says itself what the answer begins with."""
    if _YES_OR_NO.match(question) is None:
        return False
    told = telling_words(sentences(answer)[0]) if answer else frozenset()
    return len(told) >= _FEWEST_TOLD and len(told & telling_words(question)) >= _GIVEN_AWAY * len(told)


def _counts(answer: str) -> bool:
    return bool(figures_in(answer)) or _COUNT.search(answer) is not None


def _names(answer: str, question: str) -> bool:
    """Whether it gives a name to something: says how it is called, or puts a name beside what was asked about."""
    asked = "|".join(re.escape(word) for word in telling_words(question) - _NAME_WORDS if len(word) >= _LEAST_LETTERS)
    name = r"(?-i:[A-Z][\w’'-]+)"
    beside = rf"(?i)\b(?:{asked})\w*(?:,| of| is| was| are| were)? (?:the )?{name}|(?<=\w ){name} (?:{asked})"
    return _NAMING.search(answer) is not None or (bool(asked) and re.search(beside, answer) is not None)
