"""The whole application over fakes: no model, no voice, no ffmpeg, and a podcast in a second."""

from __future__ import annotations

import hashlib
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.domain.ports import DocumentReader
from podcast_studio.domain.progress import PodcastStatus
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.starter import StarterModel
from podcast_studio.storage.database import Database
from podcast_studio.studio import Home, Studio, open_studio
from podcast_studio.studio.engines import Adapters
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.index import MemoryIndex
from podcast_studio.testing.languages import WordListDetector
from podcast_studio.testing.speech import FakeMeter, FakeMixer, FakeSpeech, FakeVoices, fake_voice

SMALLEST_GGUF = b"GGUF" + (3).to_bytes(4, "little") + bytes(24)  # version 3, no tensors, no values, padded to 32

ARTICLE = """# Tides

## What pulls the sea

The moon pulls on the water of the oceans, and the water nearest to it rises into a bulge. A second bulge stands on
the far side of the Earth, where the pull is weakest. As the Earth turns once in a day, every coast passes through
both bulges, so that most harbours see two high waters and two low waters in about 24 hours and 50 minutes.

## Spring and neap

When the sun and the moon stand in one line, their pulls add up and the tide runs higher than usual. Sailors call this
a spring tide, though it has nothing to do with the season. A week later the two pull at right angles, and the neap
tide that follows hardly moves the boats at the quay.

## The Bay of Fundy

The largest tides of the world are measured in the Bay of Fundy in Canada. The bay narrows like a funnel, and the water
in it swings to and fro in almost the same time as the tide itself, as in a bath. At its head the sea climbs by 16
metres, and twice a day it turns the rivers back on themselves.

## Tables of the tide

The first tide table that we know of was written at London Bridge in the thirteenth century. Lord Kelvin built a
machine of brass wheels in 1872 that added up ten movements of sun and moon and drew the curve of a year within hours.
"""


@dataclass
class FakeParts:
    """What a fake studio is made of; kept by the test to look at, and to have it misbehave."""

    model: FakeLanguageModel = field(default_factory=FakeLanguageModel)
    speech: FakeSpeech = field(default_factory=FakeSpeech)
    mixer: FakeMixer = field(default_factory=FakeMixer)
    meter: FakeMeter = field(default_factory=FakeMeter)
    reader: DocumentReader = field(default_factory=lambda: FolderReader(detector=WordListDetector()))
    index: MemoryIndex = field(default_factory=MemoryIndex)  # one for all collections: tests have one
    voices: Sequence[str] = ("alba", "bert")
    starter: bool = True  # whether the extra is installed
    models_made: list[Path] = field(default_factory=list)  # the file of every model that was asked for
    threads: list[int] = field(default_factory=list)  # and with how many threads


def fake_adapters(parts: FakeParts) -> Callable[[Home], Adapters]:
    """What `open_studio` takes, with these parts behind the ports; files and folders are real."""

    def build(home: Home) -> Adapters:
        def make_model(path: Path, threads: int) -> FakeLanguageModel:
            parts.models_made.append(path)
            parts.threads.append(threads)
            return parts.model

        return Adapters(
            reader=parts.reader,
            mixer=parts.mixer,
            meter=parts.meter,
            voices=_voices(home, parts.voices),
            starter=_starter(home, installed=parts.starter),
            make_model=make_model,
            make_speech=lambda: parts.speech,
            make_index=lambda _folder: parts.index,
        )

    return build


def fake_studio(home: Path, parts: FakeParts | None = None) -> Studio:
    """A studio over a data folder and these parts. Close it."""
    where = Home(root=home)
    if not where.database.exists() and not any(where.podcasts.glob("*")):
        where.prepare()
        where.database.write_bytes(_empty_library())
    return open_studio(where, adapters=fake_adapters(parts or FakeParts()))


@lru_cache(maxsize=1)
def _empty_library() -> bytes:
    """One in which nothing is yet. To make it takes longer than many a test, so it is made once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Home(root=Path(folder)).database
        database = Database(path)
        database.migrate()
        database.close()
        return path.read_bytes()


@dataclass
class HangingSpeech(FakeSpeech):
    """Voices so many turns and then hangs until it is cancelled, once."""

    after: int = 2  # turns; the word that checks a voice does not count
    hanging: threading.Event = field(default_factory=threading.Event)  # set when it hangs

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        if len(self.turns) == self.after and not self.hanging.is_set():
            self.hanging.set()
            cancel.wait(60)
        return super().speak(text, voice, out, cancel)

    @property
    def turns(self) -> list[str]:
        """The texts of the turns that were voiced."""
        return [text for text in self.spoken if text != "Yes."]


def work_off(studio: Studio, podcast: Podcast) -> PodcastStatus:
    """Work the queue until a podcast has ended or waits for a later attempt; how it stands then."""
    studio.start_workers()
    deadline = time.monotonic() + 60
    while True:
        job, status = studio.job_of(podcast=podcast), studio.status(podcast_id=podcast.id)
        waits = job is not None and job.state is JobState.QUEUED and job.run_at > time.time()
        if waits or status.status in ("COMPLETED", "FAILED", "CANCELLED"):
            return status
        assert time.monotonic() < deadline, f"still {status}"
        time.sleep(0.02)


def write_collection(folder: Path) -> Path:
    """A folder with one article that carries more than a minute; the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tides.md").write_text(ARTICLE)
    return folder


def _voices(home: Home, names: Sequence[str]) -> FakeVoices:
    """Voices whose files are there, so that a studio can tell when one has changed."""
    found = [replace(fake_voice(name), model=home.voices / f"{name}.onnx") for name in names]
    for voice in found:
        voice.model.touch()
    return FakeVoices(found)


def _starter(home: Home, *, installed: bool) -> StarterModel:
    """A starter model of 32 bytes in two parts."""
    parts = [home.root / "starter-part1.bin", home.root / "starter-part2.bin"]
    parts[0].write_bytes(SMALLEST_GGUF[:20])
    parts[1].write_bytes(SMALLEST_GGUF[20:])
    return StarterModel(
        home.models,
        parts=lambda: parts if installed else [],
        size=len(SMALLEST_GGUF),
        sha256=hashlib.sha256(SMALLEST_GGUF).hexdigest(),
    )
