"""Text on its way to a voice: made safe for Piper and cut into pieces that are spoken one after another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

MAX_PIECE_CHARS = 220  # of some 14 seconds; it bounds the wait for a cancel
_MIN_PIECE_CHARS = 40  # a cut nearer to the start or to the end than this would chop the speech up

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*(?=\s)|[。！？]+[”’」』）]*|\n")
_CLAUSE_END = re.compile(r"[,;:—–](?=\s)|[，、；：]")
_JOINT = re.compile(  # before a word that begins another part of the sentence, in the languages that are spoken here
    r"(?<! (?:of|in|on|at|by|to|de))(?<! for)(?<! (?:from|with))"  # "in which", "of that day"
    r" (?=(?:but|which|that|because|while|when|where|who|aber|dass|weil|mais|que|qui|pero|porque|ma|che|perché|mas"
    r"|maar|dat|omdat|ale|że|który) )"  # not "and": it stands in numbers
)
_ARTICLE = (
    r"the|an?|its?|their|his|her|this|these|der|die|das|den|dem|ein\w*|le|la|les|un\w*|el|los|las|il|lo|gli|os?|as?"
    r"|het|een"
)
_LOOSE_JOINT = re.compile(  # the next best: before "and the", and before what says where, when, with or for what
    rf" (?=(?:(?:and|or|und|oder|et|ou|y|o|e|en|i) (?:{_ARTICLE})"
    r"|with|from|into|after|before|between|through|until|during|within|without|against|for|if|since|mit|nach"
    r"|zwischen|durch|ohne|gegen|seit|wenn|avec|après|avant|entre|sans|contre|depuis|pour|con|después|antes|sin"
    r"|desde|para|dopo|prima|senza|contro|per|com|depois|sem|voor|zonder|tegen|sinds|tussen|oraz|przed|przez|między"
    r"|dla|bez) )"
)
_IN_A_NUMBER = re.compile(  # and last of all within "nine billion one hundred and ninety-two million …"
    r"(?i)\b(?:[mb]illions?|thousand|milliards|milli(?:onen|arden)|millones|milhões|mili(?:oni|ardi)|milj(?:oen|ard)"
    r"|mili(?:on|ard)\w*) "
)
_SPACE = re.compile(r"\s+")
_LONE_JOINER = re.compile(r"(?<!\S)[\u200c\u200d]+")  # left over from a picture; between letters they stay
_FIRST_PICTURE = 0x2190  # symbols below it (°, ©, ™ …) have names that belong in speech
_SPOKEN_SYMBOLS = frozenset("%&+=@#°$€£¥")


class Pause(Enum):
    """What stands at the end of a piece."""

    SENTENCE = "sentence"
    CLAUSE = "clause"
    NONE = "none"  # cut between two words, or within one


@dataclass(frozen=True)
class Piece:
    text: str
    end: Pause


def speakable(text: str) -> str:
    """`text` without what Piper trips over or would read aloud by mistake.

    Control characters, lone surrogates, invisible marks and pictures go; square brackets go too, because Piper takes
    `[[…]]` for raw phonemes. Line breaks stay, as ends of sentences.
    """
    kept = _LONE_JOINER.sub("", "".join(_safe(char) for char in text))
    lines = (_SPACE.sub(" ", line).strip() for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)


def has_sound(text: str) -> bool:
    """Whether anything in `text` has a name that can be spoken."""
    return any(char.isalnum() or char in _SPOKEN_SYMBOLS for char in text)


def pieces(text: str, longest: int = MAX_PIECE_CHARS) -> Iterator[Piece]:
    """`speakable` text in pieces of at most `longest` characters: whole sentences, or one cut at its best places."""
    at = 0
    while at < len(text):
        end, pause = _cut(text, at, longest)
        piece = text[at:end].strip()
        if has_sound(piece):
            yield Piece(piece, pause)
        at = end


def _safe(char: str) -> str:
    if char in "\n\u2028\u2029":
        return "\n"
    if char in "[]":
        return " "
    category = unicodedata.category(char)
    if category == "Cc" or category.startswith("Z"):
        return " "
    if category in ("Cs", "Co", "Cn") or (category == "Cf" and char not in "\u200c\u200d"):
        return ""
    if "\ufe00" <= char <= "\ufe0f" or char == "\u20e3" or "\U0001f3fb" <= char <= "\U0001f3ff":
        return ""
    return " " if category == "So" and ord(char) >= _FIRST_PICTURE else char


def _cut(text: str, start: int, longest: int) -> tuple[int, Pause]:
    """Where the piece that begins at `start` ends, and what stands there."""
    stop = min(start + longest, len(text))
    whole = [len(text)] if stop == len(text) else []
    if sentences := [*_ends(_SENTENCE_END, text, start, stop), *whole]:
        return sentences[-1], Pause.SENTENCE
    end = _SENTENCE_END.search(text, stop)
    late = min(stop, (end.end() if end else len(text)) - _MIN_PIECE_CHARS)
    for joint in (_CLAUSE_END, _JOINT, _LOOSE_JOINT, _IN_A_NUMBER):
        if ends := _ends(joint, text, start, late):
            return ends[-1], Pause.CLAUSE
    ends = _ends(_SPACE, text, start, stop)
    return (ends[-1] if ends else stop), Pause.NONE


def _ends(pattern: re.Pattern[str], text: str, start: int, stop: int) -> list[int]:
    """Where a piece from `start` to `stop` could be cut."""
    ends = (match.end() for match in pattern.finditer(text, start, stop))
    return [end for end in ends if end - start >= _MIN_PIECE_CHARS]
