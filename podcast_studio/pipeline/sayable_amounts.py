"""Money, measures, fractions and ranges in English words."""

from __future__ import annotations

from podcast_studio.pipeline.sayable_numbers import NUMBER, Match, Rules, any_of, compiled, one_of, ordinal, words
from podcast_studio.pipeline.sayable_words import DENOMINATORS, FRACTIONS, MONEY, ONE, PER, PERIODS, SCALES, UNITS


def amounts() -> Rules:
    """Rules for what figures are counted in."""
    scale = r"(?:\s?(million|billion|trillion|bn|m|k)\b)?"
    units = one_of(UNITS)
    return compiled(
        (rf"(\bUS)?({any_of(''.join(MONEY))})\s?({NUMBER})(?:\s?[–-]\s?[$€£¥]?({NUMBER}))?{scale}", _money),
        (rf"(?<![\w.,])({NUMBER}){scale}\s?([$€£¥])(?!\d)", lambda m: _amount(m[1], m[2], *MONEY[m[3]])),
        (r"(?<=[%°])\s?[–-]\s?(?=\d)", lambda _: " to "),
        (r"(?<=\d)\s?–\s?(?=\d)", lambda _: " to "),
        (rf"(?<![\w-])({NUMBER})-(?=(?:{NUMBER})(?:\s?(?:{units}|x)(?!\w)|(?![\w-])))", lambda m: f"{m[1]} to "),
        (r"(?:(?<=\d)\s?x\s?|(?<=m) x )(?=\d)", lambda _: " by "),
        (r"(?<=\d)x\b", lambda _: " times"),
        (r"(?<!\w)(\d)'\s?(\d\d?)\"?(?!\w)", lambda m: f"{words(m[1])} foot {words(m[2])}"),
        (r"(?<=\d)\s?′", lambda _: " minutes"),
        (r"(?<=\d)\s?″", lambda _: " seconds"),
        (r"(?<![\w/.])(?:(\d+)\s)?(\d+)/(\d+)(?![\w/])", _written_fraction),
        (rf"(?<!\d)(\d+ ?)?({any_of(''.join(FRACTIONS))})", _fraction),
        (rf"(?<!\w)(-?)({NUMBER})([ -]?)({units})(?:/({units}|[shd]))?(?![\w²³])", _unit),
        (rf"(?<=[\w²³])/(?=(?:{PERIODS})s?\b)", lambda _: " per "),
    )


def _fraction(match: Match) -> str:
    said = FRACTIONS[match[2]]
    return f"{words(match[1].strip())} and {said}" if match[1] else said


def _written_fraction(match: Match) -> str:
    """Thirds and quarters; else one number over another."""
    whole, above, below = match[1], match[2], match[3]
    before = f"{whole} " if whole else ""
    if (above, below) in (("24", "7"), ("50", "50")):
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
    if country:
        one = f"{country} {one}"
    if second:
        first = f"{words(first)} to {words(second)}"
    return (" " if glued else "") + _amount(first, scale, one, minor, minors)


def _amount(number: str, scale: str | None, one: str, minor: str, minors: str) -> str:
    """Money; `number` in figures, or in words if it is a range."""
    many = one if one == "yen" else f"{one}s"
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
    if first in ("square", "cubic", "US"):
        others[-1] = others[-1].removesuffix("s")
    elif others and others[-1] == "hours":
        others[-1] = "hour"
    else:
        first = ONE.get(first) or first.removesuffix("s")
    return " ".join([first, *others]) + per + rest
