"""English figures, dates, units and signs as a person would say them."""

from __future__ import annotations

import re
from functools import lru_cache

from podcast_studio.pipeline.sayable_amounts import amounts
from podcast_studio.pipeline.sayable_dates import dates_and_times
from podcast_studio.pipeline.sayable_numbers import (
    NUMBER,
    Match,
    Rules,
    any_of,
    compiled,
    one_of,
    ordinal,
    plural,
    words,
    year,
)
from podcast_studio.pipeline.sayable_words import (
    ABBREVIATIONS,
    COUNTED,
    DOMAINS,
    GREEK,
    MAY_END_A_SENTENCE,
    PATH,
    RULERS,
    SIGNS,
    SUPERSCRIPTS,
)


@lru_cache(maxsize=1)
def before_markup() -> Rules:
    """What has a meaning beside figures and is markup elsewhere."""
    return compiled(
        (r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))", lambda _: ""),
        (r"(?<![\d.,])(?<!\d )\d{1,3}(?: \d{3})+(?![\d.,]*\d)", lambda m: m[0].replace(" ", "")),
        (r"(?<!<)<\s?(?=\d)", lambda _: " less than "),
        (r"(?:(?<=\w )|(?<=\b[A-Za-z])(?<![</][A-Za-z]))>\s?(?=\d)", lambda _: " more than "),
        (r"(?<![~\w])~\s?(?=\d)", lambda _: "about "),
        (r"(?<=\d)\s?\*\s?(?=\d)", lambda _: " times "),
        (r"(?<=\d)\^(?=-?\d)", lambda _: " to the power of "),
        (rf"(?<=\d)([⁺⁻]?)({any_of(SUPERSCRIPTS)}+)", _power),
    )


@lru_cache(maxsize=1)
def rules() -> Rules:
    """All rules in the order in which they apply."""
    return (*_names(), *dates_and_times(), *amounts(), *_plain_numbers(), *_signs())


def _names() -> Rules:
    return compiled(
        (
            r"(?<![\w.+-])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)",
            lambda m: f"{m[1]} at {m[2]}".replace(".", " dot "),
        ),
        (
            rf"(?i)\b(?:www\.)?((?:[\w-]{{1,63}}\.){{1,5}}(?:{DOMAINS}))\b(?!\.\w){PATH}",
            lambda m: m[1].replace(".", " dot "),
        ),
        (rf"(?<!\w)(?:{one_of(ABBREVIATIONS)})(?!\w)", _abbreviation),
        (r"\bSt\.(?=\s[A-Z])", lambda _: "Saint"),
        (r"\bMt\.(?=\s[A-Z])", lambda _: "Mount"),
        (r"\b[cC]\.\s?(?=\d)", lambda _: "about "),
        (r"\b[Nn]o\.\s?(?=\d)", lambda _: "number "),
        (r"\b[Pp]p\.\s?(?=\d)", lambda _: "pages "),
        (r"\b[Pp]\.\s?(?=\d)", lambda _: "page "),
        (r"\b[Ff]ig\.\s?(?=\d)", lambda _: "figure "),
        (r"#\s?(?=\d)", lambda _: "number "),
        (r"\bC#", lambda _: "C sharp"),
        (r"\b([A-Z][a-z]{2,})\s+([IVX]{1,6})\b(?!\.\w|'(?!s\b))", _roman),
    )


def _plain_numbers() -> Rules:
    return compiled(
        (r"\b(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b", lambda m: ordinal(m[1])),
        (r"\b(\d{1,3}(?:,\d{3})+|\d+)s\b", lambda m: plural(words(m[1])).removeprefix("one ")),
        (r"\bv\.?\s?(?=\d)", lambda _: "version "),
        (r"\bCO(?=\d)", lambda _: "C O"),
        (r"\bA(?=\d)", lambda _: "A-"),  # "A four" would be said like a four
        (r"\b(\d+(?:\.\d+){2,})\b", lambda m: " point ".join(words(part) for part in m[1].split("."))),
        (r"(?<![\w.,])((?:1[1-9]|20)\d\d)(?!,?\d|\.\d|\w)", lambda m: year(m[1])),
        (r"(?<!\w)-(?=\d)", lambda _: "minus "),
        (r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", lambda _: " "),
        (NUMBER, lambda m: words(m[0])),
    )


def _signs() -> Rules:
    return compiled(
        (r"\b([A-Za-z]{1,2})²", lambda m: f"{m[1]} squared"),
        (r"\b([A-Za-z]{1,2})³", lambda m: f"{m[1]} cubed"),
        (f"{any_of(SUPERSCRIPTS)}+", lambda _: ""),  # of footnotes
        (any_of("".join(GREEK)), _greek),
        (r"\band/or\b", lambda _: "and or"),
        (r"\s[–—-]{1,3}\s|—|–", lambda _: ", "),
        (r"(?<=\b[A-Z])/(?=[A-Z]\b)", lambda _: " "),
        (any_of("".join(SIGNS).replace("&", "")), lambda m: SIGNS[m[0]]),
        (r"&(?![A-Z])|(?<![A-Z])&", lambda _: SIGNS["&"]),  # voices know AT&T
    )


def _abbreviation(match: Match) -> str:
    said, after = ABBREVIATIONS[match[0]], match.string[match.end() :].strip()
    ends = match[0] in MAY_END_A_SENTENCE and (not after or (match[0] == "etc." and after[0].isupper()))
    return f"{said}." if ends else said


def _power(match: Match) -> str:
    digits = "".join(str(SUPERSCRIPTS.index(sign)) for sign in match[2])
    return f" to the power of {'minus ' if match[1] == '⁻' else ''}{digits}"


def _greek(match: Match) -> str:
    """By name where it stands alone; a Greek word stays a word."""
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return match[0] if any("\u0370" <= sign <= "\u03ff" for sign in around) else f" {GREEK[match[0]]} "


def _roman(match: Match) -> str:
    """Henry the eighth, chapter four; "Then I …" is a person speaking, "Malcolm X" a name."""
    name, numeral = match[1], match[2]
    number = _roman_value(numeral)
    if number is None or (len(numeral) == 1 and name not in COUNTED and name not in RULERS):
        return match[0]
    return f"{name} {words(str(number))}" if name in COUNTED else f"{name} the {ordinal(str(number))}"


def _roman_value(numeral: str) -> int | None:
    """The value of a numeral up to XXXIX, None when it is not one."""
    if not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", numeral):
        return None
    values = {"I": 1, "V": 5, "X": 10}
    digits = [values[sign] for sign in numeral]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < following else digit for digit, following in pairs)
