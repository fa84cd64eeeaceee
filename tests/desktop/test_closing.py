"""Closing in every state, again and again: nothing is left running (tests/conftest.py looks), and nothing is lost."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, Passage
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.documents import FolderReader
from podcast_studio.studio.preferences import CloseAction
from podcast_studio.testing.languages import WordListDetector
from podcast_studio.testing.speech import FakeSpeech
from podcast_studio.testing.studio import ARTICLE, FakeParts, write_collection
from tests.desktop.acts import GatedModel

Until = Callable[[Callable[[], object]], None]
TIMES = 5


class SlowReader(FolderReader):
    """Stays with the third document until it shall stop, and finishes it even then; unless it is let."""

    reads = 0
    let = False

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        self.reads += 1
        if not self.let and self.reads > 2:
            assert cancel is not None
            cancel.wait(60)
            time.sleep(0.05)
        return list(super().read(file))


@dataclass
class PatientSpeech(FakeSpeech):
    """Speaks when it is let, and hears when it shall stop."""

    waiting: bool = False
    let: bool = False

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        self.waiting = True
        while not self.let:
            cancel.wait(0.01)
            cancel.check()
        return super().speak(text, voice, out, cancel)


@pytest.fixture
def speech(parts: FakeParts) -> Iterator[PatientSpeech]:
    speech = PatientSpeech()
    parts.speech = speech
    yield speech
    speech.let = True


def opened(make_desktop: Callable[[], Desktop], until: Until) -> Desktop:
    """A desktop that stops its work without asking when it is closed."""
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.page)
    assert desktop.studio is not None
    desktop.studio.preferences.set(close_action=CloseAction.STOP)
    return desktop


def closed(desktop: Desktop, until: Until) -> None:
    ended: list[bool] = []
    desktop.finished.connect(lambda: ended.append(True))
    desktop.window.close()
    until(lambda: ended)


def states(desktop: Desktop) -> list[JobState]:
    assert desktop.studio is not None
    return [job.state for job in desktop.studio.jobs()]


def test_idle(make_desktop: Callable[[], Desktop], until: Until) -> None:
    for _ in range(TIMES):
        closed(opened(make_desktop, until), until)


def test_before_the_studio_is_open(make_desktop: Callable[[], Desktop], until: Until) -> None:
    for _ in range(TIMES):
        desktop = make_desktop()
        desktop.window.show()
        desktop.begin()
        closed(desktop, until)


def test_indexing(make_desktop: Callable[[], Desktop], parts: FakeParts, until: Until, tmp_path: Path) -> None:
    parts.reader = reader = SlowReader(detector=WordListDetector())
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(60):
        (folder / f"{number}.md").write_text(f"{ARTICLE}\n\n{number}")
    for _ in range(TIMES):
        reader.reads = 0  # here, as the next desktop goes on by itself, and may read before it is looked at
        desktop = opened(make_desktop, until)
        desktop.adding.add([folder])
        until(lambda: reader.reads > 2)
        closed(desktop, until)
    reader.let = True
    last = opened(make_desktop, until)
    until(lambda: JobState.COMPLETED in states(last))
    assert last.studio is not None
    assert last.studio.shelf.collections()[0].documents == 60


def test_writing(
    make_desktop: Callable[[], Desktop], parts: FakeParts, gate: GatedModel, until: Until, tmp_path: Path
) -> None:
    folder = write_collection(tmp_path / "tides")
    for _ in range(TIMES):
        desktop = opened(make_desktop, until)
        assert desktop.studio is not None
        if not desktop.studio.jobs():
            desktop.studio.order(folder=folder, minutes=1)
        until(lambda desktop=desktop: states(desktop)[0] is JobState.GENERATING)
        closed(desktop, until)
    gate.open()
    last = opened(make_desktop, until)
    until(lambda: states(last) == [JobState.COMPLETED])


def test_voicing(make_desktop: Callable[[], Desktop], speech: PatientSpeech, until: Until, tmp_path: Path) -> None:
    folder = write_collection(tmp_path / "tides")
    speech.let = True  # for the check of the voices
    for number in range(TIMES):
        desktop = opened(make_desktop, until)
        assert desktop.studio is not None
        if number == 0:
            desktop.studio.preferences.set(workers=1)
            desktop.studio.order(folder=folder, minutes=1, run_at=time.time() + 3600)
            speech.let, speech.waiting = False, False
        job = desktop.studio.jobs()[0]
        if job.run_at > time.time():
            desktop.studio.queue.start_at(job_id=job.id, run_at=None)
        until(lambda: speech.waiting)
        closed(desktop, until)
        speech.waiting = False  # here, as the next desktop goes on by itself, and may speak before it is looked at
    speech.let = True
    last = opened(make_desktop, until)
    until(lambda: states(last) == [JobState.COMPLETED])
