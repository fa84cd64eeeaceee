"""The words of a turn as they go to the voice: pronunciations first, and then what `sayable` makes of the rest."""

from __future__ import annotations

import re

from podcast_studio.domain.pronunciations import CAPITAL, END, SMALL
from podcast_studio.pipeline.speech.sayable import sayable

_PUT_IN = re.compile(f"([{SMALL}{CAPITAL}])([^{END}]*){END}")
_STEM, _TAIL = "zux", "q"  # of words that no rule and no language knows
_LETTERS = "bcdfghjklm"  # for the figures of a number


def spoken_words(text: str, said: str, language: str) -> str:
    """What the voice is given for `text`; `said` is what its pronunciations have made of it, "" for nothing.

    What they have put in is said as it is. Meanwhile a word stands in for it, so that the rules see a name there: it
    begins with a capital where the name did.
    """
    if not said:
        return sayable(text, language)
    stem = _STEM
    while stem in said.casefold():
        stem += _STEM[-1]
    put_in: list[str] = []

    def stand_in(found: re.Match[str]) -> str:
        put_in.append(found[2])
        word = stem + "".join(_LETTERS[int(figure)] for figure in str(len(put_in) - 1)) + _TAIL
        return word.capitalize() if found[1] == CAPITAL else word

    def put_back(found: re.Match[str]) -> str:
        return put_in[int("".join(str(_LETTERS.index(letter)) for letter in found[1].lower()))]

    words = sayable(_PUT_IN.sub(stand_in, said), language)
    return re.sub(rf"(?i){stem}([{_LETTERS}]+){_TAIL}", put_back, words)
