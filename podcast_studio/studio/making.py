"""The job handler: what a worker thread does with a podcast's job."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import partial
from importlib import resources
from pathlib import Path

from podcast_studio.domain.endpoints import model_source
from podcast_studio.domain.errors import StorageError, UnknownVoiceError
from podcast_studio.domain.files import sha256_of, telling_disk_errors
from podcast_studio.domain.podcasts import Podcast, PodcastOrder, Speaker
from podcast_studio.domain.ports import LanguageModel, SpeechEngine, VoiceCatalogue
from podcast_studio.domain.pronunciations import Pronunciations
from podcast_studio.domain.revisions import RevisedTurn
from podcast_studio.domain.voices import PAN, Voice, distinguish
from podcast_studio.jobs.pool import JobContext
from podcast_studio.pipeline.runner import Commission, PodcastRunner, Workshop
from podcast_studio.storage.checkpoints import PodcastCheckpoints
from podcast_studio.storage.progress import StoredProgress
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.home import Home
from podcast_studio.studio.indexing import IndexKeeper
from podcast_studio.studio.kept_orders import keep_order
from podcast_studio.studio.library import Library
from podcast_studio.studio.measuring import FIRST_SOUND, HeardModel, SpeechMeter, StepTimer
from podcast_studio.studio.warming import getting_ready

_log = logging.getLogger(__name__)


class PodcastMaker:
    """Handles jobs of the kind "podcast"."""

    def __init__(self, home: Home, library: Library, engines: Engines, keeper: IndexKeeper) -> None:
        self._home, self._library, self._engines, self._keeper = home, library, engines, keeper

    def __call__(self, context: JobContext) -> None:
        podcast = self._library.podcasts.get(context.job.subject_id)
        claim = context.job.claim_id
        assert claim is not None
        if self._is_finished(podcast):
            return
        folder = self._home.podcasts / podcast.id
        with telling_disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        keep_order(folder, podcast, self._library.collections.get(podcast.order.collection_id))
        checkpoints = PodcastCheckpoints(self._library.database, podcast.id, folder, claim)
        begins = not checkpoints.turns()
        timer = StepTimer(StoredProgress(self._library.database, podcast.id, claim), on_progress=context.progressed)
        meter = SpeechMeter(self._engines.speech())
        try:
            source = model_source(podcast.order.model)
            with ExitStack() as stack:
                model = stack.enter_context(self._engines.using(source))
                if begins and isinstance(source, Path):  # not a server's: it is sent nothing that serves nothing
                    stack.enter_context(getting_ready(model))
                shop = self._shop(podcast, HeardModel(model, context.progressed), meter)
                stored = PodcastRunner(*shop, checkpoints, timer, context.cancel).run()
        finally:
            self._note(claim, timer, meter, begins=begins)
        self._library.podcasts.finish(
            podcast.id,
            claim_id=claim,
            audio=stored.audio,
            sha256=stored.sha256,
            size=stored.size,
            duration=stored.seconds,
            note=stored.note,
        )

    def _shop(self, podcast: Podcast, model: LanguageModel, speech: SpeechEngine) -> tuple[Workshop, Commission]:
        order, library = podcast.order, self._library
        collection = library.collections.get(order.collection_id)
        workshop = Workshop(
            reader=self._engines.reader,
            index=self._engines.index(collection.id),
            model=model,
            speech=speech,
            mixer=self._engines.mixer,
            speeds=library.speeds,
            refresh=partial(self._keeper.refresh, collection),
        )
        commission = Commission(
            order=order,
            folder=collection.folder,
            voices=cast_voices(self._engines, order.host_voice, order.expert_voice),
            album=collection.name,
            cover=cover_image(),
            pronunciations=Pronunciations(library.pronunciations.of(collection.id)),
        )
        return workshop, commission

    def _note(self, claim: str, timer: StepTimer, meter: SpeechMeter, *, begins: bool) -> None:
        """Keep what the run has cost, however it ended; figures are not worth a failure."""
        with suppress(StorageError):
            self._library.runs.note(
                claim, seconds_per_step=timer.seconds(), turns=meter.turns, voicing_seconds=meter.seconds
            )
            if begins and meter.first_sound is not None:
                self._library.speeds.note(FIRST_SOUND, meter.first_sound)

    def _is_finished(self, podcast: Podcast) -> bool:
        """A run that was killed between its last two writes has nothing left to do."""
        audio = podcast.audio
        return audio is not None and audio.is_file() and sha256_of(audio) == podcast.audio_sha256


def cast_voices(engines: Engines, host: str, expert: str) -> dict[Speaker, Voice]:
    """The two voices, told apart even when they are one model."""
    first, second = distinguish(engines.voices.find(host), engines.voices.find(expert))
    return {Speaker.HOST: first, Speaker.EXPERT: second}


def voices_of_turns(engines: Engines, order: PodcastOrder) -> Callable[[RevisedTurn], Voice]:
    """The voice of each turn: its own, or its speaker's in this podcast. Raises UnknownVoiceError, VoiceFileError."""

    def voice_of(turn: RevisedTurn) -> Voice:
        if turn.voice:
            return replace(engines.voices.find(turn.voice), pan=PAN[turn.speaker])
        return cast_voices(engines, order.host_voice, order.expert_voice)[turn.speaker]

    return voice_of


def lasting_name(catalogue: VoiceCatalogue, voice: Voice) -> str:
    """What the catalogue finds this voice by, now and later: its id, or its file where that is not listed."""
    try:
        if catalogue.find(voice.id).model == voice.model:
            return voice.id
    except UnknownVoiceError:
        pass  # a file outside the voices folder
    return f"{voice.model}" + (f"#{voice.speaker}" if voice.speaker is not None else "")


def cover_image() -> Path | None:
    """The cover that podcasts carry."""
    cover = resources.files("podcast_studio.studio").joinpath("assets", "cover.png")
    return Path(str(cover)) if cover.is_file() else None
