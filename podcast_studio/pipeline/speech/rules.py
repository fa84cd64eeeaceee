"""Figures, dates, units and signs in the words of any language that is described as data."""

from __future__ import annotations

import re
from functools import lru_cache

from podcast_studio.pipeline.speech.english import roman_value
from podcast_studio.pipeline.speech.english_words import GREEK
from podcast_studio.pipeline.speech.language import Changes, SpokenLanguage
from podcast_studio.pipeline.speech.numbers import Match, Rules, Say, any_of, compiled, one_of

_N = r"\d+(?:,\d+)?"
_YEAR = r"(?:1[1-9]|20)\d\d"
_LONGEST = 15  # digits that are said as one number


class Speaking:
    """Says things in one language."""

    def __init__(self, language: SpokenLanguage) -> None:
        self.language = language

    def rules(self) -> Rules:
        return (*self._written(), *self._dates(), *self._amounts(), *self._numbers())

    def number(self, figure: str) -> str:
        """Cardinal words of 1500 or 3,14."""
        whole, _, decimals = figure.partition(",")
        plain = len(whole) <= _LONGEST and not (len(whole) > 1 and whole.startswith("0"))
        said = _cardinal(int(whole), self.language.code) if plain else self._digits(whole)
        return f"{said} {self.language.point} {self._digits(decimals)}" if decimals else said

    def ordinal(self, figure: str, *around: str) -> str:
        """In the form that a word around it asks for."""
        said = _number_words(int(figure), self.language.code, "ordinal")
        for pattern, changes in self.language.ordinal_cases:
            if any(re.fullmatch(pattern, word.strip()) for word in around):
                return self.language.changed(said, changes)
        return said

    def year(self, figure: str) -> str:
        said = _number_words(int(figure), self.language.code, "year")
        return self.language.changed(said, self.language.year_changes)

    def counted(self, figure: str, noun: str) -> str:
        """Five kilometres: the number in the noun's gender, the noun in the number's form."""
        feminine, noun = noun.startswith("f:"), noun.removeprefix("f:")
        one, *forms = noun.split("|")
        if figure == "1":
            return one
        few, many, part = (forms[0], forms[0], forms[0]) if len(forms) == 1 else forms
        said = self.number(figure)
        if "," in figure:
            return f"{said} {part}"
        said = self.language.changed(said, self.language.feminine if feminine else self.language.before_noun)
        return f"{said} {few if figure[-1:] in '234' and figure[-2:-1] != '1' else many}"

    def _digits(self, figures: str) -> str:
        return " ".join(_cardinal(int(digit), self.language.code) for digit in figures)

    def _written(self) -> Rules:
        """What is written short, and figures as they are grouped."""
        lang = self.language
        return compiled(
            (
                r"(?<![\w.])([\w.+-]{1,64})@([\w-]{1,63}(?:\.[\w-]{1,63})+)",
                lambda m: f"{m[1]} {lang.at} {m[2]}".replace(".", f" {lang.dot} "),
            ),
            (
                r"\b(?:www\.)([\w-]+(?:\.[\w-]+)+)(?:/\S*\w)?|\b((?:[\w-]+\.)+(?:com|org|net|eu|de|es|fr|it|pt|nl|pl))\b(?!\.\w)",
                lambda m: (m[1] or m[2]).replace(".", f" {lang.dot} "),
            ),
            (rf"(?<![\w.])(?:{one_of(lang.abbreviations)})(?!\w)", lambda m: lang.abbreviations[m[0]]),
            (r"(?<![\d.,])[1-9]\d{0,2}(?:([.' \u00a0])\d{3})(?:\1\d{3})*(?![\d.]*\d)", _ungrouped),
            *(
                (rf"({before})\b([IVX]{{1,6}})({after})", self._roman(kind, changes))
                for pattern, kind, changes in lang.romans
                for before, after in [pattern.split("#")]
            ),
        )

    def _dates(self) -> Rules:
        lang, months = self.language, one_of(self.language.months)
        return compiled(
            (
                rf"(?<=\d)({lang.day_mark}\s?)({one_of(lang.short_months)})\b\.?(?=\s\d|[\s,;)]|\Z)",
                self._full_month,
            ),
            (rf"(?:\b([^\W\d]+) )?\b({_YEAR})-(\d\d)-(\d\d)\b", lambda m: self._date(m, m[4], m[3], m[2])),
            (
                rf"(?:\b([^\W\d]+) )?(?<![\d.])(\d{{1,2}})([./-])\s?(\d{{1,2}})\3\s?({_YEAR})\b",
                lambda m: self._date(m, m[2], m[4], m[5]),
            ),
            (
                rf"(?:\b([^\W\d]+) )?\b(\d{{1,2}}){lang.day_mark} (?=(?:{months})\b)",
                lambda m: f"{f'{m[1]} ' if m[1] else ''}{self._day(m[2], m[1] or '')} ",
            ),
            *(
                (rf"({before})\b({_YEAR})({after})", self._year_ordinal(said, changes))
                for pattern, said, changes in lang.year_ordinals
                for before, after in [pattern.split("#")]
            ),
            (lang.time, self._clock),
            (lang.ordinal, lambda m: f"{m[1]}{self.ordinal(m[2], m[1], m[3])}"),
        )

    def _amounts(self) -> Rules:
        lang = self.language
        scale, money, units = one_of(lang.scales), one_of(lang.money), one_of(lang.units)
        return compiled(
            (rf"({money})\s?({_N})\s?[–-]\s?({_N})", lambda m: f"{m[2]}–{m[3]} {m[1]}"),
            (rf"(?<![\w.,-])({_N}\s?%?)\s?[–-]\s?(?={_N}(?![\d-]))", self._range),
            (rf"({money})\s?({_N})(?:\s?({scale})(?!\w))?", lambda m: self._money(m[2], m[3], m[1])),
            (rf"(?<![\w,])({_N})(?:\s?({scale}))?\s?({money})(?!\w)", lambda m: self._money(m[1], m[2], m[3])),
            (rf"(?<![\w,])({_N})\s?({scale})(?!\w)", lambda m: self.counted(m[1], lang.scales[m[2]])),
            (r"(?<!\w)[-−](?=\d)", lambda _: f"{lang.minus} "),
            (rf"(?<![\w,])({_N})[ -]?({units})(?![\w²³/])", lambda m: self.counted(m[1], lang.units[m[2]])),
        )

    def _numbers(self) -> Rules:
        lang = self.language
        return compiled(
            (r"\b\d+(?:\.\d+)+\b", lambda m: f" {lang.dot} ".join(map(self.number, m[0].split(".")))),
            *self._agreeing(),
            (rf"(?<![\w,]){_YEAR}(?!,?\d|\w)", lambda m: self.year(m[0])),
            (r"(?<![\w,.])1(?= (?!de\b)[^\W\d_])", lambda m: lang.one_before_word or self.number(m[0])),
            (r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", lambda _: " "),
            (r"(\d+,\d+)(?!,?\d)|\d+", lambda m: self.number(m[0])),
            (any_of("".join(GREEK)), _greek),
            (r"\s[–—]\s|—|–", lambda _: ", "),
            (any_of("".join(lang.signs)), lambda m: f" {lang.signs[m[0]]} "),
        )

    def _agreeing(self) -> tuple[tuple[str, Say], ...]:
        """Numbers before a word that they agree with, as far as its ending tells."""
        lang = self.language
        if not lang.feminine_noun:
            return ()
        return (
            (
                rf"(?<![\w,.])\d+(?= (?:{lang.feminine_noun})(?!\w))",
                lambda m: lang.changed(self.number(m[0]), lang.feminine),
            ),
            (
                r"(?<![\w,.])\d*[02-9]1(?= (?!de\b)[^\W\d_]{3})",
                lambda m: lang.changed(self.number(m[0]), lang.before_noun),
            ),
        )

    def _roman(self, kind: str, changes: Changes) -> Say:
        def say(match: Match) -> str:
            value = roman_value(match[2])
            if value is None:
                return match[0]
            said = self.ordinal(str(value)) if kind == "ordinal" else self.number(str(value))
            return f"{match[1]}{self.language.changed(said, changes)}"

        return say

    def _year_ordinal(self, after: str, changes: Changes) -> Say:
        def say(match: Match) -> str:
            said = _number_words(int(match[2]), self.language.code, "ordinal")
            return f"{match[1]}{self.language.changed(said, changes)}{after}"

        return say

    def _full_month(self, match: Match) -> str:
        """With the words that stand around a month in a date."""
        before, _, after = self.language.date.removeprefix("{day}").partition("{month}")
        after = after.partition("{year}")[0] if re.match(r" \d{4}", match.string[match.end() :]) else ""
        month = self.language.months[int(self.language.short_months[match[2]]) - 1]
        return f"{match[1].rstrip()}{before}{month}{after.rstrip()}"

    def _date(self, match: Match, day: str, month: str, year: str) -> str:
        """A date in figures; where it is none, it stays."""
        if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
            return match[0]
        name, before = self.language.months[int(month) - 1], match[1] or ""
        written = self.language.date.format(day=self._day(str(int(day)), before), month=name, year=year)
        return f"{before} {written}".strip()

    def _day(self, figure: str, before: str) -> str:
        if not 1 <= int(figure) <= 31:
            return figure
        if self.language.day_is_ordinal:
            return self.ordinal(figure, before, "day")
        return self.language.first_day or self.number("1") if figure == "1" else self.number(figure)

    def _clock(self, match: Match) -> str:
        lang, hour, minute = self.language, str(int(match[2])), int(match[3])
        if lang.hour == "ordinal":
            said = self.ordinal(hour, match[1], "hour") if hour != "0" else self.number(hour)
        else:
            said = self.number(hour)
            said = lang.changed(said, lang.feminine) if lang.hour == "feminine" else said
        said = lang.one_before_word if hour == "1" and lang.hour == "noun" else said
        small = lang.small_minute if minute < 10 else ""
        template = lang.clock if minute else lang.full_hour
        told = template.format(hour=said, minute=f"{small}{self.number(str(minute))}")
        return match[1] + (lang.changed(told, lang.one_hour) if hour == "1" else told)

    def _range(self, match: Match) -> str:
        """A figure that begins with zero names something, such as a telephone."""
        return match[0] if re.match(r"0\d", match[1]) else f"{match[1]} {self.language.to} "

    def _money(self, figure: str, scale: str | None, sign: str) -> str:
        lang, noun = self.language, self.language.money[sign]
        whole, _, cents = figure.partition(",")
        if scale:
            many = noun.removeprefix("f:").split("|")[2 if noun.count("|") > 1 else 1]
            link = lang.scale_links[many[0].lower() in "aeiouy"]
            return f"{self.counted(figure, lang.scales[scale])} {link}{many}"
        if len(cents) != 2:
            return self.counted(figure, noun)
        if whole == "0" and int(cents) and sign in lang.hundredths_of:
            return self.counted(str(int(cents)), lang.hundredths)
        said = self.counted(whole, noun)
        return f"{said}{lang.cents}{self.number(str(int(cents)))}" if int(cents) else said


@lru_cache(maxsize=4096)
def _number_words(number: int, code: str, kind: str) -> str:
    from num2words import num2words

    return str(num2words(number, lang=code, to=kind))


def _cardinal(number: int, code: str) -> str:
    return _number_words(number, code, "cardinal")


def _ungrouped(match: Match) -> str:
    """Without the signs between thousands; an internet address has none."""
    groups = re.split(r"\D", match[0])
    if "." in match[0] and len(groups) == 4 and all(int(group) < 256 for group in groups):
        return match[0]
    return "".join(groups)


def _greek(match: Match) -> str:
    around = match.string[max(0, match.start() - 1) : match.start()] + match.string[match.end() : match.end() + 1]
    return match[0] if any("\u0370" <= sign <= "\u03ff" for sign in around) else f" {GREEK[match[0]]} "
