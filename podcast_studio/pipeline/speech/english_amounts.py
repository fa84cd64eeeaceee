"""Money, measures, fractions and ranges in English words."""

from __future__ import annotations

import re

from podcast_studio.pipeline.speech.english_words import (
    COUNTED_IN_MILLIONS,
    CURRENCIES,
    DENOMINATORS,
    DOLLARS,
    FRACTIONS,
    INVARIABLE_MONEY,
    MONEY,
    ONE,
    PER,
    PER_HEAD,
    PERIODS,
    SCALES,
    UNITS,
)
from podcast_studio.pipeline.speech.numbers import NUMBER, Match, Rules, any_of, compiled, one_of, ordinal, words


def amounts() -> Rules:
    """Rules for what figures are counted in."""
    scale = rf"(?:\s?(million|billion|trillion|crore|lakh|{one_of(SCALES)})\b)?"
    units, codes, sign = one_of(UNITS), one_of(CURRENCIES), any_of("".join(MONEY))
    return compiled(
        (rf"({sign}\s?(?:{NUMBER}))/({PER_HEAD})\b", lambda m: f"{m[1]} per {_one(UNITS.get(m[2], m[2]))}"),
        (rf"(?<!\w)-(?={sign}\s?\d)", lambda _: "minus "),
        (rf"({sign})\s?-(?=\d)", lambda m: f"minus {m[1]}"),
        (
            rf"(\b(?:{one_of(DOLLARS)}|R))?({sign})\s?({NUMBER})(?:\s?[–-]\s?[$€£¥]?({NUMBER}))?{scale}",
            _money,
        ),
        (rf"(?<![\w.,])({NUMBER}){scale}\s?({sign})(?!\d)", lambda m: _amount(m[1], m[2], *MONEY[m[3]])),
        (rf"\b({codes})\s?({NUMBER}){scale}", lambda m: _in_currency(m[2], m[3], CURRENCIES[m[1]])),
        (rf"(?<![\w.,])({NUMBER}){scale}\s?({codes})\b", lambda m: _in_currency(m[1], m[2], CURRENCIES[m[3]])),
        (rf"(?<![\w.,])({NUMBER})\s?(bn|mn|mln|tn|trn)\b", lambda m: f"{words(m[1])} {SCALES[m[2]]}"),
        (
            rf"(?<![\w.,])({NUMBER})([mk])(?= (?:{COUNTED_IN_MILLIONS})\b)",
            lambda m: f"{words(m[1])} {SCALES[m[2]]}",
        ),
        (r"(?<=[%°])\s?[–-]\s?(?=\d)", lambda _: " to "),
        (r"(?<=\d(?:st|nd|rd|th))\s?[–-]\s?(?=\d+(?:st|nd|rd|th)\b)", lambda _: " to "),
        (r"(?<=\d)\s?–\s?(?=\d)", lambda _: " to "),
        (r"(?<![\w.,])(\d+(?:\.\d+)?) - (\d+(?:\.\d+)?)(?![\w.,]*\d)", _spaced_hyphen),
        (rf"(?<=\d)(\s?(?:{units}))\s?[–-]\s?(?=\d)", lambda m: f"{m[1]} to "),
        (rf"(?<![\w-])({NUMBER})-(?=(?:{NUMBER})(?:\s?(?:{units}|x)(?!\w)|(?![\w-])))", lambda m: f"{m[1]} to "),
        (r"(?:(?<=\d)\s?x\s?|(?<=m) x )(?=\d)", lambda _: " by "),
        (r"(?<=\d)x\b(?!\s?[+=-])", lambda _: " times"),
        (r"(?<=[\d.]) ?(?:ft|feet|foot) (\d\d?) ?in\b(?! ?\d)", lambda m: f" feet {words(m[1])}"),
        (r"(?<!\w)(\d)['′]\s?(\d\d?)[\"″]?(?!\w)", lambda m: f"{words(m[1])} foot {words(m[2])}"),
        (r"(?<=\d)°\s?([NSEW])\b", lambda m: f" degrees {_QUARTERS[m[1]]}"),
        (r"(?<=\d)\s?′", lambda _: " minutes"),
        (r"(minutes \d+(?:\.\d+)?)\s?″", lambda m: f"{m[1]} seconds"),
        (r"(?<=\d)\s?″", lambda _: " inches"),
        (r"(?<=\d)\"", _inches),
        (r"(?<![\w'])(\d\d?)'(?=[\s,.;)]|\Z)", _feet),
        (r"(?<![\w/.])(\d+)/(\d+)(?:rds|ths|nds|rd|th)\b", lambda m: f"{m[1]}/{m[2]}"),
        (r"(?<![\w/.])(\d+)/(\d+)-(?=[a-z]{3})", _fraction_before_a_noun),
        (r"(?<![\w/.])(?:(\d+)\s)?(\d+)/(\d+)(?![\w/])", _written_fraction),
        (rf"(?<!\d)(\d+ ?)?({any_of(''.join(FRACTIONS))})", _fraction),
        (rf"(?<![\w.])(-?)({NUMBER})([ -]?)({units})(?:/({units}|{one_of(PER)}))?(?![\w²³])", _unit),
        (rf"(?<![\w.])({NUMBER}) (A|N|J|K|s|in)(?=[.,;)]|\Z)(?!\.\w)", lambda m: f"{words(m[1])} {_ALONE[m[2]]}"),
        (
            rf"(?<=[\w²³])(?<!day)(?<!week)(?<!month)(?<!hour)(?<!year)(?<!night)(?<!minute)/(?=(?:{PERIODS})s?\b)",
            lambda _: " per ",
        ),
    )


_QUARTERS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_ALONE = {"A": "amperes", "N": "newtons", "J": "joules", "K": "kelvin", "s": "seconds", "in": "inches"}


def _spaced_hyphen(match: Match) -> str:
    """From the less to the more it is a range, else a subtraction."""
    return f"{match[1]} {'to' if float(match[1]) < float(match[2]) else 'minus'} {match[2]}"


def _inches(match: Match) -> str:
    """Where the sign closes no quotation."""
    before, after = match.string[: match.start()].count('"'), match.string[match.end() :].count('"')
    return match[0] if before % 2 or after % 2 else " inches"


def _feet(match: Match) -> str:
    opened = re.search(r"(?:^|[\s(])'", match.string[: match.start()])
    return match[0] if opened else f"{words(match[1])} {'foot' if match[1] == '1' else 'feet'}"


def _fraction_before_a_noun(match: Match) -> str:
    """Three-quarter inch."""
    above, below = match.groups()
    if int(below) not in DENOMINATORS or not 0 < int(above) < int(below):
        return match[0]
    part = {"2": "half", "4": "quarter"}.get(below) or ordinal(below)
    return f"{words(above)}-{part} "


def _fraction(match: Match) -> str:
    said = FRACTIONS[match[2]]
    return f"{words(match[1].strip())} and {said}" if match[1] else said


def _written_fraction(match: Match) -> str:
    """Thirds and quarters; else one number over another."""
    whole, above, below = match[1], match[2], match[3]
    before = f"{whole} " if whole else ""
    if (above, below) in (("24", "7"), ("50", "50"), ("9", "11"), ("20", "20")):
        return f"{before}{words(above)} {words(below)}"
    if len(above) > 3 or len(below) > 4 or int(below) not in DENOMINATORS or not 0 < int(above) < int(below):
        return f"{before}{words(above)} over {words(below)}"
    part = {"2": "half", "4": "quarter"}.get(below) or ordinal(below)
    said = f"{words(above)} {part if int(above) == 1 else f'{part}s'}"
    return f"{words(whole)} and {said}" if whole else said


def _money(match: Match) -> str:
    country, sign, first, second, scale = match.groups()
    glued = not country and match.string[max(0, match.start() - 1) : match.start()].isalpha()
    one, minor, minors = MONEY[sign]
    if country and one == "dollar":
        one = "Brazilian real" if country == "R" else f"{DOLLARS[country]} {one}"
    elif country:
        glued, one = True, f"{country} {one}"
    if second:
        first = f"{words(first)} to {words(second)}"
    return (" " if glued else "") + _amount(first, scale, one, minor, minors)


def _amount(number: str, scale: str | None, one: str, minor: str, minors: str) -> str:
    """Money; `number` in figures, or in words if it is a range."""
    many = one if one in INVARIABLE_MONEY else "Brazilian reais" if one == "Brazilian real" else f"{one}s"
    if not number[0].isdigit():
        return " ".join(filter(None, (number, SCALES.get(scale or "", scale), many)))
    if scale:
        return f"{words(number)} {SCALES.get(scale, scale)} {many}"
    whole, _, cents = number.partition(".")
    if len(cents) != 2:
        return f"{words(number)} {one if number == '1' else many}"
    change = cents.lstrip("0")
    if whole == "0" and change:
        return f"{words(change)} {minor if change == '1' else minors}"
    return f"{words(whole)} {one if whole == '1' else many}{f' {words(change)}' if change else ''}"


def _in_currency(number: str, scale: str | None, many: str) -> str:
    """Five million US dollars."""
    one = {"reais": "real", "koruny": "koruna", "kronor": "krona", "kroner": "krone"}.get(many.rsplit(maxsplit=1)[-1])
    if number == "1" and not scale:
        many = f"{many.rpartition(' ')[0]} {one}".strip() if one else many.removesuffix("s")
    return " ".join(filter(None, (words(number), SCALES.get(scale or "", scale), many)))


def _unit(match: Match) -> str:
    minus, number, join, unit, below = match.groups()
    said = UNITS[unit]
    if number == "1" or (join == "-" and not minus):
        said = _one(said)
    if below:
        said = f"{said} per {PER.get(below) or _one(UNITS[below])}"
    return f"{'minus ' if minus else ''}{words(number)} {said}"


def _one(unit: str) -> str:
    """The unit of one: kilometre per hour, square metre, foot."""
    head, per, rest = unit.partition(" per ")
    first, *others = head.split(" ")
    if first in ("square", "cubic", "US", "newton", "nautical"):
        others[-1] = "foot" if others[-1] == "feet" else others[-1].removesuffix("s")
    elif others and others[-1] == "hours":
        others[-1] = "hour"
    else:
        first = ONE.get(first) or first.removesuffix("s")
    return " ".join([first, *others]) + per + rest
