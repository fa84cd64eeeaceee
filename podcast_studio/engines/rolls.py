"""What nobody would read aloud: names of all who were at a meeting, where and when that was, how letters begin."""

from __future__ import annotations

import re

_LABEL_WORDS = 4
_HEAD_COMMAS, _HEAD_SHARE = 2, 0.55  # of what a line without an end has names or figures for words
_ENDS = (".", "!", "?", ":", ";", ",")
_ROLL_COMMAS, _ROLL_WORDS, _ROLL_SHARE = 4, 10, 0.65  # of its words are names
_GREETING = (
    r"(?:dear|sehr geehrte[rs]?|liebe[rs]?|chère?s?|estimad[oa]s?|querid[oa]s?|gentil[ei]|car[oaie]|prezad[oa]s?|beste|"
    r"geachte|szanown[iay]\w*|drog[ia]\w*)\b[^.!?:]{1,70}[,:!]"
)
_FAREWELL = (
    r"(?:yours (?:sincerely|faithfully|truly|ever)|(?:kind|best|warm) (?:regards|wishes)|sincerely|"
    r"mit freundlichen grüßen|(?:viele|herzliche|beste) grüße|cordialement|atentamente|un saludo|saludos cordiales|"
    r"cordiali saluti|distinti saluti|atenciosamente|met vriendelijke groet\w*|z poważaniem)\b[^.!?]{0,60}"
)
_LETTER = re.compile(rf"(?i)^\W*(?:{_GREETING}|{_FAREWELL})$")
_DAY = (
    r"(?:\d{1,2}\.?(?:st|nd|rd|th|er)?(?: de)? [A-ZÀ-Þa-zà-ÿ]{3,10}\.?,?(?: de)? |"
    r"[A-Z][a-z]{2,8} \d{1,2}(?:st|nd|rd|th)?,? |\d{1,2}[./]\d{1,2}[./])(?:19|20)\d\d"
)
_PLACE = r"[A-ZÀ-ÞŁŚŻ][\w'’.-]*(?: [A-ZÀ-ÞŁŚŻ][\w'’.-]*){0,3}, "
_DATELINE = re.compile(rf"^(?:{_PLACE})?(?:den |le |the |on )?{_DAY}\W*$")  # "Marlow Haven, 27 May 2024"


def is_roll(text: str) -> bool:
    """Whether it is hardly more than names, as those of all who were at a meeting, or the head or foot of a letter."""
    if _LETTER.match(text) or _DATELINE.match(text):
        return True
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
