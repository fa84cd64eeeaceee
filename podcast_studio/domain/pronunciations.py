"""How the names of a collection are to be said: what is written, and what the voice says for it.

An entry stands for whole words. One whose written form has a capital beyond the first letter of a word, or a word that
is nothing but capitals ("US", "SQLite"), stands for just that spelling; any other stands for all of them, so that
"Nguyen" is also "nguyen" and "NGUYEN". The longest entry wins, a possessive "'s" stays, and what an entry has put in
is not looked through again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import category, normalize

from podcast_studio.domain.errors import InputError

LONGEST_WRITTEN, LONGEST_SPOKEN = 60, 120  # characters
MOST = 500  # entries of a collection
SMALL, CAPITAL, END = "\x02", "\x01", "\x03"  # before and behind what was put in, by the first letter of what was there
_NOT_TEXT = ("Cc", "Cs", "Co", "Cn")  # control characters, halves of characters, private ones, unknown ones
_FOR_THE_VOICE = re.compile(r"\[\[|\]\]")  # what stands between these is read as sounds, not as words
_ENDINGS = frozenset({"s", "t", "d", "m", "re", "ve", "ll"})  # behind an apostrophe they belong to the word before
_APOSTROPHES, _HYPHENS = "'’‘", "-‐‑"


@dataclass(frozen=True, kw_only=True)
class Pronunciation:
    """One entry."""

    written: str  # as it stands in the transcript
    spoken: str  # what the voice says for it

    @property
    def is_exact(self) -> bool:
        """Whether only this very spelling is meant."""
        return any(word.isupper() or word[1:] != word[1:].lower() for word in self.written.split())

    @property
    def key(self) -> str:
        """Alike for two entries of which only one can hold."""
        plain = self.written.replace("’", "'").replace("‘", "'")
        return plain if self.is_exact else plain.casefold()

    @property
    def pattern(self) -> str:
        """What it is found by."""
        words = r"\s+".join("".join(map(_sign, word)) for word in self.written.split())
        alone = rf"(?<![^\W\d_][{_APOSTROPHES}])" if self.written.casefold() in _ENDINGS else ""
        return f"(?<![^\\W_]){alone}{words if self.is_exact else f'(?i:{words})'}(?![^\\W_])"


class Pronunciations:
    """All entries of a collection, ready to be applied."""

    def __init__(self, entries: Iterable[Pronunciation] = ()) -> None:
        self._entries = sorted(entries, key=lambda entry: (-len(entry.written), not entry.is_exact, entry.written))

    def said(self, text: str) -> str:
        """`text` with what is to be said in place of what is written, between marks; "" where nothing is replaced."""
        if not self._entries:
            return ""
        plain = normalize("NFC", text).translate(dict.fromkeys(map(ord, SMALL + CAPITAL + END), " "))
        said, times = self._all.subn(self._put, plain)
        return said if times else ""

    @cached_property
    def _all(self) -> re.Pattern[str]:
        return re.compile("|".join(f"({entry.pattern})" for entry in self._entries))

    def _put(self, found: re.Match[str]) -> str:
        assert found.lastindex is not None
        mark = CAPITAL if found[0][0].isupper() else SMALL
        return f"{mark}{self._entries[found.lastindex - 1].spoken}{END}"


AS_WRITTEN = Pronunciations()


def pronunciation(written: str, spoken: str) -> Pronunciation:
    """An entry of what a person typed. Raises InputError where it cannot be one."""
    entry = Pronunciation(written=_cleaned(written, "What is written", LONGEST_WRITTEN), spoken=spoken_form(spoken))
    if not any(map(str.isalnum, entry.written)):
        raise InputError(
            f"“{entry.written}” has no letter and no figure in it.", way_out="Write the name as it is in the text."
        )
    return entry


def spoken_form(text: str) -> str:
    """What a person typed for the voice to say. Raises InputError where that cannot be."""
    return _cleaned(text, "How it is said", LONGEST_SPOKEN)


def check_room(others: Sequence[Pronunciation]) -> None:
    """Raises InputError where a collection has as many entries as it can have."""
    if len(others) >= MOST:
        raise InputError(
            f"A collection can have {MOST} pronunciations at most.", way_out="Remove one that is not needed any more."
        )


def _cleaned(text: str, what: str, longest: int) -> str:
    """On one line, with the signs that belong together joined."""
    text = normalize("NFC", " ".join(text.split()))
    if not text:
        raise InputError(f"{what} cannot be empty.", way_out="Fill in both: the name, and how it is said.")
    if len(text) > longest:
        raise InputError(f"{what} cannot have {len(text):,} characters.", way_out=f"Use at most {longest}.")
    if any(category(sign) in _NOT_TEXT for sign in text):
        raise InputError(f"{what} has signs in it that are no text.", way_out="Type it instead of copying it.")
    if _FOR_THE_VOICE.search(text):
        raise InputError(f"{what} cannot have double brackets in it.", way_out="Write it in plain letters.")
    return text


def _sign(sign: str) -> str:
    for alike in (_APOSTROPHES, _HYPHENS):
        if sign in alike:
            return f"[{alike}]"
    return re.escape(sign)
