"""What there is to know of a language to say its figures, dates, units and signs; each language is one value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Changes = tuple[tuple[str, str], ...]  # patterns and what takes their place


@dataclass(frozen=True, kw_only=True)
class SpokenLanguage:
    """A noun is written "one of it|many", or "one|two to four|many|a part of it"; "f:" before it makes it feminine."""

    code: str
    point: str  # said for the comma before decimals
    dot: str  # said for a full stop within figures and addresses
    at: str  # in an e-mail address
    minus: str
    to: str  # between the ends of a range
    months: tuple[str, ...]
    short_months: Mapping[str, str]  # as written, without a stop, to the place of the month
    date: str  # of {day}, {month} and {year}
    clock: str  # of {hour} and {minute}
    full_hour: str  # of {hour}
    time: str = r"()(?<![\d:])([01]?\d|2[0-4])[:h]([0-5]\d)(?![\d:])"  # pattern: what is before, hour, minute
    hour: str = "cardinal"  # or a noun's gender, or an ordinal
    small_minute: str = ""  # before minutes under ten
    money: Mapping[str, str] = field(default_factory=dict)  # nouns, by sign or code
    cents: str = " "  # between money and its hundredths
    hundredths: str  # a noun, where there are only those
    hundredths_of: frozenset[str] = frozenset({"€", "EUR", "$", "USD"})
    units: Mapping[str, str] = field(default_factory=dict)  # nouns
    scales: Mapping[str, str] = field(default_factory=dict)  # nouns
    scale_links: tuple[str, str] = ("", "")  # between a scale and a noun: before a consonant, before a vowel
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[str, str] = field(default_factory=dict)
    ordinal: str = r"(?!)()()()"  # pattern of a figure that is an ordinal: what is before, the figure, its ending
    ordinal_cases: tuple[tuple[str, Changes], ...] = ()  # for what is before or the ending: changes of the ordinal
    day_mark: str = ""  # pattern of what stands behind the day
    day_is_ordinal: bool = False
    first_day: str = ""  # the first of a month, where only that is an ordinal
    year_ordinals: tuple[tuple[str, str, Changes], ...] = ()  # patterns of before, year, after; what is said after
    romans: tuple[tuple[str, str, Changes], ...] = ()  # patterns of before, numeral, after; ordinal or cardinal
    year_changes: Changes = ()
    before_noun: Changes = ()  # of a number
    feminine: Changes = ()  # of a number before a feminine noun
    feminine_noun: str = ""  # pattern of a word that is most likely one
    one_hour: Changes = ()
    numbering: str = "[.)]"  # pattern of what ends the number of a list's item; a stop can make an ordinal
    one_before_word: str = ""  # the number one before anything else

    def changed(self, said: str, changes: Changes) -> str:
        for pattern, put in changes:
            said = re.sub(pattern, put, said)
        return said
