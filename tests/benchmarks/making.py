"""Making podcasts of the sample collection with the installed model and voice.

The language model and the voice are recorded while they work, and replayed alone afterwards, in the same run: so the
overhead of everything else is a ratio that a noisy machine does not spoil.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.domain.ports import LanguageModel, SpeechEngine, TextRequest
from podcast_studio.domain.voices import Voice
from podcast_studio.studio.engines import Engines, real_adapters
from podcast_studio.studio.facade import Studio
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library
from tests.benchmarks.figures import MemoryWatch, Table

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample_collection"
_SPARE_BYTES = 800_000_000
_GROWTH_BYTES = 60_000_000
_MB = 1_000_000


@dataclass
class _Recorded:
    requests: list[TextRequest] = field(default_factory=list)
    spoken: list[tuple[str, Voice]] = field(default_factory=list)
    first_turn_at: float | None = None


class _RecordingModel:
    def __init__(self, model: LanguageModel, recorded: _Recorded) -> None:
        self._model, self._recorded = model, recorded

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        self._recorded.requests.append(request)
        yield from self._model.write(request, cancel)


class _RecordingSpeech:
    def __init__(self, speech: SpeechEngine, recorded: _Recorded) -> None:
        self._speech, self._recorded = speech, recorded

    def __getattr__(self, name: str) -> object:
        return getattr(self._speech, name)

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        seconds = self._speech.speak(text, voice, out, cancel)
        if not out.name.startswith(".voice-check"):
            self._recorded.spoken.append((text, voice))
            self._recorded.first_turn_at = self._recorded.first_turn_at or time.monotonic()
        return seconds


class _RecordingEngines(Engines):
    def __init__(self, home: Home) -> None:
        super().__init__(home, real_adapters(home))
        self.recorded = _Recorded()

    def model(self, path: Path) -> LanguageModel:
        return _RecordingModel(super().model(path), self.recorded)  # type: ignore[return-value]

    def speech(self) -> SpeechEngine:
        return _RecordingSpeech(super().speech(), self.recorded)  # type: ignore[return-value]


def bench_making(table: Table, folder: Path, minutes: Sequence[float]) -> None:
    home = Home(root=folder / "home")
    home.prepare()
    _in_its_own_process(_prepare, home)
    peaks = [_bench_one(table, home, length, alone=place == 0) for place, length in enumerate(minutes)]
    if len(peaks) > 1:
        growth = (peaks[-1] - peaks[0]) / _MB
        table.add(f"memory: {minutes[-1]:g} minutes over {minutes[0]:g}", growth, "MB", at_most=_GROWTH_BYTES / _MB)


def _in_its_own_process(work: Callable[[Home], None], home: Home) -> None:
    """What is prepared beforehand leaves nothing in the memory that is measured."""
    child = multiprocessing.get_context("spawn").Process(target=work, args=(home,))
    child.start()
    child.join()
    if child.exitcode:
        raise SystemExit("the folder could not be prepared")


def _prepare(home: Home) -> None:
    """Set up and looked at by doctor, folder indexed: what is measured is making a podcast with a cold model."""
    engines = Engines(home, real_adapters(home))
    studio = Studio(home, Library(home), engines)
    with studio:
        if trouble := [finding.found for finding in studio.diagnose() if not finding.ok]:
            raise SystemExit(f"this machine cannot make podcasts: {'; '.join(trouble)}")
        collection = studio.add_folder(folder=SAMPLE)
        studio.rescan(collection=collection)
        studio.order(folder=SAMPLE, minutes=1, title="proof that model and voice load")
        job = studio.jobs()[0]
        studio.cancel(job=job)


def _bench_one(table: Table, home: Home, minutes: float, *, alone: bool) -> int:
    """One podcast with a cold model; the peak of memory in bytes."""
    engines = _RecordingEngines(home)
    with Studio(home, Library(home), engines) as studio, MemoryWatch() as memory:
        started = time.monotonic()
        podcast = studio.order(folder=SAMPLE, minutes=minutes, title=f"{minutes:g} minutes", seed=int(started))
        studio.start_workers()
        podcast = wait_for(studio, podcast)
        wall = time.monotonic() - started
        model_bytes = Path(podcast.order.model).stat().st_size
    assert podcast.duration_seconds is not None
    name = f"{minutes:g} minutes"
    recorded = engines.recorded
    table.add(f"{name}: length", podcast.duration_seconds / 60, "min")
    table.add(f"{name}: first playable turn", (recorded.first_turn_at or 0.0) - started, "s", at_most=12)
    table.add(f"{name}: audio per wall second", podcast.duration_seconds / wall, "s/s", at_least=5)
    limit = (model_bytes + _SPARE_BYTES) / _MB
    table.add(f"{name}: peak memory, app and children", memory.peak / _MB, "MB", at_most=limit)
    if alone:
        model, voice_alone = _replay(podcast, recorded, home.root)
        table.add(f"{name}: language model alone", model.seconds, "s")
        table.add(f"{name}: voice alone", voice_alone, "s")
        table.add(f"{name}: wall / (model + voice alone)", wall / (model.seconds + voice_alone), "", at_most=1.15)
        table.add(f"{name}: the model writes", model.written / model.writing, "tokens/s")
        table.add(f"{name}: the model reads", model.read / model.reading, "tokens/s")
    return memory.peak


def wait_for(studio: Studio, podcast: Podcast) -> Podcast:
    while True:
        status = studio.status(podcast_id=podcast.id)
        if status.status == "COMPLETED":
            return studio.find_podcast(name=podcast.id)
        if status.status in ("FAILED", "CANCELLED"):
            raise SystemExit(f"the podcast was {status.status.lower()}: {status.error_message}")
        time.sleep(0.25)


@dataclass
class _ModelAlone:
    """Seconds and tokens; what reading the common beginning took counts as seconds only."""

    seconds: float = 0.0
    reading: float = 0.0
    writing: float = 0.0
    read: int = 0
    written: int = 0


def _replay(podcast: Podcast, recorded: _Recorded, folder: Path) -> tuple[_ModelAlone, float]:
    """The language model, and seconds of the voice, each alone, from cold, on the very same work."""
    from podcast_studio.engines.llama import LlamaModel
    from podcast_studio.engines.piper_speech import PiperSpeech

    cancel = CancelToken()
    started = time.monotonic()
    model, alone = LlamaModel(Path(podcast.order.model)), _ModelAlone()
    for place, request in enumerate(recorded.requests):
        asked = begun = time.monotonic()
        chunks = 0
        for _ in model.write(request, cancel):
            begun = begun if chunks else time.monotonic()
            chunks += 1
        if place and chunks:  # the first reads the common beginning as well
            alone.reading += begun - asked
            alone.writing += time.monotonic() - begun
            alone.written += chunks
            alone.read += model.count_tokens(request.messages[-1].text)
    alone.seconds = time.monotonic() - started
    model.close()
    started = time.monotonic()
    speech = PiperSpeech()
    for text, voice in recorded.spoken:
        speech.speak(text, voice, folder / "replayed.wav", cancel)
    voice_seconds = time.monotonic() - started
    speech.close()
    return alone, voice_seconds
