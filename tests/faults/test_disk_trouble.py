"""A disk that is full at each kind of write, folders that may not be written, a database that others hold."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from podcast_studio.domain.audio import MixedAudio, Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, Passage
from podcast_studio.domain.errors import PodcastStudioError, StorageError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import AudioFormat, Podcast
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.documents import FolderReader
from podcast_studio.pipeline.prompts import READING
from podcast_studio.studio import Home, Studio
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.languages import WordListDetector
from podcast_studio.testing.speech import FakeMixer, FakeSpeech
from podcast_studio.testing.stage import Company, Stage, Undisturbed, pcm_of
from podcast_studio.testing.studio import FakeParts, fake_studio, work_off, write_collection
from podcast_studio.testing.waiting import until

DISK_KILOBYTES = 160 * 1024
LOCKED_SECONDS = 60.0
Tell = Callable[[str], None]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_KILOBYTES}k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode != 0:
        pytest.skip("no small disk can be mounted here; that takes root")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@dataclass
class Filler:
    """Fills the disk once, when an engine has come to that step."""

    disk: Path
    step: str
    filled: threading.Event = field(default_factory=threading.Event)

    def come_to(self, step: str) -> None:
        if step == self.step and not self.filled.is_set():
            with (self.disk / "filling").open("wb", buffering=0) as file:
                for size in (1 << 20, 1 << 12):
                    with suppress(OSError):
                        while True:
                            file.write(bytes(size))
            self.filled.set()

    def make_room(self) -> None:
        (self.disk / "filling").unlink()


class FillingReader(FolderReader):
    def __init__(self, filler: Filler) -> None:
        super().__init__(detector=WordListDetector())
        self._filler = filler

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        self._filler.come_to("the plan")
        return super().read(file)


@dataclass
class FillingModel(FakeLanguageModel):
    filler: Filler | None = None

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        assert self.filler is not None
        if request != READING:  # what all begin with, while the folder is looked at
            self.filler.come_to("the text of a turn")
        yield from super().write(request, cancel)


@dataclass
class FillingSpeech(FakeSpeech):
    filler: Filler | None = None

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        assert self.filler is not None
        if text != "Yes.":  # the word that checks a voice
            self.filler.come_to("the audio of a turn")
        seconds = super().speak(text, voice, out, cancel)
        if text != "Yes.":
            self.filler.come_to("the record of a turn")
        return seconds


@dataclass
class FillingMixer(FakeMixer):
    filler: Filler | None = None

    def mix(self, programme: Programme, out: Path, cancel: CancelToken, report: Callable[[float], None]) -> MixedAudio:
        assert self.filler is not None
        self.filler.come_to("the programme")
        mixed = super().mix(programme, out, cancel, report)
        self.filler.come_to("the transcript")
        return mixed


KINDS = (
    "the plan",
    "the text of a turn",
    "the audio of a turn",
    "the record of a turn",
    "the programme",
    "the transcript",
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_disk_that_is_full_costs_an_attempt_and_not_the_work(
    small_disk: Path, tmp_path: Path, kind: str, caplog: pytest.LogCaptureFixture, tell: Tell
) -> None:
    filler = Filler(small_disk, kind)
    parts = FakeParts(
        model=FillingModel(filler=filler),
        speech=FillingSpeech(filler=filler),
        mixer=FillingMixer(filler=filler),
        reader=FillingReader(filler),
    )
    documents = write_collection(tmp_path / "tides")
    with fake_studio(small_disk / "data", parts) as studio:
        podcast = studio.order(folder=documents, minutes=1, audio_format=AudioFormat.WAV)
        studio.start_workers()
        assert filler.filled.wait(60)
        until(lambda: "disk" in caplog.text or not running(studio, podcast))  # the log itself lies on the full disk
        time.sleep(0.5)  # while nothing can be written
        before = voiced(studio, podcast)
        filler.make_room()
        until(lambda: not running(studio, podcast))
        status = studio.status(podcast_id=podcast.id)
        assert status.status != "FAILED", status.error_message
        if status.status == "QUEUED":
            assert "disk" in str(status.error_message)
            studio.order(folder=documents, minutes=1, audio_format=AudioFormat.WAV)  # again, and now
        assert work_off(studio, podcast).status == "COMPLETED"
        after = voiced(studio, podcast)
        job = studio.job_of(podcast=podcast)
        assert job is not None
        tell(f"full at {kind}: {status.status}: {status.error_message or '-'}; completed in attempt {job.attempts}")
        assert {name: after[name] for name in before} == before
        assert sound(studio.home)
        assert not list(studio.home.podcasts.rglob("*.part*"))


def test_a_full_disk_refuses_an_order_and_an_export_in_a_sentence(small_disk: Path, tmp_path: Path, tell: Tell) -> None:
    documents = write_collection(tmp_path / "tides")
    filler = Filler(small_disk, "now")
    with fake_studio(small_disk / "data") as studio:
        made = studio.order(folder=documents, minutes=1, audio_format=AudioFormat.WAV)
        assert work_off(studio, made).status == "COMPLETED"
        made = studio.find_podcast(name=made.id)
        (small_disk / "out").mkdir()
        filler.come_to("now")
        with pytest.raises(PodcastStudioError) as refused:
            studio.order(folder=documents, minutes=2)
        with pytest.raises(PodcastStudioError) as unexported:
            studio.export(podcast=made, target=small_disk / "out")
        assert list((small_disk / "out").iterdir()) == []
        tell(f"full: an order: {refused.value}; an export: {unexported.value}")
        filler.make_room()
        studio.export(podcast=made, target=small_disk / "out")
        second = studio.order(folder=documents, minutes=2)
        assert work_off(studio, second).status == "COMPLETED"
        assert sound(studio.home)


@pytest.fixture
def bound(tmp_path: Path) -> tuple[str, ...]:
    """What to run a command with so that file permissions hold for it, also when the tests run as root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("file permissions of this system are of another kind")
    if os.geteuid() != 0:
        return ()
    caps = "-dac_override,-dac_read_search"
    prefix = ("setpriv", f"--bounding-set={caps}", f"--inh-caps={caps}")
    if shutil.which("setpriv") is None or subprocess.run([*prefix, "true"], check=False).returncode != 0:
        pytest.skip("root may read and write anything here, and setpriv cannot change that")
    return prefix


@pytest.mark.parametrize("place", ["podcasts", "locks"])
def test_a_folder_that_may_not_be_written_is_named_and_the_work_goes_on_after(
    tmp_path: Path, bound: tuple[str, ...], undisturbed: Callable[..., Undisturbed], place: str, tell: Tell
) -> None:
    company = Company(tmp_path, before=bound)
    with Stage(tmp_path / "stage", company) as stage:
        podcast = stage.order(1)
        folder = stage.home / place
        folder.chmod(0o555)
        worker = stage.begin()
        code = worker.wait()
        folder.chmod(0o755)
        said = stage.job(podcast).trouble or company.complaints()
        tell(f"{place} may not be written: exit {code}, {said.strip()}")
        assert "may not be written" in said
        assert str(stage.home / place) in said
        assert "Traceback" not in company.complaints()
        (made,) = stage.finish(podcast)
        assert pcm_of(made) == undisturbed(1).samples
    company.close()


def test_documents_that_may_not_be_written_are_no_hindrance(
    stage: Stage, undisturbed: Callable[..., Undisturbed]
) -> None:
    stage.documents.chmod(0o555)
    (made,) = stage.finish(stage.order(1))
    stage.documents.chmod(0o755)
    assert pcm_of(made) == undisturbed(1).samples


HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
"""


@pytest.mark.timeout(400)
def test_a_database_that_another_process_holds_for_a_minute_is_waited_for(
    stage: Stage, undisturbed: Callable[..., Undisturbed], tell: Tell
) -> None:
    podcast = stage.order(1)
    worker = stage.begin("--stay", pace=0.05, hold="generating_audio", hold_at=3)
    assert worker.until("generating_audio", 3)
    words = [sys.executable, "-c", HOLD, str(stage.studio.home.database), str(LOCKED_SECONDS)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        began = time.monotonic()
        assert stage.studio.status(podcast_id=podcast.id).status == "GENERATING"  # reading goes on
        stage.let_go()
        with pytest.raises(StorageError, match="held by another program"):
            stage.studio.cancel(job=stage.job(podcast))
        gave_up = time.monotonic() - began
        holder.wait(300)
    stage.wait_for(lambda: stage.status(podcast) in ("COMPLETED", "FAILED") or put_back(stage, podcast))
    stage.wait_for(lambda: stage.status(podcast) in ("COMPLETED", "FAILED"))
    job = stage.job(podcast)
    tell(
        f"held for {LOCKED_SECONDS:.0f} s: a cancel gave up after {gave_up:.0f} s; {job.state.value} in attempt "
        f"{job.attempts}"
    )
    assert stage.status(podcast) == "COMPLETED", job.trouble
    assert job.attempts <= 2
    assert worker.process.poll() is None
    assert sound(stage.studio.home)
    assert pcm_of(stage.studio.find_podcast(name=podcast.id)) == undisturbed(1).samples
    assert max(stage.redone().values(), default=0) <= 1


def put_back(stage: Stage, podcast: Podcast) -> bool:
    """Whether it waits for another attempt; that begins now and not after a minute."""
    job = stage.job(podcast)
    if job.state is not JobState.QUEUED:
        return False
    stage.studio.queue.start_at(job_id=job.id, run_at=None)
    return True


def running(studio: Studio, podcast: Podcast) -> bool:
    job = studio.job_of(podcast=podcast)
    return job is not None and job.state is JobState.GENERATING


def voiced(studio: Studio, podcast: Podcast) -> dict[str, str]:
    turns = studio.home.podcasts / podcast.id / "turns"
    return {path.name: sha256_of(path) for path in turns.glob("[0-9]*.wav")}


def sound(home: Home) -> bool:
    with closing(sqlite3.connect(home.database)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
