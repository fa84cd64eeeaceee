"""What a run costs, measured from outside: the steps by their reports, the voice by its calls."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.ports import LanguageModel, ProgressSink, SpeechEngine, TextRequest
from podcast_studio.domain.progress import Progress
from podcast_studio.domain.voices import Voice

FIRST_SOUND = "seconds to the first sound"  # a speed in the book, of runs that begin at the beginning
Clock = Callable[[], float]


class StepTimer:
    """A ProgressSink that notes how long each step was the current one, and passes the reports on."""

    def __init__(
        self, sink: ProgressSink, clock: Clock = time.monotonic, *, on_progress: Callable[[], None] = lambda: None
    ) -> None:
        self._sink, self._clock, self._on_progress = sink, clock, on_progress
        self._last: Progress | None = None
        self._lock = threading.Lock()
        self._seconds: dict[str, float] = {}
        self._step: str | None = None
        self._since = clock()

    def report(self, progress: Progress) -> None:
        with self._lock:
            if progress.step.value != self._step:
                self._close()
                self._step = progress.step.value
            moved = progress != self._last
            self._last = progress
        if moved:
            self._on_progress()
        self._sink.report(progress)

    def seconds(self) -> dict[str, float]:
        """By step, the present one up to now."""
        with self._lock:
            self._close()
            return dict(self._seconds)

    def _close(self) -> None:
        moment = self._clock()
        if self._step is not None:
            self._seconds[self._step] = self._seconds.get(self._step, 0.0) + moment - self._since
        self._since = moment


class HeardModel:
    """A LanguageModel that tells of each chunk another one writes."""

    def __init__(self, model: LanguageModel, on_chunk: Callable[[], None]) -> None:
        self._model, self._on_chunk = model, on_chunk

    @property
    def context_tokens(self) -> int:
        return self._model.context_tokens

    @property
    def parameters(self) -> int | None:
        return self._model.parameters

    def load(self) -> None:
        self._model.load()

    def count_tokens(self, text: str) -> int:
        return self._model.count_tokens(text)

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        for chunk in self._model.write(request, cancel):
            self._on_chunk()
            yield chunk

    def close(self) -> None:
        """The model belongs to whoever lent it."""


class SpeechMeter:
    """A SpeechEngine that counts the turns another one speaks, and the seconds it takes."""

    def __init__(self, speech: SpeechEngine, clock: Clock = time.monotonic) -> None:
        self._speech, self._clock = speech, clock
        self._begun = clock()
        self.turns = 0
        self.seconds = 0.0
        self.first_sound: float | None = None  # seconds from the beginning to the end of the first turn

    def load(self, voice: Voice) -> None:
        self._speech.load(voice)

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        started = self._clock()
        try:
            heard = self._speech.speak(text, voice, out, cancel)
        finally:
            self.seconds += self._clock() - started
        self.turns += 1
        if self.first_sound is None:
            self.first_sound = self._clock() - self._begun
        return heard

    def close(self) -> None:
        """The engine belongs to whoever lent it."""
