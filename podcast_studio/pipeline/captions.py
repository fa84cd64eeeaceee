"""Captions with speakers: WebVTT and SubRip."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace

from podcast_studio.domain.podcasts import Speaker

_LINE = 42  # characters
_LINES = 2
_BLANK = "\ue000"  # keeps a speaker's name and what is said together


@dataclass(frozen=True, kw_only=True)
class CaptionTurn:
    """What is said from when to when, in seconds of the audio."""

    speaker: Speaker
    text: str
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class _Cue:
    speaker: Speaker
    lines: tuple[str, ...]
    start: float
    end: float


def web_vtt(turns: Sequence[CaptionTurn]) -> str:
    """The captions as WebVTT."""
    parts = ["WEBVTT\n"]
    for cue in _cues(turns):
        text = "\n".join(line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for line in cue.lines)
        parts.append(f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n<v {cue.speaker}>{text}\n")
    return "\n".join(parts)


def srt(turns: Sequence[CaptionTurn]) -> str:
    """The captions as SubRip; the speaker is named where a turn begins."""
    parts = []
    labelled = [replace(turn, text=f"{turn.speaker}:{_BLANK}{turn.text}") for turn in turns]
    for number, cue in enumerate(_cues(labelled), start=1):
        text = "\n".join(cue.lines).replace(_BLANK, " ")
        parts.append(f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n{text}\n")
    return "\n".join(parts)


def _cues(turns: Sequence[CaptionTurn]) -> list[_Cue]:
    """Each turn in pieces of two lines, its time shared by characters."""
    cues: list[_Cue] = []
    for turn in turns:
        pieces = _pieces(turn.text)
        letters = sum(map(_heard, pieces)) or 1
        at = turn.start
        for number, piece in enumerate(pieces):
            until = at + (turn.end - turn.start) * _heard(piece) / letters
            end = turn.end if number == len(pieces) - 1 else until
            lines = tuple(textwrap.wrap(piece, _LINE, break_long_words=True))
            cues.append(_Cue(speaker=turn.speaker, lines=lines, start=at, end=end))
            at = until
    return cues


def _pieces(text: str) -> list[str]:
    """Phrases joined for as long as they fit into a cue."""
    pieces: list[str] = []
    for phrase in re.split(r"(?<=[.!?;:,…])\s+", " ".join(text.split())):
        for part in [phrase] if _fits(phrase) else textwrap.wrap(phrase, _LINE * _LINES - 8):
            joined = f"{pieces[-1]} {part}" if pieces else part
            if pieces and _fits(joined) and not re.search(r"[.!?]$", pieces[-1]):
                pieces[-1] = joined
            else:
                pieces.append(part)
    return [piece for piece in pieces if piece]


def _heard(piece: str) -> int:
    """How many letters of a piece are spoken: a speaker's name is not."""
    return len(piece.rpartition(_BLANK)[2])


def _fits(text: str) -> bool:
    return len(textwrap.wrap(text, _LINE, break_long_words=True)) <= _LINES


def _time(seconds: float, mark: str) -> str:
    whole = max(0, round(seconds * 1000))
    return f"{whole // 3_600_000:02d}:{whole // 60_000 % 60:02d}:{whole // 1000 % 60:02d}{mark}{whole % 1000:03d}"
