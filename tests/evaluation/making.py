"""Make one podcast through the studio, and read back all that it is judged by."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.podcasts import Podcast
from podcast_studio.domain.styles import Level, Style
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.starter import StarterModel
from podcast_studio.pipeline import __file__ as pipeline_file
from podcast_studio.studio import Home, Studio
from podcast_studio.studio.library import Library
from podcast_studio.studio.script_reading import ScriptReader
from tests.evaluation.leaks import prompt_texts
from tests.evaluation.performance import Performance, read_turns, threads_of

MODELS_VARIABLE = "PODCAST_STUDIO_TEST_MODELS"
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, kw_only=True)
class Case:
    """One podcast of an evaluation."""

    folder: Path
    minutes: float
    style: Style
    level: Level
    seed: int

    @property
    def name(self) -> str:
        return f"{self.folder.name}, {self.minutes:g} min, {self.style}, {self.level}, seed {self.seed}"

    @property
    def language(self) -> str:
        """English, unless the folder is named after another language: "garden.de"."""
        ending = self.folder.suffix.lstrip(".").lower()
        return ending if len(ending) == 2 and ending.isalpha() else "en"


def model_file(wanted: str, home: Home) -> str:
    """The model to write with: the one asked for, or the starter, in the folder of models that is kept."""
    if wanted:
        return wanted
    kept = os.environ.get(MODELS_VARIABLE, "")
    folder = Path(kept).absolute() if kept else Home.default().models
    return str(StarterModel(folder).ensure()) if kept or folder.is_dir() else str(StarterModel(home.models).ensure())


def order(studio: Studio, case: Case, model: str) -> Podcast:
    """Order it. Where no voice speaks the language, the installed ones read it all the same: the text is judged."""
    voices = studio.voices()
    spoken = any(voice.language.lower().startswith(case.language) for voice in voices)
    host, expert = ("", "") if spoken or not voices else (voices[0].id, voices[-1].id)
    title = case.folder.stem.replace("_", " ").capitalize()
    return studio.order(
        folder=case.folder,
        minutes=case.minutes,
        title=title,
        style=case.style,
        level=case.level,
        model=model,
        seed=case.seed,
        language=case.language,
        host_voice=host,
        expert_voice=expert,
    )


def make(studio: Studio, home: Home, case: Case, model: str) -> Performance:
    """The finished podcast. Raises RuntimeError with the reason where it fails."""
    started = time.monotonic()
    podcast = order(studio, case, model)
    studio.start_workers()
    while (status := studio.status(podcast_id=podcast.id)).status in ("QUEUED", "GENERATING"):
        time.sleep(_LOOK_SECONDS)
    if status.status != "COMPLETED":
        raise RuntimeError(f"{case.name} was {status.status.lower()}: {status.error_message}")
    seconds = time.monotonic() - started
    return read_performance(studio, home, studio.find_podcast(name=podcast.id), case, seconds)


def read_performance(studio: Studio, home: Home, podcast: Podcast, case: Case, making_seconds: float) -> Performance:
    """A finished podcast as the measures want it, from the files that the user gets and the plan that is kept."""
    transcript = json.loads(studio.files(podcast=podcast).transcript.read_text("utf-8"))
    library = Library(home)
    try:
        reader = ScriptReader(home, library)
        plan, passages = reader.read(podcast.id).plan, reader.sources(podcast.id)
    finally:
        library.close()
    return Performance(
        turns=read_turns(transcript),
        language=transcript["language"],
        asked_seconds=podcast.order.minutes * 60,
        seconds=podcast.duration_seconds or transcript["duration_seconds"],
        making_seconds=making_seconds,
        title=podcast.order.title,
        note=podcast.note,
        style=podcast.order.style,
        level=podcast.order.level,
        threads=threads_of(plan, passages),
        documents=tuple(file.path for file in FolderReader().scan(case.folder).files),
        prompts=prompt_texts(Path(pipeline_file).parent),
    )
