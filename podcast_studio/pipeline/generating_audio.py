"""Step 4: voice the turns, one behind the other, while the next ones are being written."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import EngineDiedError, SpeechError, Stopped, UnspeakableError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import Checkpoints, SpeechEngine
from podcast_studio.domain.scripts import SpokenTurn, Turn
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.sayable import sayable

_log = logging.getLogger(__name__)
_TRIES = 3
_FAILURES_IN_A_ROW = 3  # after so many, it is the voice and not the text
_TURNS_BEHIND = 4  # an exchange that was just written, and the one before
_PATIENCE_SECONDS = 3.0  # with a turn in the background; on a busy machine it would take minutes
_BUSY_TURNS = 12  # before the background is tried again after a turn was starved in it
_FOREGROUND_TURNS = 2  # voiced at normal priority, for an early first sound


class _HurryError(Stopped):
    """Somebody waits for a turn that is voiced in the background."""


@dataclass
class TurnVoicer:
    """Voices turns in a thread of its own, in the order they are given."""

    speech: SpeechEngine
    voices: Mapping[Speaker, Voice]
    language: str
    checkpoints: Checkpoints
    cancel: CancelToken
    on_done: Callable[[SpokenTurn], None]
    on_start: Callable[[Turn], None]
    audio_made: float = 0.0  # seconds of audio in this run, with the seconds it took: the measured speed
    seconds_spent: float = 0.0
    awaited: bool = False  # somebody waits for a turn that is not there yet
    _busy_through: int = -1  # the turn up to which the background is not tried again
    _relaxed: CancelToken | None = None  # stops what is being voiced in the background
    _failures: Counter[Speaker] = field(default_factory=Counter)  # in a row: one broken voice is enough to stop
    _futures: dict[int, Future[SpokenTurn]] = field(default_factory=dict)
    _thread: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(max_workers=1, thread_name_prefix="voicing")
    )

    def start(self, turn: Turn) -> None:
        """Queue a turn for voicing."""
        self._futures[turn.index] = self._thread.submit(self._voice, turn)

    def result(self, index: int) -> SpokenTurn:
        """Wait for a turn that was started; raises what voicing it raised."""
        future = self._futures[index]
        self.awaited = not future.done()
        try:
            wait([future], timeout=_PATIENCE_SECONDS)
            self._hurry()
            return future.result()
        finally:
            self.awaited = False

    def check(self) -> None:
        """Raise now what a turn that is already done has raised."""
        for future in self._futures.values():
            if future.done():
                future.result()

    def close(self) -> None:
        """Wait for the turn in the making; drop the others."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _voice(self, turn: Turn) -> SpokenTurn:
        self.cancel.check()
        self.on_start(turn)
        spoken = self._speak(turn)
        self.checkpoints.save_spoken(spoken)
        self.on_done(spoken)
        return spoken

    def _hurry(self) -> None:
        """What is being voiced in the background, and is waited for, begins anew at normal priority."""
        relaxed = self._relaxed
        if self.awaited and relaxed is not None:
            relaxed.cancel(_HurryError())

    def _spoken_out(self, text: str, voice: Voice, path: Path, turn: Turn) -> float:
        """Speak it, in the background while nobody waits for it; the seconds of audio."""
        if self._may_take_its_time(turn):
            self._relaxed = CancelToken(within=self.cancel)
            try:
                return self.speech.speak(text, voice, path, self._relaxed, background=True)
            except _HurryError:
                _log.info("turn %s is waited for", turn.index)
                self._busy_through = turn.index + _BUSY_TURNS
            finally:
                self._relaxed = None
        return self.speech.speak(text, voice, path, self.cancel, background=False)

    def _speak(self, turn: Turn) -> SpokenTurn:
        path = self.checkpoints.folder / "turns" / f"{turn.index:04d}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        voice = self.voices[turn.speaker]
        voice = replace(voice, rate=voice.rate * turn.rate)
        text = sayable(turn.text, self.language)
        for attempt in range(_TRIES):
            try:
                started = time.monotonic()
                seconds = self._spoken_out(text, voice, path, turn)
            except UnspeakableError as error:
                return self._left_out(turn, str(error))
            except (SpeechError, EngineDiedError) as error:
                _log.warning("voicing turn %s failed (%s of %s): %s", turn.index, attempt + 1, _TRIES, error.details)
                reason = error
            else:
                self._failures[turn.speaker] = 0
                self.audio_made += seconds
                self.seconds_spent += time.monotonic() - started
                return _spoken(turn, path, self.checkpoints.folder, seconds)
        self._failures[turn.speaker] += 1
        if self._failures[turn.speaker] >= _FAILURES_IN_A_ROW or turn.index == 0:
            raise SpeechError(
                f"The voice {voice.name} failed again and again.",
                way_out="Try again, or choose another voice.",
                details=reason.details,
            )
        return self._left_out(turn, str(reason))

    def _may_take_its_time(self, turn: Turn) -> bool:
        """Not the first ones, nor when writing waits for it or is well ahead, as on a machine that others keep busy."""
        behind = sum(not future.done() for future in tuple(self._futures.values()))
        early = turn.index < _FOREGROUND_TURNS or turn.index <= self._busy_through
        return not early and not self.awaited and behind <= _TURNS_BEHIND

    def _left_out(self, turn: Turn, reason: str) -> SpokenTurn:
        _log.warning("turn %s is left out: %s", turn.index, reason)
        return SpokenTurn(index=turn.index, path="", sha256="", size=0, seconds=0.0, skipped=reason)


def _spoken(turn: Turn, path: Path, folder: Path, seconds: float) -> SpokenTurn:
    return SpokenTurn(
        index=turn.index,
        path=path.relative_to(folder).as_posix(),
        sha256=sha256_of(path),
        size=path.stat().st_size,
        seconds=seconds,
    )
