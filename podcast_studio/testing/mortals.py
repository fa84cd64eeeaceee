"""Fakes that take their time, tell what they are at, and keep a journal; and a studio of them."""

from __future__ import annotations

import os
import threading
import wave
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast_studio.domain.audio import SAMPLE_RATE, MixedAudio, Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, Passage
from podcast_studio.domain.ports import LanguageModel, SpeechEngine, TextRequest
from podcast_studio.domain.progress import Step
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.documents import FolderReader
from podcast_studio.pipeline.prompts import READING
from podcast_studio.studio import Home, Studio, open_studio
from podcast_studio.studio.engines import Adapters
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.frail import FrailModel, FrailSpeech
from podcast_studio.testing.languages import WordListDetector
from podcast_studio.testing.speech import FakeMixer, FakeSpeech, anywhere
from podcast_studio.testing.studio import FakeParts, fake_adapters
from podcast_studio.testing.worker import Journal, Mortality, Part, die, tell, wanted

JOURNAL = "journal.txt"
LET_GO = "let-go"  # a file in the data folder: whoever waits to be let go looks for it
_HANG_SECONDS = 600.0
_DEAF_SECONDS = 1.0  # of what cannot be asked to stop, and so must be short, once it is let go
_LOOK_SECONDS = 0.005


@dataclass
class Pace:
    """How fast the engines of a process are, and where one of them hangs."""

    part: Part
    _calls: Counter[str] = field(default_factory=Counter)  # by step
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def step(self, step: Step, cancel: CancelToken | None = None) -> None:
        """An engine has begun a call of that step."""
        part, token = self.part, cancel or CancelToken()
        with self._lock:
            self._calls[step.value] += 1
            call = self._calls[step.value]
            if not part.silent:
                tell(step.value)
        if (step.value, call) == (part.kill, part.kill_at):
            threading.Timer(part.kill_in, die).start()
        hangs = part.hang == step.value
        if (hangs and cancel is None) or (part.hold == step.value and call >= part.hold_at):
            self._wait_to_be_let_go(token)
        token.wait(part.pace if not hangs else _HANG_SECONDS if cancel is not None else _DEAF_SECONDS)
        token.check()

    def _wait_to_be_let_go(self, token: CancelToken) -> None:
        while not (Path(self.part.home) / LET_GO).exists() and not token.wait(_LOOK_SECONDS):
            pass


class PacedReader(FolderReader):
    """Reads documents, slowly."""

    def __init__(self, pace: Pace) -> None:
        super().__init__(detector=WordListDetector())
        self._pace = pace

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:  # noqa: ARG002
        self._pace.step(Step.RETRIEVING_CONTENT)
        return super().read(file)


@dataclass
class PacedModel(FakeLanguageModel):
    """Stops in the middle of each answer, and once more before its end is told."""

    pace: Pace | None = None
    journal: Journal | None = None

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        assert self.pace is not None
        assert self.journal is not None
        if request == READING:  # while the folder is still being looked at: no step of its own
            yield from super().write(request, cancel)
            return
        for place, chunk in enumerate(super().write(request, cancel)):
            if place == 1:
                self.pace.step(Step.GENERATING_SCRIPT, cancel)
            yield chunk
        self.journal.note("wrote", request.seed)
        self.pace.step(Step.PARSING_TURNS, cancel)


@dataclass
class PacedSpeech(FakeSpeech):
    """Speaks slowly, and can be killed when half a turn is written."""

    pace: Pace | None = None
    journal: Journal | None = None
    mortality: Mortality = field(default_factory=lambda: Mortality(""))

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        assert self.pace is not None
        assert self.journal is not None
        if text == "Yes.":  # the word that checks a voice
            return super().speak(text, voice, out, cancel)
        self.pace.step(Step.GENERATING_AUDIO, cancel)
        if self.mortality.point.startswith("half"):
            _half_a_file(out)
            self.mortality.half(wanted(out))
        seconds = super().speak(text, anywhere(voice), out, cancel)
        self.journal.note("spoke", f"{out.parent.parent.name}/{wanted(out).stem}")
        return seconds


@dataclass
class PacedMixer(FakeMixer):
    """Mixes slowly."""

    pace: Pace | None = None
    mortality: Mortality = field(default_factory=lambda: Mortality(""))

    def mix(self, programme: Programme, out: Path, cancel: CancelToken, report: Callable[[float], None]) -> MixedAudio:
        assert self.pace is not None
        self.pace.step(Step.COMBINING_AUDIO, cancel)
        if self.mortality.point.startswith("half"):
            _half_a_file(out.with_name(f".{out.stem}.{os.getpid():08x}.part{out.suffix}"))
            self.mortality.half(out.with_name("mixing.wav"))
        mixed = super().mix(programme, out, cancel, report)
        self.mortality.placed(out.with_name("mixing.wav"))
        self.pace.step(Step.STORING_AUDIO)
        return mixed


def mortal_studio(home: Home, part: Part, mortality: Mortality) -> Studio:
    """A studio over a data folder that plays that part."""
    pace, journal = Pace(part), Journal(home.root / JOURNAL)
    parts = FakeParts(
        model=PacedModel(pace=pace, journal=journal),
        speech=PacedSpeech(pace=pace, journal=journal, mortality=mortality),
        mixer=PacedMixer(pace=pace, mortality=mortality),
        reader=PacedReader(pace),
    )

    def build(place: Home) -> Adapters:
        adapters = fake_adapters(parts)(place)
        frail = (str(place.root / "calls.txt"), part.crash_every, part.deaf)
        if part.crashing == "voice":
            speech = FrailSpeech(*frail)
            return replace(adapters, make_speech=lambda: _as_speech(speech))
        if part.crashing == "language model":
            model = FrailModel(*frail)
            return replace(adapters, make_model=lambda _path, _threads: _as_model(model))
        return adapters

    return open_studio(home, adapters=build)


def _as_speech(speech: FrailSpeech) -> SpeechEngine:
    return speech


def _as_model(model: FrailModel) -> LanguageModel:
    return model


def _half_a_file(out: Path) -> None:
    """What a kill leaves of a file that was being written."""
    with wave.open(str(out), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(bytes(SAMPLE_RATE))
