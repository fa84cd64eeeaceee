"""What reaches the voice is speech: figures, dates, units and signs as a person would say them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = f"(?:{'|'.join(_MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_MONEY = {"$": ("dollar", "cent"), "€": ("euro", "cent"), "£": ("pound", "penny"), "¥": ("yen", "sen")}
_UNITS = {
    "km/h": "kilometres per hour", "mph": "miles per hour", "m/s": "metres per second", "km²": "square kilometres",
    "km2": "square kilometres", "m²": "square metres", "m2": "square metres", "m³": "cubic metres",
    "m3": "cubic metres", "cm²": "square centimetres", "km": "kilometres", "cm": "centimetres", "mm": "millimetres",
    "µm": "micrometres", "μm": "micrometres", "nm": "nanometres", "kg": "kilograms", "mg": "milligrams",
    "µg": "micrograms", "g": "grams", "m": "metres", "ml": "millilitres", "l": "litres", "L": "litres",
    "ha": "hectares", "ft": "feet", "lb": "pounds", "lbs": "pounds", "oz": "ounces", "kWh": "kilowatt hours",
    "MWh": "megawatt hours", "kW": "kilowatts", "MW": "megawatts", "GW": "gigawatts", "W": "watts", "V": "volts",
    "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz", "Hz": "hertz", "kB": "kilobytes", "KB": "kilobytes",
    "MB": "megabytes", "GB": "gigabytes", "TB": "terabytes", "dB": "decibels", "hPa": "hectopascals",
    "kPa": "kilopascals", "ms": "milliseconds", "min": "minutes", "°C": "degrees Celsius", "°F": "degrees Fahrenheit",
    "°": "degrees", "%": "percent", "‰": "per mille",
}  # fmt: skip
_ONE = {"feet": "foot", "hertz": "hertz", "percent": "percent", "per mille": "per mille"}
_ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "and so on", "vs.": "versus", "approx.": "approximately",
    "Dr.": "Doctor", "Mr.": "Mister", "Mrs.": "Missus", "Prof.": "Professor", "cf.": "compare", "et al.": "and others",
    "ca.": "about", "a.m.": "A M", "p.m.": "P M",
}  # fmt: skip
_FRACTIONS = {
    "½": "one half", "⅓": "one third", "⅔": "two thirds", "¼": "one quarter", "¾": "three quarters",
    "⅕": "one fifth", "⅛": "one eighth",
}  # fmt: skip
_WRITTEN_FRACTIONS = {
    "1/2": "one half", "1/3": "one third", "2/3": "two thirds", "1/4": "one quarter", "3/4": "three quarters",
    "1/5": "one fifth", "1/8": "one eighth", "1/10": "one tenth",
}  # fmt: skip
_SIGNS = {
    "&": " and ", "+": " plus ", "±": " plus or minus ", "×": " times ", "÷": " divided by ", "=": " equals ",
    "≈": " about ", "≠": " is not ", "≤": " at most ", "≥": " at least ", "→": " to ", "∞": " infinity ",
    "@": " at ", "#": " number ", "§": " section ", "…": "... ", "/": " or ",
}  # fmt: skip
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "θ": "theta", "λ": "lambda", "μ": "mu",
    "π": "pi", "σ": "sigma", "τ": "tau", "φ": "phi", "ω": "omega", "Δ": "delta", "Σ": "sigma", "Ω": "omega",
}  # fmt: skip
_ROMAN = re.compile(
    r"\b(World War|Chapter|Part|Volume|Act|Section|Phase|Type|[A-Z][a-z]{2,})\s+([IVX]{1,5})\b(?!['’.]\w)"
)
_COUNTED = frozenset({"World War", "Chapter", "Part", "Volume", "Act", "Section", "Phase", "Type", "War"})


def sayable(text: str, language: str = "en") -> str:
    """`text` as words that a voice says right. Never fails; saying it twice changes nothing."""
    text = "".join(sign for sign in text if not 0xD800 <= ord(sign) <= 0xDFFF and sign != "\x00")
    text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    text = _strip_markup(text)
    if language.lower().startswith("en"):
        for pattern, say in _english():
            text = pattern.sub(say, text)
    else:
        text = re.sub(r"\d+(?:[.,]\d+)?", lambda match: _number_in(match.group(), language), text)
    text = "".join(sign if unicodedata.category(sign) not in ("So", "Cs", "Co", "Cn", "Cf") else " " for sign in text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip()
    return re.sub(r",\s*(?=[,.;:!?])", "", text)


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " ", "−": "-", "‐": "-",
                        "‑": "-"})  # fmt: skip


def _strip_markup(text: str) -> str:
    text = re.sub(r"```.*?(?:```|\Z)", " ", text, flags=re.DOTALL)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[(?:\d+(?:\s*[,;–-]\s*\d+)*|\^\w+)\]", "", text)
    text = re.sub(r"\[\[([^\]|]*\|)?([^\]]*)\]\]", r"\2", text)
    text = re.sub(r"(?m)^\s*(?:#{1,6}|[-*+•>]|\d{1,2}[.)])\s+", "", text)
    text = re.sub(r"[*_`~|\[\]{}<>\\^]+", " ", text)
    return re.sub(r"https?://(?:www\.)?([\w-]+(?:\.[\w-]+)+)\S*", lambda m: m.group(1).replace(".", " dot "), text)


@lru_cache(maxsize=1)
def _english() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]:
    """Patterns in the order in which they apply."""
    units = "|".join(sorted((re.escape(unit) for unit in _UNITS), key=len, reverse=True))
    number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    abbreviations = "|".join(re.escape(short) for short in _ABBREVIATIONS)
    return tuple(
        (re.compile(pattern), say)
        for pattern, say in (
            (rf"(?<!\w)(?:{abbreviations})(?!\w)", _abbreviation),
            (r"\b[cC]\.\s?(?=\d)", lambda _m: "about "),
            (r"\bNo\.\s?(?=\d)", lambda _m: "number "),
            (r"\bpp?\.\s?(?=\d)", lambda _m: "page "),
            (r"\bFig\.\s?(?=\d)", lambda _m: "figure "),
            (r"([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", lambda m: f"{m[1]} at {m[2]}".replace(".", " dot ")),
            (_ROMAN.pattern, _roman),
            (rf"([$€£¥])\s?({number})\s?(million|billion|trillion|bn|m)?\b", _money),
            (r"\b((?:1[0-9]|20)\d\d)\s?[–-]\s?((?:1[0-9]|20)\d\d)\b", lambda m: f"{_year(m[1])} to {_year(m[2])}"),
            (r"\b((?:1[0-9]|20)\d\d)-(\d\d)-(\d\d)\b", _iso_date),
            (rf"\b(\d{{1,2}})\.? ({_MONTH})\b\.?(?:,? ((?:1[0-9]|20)\d\d)\b)?", _day_month),
            (rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?(?:,? ((?:1[0-9]|20)\d\d))?\b(?![:.]\d)", _month_day),
            (r"\b([01]?\d|2[0-3]):([0-5]\d)\b", _clock),
            (r"(?<!\d)'?\b((?:1[0-9]|20)\d0)s\b", lambda m: _decade(m[1])),
            (r"(\d)[–](?=\d)", lambda m: f"{m[1]} to "),
            (r"(?<![\w-])(\d+(?:\.\d+)?)-(?=\d+(?:\.\d+)?(?![\w-]))", lambda m: f"{m[1]} to "),
            (r"\b(?:" + "|".join(map(re.escape, _WRITTEN_FRACTIONS)) + r")\b", lambda m: _WRITTEN_FRACTIONS[m[0]]),
            (rf"(\d ?)?([{''.join(_FRACTIONS)}])", _fraction),
            (rf"(?<!\w)(-?)({number})[ -]?({units})(?!\w)", _unit),
            (r"\b(\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b", lambda m: _ordinal(m[1])),
            (r"\bv?(\d+(?:\.\d+){2,})\b", lambda m: " point ".join(_words(part) for part in m[1].split("."))),
            (r"(?<![\d.,])((?:1[1-9]|20)\d\d)(?!,?\d|\.\d)", lambda m: _year(m[1])),
            (r"(?<![\w])-(?=\d)", lambda _m: "minus "),
            (number, _cardinal),
            (rf"[{''.join(_GREEK)}]", lambda m: f" {_GREEK[m[0]]} "),
            (r"\band/or\b", lambda _m: "and or"),
            (r"\s[–—-]{1,3}\s|—|–", lambda _m: ", "),
            ("[" + re.escape("".join(_SIGNS)) + "]", lambda m: _SIGNS[m[0]]),
            (r"\s?\(([^()]*)\)", lambda m: f", {m[1]}," if m[1].strip() else ""),
        )
    )  # fmt: skip


def _abbreviation(match: re.Match[str]) -> str:
    said = _ABBREVIATIONS[match[0]]
    ends = match[0] in ("etc.", "a.m.", "p.m.", "et al.") and not match.string[match.end() :].strip()
    return f"{said}." if ends else said


@lru_cache(maxsize=4096)
def _words(number: str) -> str:
    """Cardinal words of a figure such as 1,500 or 3.14."""
    from num2words import num2words

    plain = number.replace(",", "")
    whole, _, decimals = plain.partition(".")
    if len(whole) > 15 or (len(whole) > 1 and whole.startswith("0")):
        said = " ".join(num2words(int(digit)) for digit in whole)
    else:
        said = str(num2words(int(whole))).replace(",", "")
    if decimals:
        said += " point " + " ".join(num2words(int(digit)) for digit in decimals)
    return said


def _cardinal(match: re.Match[str]) -> str:
    glued = match.string[match.end() : match.end() + 1].isalpha()
    return f" {_words(match[0])} " if glued else _words(match[0])


def _fraction(match: re.Match[str]) -> str:
    said = _FRACTIONS[match[2]]
    return f"{match[1].strip()} and {said}" if match[1] else said


def _ordinal(number: str) -> str:
    from num2words import num2words

    plain = number.replace(",", "")
    return str(num2words(int(plain), to="ordinal")) if len(plain) < 16 else _words(number)


def _year(year: str) -> str:
    from num2words import num2words

    return str(num2words(int(year), to="year"))


def _decade(year: str) -> str:
    said = _year(year)
    return said[:-1] + "ies" if said.endswith("y") else f"{said}s"


def _number_in(number: str, language: str) -> str:
    from num2words import num2words

    plain = number.replace(",", ".")
    try:
        return str(num2words(float(plain) if "." in plain else int(plain), lang=language[:2].lower()))
    except (NotImplementedError, OverflowError, ValueError):
        return number


def _money(match: re.Match[str]) -> str:
    major, _minor = _MONEY[match[1]]
    scale = {"bn": "billion", "m": "million", None: ""}.get(match[3], match[3])
    if scale:
        return f"{_words(match[2])} {scale} {_many(major, 2)}"
    whole, _, cents = match[2].partition(".")
    said = f"{_words(whole)} {_many(major, int(whole.replace(',', '')))}"
    return (
        f"{said} {_words(cents.lstrip('0') or '0')}"
        if len(cents) == 2 and cents != "00"
        else (f"{_words(match[2])} {_many(major, 2)}" if cents and cents != "00" else said)
    )


def _many(unit: str, count: int) -> str:
    return unit if count == 1 or unit == "yen" else f"{unit}s"


def _unit(match: re.Match[str]) -> str:
    said = _UNITS[match[3]]
    if match[2] == "1":
        first, *rest = said.split(" ")
        first = _ONE.get(said) or _ONE.get(first) or first.removesuffix("s")
        if first == "square" and rest:
            rest[0] = rest[0].removesuffix("s")
        said = " ".join([first, *rest]) if said not in _ONE else first
    return f"{'minus ' if match[1] else ''}{_words(match[2])} {said}"


def _iso_date(match: re.Match[str]) -> str:
    month, day = int(match[2]), int(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    return f"{_MONTHS[month - 1]} {_ordinal(str(day))}, {_year(match[1])}"


def _full_month(name: str) -> str:
    return next(month for month in _MONTHS if month.startswith(name[:3]))


def _day_month(match: re.Match[str]) -> str:
    year = f", {_year(match[3])}" if match[3] else ""
    return f"the {_ordinal(match[1])} of {_full_month(match[2])}{year}"


def _month_day(match: re.Match[str]) -> str:
    year = f", {_year(match[3])}" if match[3] else ""
    return f"{_full_month(match[1])} {_ordinal(match[2])}{year}"


def _clock(match: re.Match[str]) -> str:
    hour, minute = int(match[1]), int(match[2])
    if minute == 0:
        return f"{_words(str(hour))} o'clock"
    return f"{_words(str(hour))} {'oh ' if minute < 10 else ''}{_words(str(minute))}"


def _roman(match: re.Match[str]) -> str:
    values = {"I": 1, "V": 5, "X": 10}
    digits = [values[sign] for sign in match[2]]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    number = sum(-digit if digit < following else digit for digit, following in pairs)
    if match[2] == "I" and match[1] not in _COUNTED:
        return match[0]  # "Then I …" is a person speaking
    if match[1] in _COUNTED:
        return f"{match[1]} {_words(str(number))}"
    return f"{match[1]} the {_ordinal(str(number))}"
