"""The runner: the six steps as one stream. While turn n+1 is written, turn n is voiced."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage, main_language
from podcast_studio.domain.errors import CollectionError
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.ports import (
    AudioMixer,
    Checkpoints,
    DocumentReader,
    LanguageModel,
    PassageIndex,
    ProgressSink,
    SpeechEngine,
    SpeedBook,
)
from podcast_studio.domain.pronunciations import AS_WRITTEN, Pronunciations
from podcast_studio.domain.scripts import Plan, SpokenTurn, Turn
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.finishing import Finisher
from podcast_studio.pipeline.generating_audio import TurnVoicer
from podcast_studio.pipeline.generating_script import ScriptWriter
from podcast_studio.pipeline.indexing import Refresh, refresh_index
from podcast_studio.pipeline.planning import WORDS_PER_SECOND, make_plan, words_for
from podcast_studio.pipeline.polishing import polishes
from podcast_studio.pipeline.reporting import AUDIO_SPEED, Reporter
from podcast_studio.pipeline.retrieving_content import choose_passages, left_in_other_languages
from podcast_studio.pipeline.sources import keep_sources
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.steering import AHEAD, Next, Steering
from podcast_studio.pipeline.storing_audio import (
    StoredPodcast,
    sweep_half_made,
)
from podcast_studio.pipeline.unusable import UnusableAnswers

_log = logging.getLogger(__name__)
_MEASURED_SECONDS = 20.0  # fewer say nothing of a speed


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """The engines that a run works with."""

    reader: DocumentReader
    index: PassageIndex
    model: LanguageModel
    speech: SpeechEngine
    mixer: AudioMixer
    speeds: SpeedBook
    refresh: Refresh | None = None  # brings the index up to date; without it, the reader does so directly


@dataclass(frozen=True, kw_only=True)
class Commission:
    """What one run is to make."""

    order: PodcastOrder
    folder: Path  # the collection
    voices: Mapping[Speaker, Voice]
    album: str
    cover: Path | None = None
    pronunciations: Pronunciations = AS_WRITTEN


class PodcastRunner:
    """Makes one podcast, going on from whatever its checkpoints hold."""

    def __init__(
        self,
        workshop: Workshop,
        commission: Commission,
        checkpoints: Checkpoints,
        sink: ProgressSink,
        cancel: CancelToken,
        *,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._shop, self._job, self._kept, self._cancel = workshop, commission, checkpoints, cancel
        self._target = commission.order.minutes * 60
        self._report = Reporter(sink, workshop.speeds, self._target)
        self._today = today
        self._unusable = UnusableAnswers(checkpoints.folder, checkpoints.placing)

    def run(self) -> StoredPodcast:
        """The whole podcast. Raises what the steps raise; every finished turn is kept all the same."""
        sweep_half_made(self._kept.folder)
        passages = self._retrieve()
        plan = self._plan(passages)
        known = {passage.id: passage for passage in passages}
        turns = self._write_and_voice(plan, known)
        finisher = Finisher(
            order=self._job.order,
            album=self._job.album,
            cover=self._job.cover,
            today=self._today,
            mixer=self._shop.mixer,
            speeds=self._shop.speeds,
            checkpoints=self._kept,
            report=self._report,
            cancel=self._cancel,
        )
        documents, language = self._shop.index.documents(), self._job.order.language
        return finisher.finish(
            plan,
            turns,
            known,
            given_up=self._unusable.given_up(),
            documents_in=self._language_of(known),
            other_languages=left_in_other_languages(passages, documents, language),
        )

    def _retrieve(self) -> list[Passage]:
        self._report.retrieving(0, 1)
        refresh = self._shop.refresh or partial(
            refresh_index, folder=self._job.folder, reader=self._shop.reader, index=self._shop.index
        )
        found = refresh(cancel=self._cancel, report=self._report.retrieving)
        if not found.documents:
            raise CollectionError(
                f"Nothing in {self._job.folder} could be read.",
                way_out="; ".join(f"{file.path}: {file.reason}" for file in found.skipped[:5]) or "Add documents.",
            )
        wanted = words_for(self._job.order.minutes)
        return choose_passages(self._shop.index, self._job.order, words_wanted=wanted)

    def _plan(self, passages: list[Passage]) -> Plan:
        kept = self._kept.plan()
        speed = kept.words_per_second if kept else self._shop.speeds.get(self._pace_name()) or WORDS_PER_SECOND
        plan = make_plan(passages, self._job.order, words_per_second=speed)
        if kept is not None and kept.fingerprint == plan.fingerprint:
            plan = kept
        else:
            writes = self._shop.speeds.get(self._writing_name())
            plan = replace(plan, polish=polishes(self._shop.model.parameters, writes))
        told = {identifier for segment in plan.segments for identifier in segment.passages}
        with self._kept.placing():
            keep_sources(self._kept.folder, passages, told)
        if plan is not kept:
            self._kept.save_plan(plan)
        return plan

    def _pace_name(self) -> str:
        voices = "+".join(sorted(voice.id for voice in self._job.voices.values()))
        return f"words a second of {voices}"

    def _writing_name(self) -> str:
        return f"words a second written by {self._job.order.model}"

    def _write_and_voice(self, plan: Plan, known: Mapping[str, Passage]) -> list[Turn]:
        turns = self._kept.turns()
        spoken = self._spoken(turns)
        writer = ScriptWriter(
            model=self._shop.model,
            order=self._job.order,
            plan=plan,
            passages=known,
            cancel=self._cancel,
            on_writing=self._report.writing,
            on_unusable=self._unusable.keep,
        )
        steering = Steering(
            plan=plan,
            passages=known,
            target_seconds=self._target,
            most_words=writer.recipe.most_words,
            language=self._job.order.language,
        )
        seconds = {index: turn.seconds for index, turn in spoken.items()}
        self._report.planned(total=steering.estimated_turns(turns, seconds), completed=len(spoken))
        done = set(spoken)

        def on_done(turn: SpokenTurn) -> None:
            seconds[turn.index] = turn.seconds
            done.add(turn.index)
            self._report.voiced(len(done))

        def rewritten(turn: Turn) -> None:
            turns[turn.index] = turn

        voicer = TurnVoicer(
            speech=self._shop.speech,
            voices=self._job.voices,
            language=self._job.order.language,
            checkpoints=self._kept,
            cancel=self._cancel,
            on_done=on_done,
            on_start=lambda turn: self._report.voicing(turn.speaker),
            pronunciations=self._job.pronunciations,
            rewrite=lambda turn: writer.again(turn, list(turns)),
            on_rewritten=rewritten,
        )
        started = time.monotonic()
        try:
            for turn in turns:
                if turn.index not in spoken:
                    voicer.start(turn)
            self._stream(writer, voicer, steering, turns, seconds)
            self._report.all_written(len(turns))
            for turn in turns:
                self._wait_for(voicer, turn, seconds)
        finally:
            voicer.close()
        self._note_speeds(turns, seconds, voicer, time.monotonic() - started)
        if writer.asking.seconds_spent > _MEASURED_SECONDS:
            self._shop.speeds.note(self._writing_name(), writer.asking.words_written / writer.asking.seconds_spent)
        return turns

    def _spoken(self, turns: list[Turn]) -> dict[int, SpokenTurn]:
        """What an earlier run has voiced, where it would be said in the same way now."""
        said = {turn.index: self._job.pronunciations.said(turn.text) for turn in turns}
        return {index: turn for index, turn in self._kept.spoken().items() if turn.said == said.get(index, turn.said)}

    def _stream(
        self,
        writer: ScriptWriter,
        voicer: TurnVoicer,
        steering: Steering,
        turns: list[Turn],
        seconds: dict[int, float],
    ) -> None:
        """Write exchange after exchange; each is decided on the measured audio of all that matters for it."""
        while (following := self._decide(steering, voicer, turns, seconds)) is not None:
            written = steering.paced(writer.write(following, turns), turns, dict(seconds))
            self._kept.save_turns(written)
            turns.extend(written)
            for turn in written:
                voicer.start(turn)
            voicer.check()
            snapshot = dict(seconds)
            left = min(self._target, steering.plan.carries_seconds) - steering.elapsed(turns, snapshot)
            self._report.wrote(total=steering.estimated_turns(turns, snapshot), audio_left=left)

    def _decide(
        self, steering: Steering, voicer: TurnVoicer, turns: list[Turn], seconds: dict[int, float]
    ) -> Next | None:
        if turns:
            self._wait_through(turns[-1].unit - AHEAD, voicer, turns, seconds)
            self._wait_through(steering.heard_through(turns, dict(seconds)), voicer, turns, seconds)
        return steering.next(turns, dict(seconds))

    def _wait_through(self, unit: int, voicer: TurnVoicer, turns: list[Turn], seconds: dict[int, float]) -> None:
        for turn in turns:
            if turn.unit <= unit:
                self._wait_for(voicer, turn, seconds)

    def _wait_for(self, voicer: TurnVoicer, turn: Turn, seconds: dict[int, float]) -> None:
        if turn.index not in seconds:
            voicer.result(turn.index)

    def _note_speeds(self, turns: list[Turn], seconds: Mapping[int, float], voicer: TurnVoicer, spent: float) -> None:
        heard = sum(seconds.values())
        if voicer.audio_made > _MEASURED_SECONDS and heard > _MEASURED_SECONDS:
            self._shop.speeds.note(AUDIO_SPEED, voicer.audio_made / max(spent, 0.1))
            words = sum(spoken_words(turn.text, self._job.order.language) for turn in turns if seconds.get(turn.index))
            self._shop.speeds.note(self._pace_name(), words / heard)

    def _language_of(self, known: Mapping[str, Passage]) -> str:
        """That of most of the documents it rests on."""
        told = {passage.document for passage in known.values()}
        return main_language(one for path, one in self._shop.index.documents().items() if path in told)
