"""A podcast's script as it stands, and what of it can be heard."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Podcast, Speaker
from podcast_studio.domain.revisions import RevisedTurn, Script, original_turn, turns_as_made
from podcast_studio.domain.scripts import Plan, SpokenTurn
from podcast_studio.domain.timeline import Chapter, Placed, Spoken, Timeline, lay_out
from podcast_studio.pipeline.combining_audio import chapters_of
from podcast_studio.pipeline.sources import SOURCES, kept_sources
from podcast_studio.storage.scripts import EditedScript
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library


@dataclass(frozen=True, kw_only=True)
class Heard:
    """The turns that have a place in time, in order, in seconds of the audio."""

    turns: Script
    timeline: Timeline
    chapters: tuple[Chapter, ...]

    def places(self) -> dict[str, Placed]:
        """Where each turn is, by its id."""
        return {turn.id: placed for turn, placed in zip(self.turns, self.timeline.turns, strict=True)}


@dataclass(frozen=True, kw_only=True)
class ScriptState:
    """Everything about a script at one moment."""

    podcast: Podcast
    folder: Path
    plan: Plan | None  # None before it is made
    turns: Script  # as the user sees them
    playing: Script  # those of the audio that is there; while it is made, the beginning that is voiced
    edited: EditedScript | None  # None where nothing was ever edited
    writing: Speaker | None  # while it is made: whose words were being written when that was last told

    @property
    def heard(self) -> Heard:
        return hear(self.plan, self.playing)


class ScriptReader:
    """Reads scripts; safe from any thread."""

    def __init__(self, home: Home, library: Library) -> None:
        self._home, self._library = home, library
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[int, dict[str, Passage]]] = {}  # podcast: date of the file, passages

    def folder(self, podcast_id: str) -> Path:
        return self._home.podcasts / podcast_id

    def read(self, podcast_id: str) -> ScriptState:
        """Raises NotFoundError where there is no such podcast."""
        podcast = self._library.podcasts.get(podcast_id)
        edited = self._library.scripts.edited(podcast_id)
        return self._as_made(podcast) if edited is None else self._as_edited(podcast, edited)

    def _as_made(self, podcast: Podcast) -> ScriptState:
        made = self._library.scripts.made(podcast.id)
        spoken = made.spoken
        if podcast.audio is None:  # a turn is recorded a moment before its file is where it belongs
            spoken = {turn.index: turn for turn in spoken.values() if self._can_be_heard(podcast.id, turn)}
        turns = tuple(original_turn(turn, spoken.get(turn.index)) for turn in made.turns)
        return ScriptState(
            podcast=podcast,
            folder=self.folder(podcast.id),
            plan=made.plan,
            turns=turns,
            playing=tuple(takewhile(lambda turn: turn.audio is not None, turns)),
            edited=None,
            writing=made.writing,
        )

    def _can_be_heard(self, podcast_id: str, turn: SpokenTurn) -> bool:
        try:
            return bool(turn.skipped) or (self.folder(podcast_id) / turn.path).stat().st_size == turn.size
        except OSError:
            return False

    def _as_edited(self, podcast: Podcast, edited: EditedScript) -> ScriptState:
        return ScriptState(
            podcast=podcast,
            folder=self.folder(podcast.id),
            plan=self._library.scripts.plan(podcast.id),
            turns=edited.current.turns,
            playing=edited.published.turns if edited.published is not None else (),
            edited=edited,
            writing=None,
        )

    def sources(self, podcast_id: str) -> Mapping[str, Passage]:
        """The passages that the podcast rests on, by id."""
        try:
            date = (self.folder(podcast_id) / SOURCES).stat().st_mtime_ns
        except OSError:
            return {}
        with self._lock:
            known = self._kept.get(podcast_id)
            if known is None or known[0] != date:
                known = self._kept[podcast_id] = (date, kept_sources(self.folder(podcast_id)))
                if len(self._kept) > _SCRIPTS_REMEMBERED:
                    del self._kept[next(iter(self._kept))]
        return known[1]


_SCRIPTS_REMEMBERED = 8


def hear(plan: Plan | None, turns: Sequence[RevisedTurn]) -> Heard:
    """Lay these turns out; those without sound are not heard."""
    audible = tuple(turn for turn in turns if turn.audio is not None and not turn.audio.skipped)
    made = turns_as_made(audible)
    timeline = lay_out(
        [
            Spoken(index=turn.index, segment=turn.segment, unit=turn.unit, seconds=sound.seconds)
            for turn, sound in zip(made, (turn.audio for turn in audible), strict=True)
            if sound is not None
        ]
    )
    chapters = chapters_of(plan, made, timeline) if plan is not None and made else ()
    return Heard(turns=audible, timeline=timeline, chapters=chapters)
