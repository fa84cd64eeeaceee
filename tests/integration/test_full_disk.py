"""A disk that fills up in the middle of a run costs an attempt and nothing that was made. Engines are fakes, the disk
is real.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.voices import Voice
from podcast_studio.testing.speech import FakeSpeech
from podcast_studio.testing.studio import FakeParts, fake_studio, work_off, write_collection


@dataclass
class FillingSpeech(FakeSpeech):
    """Fills the disk after its third turn, once."""

    disk: Path = Path()
    filled: threading.Event = field(default_factory=threading.Event)

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        if len([said for said in self.spoken if said != "Yes."]) == 3 and not self.filled.is_set():
            fill(self.disk / "filling")
            self.filled.set()
        return super().speak(text, voice, out, cancel)


def fill(path: Path) -> None:
    """Write until not a page is left."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))


def test_a_disk_that_fills_up_costs_an_attempt_and_not_the_work(
    tmp_path: Path, small_disk: Callable[[int], Path], caplog: pytest.LogCaptureFixture
) -> None:
    disk = small_disk(130 * 1024)
    speech = FillingSpeech(disk=disk)
    documents = write_collection(tmp_path / "tides")
    with fake_studio(disk / "data", FakeParts(speech=speech)) as studio:
        podcast = studio.order(folder=documents, minutes=1)
        turns = disk / "data" / "podcasts" / podcast.id / "turns"
        studio.start_workers()
        assert speech.filled.wait(30)
        until(lambda: "disk is full" in caplog.text.lower() or "could not be written" in caplog.text)
        before = {path.name: sha256_of(path) for path in turns.glob("[0-9]*.wav")}
        (disk / "filling").unlink()
        until(lambda: studio.jobs()[0].state is JobState.QUEUED)
        status = studio.status(podcast_id=podcast.id)
        assert "disk" in str(status.error_message)
        assert str(status.error_message).endswith("Free some space.")
        assert not [path.name for path in turns.iterdir() if path.suffix != ".wav"]
        assert studio.order(folder=documents, minutes=1).id == podcast.id
        assert work_off(studio, podcast).status == "COMPLETED"
        assert {name: sha256_of(turns / name) for name in before} == before
    assert len(before) == 3
    assert all(speech.spoken.count(text) == 1 for text in speech.spoken[2:5])  # after the two words that check voices


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)
