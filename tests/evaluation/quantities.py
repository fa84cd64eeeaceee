"""Figures, dates and units in a text of any of the podcast's languages, spoken or written, by what they mean.

Number words are looked up among those that num2words makes, so that each language brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tests.evaluation.words import language_of, plain

_COMMA_IS_THOUSANDS = frozenset({"en"})
_TOKEN = re.compile(r"\d+(?:[.,'’\u00a0\u202f\u2009 ]\d{3}(?!\d))*(?:[.,]\d+)*|[^\W\d_]+")
_MOST_WORDS = 7  # of a number below a thousand
_POINTS = {"en": "point", "de": "komma", "fr": "virgule", "es": "coma", "it": "virgola", "pt": "virgula", "nl": "komma"}
_JOINS = frozenset({"and", "und", "et", "y", "e", "en", "i"})
_HALVES = {"half": 0.5, "halves": 0.5, "halved": 0.5, "quarter": 0.25, "quarters": 0.25}
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_HUNDREDS = {"de": "hundert", "nl": "honderd"}  # of languages that write a year as one word
_THOUSANDS = {"de": "tausend", "nl": "duizend", "it": "mila"}
_MAGNITUDES = (1_000, 1_000_000, 1_000_000_000)
_MONTHS = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar marz april mai juni juli august september oktober november dezember",
    "fr": "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia",
}
_UNITS = {
    "metre": "m metre metres meter meters metern metres metros metri",
    "kilometre": "km kilometre kilometres kilometer kilometers kilometern",
    "centimetre": "cm centimetre centimetres centimeter centimeters zentimeter zentimetern",
    "millimetre": "mm millimetre millimetres millimeter millimeters millimetern",
    "mile": "mile miles meile meilen",
    "foot": "ft foot feet fuss",
    "inch": "inch inches zoll",
    "gram": "g gram grams gramme grammes gramm",
    "kilogram": "kg kilo kilos kilogram kilograms kilogramm",
    "tonne": "t ton tons tonne tonnes tonnen",
    "litre": "l litre litres liter liters litern",
    "percent": "% percent prozent procent",
    "second": "s sec second seconds sekunde sekunden",
    "minute": "min minute minutes minuten",
    "hour": "h hour hours stunde stunden",
    "day": "day days tag tage tagen",
    "week": "week weeks woche wochen",
    "month": "month months monat monate monaten",
    "year": "year years yr yrs jahr jahre jahren",
    "century": "century centuries jahrhundert jahrhunderte jahrhunderten",
    "degree": "° degree degrees grad",
    "pound": "£ pound pounds pfund",
    "dollar": "$ dollar dollars",
    "euro": "€ euro euros",
    "watt": "w watt watts",
    "kilowatt": "kw kilowatt kilowatts",
    "megawatt": "mw megawatt megawatts",
    "hectare": "ha hectare hectares hektar",
}
_FAMILY = {form: family for family, forms in _UNITS.items() for form in forms.split()}
_UNIT_AFTER = re.compile(r"[\s\u00a0\u202f-]{0,2}(?:(?:square|cubic|per)\s+)?([^\W\d_]+|[%°€£$])")
_MONEY_BEFORE = re.compile(r"([€£$])\s?$")
_RANGE_AFTER = re.compile(r"\s?(?:–|-|—|to|and|or|bis|und|oder)\s?$")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number as it stands in a text."""

    said: str
    value: float
    start: int
    end: int
    in_words: bool


def figures(text: str, language: str) -> list[Figure]:
    """Every number of a text, in order. "One", "first" and words for nothing count nothing and are left out."""
    tokens = list(_TOKEN.finditer(text))
    found, at = [], 0
    while at < len(tokens):
        taken, value = _number_at(text, tokens, at, language)
        if not taken:
            at += 1
            continue
        start, end = tokens[at].start(), tokens[at + taken - 1].end()
        in_words = not text[start].isdigit()
        if not (in_words and value in (0.0, 1.0)):
            found.append(Figure(said=text[start:end], value=value, start=start, end=end, in_words=in_words))
        at += taken
    return found


def values_in(text: str, language: str) -> set[float]:
    """What the figures of a source stand for, in each way in which they could be said."""
    values = {figure.value for figure in figures(text, language)}
    for hours, minutes in re.findall(r"\b(\d{1,2})[:.](\d{2})\b", text):
        values |= {float(hours), float(minutes), float(hours) * 100 + float(minutes), float(hours) % 12 or 12.0}
    for number in re.findall(r"\d+", text):
        values.add(float(number))  # parts of a version, a date or a range
    if 50.0 in values:
        values.add(0.5)
    if 25.0 in values:
        values.add(0.25)
    return values


def _number_at(text: str, tokens: list[re.Match[str]], at: int, language: str) -> tuple[int, float]:
    """How many tokens the number that begins there takes, and its value; 0 for none."""
    first = tokens[at].group()
    if first[0].isdigit():
        if _is_glued(text, tokens[at]):
            return 0, 0.0
        taken, value = 1, _written(first, language)
    elif plain(first) in _scales(language):  # a thousand
        taken, value = 0, 1.0
    else:
        taken, value = _words_at(text, tokens, at, language)
        if not taken:
            return 0, 0.0
    return _with_the_rest(text, tokens, at, taken, value, language)


def _is_glued(text: str, token: re.Match[str]) -> bool:
    """Whether a digit belongs to a name, as in CO2 or B2."""
    return token.start() > 0 and (text[token.start() - 1].isalpha() or text[token.start() - 1] == "_")


def _written(digits: str, language: str) -> float:
    """1,500.5 or 1.500,5 as the language has it."""
    text = re.sub(r"['’\u00a0\u202f\u2009 ]", "", digits)
    thousands, decimal = (",", ".") if language_of(language) in _COMMA_IS_THOUSANDS else (".", ",")
    text = re.sub(rf"\{thousands}(?=\d{{3}}(?!\d))", "", text).replace(decimal, ".").replace(",", ".")
    try:
        return float(text)
    except ValueError:
        return float(re.match(r"\d+", text)[0])  # type: ignore[index]  # a version


def _words_at(text: str, tokens: list[re.Match[str]], at: int, language: str) -> tuple[int, float]:
    """The longest number below ten thousand, or a year, that the words there make."""
    table = _number_words(language)
    words: list[str] = []
    best = (0, 0.0)
    for place in range(at, min(at + _MOST_WORDS, len(tokens))):
        if place > at and not _touches(text, tokens, place):
            break
        word = tokens[place].group()
        if word[0].isdigit():
            break
        words.append(plain(word))
        key = tuple(part for part in words if part not in _JOINS)
        if key in table and words[-1] not in _JOINS:
            best = (place - at + 1, table[key])
    if best[0] == 0 and words and (value := _compound(words[0], language)) is not None:
        return 1, value
    return best


def _with_the_rest(
    text: str, tokens: list[re.Match[str]], at: int, taken: int, value: float, language: str
) -> tuple[int, float]:
    """What follows a number and belongs to it: thousands and millions, decimals, "and a half"."""
    total, scales = 0.0, _scales(language)
    while True:
        following = at + taken
        word = plain(tokens[following].group()) if not taken or _goes_on(text, tokens, following) else ""
        if word and word == _POINTS.get(language_of(language)):
            more, decimals = _decimals(text, tokens, following + 1, language)
            if not more:
                break
            value, taken = value + decimals, taken + 1 + more
        elif word in scales:
            total, value, taken = total + max(value, 1) * scales[word], 0.0, taken + 1
            more, rest = _words_at(text, tokens, at + taken, language) if _goes_on(text, tokens, at + taken) else (0, 0)
            if more and rest < 1000:
                value, taken = float(rest), taken + more
        elif re.match(r"and a half\b", text[tokens[following].start() :] if word else ""):
            return taken + 3, total + value + 0.5
        else:
            break
    return taken, total + value


def _goes_on(text: str, tokens: list[re.Match[str]], place: int) -> bool:
    return place < len(tokens) and _touches(text, tokens, place) and not tokens[place].group()[0].isdigit()


def _touches(text: str, tokens: list[re.Match[str]], place: int) -> bool:
    return re.fullmatch(r"[\s\u00a0-]*", text[tokens[place - 1].end() : tokens[place].start()]) is not None


def _decimals(text: str, tokens: list[re.Match[str]], at: int, language: str) -> tuple[int, float]:
    """The digits said behind the point: "two five" or "seventy-five"."""
    digits, taken, table = "", 0, _number_words(language)
    while at + taken < len(tokens) and (taken == 0 or _touches(text, tokens, at + taken)):
        value = table.get((plain(tokens[at + taken].group()),))
        if value is None or value > 9:
            break
        digits, taken = digits + f"{value:g}", taken + 1
    if digits:
        return taken, float(f"0.{digits}")
    taken, value = _words_at(text, tokens, at, language)
    return (taken, float(f"0.{value:g}")) if taken and value < 100 else (0, 0.0)


@lru_cache(maxsize=8)
def _number_words(language: str) -> Mapping[tuple[str, ...], float]:
    """The words of numbers below a thousand, as tuples: cardinals, ordinals from the third; and of years."""
    table: dict[tuple[str, ...], float] = {}
    below = {number: words for number in range(1000) if (words := _said(number, language, "cardinal"))}
    for number in range(3, 100):
        if words := _said(number, language, "ordinal"):
            table[words] = float(number)
            if language_of(language) == "de":
                table |= {(f"{words[0]}{ending}",): float(number) for ending in "nrsm"}
    table |= {words: float(number) for number, words in below.items()}
    if language_of(language) == "en":
        table |= _english_extras(below)
    if language_of(language) in _HUNDREDS:
        table |= _compound_years(below, _HUNDREDS[language_of(language)])
    return table


def _english_extras(below: Mapping[int, tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    """A hundred and one; halves; and eighteen forty-five, nineteen oh-five, fifteen hundred, the eighteen forties."""
    table: dict[tuple[str, ...], float] = {(word,): value for word, value in _HALVES.items()}
    table |= {words[1:]: float(number) for number, words in below.items() if 100 <= number < 200}
    table[("dozen",)] = 12.0
    for century in range(11, 21):
        first = below[century]
        table |= {(*first, *below[number]): float(century * 100 + number) for number in range(10, 100)}
        table |= {(*first, "oh", *below[number]): float(century * 100 + number) for number in range(1, 10)}
        table |= {(*first, decade): float(century * 100 + tens * 10) for tens, decade in enumerate(_DECADES, 2)}
        table |= {(*first, "hundred", *below[number]): float(century * 100 + number) for number in range(1, 100)}
        table[(*first, "hundred")] = float(century * 100)
    return table


def _compound_years(below: Mapping[int, tuple[str, ...]], hundred: str) -> dict[tuple[str, ...], float]:
    """Achtzehnhundertfünfundvierzig, as one word."""
    table: dict[tuple[str, ...], float] = {}
    table |= {(f"{below[century][0]}{hundred}",): float(century * 100) for century in range(11, 20)}
    for century in range(11, 20):
        for number in range(1, 100):
            table[(f"{below[century][0]}{hundred}{''.join(below[number])}",)] = float(century * 100 + number)
    return table


def _compound(word: str, language: str) -> float | None:
    """Zweitausendfünfhundert, as one word."""
    before, thousand, after = word.partition(_THOUSANDS.get(language_of(language), " "))
    table = _number_words(language)
    left, right = table.get((before,), 1.0 if not before else None), table.get((after,), 0.0 if not after else None)
    return left * 1000 + right if thousand and left is not None and right is not None else None


@lru_cache(maxsize=20_000)
def _said(number: int, language: str, form: str) -> tuple[str, ...]:
    from num2words import num2words

    try:
        said = str(num2words(number, lang=language_of(language), to=form))
    except (NotImplementedError, KeyError, TypeError, ValueError, IndexError, AttributeError):
        return ()
    words = (plain(word) for word in re.findall(r"[^\W\d_]+", said))
    return tuple(word for word in words if word not in _JOINS)


@lru_cache(maxsize=8)
def _scales(language: str) -> Mapping[str, float]:
    """Thousand, million, billion, with their plurals."""
    said = {
        words[-1]: float(magnitude)
        for magnitude in _MAGNITUDES
        for words in (_said(magnitude, language, "cardinal"), _said(2 * magnitude, language, "cardinal"))
        if words
    }
    return {word: value for word, value in said.items() if len(word) > 2}


def dates_in(text: str, language: str) -> set[tuple[int, int]]:
    """Days as (day, month), and months named without a day as (0, month)."""
    found = {(int(day), int(month)) for _, month, day in re.findall(r"\b(\d{4})-(\d{2})-(\d{2})\b", text)}
    found |= {(int(day), int(month)) for day, month in re.findall(r"\b(\d{1,2})[./](\d{1,2})[./]\d{2,4}\b", text)}
    days = [
        figure for figure in figures(text, language) if 1 <= figure.value <= 31 and figure.value == int(figure.value)
    ]
    for month, start, end in _months_named(text, language):
        near = [
            int(figure.value)
            for figure in days
            if re.fullmatch(r"(?:st|nd|rd|th|\.|er|º)?\s+(?:of\s+|de\s+|di\s+)?", text[figure.end : start])
            or re.fullmatch(r"\s+(?:the\s+)?", text[end : figure.start])
        ]
        first = re.search(r"(?i)\b(first|erste[nr]?|second|zweite[nr]?)\s+(?:of\s+)?$", text[:start])
        if first:
            near.append(1 if first[1][0].lower() in "fe" else 2)
        found |= {(day, month) for day in near} or {(0, month)}
    return found


def _months_named(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    months = _MONTHS.get(language_of(language), _MONTHS["en"]).split()
    small = language_of(language) not in ("en", "de")
    for word in re.finditer(r"[^\W\d_]+", text):
        if (small or word.group()[0].isupper()) and plain(word.group()) in months:
            if word.group() in ("May", "March") and (word.start() == 0 or text[word.start() - 2] in ".!?"):
                continue  # a sentence may begin with these in another sense
            yield months.index(plain(word.group())) + 1, word.start(), word.end()


def units_in(text: str, language: str) -> list[tuple[Figure, str]]:
    """Each figure that has a unit, with the family of that unit; both ends of a range have it."""
    found: list[tuple[Figure, str]] = []
    waiting: Figure | None = None
    for figure in figures(text, language):
        after = _UNIT_AFTER.match(text, figure.end)
        money = _MONEY_BEFORE.search(text[: figure.start])
        family = _FAMILY.get(money[1]) if money else _FAMILY.get(_unit(after[1])) if after else None
        if family is None:
            waiting = figure
            continue
        if waiting is not None and _RANGE_AFTER.fullmatch(text[waiting.end : figure.start]):
            found.append((waiting, family))
        found.append((figure, family))
        waiting = None
    return found


def _unit(sign: str) -> str:
    return plain(sign) if sign.isalpha() else sign
