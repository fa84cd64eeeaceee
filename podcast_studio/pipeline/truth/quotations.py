"""What stands between quotation marks, and who says "I": quoted words are told as they are, by whom they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_QUOTED_WORDS, _QUOTED_LETTERS = 3, 12  # with less of both it is an expression, not a quotation
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OWN = re.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|(?i:my|myself|we|our|us|ich|mein\w*|mich|mir|wir|uns\w*))\b")


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
    rest = list(told)
    for place, part in _quoted(told):
        rest[place] = rest[place].replace(part, " ", 1)
    return [" ".join(_WORD.findall(text)) for text in rest]


def said_as_ones_own(told: Sequence[str], source: Sequence[str]) -> set[int]:
    """Sentences that say "I" although in the source nobody does so who is not quoted; English and German."""
    if any(_OWN.search(text) for text in unquoted(source)):
        return set()
    return {place for place, text in enumerate(unquoted(told)) if _OWN.search(text)}


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
