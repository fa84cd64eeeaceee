"""English figures, dates, units and signs as a person would say them."""

from __future__ import annotations

import re
from functools import lru_cache

from podcast_studio.pipeline.speech.english_amounts import amounts
from podcast_studio.pipeline.speech.english_dates import dates_and_times
from podcast_studio.pipeline.speech.english_technical import code_and_addresses, comparisons, names_in_figures
from podcast_studio.pipeline.speech.english_words import (
    ABBREVIATIONS,
    ACRONYMS,
    AFTER_NAMES,
    BEFORE_FIGURES,
    COUNTED,
    DOMAINS,
    GREEK,
    MAY_END_A_SENTENCE,
    PATH,
    PLAIN_IN_CAPITALS,
    RULERS,
    SIGNS,
    SPEEDS,
    SUPERSCRIPTS,
    TITLES,
)
from podcast_studio.pipeline.speech.numbers import (
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


@lru_cache(maxsize=1)
def before_markup() -> Rules:
    """What has a meaning beside figures or in code, and is markup elsewhere."""
    return (
        *code_and_addresses(),
        *compiled(
            (r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))", lambda _: ""),
            (r"(?<![\d.,+])(?<!\d )(?<!\+\d )[1-9]\d{0,2}(?: \d{3})+(?![\d.,-]*\d)", lambda m: m[0].replace(" ", "")),
            (r"(?<=\d)['’](?=\d{3}(?!\d))", lambda _: ""),
            (r"(?<!<)<\s?(?=\d)", lambda _: " less than "),
            (r"(?:(?<=\w )|(?<=\b[A-Za-z])(?<![</][A-Za-z]))>\s?(?=\d)", lambda _: " more than "),
            (r"(?<![~\w])~\s?(?=\d)", lambda _: "about "),
            (r"(?<=\d)\s?\*\s?(?=\d)", lambda _: " times "),
            (r"(★{1,10})(☆{0,10})", _stars),
            (r"[✓✔✅]\ufe0f?", lambda _: " yes "),
            (r"[✗✘❌]\ufe0f?", lambda _: " no "),
            (r"(?m)^\s*[→⇒➔]\s*", lambda _: ""),
            (r"(?m)^\s*\|(.*)\|\s*$", _row),
        ),
        *comparisons(),
    )


@lru_cache(maxsize=1)
def rules() -> Rules:
    """All rules in the order in which they apply."""
    return (
        *_citations(),
        *_names(),
        *names_in_figures(),
        *dates_and_times(),
        *amounts(),
        *_plain_numbers(),
        *_signs(),
        *_capitals(),
    )


def _citations() -> Rules:
    """What points to a list of sources and is not said."""
    author = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)?"
    work = rf"{author}(?:,? et al\.?| (?:&|and) {author})?,? (?:1[6-9]|20)\d\d[a-z]?(?:, pp?\. ?\d+(?:[–-]\d+)?)?"
    return compiled(
        (rf"\s?\((?:see |cf\. )?{work}(?:; {work})+\)", lambda _: ""),
        (rf"\s?\((?:see |cf\. )?{author}(?:,? et al\.?,?| & {author},?) (?:1[6-9]|20)\d\d[a-z]?\)", lambda _: ""),
        (r"(?<=[a-z]{4}[.,;])\d{1,2}(?=\s+[A-Z])", lambda _: ""),
        (r"[†‡¶]", lambda _: ""),
    )


def _names() -> Rules:
    return compiled(
        (
            rf"(?i)\b(?:www\.)?((?:[\w-]{{1,63}}\.){{1,5}}(?:{DOMAINS}))\b(?!\.\w){PATH}",
            lambda m: m[1].replace(".", " dot "),
        ),
        (rf"(?<![\w&])(?:{one_of(ABBREVIATIONS)})(?!\w)", _abbreviation),
        (rf"\b({one_of(TITLES)})\.(?=\s(?:[A-Z]\.\s)*[A-Z][a-z])", lambda m: TITLES[m[1]]),
        (rf"(?<=[A-Za-z,] )({one_of(AFTER_NAMES)})\.(?!\w)", _after_name),
        (rf"\b({one_of(BEFORE_FIGURES)})\.?\s?(?=\d|[IVX]+\b)", lambda m: f"{BEFORE_FIGURES[m[1]]} "),
        (r"\b[cC]\.\s?(?=\d)", lambda _: "about "),
        (r"\b[Nn]o\.\s?(?=\d)", lambda _: "number "),
        (r"(?:§\s?§|§)\s?(\d+[a-z]?\s?[–-]\s?\d+)", lambda m: f"sections {m[1]}"),
        (r"#\s?(?=\d)", lambda _: "number "),
        (r"\bC#", lambda _: "C sharp"),
        (r"\bWW(I{1,2}|[12])\b", lambda m: f"World War {'one' if m[1] in 'I1' else 'two'}"),
        (r"\b([IVX]{2,6})(?:th|st|nd|rd)?(?= [Cc]entur)", _roman_century),
        (r"\b(Type|Class|Phase|Mark|Stage)-(?=[IVX]{1,4}\b)", lambda m: f"{m[1]} "),
        (r"\b([A-Z][a-z]{2,}|volume|chapter|part|article|section|book)\s+([IVXL]{1,7})\b(?!\.\w|'(?!s\b))", _roman),
    )


def _plain_numbers() -> Rules:
    return compiled(
        (r"\b(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b", lambda m: ordinal(m[1])),
        (r"\b(\d{1,3}(?:,\d{3})+|\d+)s\b", lambda m: plural(words(m[1])).removeprefix("one ")),
        (r"\bv\.?\s?(?=\d)", lambda _: "version "),
        (r"\bCO(?=\d)", lambda _: "C O"),
        (r"\bA(?=\d)", lambda _: "A-"),  # "A four" would be said like a four
        (r"\b\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?\b(?!\.\d)|\b\d{1,3}(?:\.\d{3})+,\d{1,2}\b", _continental),
        (r"\b(\d+(?:\.\d+){2,})\b", lambda m: " point ".join(words(part) for part in m[1].split("."))),
        (r"(?<![\w.,])((?:1[1-9]|20)\d\d)(?!,?\d|\.\d|\w)", lambda m: year(m[1])),
        (
            r"((?:\A|[(]|\b(?:to|of|at|is|was|from|and|between|below|above|about|than|by) ))–(?=\d)",
            lambda m: f"{m[1]}-",
        ),
        (r"(?<!\w)-(?=\d)", lambda _: "minus "),
        (r"(?<![\w.])\.(\d+)(?!\w|\.\d)", lambda m: f"point {' '.join(map(words, m[1]))}"),
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
        (r"\s[–—-]{1,3}\s|—|–|(?<=\w)-{2,3}(?=\w)", lambda _: ", "),
        (r"\b[nN]/[aA]\b", lambda _: "not applicable"),
        (r"\bw/o\b", lambda _: "without"),
        (r"\bw/(?=\s?[a-z])", lambda _: "with "),
        (r"\bc/o\b", lambda _: "care of"),
        (r"\b(TCP|AC)/(IP|DC)\b", lambda m: f"{m[1]} {m[2]}"),
        (rf"\b({one_of(SPEEDS)})(?![\w²³/])", lambda m: SPEEDS[m[1]]),
        (r"(?<=\b[A-Z])/(?=[A-Z]\b)", lambda _: " "),
        (any_of("".join(SIGNS).replace("&", "")), lambda m: SIGNS[m[0]]),
        (r"&(?![A-Z])|(?<![A-Z])&", lambda _: SIGNS["&"]),  # voices know AT&T
    )


def _abbreviation(match: Match) -> str:
    said, after = ABBREVIATIONS[match[0]], match.string[match.end() :].strip()
    ends = match[0] in MAY_END_A_SENTENCE and (not after or (match[0] == "etc." and after[0].isupper()))
    return f"{said}." if ends else said


def _after_name(match: Match) -> str:
    """Incorporated; where it ends the sentence, with its stop."""
    after = match.string[match.end() :].strip()
    return AFTER_NAMES[match[1]] + ("" if after else ".")


def _stars(match: Match) -> str:
    full, empty = len(match[1]), len(match[2])
    return f" {full} of {full + empty} stars " if empty else f" {full} star{'s' * (full > 1)} "


def _row(match: Match) -> str:
    """The cells of a table's row, with a breath between them; nothing of the line below its head."""
    cells = [cell.strip() for cell in match[1].split("|")]
    said = ", ".join(cell for cell in cells if cell and not re.fullmatch(r":?-+:?", cell))
    return said if not said or said[-1] in ".!?" else f"{said}."


def _continental(match: Match) -> str:
    """1.234,56 and 1.000.000 can only be one thing."""
    return words(match[0].replace(".", "").replace(",", "."))


def _greek(match: Match) -> str:
    """By name where it stands alone; a Greek word stays a word."""
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    if any("\u0370" <= sign <= "\u03ff" for sign in around):
        return match[0]
    return GREEK[match[0]] if "-" in around else f" {GREEK[match[0]]} "


def _capitals() -> Rules:
    """Capitals are read as letters or as words as the voice knows them; what is shouted is said as words."""
    shout = r"[A-Z][A-Z']+"
    return compiled(
        (rf"(?<![\w'])(?:{shout}|[AI])(?:[ ,:]+(?:{shout}|[AI]))+[.!?]*(?![\w'])", _shouted),
        (r"\b(?:the|The|by|of) WHO\b", lambda m: f"{m[0][:-3]}W.H.O."),
    )


def _shouted(match: Match) -> str:
    """Lowered where it is a sentence and not a row of acronyms."""
    said = re.findall(r"[A-Z']+", match[0])
    if len(said) < 3 or not any(word in PLAIN_IN_CAPITALS for word in said):
        return match[0]
    return re.sub(
        r"[A-Z']+", lambda word: word[0] if word[0] in ACRONYMS or word[0] == "I" else word[0].lower(), match[0]
    )


def _roman_century(match: Match) -> str:
    number = roman_value(match[1])
    return match[0] if number is None else ordinal(str(number))


def _roman(match: Match) -> str:
    """Henry the eighth, chapter four; "Then I …" is a person speaking, "Malcolm X" a name, "Size XL" a size."""
    name, numeral = match[1], match[2]
    number = roman_value(numeral)
    counted = name.capitalize() in COUNTED
    if number is None or (len(numeral) == 1 and not counted and name not in RULERS) or ("L" in numeral and not counted):
        return match[0]
    return f"{name} {words(str(number))}" if counted else f"{name} the {ordinal(str(number))}"


def roman_value(numeral: str) -> int | None:
    """The value of a numeral up to LXXXIX, None when it is not one."""
    if not re.fullmatch(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})", numeral) or numeral == "L":
        return None
    values = {"I": 1, "V": 5, "X": 10, "L": 50}
    digits = [values[sign] for sign in numeral]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-digit if digit < following else digit for digit, following in pairs)
