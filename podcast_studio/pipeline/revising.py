"""Make a revision of a finished podcast: write what is to be written anew, voice what has no sound yet, mix, publish.

Only what an edit has changed is made again. Everything made is kept at once, so that a rerun goes on where it stopped,
and the podcast that is there can be played until the last moment.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from podcast_studio.domain.audio import Tags
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import AudioError, UnspeakableError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.ports import AudioMixer, Draft, LanguageModel, SpeechEngine
from podcast_studio.domain.pronunciations import AS_WRITTEN, Pronunciations
from podcast_studio.domain.revisions import (
    RevisedTurn,
    Revision,
    TurnAudio,
    content_key,
    spoken_as_made,
    turns_as_made,
)
from podcast_studio.domain.scripts import Plan
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.combining_audio import Arrangement, arrange, combine
from podcast_studio.pipeline.notes import joined, left_out_note, short_note
from podcast_studio.pipeline.rewriting import Rewriting
from podcast_studio.pipeline.speech.saying import spoken_words
from podcast_studio.pipeline.storing_audio import StoredPodcast, caption_turns, store_audio, store_texts
from podcast_studio.pipeline.transcript import transcript

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.5  # how often a mix looks whether a newer revision has come


@dataclass(frozen=True, kw_only=True)
class RevisionShop:
    """The engines that a revision is made with; the language model only where turns are written anew."""

    model: Callable[[], LanguageModel]
    speech: SpeechEngine
    mixer: AudioMixer
    on_progress: Callable[[], None] = lambda: None  # a turn was made, or more of the programme mixed


@dataclass(frozen=True, kw_only=True)
class RevisionTask:
    """What stays the same in all revisions of a podcast."""

    order: PodcastOrder
    plan: Plan
    passages: Mapping[str, Passage]  # by id
    voice_of: Callable[[RevisedTurn], Voice]  # raises UnknownVoiceError
    tags: Tags  # their comment is replaced
    first_seconds: float  # length of the podcast as it was made
    more_to_tell: bool  # than that podcast told
    pronunciations: Pronunciations = AS_WRITTEN  # for what is voiced now


class RevisionMaker:
    """Makes the revision that a draft holds."""

    def __init__(self, shop: RevisionShop, task: RevisionTask, draft: Draft, cancel: CancelToken) -> None:
        self._shop, self._task, self._draft, self._cancel = shop, task, draft, cancel

    def run(self) -> None:
        """Raises Superseded when a newer revision comes meanwhile; what is finished by then is kept for it."""
        self._write_anew()
        self._voice()
        revision = self._draft.revision()
        arrangement, note = self._arranged(revision)
        stored = _stored(revision) or self._mixed(arrangement, note)
        self._publish(stored)
        self._store_texts(revision, arrangement, stored)

    def _write_anew(self) -> None:
        turns = list(self._draft.revision().turns)
        rewriting = Rewriting(order=self._task.order, plan=self._task.plan, passages=self._task.passages)
        for place, turn in enumerate(turns):
            if turn.to_rewrite:
                self._cancel.check_point()
                text = rewriting.write(turns, place, self._shop.model(), self._cancel)
                audio = turn.audio if text == turn.text else None
                turns[place] = replace(turn, text=text, to_rewrite=False, audio=audio)
                self._draft.save_turn(turns[place])

    def _voice(self) -> None:
        for turn in self._draft.revision().turns:
            if turn.audio is None:
                self._cancel.check_point()
                self._draft.save_turn(replace(turn, audio=self._audio(turn)))
                self._shop.on_progress()

    def _audio(self, turn: RevisedTurn) -> TurnAudio:
        """The sound of a turn: that of an earlier revision which said the same, or a new one."""
        voice = turn_voice(turn, self._task.voice_of)
        said = self._task.pronunciations.said(turn.text)
        key = content_key(turn.text, voice, self._task.order.language, said)
        return self._draft.find_audio(key) or self._speak(turn, voice, key, said)

    def _speak(self, turn: RevisedTurn, voice: Voice, key: str, said: str) -> TurnAudio:
        path = self._draft.folder / "turns" / f"{key}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        words = spoken_words(turn.text, said, self._task.order.language)
        try:
            seconds = self._shop.speech.speak(words, voice, path, self._cancel)
        except UnspeakableError as error:
            _log.warning("turn %s is left out: %s", turn.id, error)
            return TurnAudio(key=key, path="", sha256="", size=0, seconds=0.0, skipped=str(error), said=said)
        return TurnAudio(
            key=key,
            path=path.relative_to(self._draft.folder).as_posix(),
            sha256=sha256_of(path),
            size=path.stat().st_size,
            seconds=seconds,
            said=said,
        )

    def _arranged(self, revision: Revision) -> tuple[Arrangement, str]:
        turns, spoken = turns_as_made(revision.turns), spoken_as_made(revision.turns)
        silent = [turn for turn in spoken.values() if turn.skipped]
        if len(silent) == len(turns):
            raise AudioError(
                "None of these turns can be spoken.", way_out="Undo, or edit a turn so that there are words in it."
            )
        note = joined(
            short_note(self._task.first_seconds, self._task.order.minutes * 60, more_to_tell=self._task.more_to_tell),
            left_out_note(len(silent), len(turns)),
        )
        return arrange(self._task.plan, turns, spoken, self._draft.folder), note

    def _mixed(self, arrangement: Arrangement, note: str) -> StoredPodcast:
        audio_format = self._task.order.format
        looked = time.monotonic()

        def report(_share: float) -> None:
            nonlocal looked
            self._shop.on_progress()
            if time.monotonic() - looked >= _LOOK_SECONDS:
                looked = time.monotonic()
                self._draft.check()

        mixed = combine(
            arrangement,
            mixer=self._shop.mixer,
            tags=replace(self._task.tags, comment=note),
            audio_format=audio_format,
            out=self._draft.folder / f".mixing.{audio_format.value}",
            cancel=self._cancel,
            report=report,
        )
        self._cancel.check()
        self._draft.check()
        return store_audio(
            mixed.path, title=self._task.order.title, folder=self._draft.folder, seconds=mixed.seconds, note=note
        )

    def _publish(self, stored: StoredPodcast) -> None:
        self._draft.publish(
            audio=stored.audio, sha256=stored.sha256, size=stored.size, seconds=stored.seconds, note=stored.note
        )

    def _store_texts(self, revision: Revision, arrangement: Arrangement, stored: StoredPodcast) -> None:
        order, turns = self._task.order, turns_as_made(revision.turns)
        script = transcript(
            title=order.title,
            language=order.language,
            duration_seconds=stored.seconds,
            requested_minutes=order.minutes,
            note=stored.note,
            turns=turns,
            timeline=arrangement.timeline,
            passages=self._task.passages,
            chapters=arrangement.chapters,
        )
        store_texts(self._draft.folder, script, caption_turns(turns, arrangement.timeline))


def turn_voice(turn: RevisedTurn, voice_of: Callable[[RevisedTurn], Voice]) -> Voice:
    """The voice as it speaks this turn."""
    voice = voice_of(turn)
    return replace(voice, rate=voice.rate * turn.rate)


def _stored(revision: Revision) -> StoredPodcast | None:
    """The audio that an earlier run, or an earlier visit to this revision, has left."""
    if revision.audio is None or revision.sha256 is None or revision.size is None or revision.seconds is None:
        return None
    return StoredPodcast(
        audio=revision.audio,
        sha256=revision.sha256,
        size=revision.size,
        seconds=revision.seconds,
        note=revision.note,
    )
