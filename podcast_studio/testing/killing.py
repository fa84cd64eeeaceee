"""Kill -9, again and again, at random moments of all six steps: the tests do it 60 times, the soak for an hour."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

from podcast_studio.domain.progress import Step
from podcast_studio.testing.stage import Company, Stage, pcm_of

SEEDS = (1, 2)  # of the two podcasts
KILLED_AT = tuple(step.value for step in Step)  # the steps, in the order of a run
_PACE_SECONDS = 0.03  # that each call of an engine takes
_COMES = {  # how often an engine comes to each step in one run of two podcasts, at least
    Step.RETRIEVING_CONTENT.value: 3,
    Step.GENERATING_SCRIPT.value: 4,
    Step.PARSING_TURNS.value: 4,
    Step.GENERATING_AUDIO.value: 4,
    Step.COMBINING_AUDIO.value: 1,
    Step.STORING_AUDIO.value: 1,
}


class Killing:
    """Makes two podcasts at once and kills their worker once in each step; then looks at what came of it."""

    def __init__(self, root: Path, company: Company, *, seed: int) -> None:
        self._root, self._company, self._seed = root, company, seed
        self._chance = random.Random(seed)
        self._rounds = 0
        self.kills = 0
        self.steps: Counter[str] = Counter()  # in which, or just after which, a worker was killed
        self.most_revoiced = self.most_rewritten = 0  # turns of one podcast, texts of one process, after one kill
        self.by_hand = 0  # jobs that had used up their attempts
        self.samples: dict[int, set[str]] = {seed: set() for seed in SEEDS}  # hashes of the finished podcasts' samples
        self.finished = 0

    def round(self) -> None:
        """Six kills of two podcasts, and their end."""
        self._rounds += 1
        with Stage(self._root / f"round{self._rounds}", self._company) as stage:
            podcasts = [stage.order(seed) for seed in SEEDS]
            for step in KILLED_AT:
                self._kill(stage, step)
            stage.studio.start_workers()  # takes over what the last one left
            self.by_hand += stage.retry_what_failed()
            made = stage.finish(*podcasts)
            for seed, podcast in zip(SEEDS, made, strict=True):
                self.samples[seed].add(pcm_of(podcast))
            self.finished += len(made)
            self.most_revoiced = max(self.most_revoiced, *stage.redone().values(), 0)
            self.most_rewritten = max(self.most_rewritten, *stage.rewritten().values(), 0)
            assert not stage.half_made(), f"seed {self._seed}, round {self._rounds}: left {stage.half_made()}"
        shutil.rmtree(self._root / f"round{self._rounds}")

    def told(self) -> str:
        """What was done, in one line."""
        steps = ", ".join(f"{self.steps[step]} {step}" for step in KILLED_AT)
        return (
            f"{self.kills} kills ({steps}); {self.finished} podcasts finished; at most {self.most_revoiced} turn "
            f"voiced and {self.most_rewritten} texts written again after a kill; {self.by_hand} retried by hand"
        )

    def _kill(self, stage: Stage, step: str) -> None:
        """The worker does it itself: on a busy machine a kill from here might come when all is done."""
        call, seconds = self._chance.randint(1, _COMES[step]), self._chance.uniform(0, _PACE_SECONDS * 1.3)
        words = ("--stay", "--workers", "2")
        worker = stage.begin(*words, pace=_PACE_SECONDS, kill=step, kill_at=call, kill_in=seconds)
        worker.meanwhile = lambda: self._retry(stage)  # of those that were killed four times
        code = worker.wait()
        assert code == -9, f"seed {self._seed}, round {self._rounds}: it ended by itself: {stage.complaints()}"
        self.kills += 1
        self.steps[step] += 1

    def _retry(self, stage: Stage) -> None:
        self.by_hand += stage.retry_what_failed()
