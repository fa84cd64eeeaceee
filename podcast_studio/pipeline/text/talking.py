"""What was written, said as people talk: English contracts what writing keeps apart, and nothing else changes."""

from __future__ import annotations

import re

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.pipeline.text.clean import sentences

_NEGATED = "is are was were do does did has have had could would should".split()
_NOT = re.compile(rf"(?i)\b({'|'.join(_NEGATED)}) not\b(?! (?:only|just|merely|so much|least|but)\b)(?=[ ,.;])")
_CANNOT = re.compile(r"\b([Cc]an) ?not\b(?! (?:but|only)\b)")
# Before a word that goes on with it; "than it is now" and "what it is" keep their weight on the verb.
_UNSTRESSED = r"(?i)(?<!\bthan )(?<!\bas )(?<!\bwhat )(?<!\bwhere )(?<!\bhow )\b"
_GOES_ON = r"(?-i:(?= (?!not\b)[a-z]))"
_IS = re.compile(
    rf"{_UNSTRESSED}(it|that|(?:(?<=^)|(?<=\band )|(?<=\bbut )|(?<=\bbecause )|(?<=, ))there) is{_GOES_ON}"
)
_ARE = re.compile(rf"{_UNSTRESSED}(they|you|we) are{_GOES_ON}")
_WILL = re.compile(rf"{_UNSTRESSED}(it|they|you|we) will{_GOES_ON}")
_QUOTES = re.compile(r"[\"“”„«»‘]|(?<!\w)['’]|['’](?!\w)")


def as_talked(text: str, language: str = ENGLISH) -> str:
    """The same words, contracted; a sentence that quotes somebody stays as it is."""
    if not language.lower().startswith(ENGLISH):
        return text
    return " ".join(one if _QUOTES.search(one) else _contracted(one) for one in sentences(text))


def _contracted(sentence: str) -> str:
    sentence = _NOT.sub(r"\1n't", _CANNOT.sub(r"\1't", sentence))
    return _WILL.sub(r"\1'll", _ARE.sub(r"\1're", _IS.sub(r"\1's", sentence)))
