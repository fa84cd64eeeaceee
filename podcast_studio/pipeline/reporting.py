"""Progress of one run: bands, the earliest step not yet finished, and the remaining time from measured speeds."""

from __future__ import annotations

import threading

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
        self._lock = threading.Lock()  # held until a report is given, so that none overtakes another
        self._step = Step.RETRIEVING_CONTENT
        self._percentage = 0
        self._total = self._completed = 0
        self._speaker: Speaker | None = None
        self._writing: Speaker | None = None
        self._audio_left = target_seconds
        self._mixing_left = 1.0  # share

    def retrieving(self, done: int, total: int) -> None:
        with self._lock:
            self._tell(Step.RETRIEVING_CONTENT, percentage(Step.RETRIEVING_CONTENT, done, total))

    def planned(self, *, total: int, completed: int) -> None:
        """The plan is there; `completed` turns were voiced by an earlier run."""
        with self._lock:
            self._total, self._completed = total, completed
            self._audio_left = self._target * (1 - min(1.0, completed / max(1, total)))
            shown = percentage(Step.GENERATING_SCRIPT, 1, 2)
            self._tell(Step.GENERATING_SCRIPT, max(shown, self._audio_share() if completed else 0))

    def writing(self, speaker: Speaker) -> None:
        with self._lock:
            self._writing = speaker
            self._tell()

    def wrote(self, *, total: int, audio_left: float) -> None:
        """More turns are written and checked; `audio_left` seconds of programme are still to be made."""
        with self._lock:
            self._total, self._audio_left, self._writing = total, max(0.0, audio_left), None
            shown = self._audio_share() if self._completed else percentage(Step.PARSING_TURNS, 1, 2)
            self._tell(Step.GENERATING_SCRIPT, shown)

    def all_written(self, total: int) -> None:
        with self._lock:
            self._total = total
            self._tell(Step.GENERATING_AUDIO, self._audio_share())

    def voicing(self, speaker: Speaker) -> None:
        with self._lock:
            self._speaker = speaker
            self._tell()

    def voiced(self, completed: int) -> None:
        with self._lock:
            self._completed = completed
            self._tell(shown=self._audio_share())

    def combining(self, share: float) -> None:
        with self._lock:
            self._speaker, self._audio_left, self._mixing_left = None, 0.0, max(0.0, 1 - share)
            self._tell(Step.COMBINING_AUDIO, percentage(Step.COMBINING_AUDIO, int(share * 100), 100))

    def storing(self, share: float) -> None:
        with self._lock:
            self._tell(Step.STORING_AUDIO, percentage(Step.STORING_AUDIO, int(share * 100), 100))

    def _audio_share(self) -> int:
        return percentage(Step.GENERATING_AUDIO, self._completed, self._total)

    def _tell(self, step: Step | None = None, shown: int = 0) -> None:
        self._step = step or self._step
        self._percentage = max(self._percentage, shown)
        self._sink.report(
            Progress(
                step=self._step,
                percentage=self._percentage,
                total_turns=self._total,
                completed_turns=self._completed,
                current_speaker=self._speaker,
                writing=self._writing,
                remaining_seconds=self._remaining(),
            )
        )

    def _remaining(self) -> float:
        if self._step is Step.STORING_AUDIO:
            return 1.0
        mixing = self._mixing_left * self._target / self._speed(MIXING_SPEED)
        return round(self._audio_left / self._speed(AUDIO_SPEED) + mixing, 1)

    def _speed(self, name: str) -> float:
        return self._speeds.get(name) or FIRST_GUESS[name]
