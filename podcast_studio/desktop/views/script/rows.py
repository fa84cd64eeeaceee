"""The lines of a transcript: chapters, turns, and the turn that is being written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from podcast_studio.desktop.views.script.names import names
from podcast_studio.desktop.words import voice_names
from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.shelf import PodcastRow
from podcast_studio.studio.scripts import ScriptView, Source, TurnState, TurnView

if TYPE_CHECKING:
    from podcast_studio.studio import Studio


class RowKind(Enum):
    CHAPTER = auto()
    TURN = auto()
    WRITING = auto()  # somebody's next words are being written


@dataclass(frozen=True, kw_only=True)
class ScriptRow:
    """One line as it is drawn."""

    key: str  # of a turn its id
    kind: RowKind
    text: str
    number: int = 0  # of the chapter, or of the turn, from 1
    speaker: Speaker | None = None
    turn: TurnView | None = None
    status: str = ""
    tags: tuple[tuple[str, str], ...] = ()  # of each source its name and the id of its passage
    dim: bool = False  # cannot be heard yet

    @property
    def voicing(self) -> bool:
        return self.turn is not None and self.turn.state is TurnState.VOICING

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        who = names.speaker(self.speaker) if self.speaker is not None else str(self.number)
        note = self.turn.note if self.turn is not None else ""
        sources = [name for name, _passage in self.tags]
        return ", ".join(part for part in (who, self.text, note, self.status, *sources) if part)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """All that the page shows of a podcast, as it is at one moment."""

    made: PodcastRow
    script: ScriptView
    rows: tuple[ScriptRow, ...]
    details: str  # of what went wrong, for "Copy details"
    voices: Mapping[Speaker, str]  # whose voice each has, by name

    @property
    def finished(self) -> bool:
        return self.made.has_audio

    @property
    def can_be_heard(self) -> bool:
        """Whether there is anything to play."""
        return self.finished or any(turn.start is not None for turn in self.script.turns)


def read_shown(studio: Studio, podcast_id: str) -> Shown:
    """Read it, in a thread of the door. Raises NotFoundError."""
    made = studio.shelf.podcast(id=podcast_id)
    script = studio.scripts.view(podcast_id=podcast_id)
    called = voice_names(studio.voices())
    order = studio.find_podcast(name=podcast_id).order
    expert = called.get(order.expert_voice, "")
    return Shown(
        made=made,
        script=script,
        rows=tuple(rows_of(script, finished=made.has_audio)),
        details=_details(studio, made) if made.state is JobState.FAILED else "",
        voices={
            Speaker.HOST: called.get(order.host_voice, ""),
            Speaker.EXPERT: names.lower(expert) if expert and order.expert_voice == order.host_voice else expert,
        },
    )


def rows_of(script: ScriptView, *, finished: bool) -> Iterator[ScriptRow]:
    """The lines in order, with a chapter's title wherever another one begins."""
    chapter, number = "", 0
    for turn in script.turns:
        if turn.chapter != chapter:
            chapter, number = turn.chapter, number + 1
            if chapter:
                yield ScriptRow(key=f"chapter {number}", kind=RowKind.CHAPTER, text=chapter, number=number)
        yield _turn_row(turn, finished=finished)
    if script.writing is not None and not finished:
        yield ScriptRow(
            key="writing", kind=RowKind.WRITING, text="", speaker=script.writing, status=names.writing(), dim=True
        )


def _turn_row(turn: TurnView, *, finished: bool) -> ScriptRow:
    return ScriptRow(
        key=turn.id,
        kind=RowKind.TURN,
        text=turn.text,
        number=turn.position + 1,
        speaker=turn.speaker,
        turn=turn,
        status=names.state(turn, finished=finished),
        tags=_tags(turn.sources),
        dim=turn.state in (TurnState.WRITTEN, TurnState.LEFT_OUT),
    )


def _tags(sources: Sequence[Source]) -> tuple[tuple[str, str], ...]:
    """Passages that are called the same are one tag."""
    found: dict[str, str] = {}
    for source in sources:
        found.setdefault(names.source(source), source.passage_id)
    return tuple(found.items())


def _details(studio: Studio, made: PodcastRow) -> str:
    try:
        job = studio.find_job(name=made.job_id or "")
    except NotFoundError:
        return ""
    return "\n\n".join(part for part in (job.error, job.way_out, job.error_details) if part)
