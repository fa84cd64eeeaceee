"""Step 4: voice the turns, one behind the other, while the next ones are being written."""

from __future__ import annotations

import logging
import time
import uuid
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import EngineDiedError, PodcastStudioError, SpeechError, UnspeakableError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import Checkpoints, SpeechEngine
from podcast_studio.domain.pronunciations import AS_WRITTEN, Pronunciations
from podcast_studio.domain.scripts import SpokenTurn, Turn
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.speech.saying import spoken_words

_log = logging.getLogger(__name__)
_TRIES = 3
_FAILURES_IN_A_ROW = 3  # after so many, it is the voice and not the text
_PLAIN_WORD = "Yes."


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
    pronunciations: Pronunciations = AS_WRITTEN
    rewrite: Callable[[Turn], str] = lambda _turn: ""  # other words for a turn that cannot be voiced; "" for none
    on_rewritten: Callable[[Turn], None] = lambda _turn: None
    audio_made: float = 0.0  # seconds of audio in this run, with the seconds it took: the measured speed
    seconds_spent: float = 0.0
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
        return self._futures[index].result()

    def check(self) -> None:
        """Raise now what a turn that is already done has raised."""
        for future in self._futures.values():
            if future.done():
                future.result()

    def close(self) -> None:
        """Wait for the turn in the making; drop the others."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _voice(self, turn: Turn) -> SpokenTurn:
        self.cancel.check_point()
        self.on_start(turn)
        path = self.checkpoints.folder / "turns" / f"{turn.index:04d}.wav"
        made = path.with_name(f".{path.stem}.{uuid.uuid4().hex[:8]}.part.wav")
        try:
            spoken = self._spoken_or_left_out(turn, made, path)
            self.checkpoints.save_spoken(spoken, made if spoken.path else None)
        finally:
            made.unlink(missing_ok=True)
        self.on_done(spoken)
        return spoken

    def _spoken_or_left_out(self, turn: Turn, made: Path, path: Path) -> SpokenTurn:
        """Voice a turn into `made`; where that fails, other words for it; where they fail too, it is left out.

        What is to be kept of it once that is at `path`.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._speak(turn, made, path)
        except (SpeechError, EngineDiedError) as error:
            reason = error
        if turn.index == 0 and not isinstance(reason, UnspeakableError) and not self._works(turn, made):
            raise self._broken(turn, reason) from reason
        text = self.rewrite(turn)
        if text:
            other = replace(turn, text=text)
            _log.warning("turn %s cannot be voiced and is written anew", turn.index)
            try:
                spoken = self._speak(other, made, path)
            except (SpeechError, EngineDiedError) as error:
                reason = error
            else:
                self.checkpoints.change_turn(other)
                self.on_rewritten(other)
                return spoken
        return self._left_out(turn, reason)

    def _speak(self, turn: Turn, made: Path, path: Path) -> SpokenTurn:
        """Try it several times; raises the last error. A text without sound is not tried again."""
        voice = self._voice_of(turn)
        said = self.pronunciations.said(turn.text)
        text = spoken_words(turn.text, said, self.language)
        for attempt in range(1, _TRIES + 1):
            try:
                started = time.monotonic()
                seconds = self.speech.speak(text, voice, made, self.cancel)
            except UnspeakableError:
                raise
            except (SpeechError, EngineDiedError) as error:
                _log.warning("voicing turn %s failed (%s of %s): %s", turn.index, attempt, _TRIES, error.details)
                if attempt == _TRIES:
                    raise
            else:
                break
        self._failures[turn.speaker] = 0
        self.audio_made += seconds
        self.seconds_spent += time.monotonic() - started
        return _spoken(turn, made, path.relative_to(self.checkpoints.folder), seconds, said)

    def _voice_of(self, turn: Turn) -> Voice:
        voice = self.voices[turn.speaker]
        return replace(voice, rate=voice.rate * turn.rate)

    def _works(self, turn: Turn, made: Path) -> bool:
        """Whether the voice can say a plain word, so that it is the text that it cannot say."""
        try:
            self.speech.speak(_PLAIN_WORD, self._voice_of(turn), made, self.cancel)
        except (SpeechError, EngineDiedError):
            return False
        return True

    def _broken(self, turn: Turn, reason: PodcastStudioError) -> SpeechError:
        return SpeechError(
            f"The voice {self._voice_of(turn).name} failed again and again.",
            way_out="Try again, or choose another voice.",
            details=reason.details,
        )

    def _left_out(self, turn: Turn, reason: PodcastStudioError) -> SpokenTurn:
        """Without it, unless it is one of so many of its voice that the voice must be broken."""
        if not isinstance(reason, UnspeakableError):
            self._failures[turn.speaker] += 1
            if self._failures[turn.speaker] >= _FAILURES_IN_A_ROW:
                raise self._broken(turn, reason) from reason
        _log.warning("turn %s is left out: %s", turn.index, reason)
        said = self.pronunciations.said(turn.text)
        return SpokenTurn(index=turn.index, path="", sha256="", size=0, seconds=0.0, skipped=str(reason), said=said)


def _spoken(turn: Turn, made: Path, path: Path, seconds: float, said: str) -> SpokenTurn:
    return SpokenTurn(
        index=turn.index,
        path=path.as_posix(),
        sha256=sha256_of(made),
        size=made.stat().st_size,
        seconds=seconds,
        said=said,
    )
