"""What stands between quotation marks, and who says "I": quoted words are told as they are, by whom they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_QUOTED_WORDS, _QUOTED_LETTERS = 3, 12  # with less of both it is an expression, not a quotation
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OWN = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|(?i:my|myself|we|our|us|ich|mein\w*|mich|mir|wir|uns\w*))\b")

_BEFORE_I = (
    "when|so|but|and|if|what|now|then|as|though|where|while|since|because|after|before|until|that|which|who|how|why"
    "|yes|no|or|yet|once|did|do|can|could|should|would|may"
)
_SOMEBODYS = {  # "I" of one person, by language; who says "we" may mean everybody
    "en": re.compile(  # not the first of a name: "World War I", "Elizabeth I was"
        rf"(?:^|(?<=[^\w ] )|(?<=[^\w ]))I(?= [a-z])|(?:\b[a-z]+|\b(?i:{_BEFORE_I}))[,;:]? I(?= [a-z])"
        r"|\bI['’](?:m|ve|d|ll)\b|(?i:\b(?:my|myself)\b)"
    ),
    "de": re.compile(r"(?i)\b(?:ich|mich|mir|meine?|meine[mrs])\b"),
    "fr": re.compile(r"(?i)\bje\b|\bj['’]"),
    "es": re.compile(r"(?i)\byo\b"),
    "it": re.compile(r"(?i)\bio\b"),
    "pt": re.compile(r"(?i)\beu\b"),
    "nl": re.compile(r"(?i)\b(?:ik|mijn)\b"),
    "pl": re.compile(r"(?i)\bja\b"),
}


def misquoted(told: Sequence[str], source: str) -> dict[int, list[str]]:
    """What these consecutive sentences hold between quotation marks and `source` does not have, by sentence."""
    words, wrong = f" {_plain(source)} ", dict[int, list[str]]()
    for place, part in _quoted(told):
        quotes = len(part.split()) >= _QUOTED_WORDS or len(part) >= _QUOTED_LETTERS
        if quotes and f" {_plain(part)} " not in words:
            wrong.setdefault(place, []).append(part.strip())
    return wrong


def unquoted(told: Sequence[str]) -> list[str]:
    """What of each of these consecutive sentences stands outside of quotation marks."""
    return [" ".join(_WORD.findall(text)) for text in _without_quotations(told)]


def said_as_ones_own(told: Sequence[str], source: Sequence[str]) -> set[int]:
    """Sentences that say "I" although in the source nobody does so who is not quoted; English and German."""
    if any(_OWN.search(text) for text in unquoted(source)):
        return set()
    return {place for place, text in enumerate(unquoted(told)) if _OWN.search(text)}


def says_i(told: Sequence[str], language: str) -> bool:
    """Whether somebody who is not quoted says "I" in these consecutive sentences."""
    own = _SOMEBODYS.get(language[:2].lower())
    return own is not None and any(own.search(text) for text in _without_quotations(told))


def _without_quotations(told: Sequence[str]) -> list[str]:
    rest = list(told)
    for place, part in _quoted(told):
        rest[place] = rest[place].replace(part, " ", 1)
    return rest


def _quoted(told: Sequence[str]) -> Iterator[tuple[int, str]]:
    """What stands between quotation marks, in each sentence; a quotation may go over several."""
    within = False
    for place, sentence in enumerate(told):
        begin = 0
        for mark in re.finditer(r"[\"“”„«»]", sentence):
            if within:
                yield place, sentence[begin : mark.start()]
            within = not within and mark[0] != "”"  # “ opens in English and closes in German
            begin = mark.end()
        if within:
            yield place, sentence[begin:]


def _plain(text: str) -> str:
    return " ".join(word.lower().replace("’", "'") for word in _WORD.findall(text))
