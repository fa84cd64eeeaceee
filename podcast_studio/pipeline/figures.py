"""Numbers in a text, spoken or written, by their value: "fifteen hundred" and "1,500" are the same."""

from __future__ import annotations

import re

_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_UNREMARKABLE = frozenset({"one", "first", "second", "zero"})  # said without counting anything
_TOKEN = re.compile(r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[a-z]+", re.IGNORECASE)


def figures_in(text: str) -> dict[str, float]:
    """Each figure as it stands in the text, with its value."""
    found: dict[str, float] = {}
    run: list[str] = []
    for token in _TOKEN.findall(text.replace("-", " ")):
        if token[0].isdigit():
            _close(run, found)
            run = [token]
        elif _is_number_word(token.lower()) or (token.lower() == "and" and run and run[-1].lower() in _SCALES):
            run.append(token)
        else:
            _close(run, found)
            run = []
    _close(run, found)
    return found


def _is_number_word(word: str) -> bool:
    return word in _SMALL or word in _TENS or word in _SCALES or word in _ORDINALS


def _close(run: list[str], found: dict[str, float]) -> None:
    words = [word for word in run if word.lower() != "and"]
    if not words or (len(words) == 1 and words[0].lower() in _UNREMARKABLE | set(_SCALES)):
        return
    found[" ".join(words)] = _value(words)


def _value(words: list[str]) -> float:
    """The value of number words; "eighteen forty five" is 1845, "fifteen hundred" 1500."""
    total, current = 0.0, 0.0
    for word in (word.lower() for word in words):
        if word[0].isdigit():
            current = current * 100 + float(re.sub(r"[,\u202f\u00a0]", "", word)) if current else _plain(word)
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
        else:
            part = _SMALL.get(word, _TENS.get(word, _ORDINALS.get(word, 0)))
            if 10 <= current < 100 and part >= 10:
                current = current * 100 + part  # a year said in two halves
            else:
                current += part
    return total + current


def _plain(word: str) -> float:
    return float(re.sub(r"[,\u202f\u00a0]", "", word))
