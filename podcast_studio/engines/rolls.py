"""Names that nobody would read aloud: of all who were at a meeting, and where and when that was."""

from __future__ import annotations

import re

_LABEL_WORDS = 4
_HEAD_COMMAS, _HEAD_SHARE = 2, 0.55  # of what a line without an end has names or figures for words
_ENDS = (".", "!", "?", ":", ";", ",")
_ROLL_COMMAS, _ROLL_WORDS, _ROLL_SHARE = 4, 10, 0.65  # of its words are names


def is_roll(text: str) -> bool:
    """Whether it is hardly more than names, as those of all who were at a meeting, and where and when that was."""
    label, colon, told = text.partition(": ")
    if colon and len(label.split()) <= _LABEL_WORDS and _only_names(told):  # "Apologies: Gerald Humphries."
        return True
    if text[-1:] not in _ENDS and text.count(",") >= _HEAD_COMMAS:
        pieces: list[str] = re.findall(r"\w+", text)
        said = sum(one[0].isupper() or one[0].isdigit() for one in pieces)
        return said >= _HEAD_SHARE * len(pieces)
    if text.count(",") < _ROLL_COMMAS:
        return False
    words = re.findall(r"[^\W\d_]+", text)
    names = sum(word[0].isupper() and not word.isupper() for word in words)
    return len(words) >= _ROLL_WORDS and names >= _ROLL_SHARE * len(words)


def _only_names(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text)
    return len(words) > 1 and all(word[0].isupper() and not word.isupper() for word in words)
