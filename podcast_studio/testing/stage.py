"""A data folder, real worker processes over it, and what came of their work: for tests that pull the plug."""

from __future__ import annotations

import hashlib
import os
import re
import select
import signal
import subprocess
import sys
import time
import wave
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

from podcast_studio.domain.jobs import PODCAST_JOB, Job, JobState
from podcast_studio.domain.podcasts import AudioFormat, Podcast
from podcast_studio.domain.styles import Level
from podcast_studio.studio import Home
from podcast_studio.testing.mortals import JOURNAL, LET_GO, mortal_studio
from podcast_studio.testing.pipeline import material
from podcast_studio.testing.worker import MARK, Journal, Mortality, Part

PATIENCE_SECONDS = 120.0  # for a busy machine; nothing waits that long when all is well
_LOOK_SECONDS = 0.01
_ASIDE_SECONDS = 0.1
_HALF_MADE = re.compile(r"\.part\b|^\.+mixing")


@dataclass
class Worker:
    """A process that plays a part."""

    process: subprocess.Popen[bytes]
    heard: list[str] = field(default_factory=list)  # the steps that its engines came to, in order
    said: list[str] = field(default_factory=list)  # its other lines
    meanwhile: Callable[[], object] = lambda: None  # what to do again and again while it is waited for
    _rest: bytes = b""

    @property
    def pid(self) -> int:
        return self.process.pid

    def until(self, step: str, times: int = 1) -> bool:
        """Wait until its engines have come to a step so many times more; False when it ended first."""
        wanted = self.heard.count(step) + times
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.heard.count(step) < wanted:
            if not self._hear(deadline):
                return False
        return True

    def signal(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def stop(self) -> None:
        """SIGSTOP, and wait until all its threads stand still, which they do not do at once."""
        self.signal(signal.SIGSTOP)
        os.waitid(os.P_PID, self.pid, os.WSTOPPED)

    def kill(self) -> None:
        """Kill -9, and wait for the end."""
        self.process.kill()
        self.wait()

    def wait(self) -> int:
        """Read what it still says until its end; its exit code, below zero for a signal."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self._hear(deadline):
            pass
        return self.process.wait(PATIENCE_SECONDS)

    def _hear(self, deadline: float) -> bool:
        """Take in what it says next; False at its end."""
        assert self.process.stdout is not None
        descriptor = self.process.stdout.fileno()
        while not select.select([descriptor], [], [], _ASIDE_SECONDS)[0]:
            assert time.monotonic() < deadline, "it says nothing more"
            self.meanwhile()
        said = os.read(descriptor, 65536)
        *lines, self._rest = (self._rest + said).split(b"\n")
        for line in map(bytes.decode, lines):
            if line.startswith(MARK):
                self.heard.append(line.removeprefix(MARK))
            else:
                self.said.append(line)
        return bool(said)


class Company:
    """Begins worker processes. One more gets ready meanwhile, so that none is waited for; close it."""

    def __init__(self, folder: Path, *, before: tuple[str, ...] = ()) -> None:
        self._before = before  # what workers are run with, e.g. setpriv and its options
        self._complaints = folder / "complaints.txt"
        self._ready: subprocess.Popen[bytes] | None = None
        self._begun: list[Worker] = []

    def begin(self, part: Part) -> Worker:
        process = self._ready or self._spawn()
        self._ready = self._spawn()
        assert process.stdin is not None
        process.stdin.write(part.line().encode())
        process.stdin.flush()
        self._begun.append(Worker(process))
        return self._begun[-1]

    def complaints(self) -> str:
        """What all of them have written to their standard error."""
        return self._complaints.read_text() if self._complaints.exists() else ""

    def dismiss(self) -> None:
        """End all that have begun."""
        for worker in self._begun:
            _end(worker.process)
        self._begun = []

    def close(self) -> None:
        self.dismiss()
        if self._ready is not None:
            _end(self._ready)

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._complaints.open("ab") as complaints:
            return subprocess.Popen(
                [*self._before, sys.executable, "-m", "podcast_studio.testing.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                start_new_session=True,
            )


class Stage:
    """A data folder with a folder of documents, a studio over it in this process, and workers in others."""

    def __init__(self, root: Path, company: Company, *, documents: int = 3) -> None:
        self.home, self.documents, self._company = root / "home", root / "documents", company
        self.documents.mkdir(parents=True)
        for name, text in material(documents, 5, seed=1).items():
            (self.documents / name).write_text(text)
        self.part = Part(home=str(self.home), silent=True)
        self.studio = mortal_studio(Home(root=self.home), self.part, Mortality(""))
        self.journal = Journal(self.home / JOURNAL)

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._company.dismiss()
        self.studio.close()

    def order(self, seed: int, *, minutes: float = 1.0) -> Podcast:
        """A podcast in WAV, for newcomers: of that the model tells every answer."""
        return self.studio.order(
            folder=self.documents,
            minutes=minutes,
            title=f"Tides {seed}",
            audio_format=AudioFormat.WAV,
            level=Level.NEWCOMER,
            seed=seed,
        )

    def begin(self, *words: str, **changes: object) -> Worker:
        """A worker process; without "--stay" it ends when the queue is empty."""
        self.hold()
        part = replace(self.part, silent=False, words=("worker", *words), **changes)  # type: ignore[arg-type]
        return self._company.begin(part)

    def hold(self) -> None:
        """From now on engines wait where their part says so."""
        (self.home / LET_GO).unlink(missing_ok=True)

    def let_go(self) -> None:
        """They wait no longer."""
        (self.home / LET_GO).touch()

    def complaints(self) -> str:
        return self._company.complaints()

    def log(self) -> str:
        return self.studio.home.log.read_text()

    def job(self, podcast: Podcast) -> Job:
        job = self.studio.job_of(podcast=podcast)
        assert job is not None
        return job

    def step(self, podcast: Podcast) -> str:
        """The step that a user sees."""
        return self.studio.status(podcast_id=podcast.id).current_step or ""

    def retry_what_failed(self) -> int:
        """By hand, as a person would; how many that were."""
        failed = [job for job in self.studio.jobs() if job.kind == PODCAST_JOB and job.state is JobState.FAILED]
        for job in failed:
            self.studio.retry(job=job)
        return len(failed)

    def wait_for(self, happened: Callable[[], bool]) -> float:
        """Wait until something has come to pass; how long that took."""
        began = time.monotonic()
        while not happened():
            assert time.monotonic() - began < PATIENCE_SECONDS, self.complaints() or "it did not come to pass"
            time.sleep(_LOOK_SECONDS)
        return time.monotonic() - began

    def finish(self, *podcasts: Podcast) -> list[Podcast]:
        """Make them in this process, undisturbed; AssertionError with the reason where one fails."""
        self.studio.start_workers(workers=2)
        for podcast in podcasts:
            if self.job(podcast).state in (JobState.CANCELLED, JobState.FAILED):
                self.studio.retry(job=self.job(podcast))
        self.wait_for(lambda: all(self.status(podcast) not in ("QUEUED", "GENERATING") for podcast in podcasts))
        self.studio.stop_workers()
        for podcast in podcasts:
            status = self.studio.status(podcast_id=podcast.id)
            assert status.status == "COMPLETED", f"{status.error_message} {self.complaints()}"
        return [self.studio.find_podcast(name=podcast.id) for podcast in podcasts]

    def status(self, podcast: Podcast) -> str:
        return self.studio.status(podcast_id=podcast.id).status

    def half_made(self) -> list[str]:
        """Files that were begun and not finished, in any podcast's folder."""
        return [path.name for path in self.home.glob("podcasts/**/*") if _HALF_MADE.search(path.name)]

    def redone(self) -> Counter[tuple[int, str]]:
        """By process and podcast: how many turns were voiced that had been voiced before."""
        seen: set[str] = set()
        again: Counter[tuple[int, str]] = Counter()
        for pid, turn in self.journal.entries("spoke"):
            if turn in seen:
                again[pid, turn.partition("/")[0]] += 1
            seen.add(turn)
        return again

    def rewritten(self) -> Counter[int]:
        """By process: how many pieces of text the model wrote that it had written before."""
        seen: set[str] = set()
        again: Counter[int] = Counter()
        for pid, seed in self.journal.entries("wrote"):
            again[pid] += seed in seen
            seen.add(seed)
        return again


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()


@dataclass(frozen=True, kw_only=True)
class Undisturbed:
    """What comes of an order when nothing goes wrong."""

    samples: str  # as of pcm_of
    turns: int


def pcm_of(podcast: Podcast) -> str:
    """SHA-256 of the samples of a finished podcast."""
    assert podcast.audio is not None
    with wave.open(str(podcast.audio)) as file:
        return hashlib.sha256(file.readframes(file.getnframes())).hexdigest()
