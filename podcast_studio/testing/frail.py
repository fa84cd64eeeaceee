"""Engines in child processes of their own that crash as native code does, at every so many calls."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import EngineDiedError, ModelError
from podcast_studio.domain.files import appearing
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.child import EngineProcess
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.speech import FakeSpeech, anywhere

_DEAF_SECONDS = 600.0


class FrailSpeech:
    """FakeSpeech in a child, as Piper is."""

    def __init__(self, calls: str, crash_every: int, deaf: bool) -> None:
        self._process = EngineProcess("voice", FrailService, calls, crash_every, deaf)

    def load(self, voice: Voice) -> None:
        """Nothing to load."""

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        if text == "Yes.":  # the word that checks a voice
            return FakeSpeech().speak(text, voice, out, cancel)
        with appearing(out, replace=True) as part:
            seconds: float = self._process.call("speak", text, voice, part, cancel=cancel)
        return seconds

    def close(self) -> None:
        self._process.close()


class FrailModel:
    """FakeLanguageModel in a child, as llama.cpp is."""

    context_tokens = 4096
    parameters: int | None = None

    def __init__(self, calls: str, crash_every: int, deaf: bool) -> None:
        self._process = EngineProcess("language model", FrailService, calls, crash_every, deaf)

    def load(self) -> None:
        """Nothing to load."""

    def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 1

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        try:
            yield from self._process.stream("write", request, cancel=cancel)
        except EngineDiedError as error:
            told = {"way_out": "It is tried again by itself.", "details": error.details}
            raise ModelError("The language model stopped unexpectedly.", **told) from error

    def close(self) -> None:
        self._process.close()


class FrailService:
    """Runs in the child. Counts its calls in a file, which outlives it."""

    def __init__(self, calls: str, crash_every: int, deaf: bool) -> None:
        self._calls, self._every, self._deaf = Path(calls), crash_every, deaf

    def speak(self, text: str, voice: Voice, out: Path) -> float:
        self._risk()
        return FakeSpeech().speak(text, anywhere(voice), out, CancelToken())

    def write(self, request: TextRequest) -> Iterator[str]:
        self._risk()
        yield from FakeLanguageModel().write(request, CancelToken())

    def _risk(self) -> None:
        with self._calls.open("a") as file:
            file.write("x")
        if self._deaf:
            time.sleep(_DEAF_SECONDS)
        if self._every and self._calls.stat().st_size % self._every == 0:
            os.kill(os.getpid(), signal.SIGSEGV)
