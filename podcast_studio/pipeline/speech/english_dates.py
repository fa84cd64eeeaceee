"""Dates and times of day in English words."""

from __future__ import annotations

from podcast_studio.pipeline.speech.english_words import MONTH, MONTHS, SHORT_MONTH, UNITS, WEEKDAYS
from podcast_studio.pipeline.speech.numbers import YEAR, Match, Rules, compiled, one_of, ordinal, plural, words, year


def dates_and_times() -> Rules:
    """Rules for years, days and hours."""
    day, of = r"(\d{1,2})(?:st|nd|rd|th)?", rf"(?:,? ({YEAR})\b)?"
    weekday, clock = one_of(WEEKDAYS), r"\d{1,2}(?::\d\d|(?::\d\d)?\s?[AaPp]\.?[Mm]\b\.?)"
    return compiled(
        (
            rf"\b({YEAR}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(?:(Z)|([+-])(\d\d):?(\d\d))?(?![\d:])",
            _iso_time,
        ),
        (rf"\b({YEAR})/(\d\d)/(\d\d)\b", _iso_date),
        (rf"\b(\d{{1,2}})\.(\d{{1,2}})\.({YEAR})\b", _dotted_date),
        (rf"(?<![\w/])(0?[1-9]|1[0-2])/({YEAR})\b", lambda m: f"{MONTHS[int(m[1]) - 1]} {year(m[2])}"),
        (rf"\b(?:FY|fiscal year)\s?({YEAR})\b", lambda m: f"fiscal year {m[1]}"),
        (rf"\b({weekday})\b\.?(?=,? (?:\d|{MONTH}\b))", lambda m: WEEKDAYS[m[1]]),
        (rf"\b({MONTH})\.?\s?[–-]\s?(?={MONTH}\b)", lambda m: f"{_full_month(m[1])} to "),
        (
            rf"\b(between|from) {day} (and|to) (?={day} {MONTH}\b)",
            lambda m: f"{m[1]} the {ordinal(m[2])} {m[3]} " if _is_day(m[2]) else m[0],
        ),
        (rf"\b({day} {MONTH})\s?[–-]\s?(?=\d{{1,2}} {MONTH}\b)", lambda m: f"{m[1]} to "),
        (rf"(?<![\w:])({clock})\s?[–-]\s?(?=(?:{clock})(?![:\d]))", lambda m: f"{m[1].rstrip('.')} to "),
        (r"\b([01]?\d|2[0-3])h([0-5]\d)\b", lambda m: f"{m[1]}:{m[2]}"),
        (r"\b(\d{1,2}):([0-5]\d)\.(\d{1,3})\b", _lap),
        (r"\b(BCE|BC|AD|CE)\s?[–-]\s?(?=\d)", lambda m: f"{m[1]} to "),
        (rf"\b({YEAR})\s?[–/-]\s?({YEAR})\b(?![–/-]?\d)", lambda m: f"{year(m[1])} to {year(m[2])}"),
        (rf"\b({YEAR})[–/](\d\d)\b(?![–/-]?\d)", lambda m: f"{year(m[1])} to {words(m[2])}"),
        (rf"\b({YEAR})-(\d\d)-(\d\d)\b", _iso_date),
        (rf"\b(\d{{1,2}})/(\d{{1,2}})/({YEAR})\b", _slashed_date),
        (rf"\b(?:the )?{day}\s?[–-]\s?{day} ({MONTH})\b\.?{of}", _days_month),
        (rf"\b(?:the )?{day}\.? ({MONTH})\b\.?{of}", _day_month),
        (rf"\b({MONTH})\.? {day}\s?[–-]\s?{day}{of}(?![\d.,:]*\d|\s?%)\b", _month_days),
        (rf"\b({MONTH})\.? {day}{of}(?![\d.,:]*\d|\s?%)\b", _month_day),
        (rf"\b({SHORT_MONTH})\b\.?(?= {YEAR}\b)", lambda m: _full_month(m[1])),
        (r"(?<=\d)\s?([AaPp])[Mm]\b", lambda m: f" {m[1].upper()}M"),
        (r"\b([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?\b(?!:)(?=( ?[AP]M\b)?)", _clock),
        (r"\b(\d+):(\d+)\b", lambda m: f"{words(m[1])} to {words(m[2])}"),
        (r"(?<!\w)'?((?:1[0-9]|20)\d0|[1-9]0)'?s\b", lambda m: plural(year(m[1]))),
        (r"(?<=\d)\s?AD\b\.?", lambda _: " A.D."),
        (r"(?<=\d)(BCE|BC|CE|AM|PM)\b", lambda m: f" {m[1]}"),
        (rf"(?<=\b[Ii]n )(10\d\d)\b(?!\s?(?:{one_of(UNITS)})\b|,?\d|\.\d)", lambda m: year(m[1])),
    )


def _iso_date(match: Match) -> str:
    month, day = int(match[2]), int(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    return f"{MONTHS[month - 1]} {ordinal(str(day))}, {year(match[1])}"


def _iso_time(match: Match) -> str:
    date, clock, seconds, utc, sign, hours, minutes = match.groups()
    said = f"{date} at {clock}{f':{seconds}' if seconds and int(seconds) else ''}"
    if utc or (hours and int(hours) == 0):
        said += " UTC"
    elif hours:
        said += f" UTC {'plus' if sign == '+' else 'minus'} {int(hours)}{f':{minutes}' if int(minutes) else ''}"
    return said


def _dotted_date(match: Match) -> str:
    """With dots the day comes first, wherever dates are written so."""
    day, month = int(match[1]), int(match[2])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return match[0]
    return f"the {ordinal(str(day))} of {MONTHS[month - 1]}, {year(match[3])}"


def _lap(match: Match) -> str:
    minutes, seconds = int(match[1]), str(int(match[2]))
    one = "" if minutes == 1 else "s"
    return f"{words(str(minutes))} minute{one} {words(f'{seconds}.{match[3]}')} seconds"


def _slashed_date(match: Match) -> str:
    """Which is the day and which the month depends on who wrote it, so both are said as they stand."""
    return f"{words(str(int(match[1])))}, {words(str(int(match[2])))}, {year(match[3])}"


def _full_month(name: str) -> str:
    return next(month for month in MONTHS if month.startswith(name[:3]))


def _is_day(*days: str) -> bool:
    return all(1 <= int(day) <= 31 for day in days)


def _days_month(match: Match) -> str:
    first, last, month, of = match.groups()
    if not _is_day(first, last):
        return match[0]
    return f"the {ordinal(first)} to the {ordinal(last)} of {_full_month(month)}{_in_year(of)}"


def _day_month(match: Match) -> str:
    day, month, of = match.groups()
    return f"the {ordinal(day)} of {_full_month(month)}{_in_year(of)}" if _is_day(day) else match[0]


def _month_days(match: Match) -> str:
    month, first, last, of = match.groups()
    if not _is_day(first, last):
        return match[0]
    return f"{_full_month(month)} {ordinal(first)} to {ordinal(last)}{_in_year(of)}"


def _month_day(match: Match) -> str:
    month, day, of = match.groups()
    return f"{_full_month(month)} {ordinal(day)}{_in_year(of)}" if _is_day(day) else match[0]


def _in_year(of: str | None) -> str:
    return f", {year(of)}" if of else ""


def _clock(match: Match) -> str:
    hour, minute, second = (int(part or 0) for part in match.groups()[:3])
    half_is_told = match[4] is not None
    said = words(str(hour))
    if minute or second:
        said += f" {'oh ' if minute < 10 else ''}{words(str(minute))}"
        return f"{said} and {words(str(second))} seconds" if second else said
    if half_is_told:
        return said
    if hour == 0:
        return "midnight"
    return f"{said} hundred" if hour > 12 else f"{said} o'clock"
