"""Numbers in English words, and what the rules of speech are made of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

Match = re.Match[str]
Say = Callable[[Match], str]
Rules = tuple[tuple[re.Pattern[str], Say], ...]

NUMBER = r"\d{1,3}(?:,\d{3})+(?![\d,]*\d{4})(?:\.\d+)?|\d+(?:\.\d+)?"
YEAR = r"(?:1[0-9]|20)\d\d"
_LONGEST = 15  # digits that are said as one number


def any_of(signs: str) -> str:
    """A pattern for one of these signs."""
    return f"[{re.escape(signs)}]"


def one_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def compiled(*rules: tuple[str, Say]) -> Rules:
    """Rules, ready to be applied one after the other."""
    return tuple((re.compile(pattern), say) for pattern, say in rules)


@lru_cache(maxsize=4096)
def words(number: str) -> str:
    """Cardinal words of a figure such as 1,500 or 3.14."""
    from num2words import num2words

    whole, _, decimals = number.replace(",", "").partition(".")
    if len(whole) > _LONGEST or (len(whole) > 1 and whole.startswith("0")):
        said = " ".join(num2words(int(digit)) for digit in whole)
    else:
        said = str(num2words(int(whole))).replace(",", "")
    if decimals:
        said += " point " + " ".join(num2words(int(digit)) for digit in decimals)
    return said


def ordinal(number: str) -> str:
    """Twenty-first for 21."""
    from num2words import num2words

    plain = number.replace(",", "")
    return str(num2words(int(plain), to="ordinal")).replace(",", "") if len(plain) <= _LONGEST else words(number)


def year(figures: str) -> str:
    """Nineteen oh-five for 1905."""
    from num2words import num2words

    return str(num2words(int(figures), to="year"))


def plural(said: str) -> str:
    """Nineteen twenties for nineteen twenty."""
    return said[:-1] + "ies" if said.endswith("y") else f"{said}{'es' if said.endswith('x') else 's'}"
