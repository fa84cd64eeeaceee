"""Scripts as a user sees and edits them: live while they are made, revision after revision afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import InputError, NotFoundError, PodcastStudioError
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import Podcast, Speaker
from podcast_studio.domain.progress import PodcastStatus
from podcast_studio.domain.pronunciations import Pronunciations
from podcast_studio.domain.revisions import (
    RevisedTurn,
    Revision,
    Script,
    content_key,
    inserted,
    moved,
    position,
    said_anew,
    to_rewrite,
    with_text,
    with_voice,
    without,
)
from podcast_studio.domain.timeline import Chapter, Placed
from podcast_studio.pipeline.revising import turn_voice
from podcast_studio.pipeline.rewriting import Rewriting
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.library import Library
from podcast_studio.studio.making import cast_voices, lasting_name, voices_of_turns
from podcast_studio.studio.script_reading import ScriptReader, ScriptState

_CONTEXT_CHARACTERS = 2_000  # shown on either side of a passage


class TurnState(StrEnum):
    WRITTEN = "written"  # has no sound yet
    VOICING = "voicing"
    READY = "ready"  # can be played
    LEFT_OUT = "left out"  # cannot be spoken; the note says why


@dataclass(frozen=True, kw_only=True)
class Source:
    """A passage that a turn rests on."""

    document: str  # path relative to the collection
    heading: str  # heading path, outermost first, with " > " between
    page: int | None  # 1-based
    passage_id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class TurnView:
    """One turn as it is shown."""

    id: str  # stays the same however the script is edited
    position: int  # from 0
    speaker: Speaker
    text: str
    state: TurnState
    start: float | None  # seconds into what can be played now: the audio, or the part of it that is made
    end: float | None
    audio: Path | None  # of this turn alone
    seconds: float | None  # of that
    sources: tuple[Source, ...]
    chapter: str  # its title
    note: str  # why it was left out
    voice: str  # voice id
    edited: bool  # whether a person wrote or changed it
    rewriting: bool  # whether it waits for other words


@dataclass(frozen=True, kw_only=True)
class ScriptView:
    """A script as it is shown."""

    podcast_id: str
    revision: int  # 0: as it was made
    turns: tuple[TurnView, ...]
    chapters: tuple[Chapter, ...]  # of what can be played now
    can_undo: bool
    can_redo: bool
    writing: Speaker | None  # whose words are being written
    remixing: bool  # whether the audio that can be played is about to be replaced by that of this revision
    given_up: bool  # whether that was cancelled, so that changes stay out of the audio until it is asked for again
    problem: str  # why the audio of this revision could not be made


@dataclass(frozen=True, kw_only=True)
class Context:
    """A passage where it stands in its document."""

    document: str
    heading: str
    before: str  # up to 2,000 characters; "" where the document is no longer in the index
    passage: str
    after: str


class Scripts:
    """The script of every podcast."""

    def __init__(self, reader: ScriptReader, library: Library, engines: Engines) -> None:
        self._reader, self._library, self._engines = reader, library, engines

    # Reading

    def view(self, *, podcast_id: str) -> ScriptView:
        """The script as it is now, also while it is being made. Raises NotFoundError."""
        state = self._reader.read(podcast_id)
        return _Show(state, self._reader, self._library.podcasts.status(podcast_id)).view()

    def search(self, *, podcast_id: str, text: str) -> list[str]:
        """The ids of the turns that say `text`, in any case, in order."""
        wanted = " ".join(text.split()).casefold()
        turns = self._reader.read(podcast_id).turns
        return [turn.id for turn in turns if wanted and wanted in turn.text.casefold()]

    def context(self, *, podcast_id: str, passage_id: str) -> Context:
        """A source with the text around it, as the index has it now; without that, the podcast's own copy."""
        collection = self._library.podcasts.get(podcast_id).order.collection_id
        own = self._reader.sources(podcast_id).get(passage_id)
        if own is None:
            raise NotFoundError("This passage is not a source of the podcast.", way_out="Look at the script again.")
        around = self._engines.index(collection).of_document(own.document)
        place = next((at for at, passage in enumerate(around) if passage.id == passage_id), None)
        before = "" if place is None else _text(around[:place])[-_CONTEXT_CHARACTERS:]
        after = "" if place is None else _text(around[place + 1 :])[:_CONTEXT_CHARACTERS]
        return Context(
            document=own.document, heading=" > ".join(own.heading), before=before, passage=own.text, after=after
        )

    def warm_up(self, *, podcast_id: str) -> None:
        """Load the podcast's voices, so that the first edit is heard sooner; for when somebody is about to edit.

        Takes seconds. A voice that cannot be loaded is told when something is to be said with it.
        """
        order = self._library.podcasts.get(podcast_id).order
        speech = self._engines.prompt_speech()
        with suppress(PodcastStudioError):
            for voice in cast_voices(self._engines, order.host_voice, order.expert_voice).values():
                speech.load(voice)

    # Editing: each makes a revision of a finished podcast, queues its making, and returns the revision's number.
    # What the collection's pronunciations say in another way by now is then voiced again, too.

    def edit_text(self, *, podcast_id: str, turn_id: str, text: str) -> int:
        """Other words for a turn. Raises InputError for none at all."""
        return self._change(podcast_id, lambda turns: with_text(turns, turn_id, text))

    def rewrite(self, *, podcast_id: str, turn_id: str) -> int:
        """Have a turn written anew. Raises InputError where there is nothing to write it from."""

        def change(turns: Script) -> Script:
            rewriting.check(turns, position(turns, turn_id))
            return to_rewrite(turns, turn_id)

        state = self._reader.read(podcast_id)
        self._check_finished(state.podcast)
        assert state.plan is not None
        rewriting = Rewriting(order=state.podcast.order, plan=state.plan, passages=self._reader.sources(podcast_id))
        return self._change(podcast_id, change)

    def set_voice(self, *, podcast_id: str, turn_id: str, voice: str) -> int:
        """Another voice for one turn; "" or the speaker's own undoes it. Raises UnknownVoiceError, VoiceFileError."""
        order = self._library.podcasts.get(podcast_id).order
        name = lasting_name(self._engines.voices, self._engines.voices.find(voice)) if voice else ""
        own = {Speaker.HOST: order.host_voice, Speaker.EXPERT: order.expert_voice}

        def change(turns: Script) -> Script:
            speaker = turns[position(turns, turn_id)].speaker
            return with_voice(turns, turn_id, "" if name == own[speaker] else name)

        return self._change(podcast_id, change)

    def insert(self, *, podcast_id: str, after: str | None, speaker: Speaker, text: str) -> int:
        """A new turn behind another one; None: at the beginning."""
        return self._change(podcast_id, lambda turns: inserted(turns, after, speaker, text))

    def delete(self, *, podcast_id: str, turn_id: str) -> int:
        return self._change(podcast_id, lambda turns: without(turns, turn_id))

    def move(self, *, podcast_id: str, turn_id: str, before: str | None) -> int:
        """A turn in front of another one; None: to the end."""
        return self._change(podcast_id, lambda turns: moved(turns, turn_id, before))

    def undo(self, *, podcast_id: str) -> int:
        """Back to what the script was before. Nothing is voiced for it. Raises InputError at the beginning."""
        self._check_finished(self._library.podcasts.get(podcast_id))
        return self._library.scripts.undo(podcast_id)

    def redo(self, *, podcast_id: str) -> int:
        """Take an undo back. Raises InputError where there is none."""
        self._check_finished(self._library.podcasts.get(podcast_id))
        return self._library.scripts.redo(podcast_id)

    def remake(self, *, podcast_id: str) -> int:
        """Make a podcast's audio again from its turns, where the file was deleted or damaged; what is whole stays."""
        state = self._reader.read(podcast_id)
        self._check_finished(state.podcast)
        return self._library.scripts.remake(podcast_id, self._original(state) if state.edited is None else None)

    def _change(self, podcast_id: str, change: Callable[[Script], Script]) -> int:
        state = self._reader.read(podcast_id)
        self._check_finished(state.podcast)
        original = self._original(state) if state.edited is None else None
        entries = self._library.pronunciations.of_podcasts(state.podcast.order.collection_id)

        def change_and_say_anew(turns: Script) -> Script:
            changed = change(turns)
            return changed if entries is None else said_anew(changed, Pronunciations(entries))

        return self._library.scripts.change(podcast_id, original, change_and_say_anew)

    def _check_finished(self, podcast: Podcast) -> None:
        status = self._library.podcasts.status(podcast.id).status
        if status == JobState.COMPLETED and podcast.audio is not None:
            return
        if status in (JobState.FAILED, JobState.CANCELLED):
            raise InputError(
                f"“{podcast.order.title}” is not finished.", way_out="Retry its job, and edit it once it is done."
            )
        raise InputError(f"“{podcast.order.title}” is still being made.", way_out="Edit it once it is finished.")

    def _original(self, state: ScriptState) -> Revision:
        """The podcast as it was made, as the first of its revisions."""
        podcast = state.podcast
        return Revision(
            number=0,
            parent=None,
            turns=tuple(self._with_key(turn, podcast) for turn in state.turns),
            audio=podcast.audio,
            sha256=podcast.audio_sha256,
            size=podcast.audio_bytes,
            seconds=podcast.duration_seconds,
            note=podcast.note,
        )

    def _with_key(self, turn: RevisedTurn, podcast: Podcast) -> RevisedTurn:
        """With the name of its sound, so that it is found again; without where its voice is gone."""
        if turn.audio is None:
            return turn
        try:
            voice = turn_voice(turn, voices_of_turns(self._engines, podcast.order))
        except PodcastStudioError:
            return turn
        key = content_key(turn.text, voice, podcast.order.language, turn.audio.said)
        return replace(turn, audio=replace(turn.audio, key=key))


@dataclass(frozen=True)
class _Show:
    """Makes the view of one state."""

    state: ScriptState
    reader: ScriptReader
    status: PodcastStatus

    def view(self) -> ScriptView:
        edited, heard = self.state.edited, self.state.heard
        places, now = heard.places(), self._being_voiced()
        return ScriptView(
            podcast_id=self.state.podcast.id,
            revision=edited.current.number if edited is not None else 0,
            turns=tuple(
                self._turn(place, turn, places.get(turn.id), voicing=turn is now)
                for place, turn in enumerate(self.state.turns)
            ),
            chapters=heard.chapters,
            can_undo=edited is not None and edited.can_undo,
            can_redo=edited is not None and edited.can_redo,
            writing=self._writing(),
            remixing=edited is not None and edited.job_state in (JobState.QUEUED, JobState.GENERATING),
            given_up=edited is not None and edited.job_state is JobState.CANCELLED,
            problem=edited.job_error if edited is not None and edited.job_state is JobState.FAILED else "",
        )

    def _revising(self) -> bool:
        return self.state.edited is not None and self.state.edited.job_state is JobState.GENERATING

    def _writing(self) -> Speaker | None:
        if self.state.edited is None:
            return self.state.writing if self.status.status == JobState.GENERATING else None
        waiting = (turn.speaker for turn in self.state.turns if turn.to_rewrite)
        return next(waiting, None) if self._revising() else None

    def _being_voiced(self) -> RevisedTurn | None:
        """The first turn without sound, when somebody is at it."""
        silent = (turn for turn in self.state.turns if turn.audio is None)
        if self.state.edited is not None:
            return next(silent, None) if self._revising() and self._writing() is None else None
        speaker = self.status.step_details.current_speaker
        return next((turn for turn in silent if turn.speaker is speaker), None)

    def _turn(self, place: int, turn: RevisedTurn, placed: Placed | None, *, voicing: bool) -> TurnView:
        order, plan, sound = self.state.podcast.order, self.state.plan, turn.audio
        file = self.state.folder / sound.path if sound is not None and sound.path else None
        there = file is not None and file.is_file()
        return TurnView(
            id=turn.id,
            position=place,
            speaker=turn.speaker,
            text=turn.text,
            state=_state(turn, there=there, voicing=voicing),
            start=placed.start if placed is not None else None,
            end=placed.end if placed is not None else None,
            audio=file if there else None,
            seconds=sound.seconds if sound is not None and there else None,
            sources=self._sources(turn.passages),
            chapter=plan.segments[turn.segment].title if plan is not None else "",
            note=sound.skipped if sound is not None else "",
            voice=turn.voice or (order.host_voice if turn.speaker is Speaker.HOST else order.expert_voice),
            edited=turn.edited,
            rewriting=turn.to_rewrite,
        )

    def _sources(self, passages: Sequence[str]) -> tuple[Source, ...]:
        known = self.reader.sources(self.state.podcast.id)
        return tuple(
            Source(
                document=known[name].document,
                heading=" > ".join(known[name].heading),
                page=known[name].page,
                passage_id=name,
                text=known[name].text,
            )
            for name in passages
            if name in known
        )


def _state(turn: RevisedTurn, *, there: bool, voicing: bool) -> TurnState:
    if turn.audio is not None and turn.audio.skipped:
        return TurnState.LEFT_OUT
    if there:
        return TurnState.READY
    return TurnState.VOICING if voicing else TurnState.WRITTEN


def _text(passages: Sequence[Passage]) -> str:
    return "\n\n".join(passage.text for passage in passages)
