"""Progress of one run: bands, the earliest step not yet finished, and the remaining time from measured speeds."""

from __future__ import annotations

import threading
import time

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import ProgressSink, SpeedBook
from podcast_studio.domain.progress import Progress, Step, percentage

AUDIO_SPEED = "audio seconds made in a second"
MIXING_SPEED = "audio seconds mixed in a second"
FIRST_GUESS = {AUDIO_SPEED: 4.5, MIXING_SPEED: 60.0}


class Reporter:
    """Turns what the steps tell into progress reports; safe to call from the writing and the voicing thread."""

    def __init__(self, sink: ProgressSink, speeds: SpeedBook, target_seconds: float) -> None:
        self._sink, self._speeds = sink, speeds
        self._target = target_seconds
        self._lock = threading.Lock()
        self._step = Step.RETRIEVING_CONTENT
        self._percentage = 0
        self._total = self._completed = 0
        self._speaker: Speaker | None = None
        self._writing: Speaker | None = None
        self._audio_left = target_seconds
        self._begun: float | None = None
        self._audio_at_start = target_seconds

    def retrieving(self, done: int, total: int) -> None:
        self._advance(Step.RETRIEVING_CONTENT, percentage(Step.RETRIEVING_CONTENT, done, total))

    def planned(self, *, total: int, completed: int) -> None:
        """The plan is there; `completed` turns were voiced by an earlier run."""
        with self._lock:
            self._total, self._completed = total, completed
            self._begun = time.monotonic()
        shown = percentage(Step.GENERATING_SCRIPT, 1, 2)
        self._advance(Step.GENERATING_SCRIPT, max(shown, self._audio_share() if completed else 0))

    def writing(self, speaker: Speaker) -> None:
        with self._lock:
            self._writing = speaker
        self._advance(self._step, self._percentage)

    def wrote(self, *, total: int, audio_left: float) -> None:
        """More turns are written and checked; `audio_left` seconds of programme are still to be made."""
        with self._lock:
            self._total, self._audio_left, self._writing = total, max(0.0, audio_left), None
        shown = self._audio_share() if self._completed else percentage(Step.PARSING_TURNS, 1, 2)
        self._advance(Step.GENERATING_SCRIPT, shown)

    def all_written(self, total: int) -> None:
        with self._lock:
            self._total = total
        self._advance(Step.GENERATING_AUDIO, self._audio_share())

    def voicing(self, speaker: Speaker) -> None:
        with self._lock:
            self._speaker = speaker
        self._advance(self._step, self._percentage)

    def voiced(self, completed: int) -> None:
        with self._lock:
            self._completed = completed
        self._advance(self._step, self._audio_share())

    def combining(self, share: float) -> None:
        with self._lock:
            self._speaker, self._audio_left = None, 0.0
        self._advance(Step.COMBINING_AUDIO, percentage(Step.COMBINING_AUDIO, int(share * 100), 100))

    def storing(self, share: float) -> None:
        self._advance(Step.STORING_AUDIO, percentage(Step.STORING_AUDIO, int(share * 100), 100))

    def _audio_share(self) -> int:
        return percentage(Step.GENERATING_AUDIO, self._completed, self._total)

    def _advance(self, step: Step, shown: int) -> None:
        with self._lock:
            self._step = step
            self._percentage = max(self._percentage, shown)
            report = Progress(
                step=step,
                percentage=self._percentage,
                total_turns=self._total,
                completed_turns=self._completed,
                current_speaker=self._speaker,
                writing=self._writing,
                remaining_seconds=self._remaining(),
            )
        self._sink.report(report)

    def _remaining(self) -> float | None:
        if self._step is Step.STORING_AUDIO:
            return 1.0
        mixing = self._target / self._speed(MIXING_SPEED)
        if self._step is Step.COMBINING_AUDIO:
            return round(mixing, 1)
        return round(self._audio_left / self._speed(AUDIO_SPEED) + mixing, 1)

    def _speed(self, name: str) -> float:
        return self._speeds.get(name) or FIRST_GUESS[name]
