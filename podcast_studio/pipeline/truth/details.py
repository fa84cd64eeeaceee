"""Figures and names that were told, and stand nowhere in the source."""

from __future__ import annotations

import re

from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.text.figures import figures_in

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OF_THE_SPEAKER = frozenset(("I", "I'm", "I'll", "I've", "I’m", "I’ll", "I’ve"))


def unsupported_details(text: str, source: str) -> list[str]:
    """Figures and names in `text` that `source` does not have, in order of appearance."""
    there = figures_in(source)
    missing = [said for said, value in figures_in(text).items() if value not in set(there.values())]
    known = {_stem(word) for word in _WORD.findall(source)}
    for sentence in sentences(text):
        for place, word in enumerate(_WORD.findall(sentence)):
            if place and word[:1].isupper() and word not in _OF_THE_SPEAKER:
                if _stem(word) not in known and word not in missing and not word.isdigit():
                    missing.append(word)
    return missing


def _stem(word: str) -> str:
    return re.sub(r"(?:['’]s|s|['’])$", "", word.lower())
