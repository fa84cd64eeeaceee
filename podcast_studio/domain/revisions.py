"""A finished script under editing: its revisions, their turns, and what can be done to them.

A revision is never changed by an edit: each edit makes another one, so that undo is only a step back.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import category

from podcast_studio.domain.errors import InputError, NotFoundError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.pronunciations import Pronunciations
from podcast_studio.domain.scripts import SpokenTurn, Turn
from podcast_studio.domain.voices import Voice

_NOT_TEXT = ("Cc", "Cs")  # control characters, and halves of characters
LONGEST_TURN = 10_000  # characters; some twelve minutes of speech


@dataclass(frozen=True, kw_only=True)
class TurnAudio:
    """A turn's sound on disk, or why it has none."""

    key: str  # of what is said and how, see `content_key`; "" where that is not known
    path: str  # relative to the podcast's folder; "" where the turn could not be spoken
    sha256: str
    size: int  # bytes
    seconds: float
    skipped: str = ""  # why it could not be spoken
    said: str = ""  # as of Pronunciations.said when it was voiced; "" where it was said as written


@dataclass(frozen=True, kw_only=True)
class RevisedTurn:
    """One utterance of a revision. Its place is its place in the revision."""

    id: str  # the same in every revision that has this turn
    speaker: Speaker
    text: str
    segment: int  # index into the plan's segments
    unit: int  # the exchange it belongs to
    passages: tuple[str, ...] = ()  # ids of the passages it rests on
    rate: float = 1.0  # pace relative to the voice's own
    voice: str = ""  # voice id; "": the one that the speaker has in this podcast
    edited: bool = False  # whether a person changed its words
    rewrites: int = 0  # how often it was asked to be written anew; another number, other words
    to_rewrite: bool = False  # whether it still waits for that
    audio: TurnAudio | None = None  # of exactly this text, voice and pace


Script = tuple[RevisedTurn, ...]


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One state of a podcast's script and, once it is mixed, its audio."""

    number: int  # from 0, which is the podcast as it was made
    parent: int | None  # the revision that was edited
    turns: Script
    audio: Path | None = None
    sha256: str | None = None
    size: int | None = None  # bytes
    seconds: float | None = None
    note: str = ""  # what the listener should know


def original_id(index: int) -> str:
    """The id of a turn as it was first written."""
    return f"t{index:04d}"


def original_turn(turn: Turn, spoken: SpokenTurn | None, *, key: str = "") -> RevisedTurn:
    """A turn as it was made, as the first of its revisions."""
    audio = None
    if spoken is not None:
        audio = TurnAudio(
            key=key,
            path=spoken.path,
            sha256=spoken.sha256,
            size=spoken.size,
            seconds=spoken.seconds,
            skipped=spoken.skipped,
            said=spoken.said,
        )
    return RevisedTurn(
        id=original_id(turn.index),
        speaker=turn.speaker,
        text=turn.text,
        segment=turn.segment,
        unit=turn.unit,
        passages=turn.passages,
        rate=turn.rate,
        audio=audio,
    )


def turns_as_made(turns: Sequence[RevisedTurn]) -> list[Turn]:
    """In the form that the steps of making work on: each turn's index is its place."""
    return [
        Turn(
            index=place,
            segment=turn.segment,
            speaker=turn.speaker,
            text=turn.text,
            passages=turn.passages,
            unit=turn.unit,
            rate=turn.rate,
        )
        for place, turn in enumerate(turns)
    ]


def spoken_as_made(turns: Sequence[RevisedTurn]) -> dict[int, SpokenTurn]:
    """What there is of these turns' sound, by place."""
    return {
        place: SpokenTurn(
            index=place,
            path=turn.audio.path,
            sha256=turn.audio.sha256,
            size=turn.audio.size,
            seconds=turn.audio.seconds,
            skipped=turn.audio.skipped,
            said=turn.audio.said,
        )
        for place, turn in enumerate(turns)
        if turn.audio is not None
    }


def content_key(text: str, voice: Voice, language: str, said: str = "") -> str:
    """Names a turn's sound by all that it depends on: 32 hexadecimal digits. Pan is the mixer's business.

    `said` is what pronunciations have made of the text, "" where they have changed nothing.
    """
    spoken = [said or text, language, voice.id, voice.speaker, round(voice.pitch, 6), round(voice.rate, 6)]
    return hashlib.sha256(json.dumps(spoken).encode()).hexdigest()[:32]


def position(turns: Sequence[RevisedTurn], turn_id: str) -> int:
    """Where that turn stands. Raises NotFoundError."""
    for place, turn in enumerate(turns):
        if turn.id == turn_id:
            return place
    raise NotFoundError("That turn is not in the script any more.", way_out="Look at the script again, then repeat.")


def with_text(turns: Script, turn_id: str, text: str) -> Script:
    """Other words for a turn. Raises InputError where they are none, or too many."""
    words = clean_text(text)

    def edit(turn: RevisedTurn) -> RevisedTurn:
        if turn.text == words and not turn.to_rewrite:
            return turn
        return replace(turn, text=words, edited=True, to_rewrite=False, audio=None)

    return _changed(turns, turn_id, edit)


def to_rewrite(turns: Script, turn_id: str) -> Script:
    """Ask for other words of the language model."""
    return _changed(turns, turn_id, lambda turn: replace(turn, to_rewrite=True, rewrites=turn.rewrites + 1))


def with_voice(turns: Script, turn_id: str, voice: str) -> Script:
    """Another voice for one turn; "" gives it back the speaker's."""
    return _changed(
        turns, turn_id, lambda turn: turn if turn.voice == voice else replace(turn, voice=voice, audio=None)
    )


def inserted(turns: Script, after: str | None, speaker: Speaker, text: str) -> Script:
    """A new turn behind another one, in its exchange; None: at the beginning."""
    place = 0 if after is None else position(turns, after) + 1
    neighbour = turns[max(0, place - 1)]
    turn = RevisedTurn(
        id=f"n{uuid.uuid4().hex[:12]}",
        speaker=speaker,
        text=clean_text(text),
        segment=neighbour.segment,
        unit=neighbour.unit if after is not None else _fresh_unit(turns),
        edited=True,
    )
    return (*turns[:place], turn, *turns[place:])


def without(turns: Script, turn_id: str) -> Script:
    """The script without one turn. Raises InputError for the last one."""
    place = position(turns, turn_id)
    if len(turns) == 1:
        raise InputError("A podcast needs at least one turn.", way_out="Delete the podcast instead, or edit the turn.")
    return turns[:place] + turns[place + 1 :]


def moved(turns: Script, turn_id: str, before: str | None) -> Script:
    """A turn in another place, where it belongs to the chapter of its new neighbour; None: at the end."""
    place = position(turns, turn_id)
    target = len(turns) if before is None else position(turns, before)
    if target in (place, place + 1):
        return turns
    neighbour = turns[target] if before is not None else turns[-1]
    turn = replace(turns[place], segment=neighbour.segment, unit=_fresh_unit(turns))
    rest = turns[:place] + turns[place + 1 :]
    target -= target > place
    return (*rest[:target], turn, *rest[target:])


def said_anew(turns: Script, pronunciations: Pronunciations) -> Script:
    """Without the sound of those turns that would be said in another way now."""
    return tuple(
        turn if turn.audio is None or turn.audio.said == pronunciations.said(turn.text) else replace(turn, audio=None)
        for turn in turns
    )


def clean_text(text: str) -> str:
    """What a person typed, on one line, without signs that no file takes. Raises InputError."""
    words = " ".join("".join(" " if category(sign) in _NOT_TEXT else sign for sign in text).split())
    if not words:
        raise InputError("A turn needs words.", way_out="Write some, or delete the turn.")
    if len(words) > LONGEST_TURN:
        raise InputError(
            f"A turn cannot have {len(words):,} characters.",
            way_out=f"Split it into turns of at most {LONGEST_TURN:,}.",
        )
    return words


def _changed(turns: Script, turn_id: str, change: Callable[[RevisedTurn], RevisedTurn]) -> Script:
    place = position(turns, turn_id)
    return (*turns[:place], change(turns[place]), *turns[place + 1 :])


def _fresh_unit(turns: Sequence[RevisedTurn]) -> int:
    return max(turn.unit for turn in turns) + 1
