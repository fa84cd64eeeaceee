"""The whole app over fakes, closed as soon as it is in a state; `test_leaving_processes.py` starts it.

Usage: python -m tests.desktop.closing_child STATE FOLDER
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from podcast_studio.desktop import app as desktop_app
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, Passage
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.documents import FolderReader
from podcast_studio.pipeline.prompts import READING
from podcast_studio.studio import Home, Studio
from podcast_studio.studio.preferences import CloseAction
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.languages import WordListDetector
from podcast_studio.testing.speech import FakeSpeech
from podcast_studio.testing.studio import FakeParts, fake_studio, work_off, write_collection

_LOOK_MS = 10
_GRACE_SECONDS = 10.0  # for what has been told to end and is ending
_LIBRARY_THREADS = ("LanceDBBackgroundEventLoop", "tqdm_monitor")  # kept for as long as the program runs


class SlowReader(FolderReader):
    """Takes its time over each document."""

    reading = False

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        self.reading = True
        time.sleep(0.1)
        return list(super().read(file))


class SlowModel(FakeLanguageModel):
    """Writes until it is stopped; `writing` once it is a podcast and not what all of them begin with."""

    writing = False

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        self.writing = request != READING
        while True:
            cancel.wait(0.05)
            cancel.check()
            yield "word "


class SlowSpeech(FakeSpeech):
    """Speaks until it is stopped, but for the word that checks a voice."""

    speaking = False

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        if text != "Yes.":
            self.speaking = True
            while True:
                cancel.wait(0.05)
                cancel.check()
        return super().speak(text, voice, out, cancel)


class State:
    """How the app gets somewhere, and whether it is there."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name, self.folder = name, folder
        self.reader, self.model, self.speech = SlowReader(detector=WordListDetector()), SlowModel(), SlowSpeech()
        self.podcast = ""

    def studio(self, home: Home) -> Studio:
        parts = FakeParts()
        if self.name == "indexing":
            parts.reader = self.reader
        if self.name == "writing":
            parts.model = self.model
        if self.name == "voicing":
            parts.speech = self.speech
        studio = fake_studio(home.root, parts)
        studio.prepare_starter(report=lambda _share: None)
        studio.preferences.set(close_action=CloseAction.STOP)
        self._prepare(studio)
        return studio

    def begin(self, desktop: Desktop) -> None:
        """What the user does once the window is up."""
        if self.name == "indexing":
            desktop.adding.add([self.folder])
        if self.name == "playing":
            desktop.player.play(self.podcast)

    def reached(self, desktop: Desktop) -> bool:
        there: dict[str, Callable[[], bool]] = {
            "idle": lambda: True,
            "indexing": lambda: self.reader.reading,
            "writing": lambda: self.model.writing,
            "voicing": lambda: self.speech.speaking,
            "playing": lambda: desktop.player.playing and desktop.player.position > 0.3,
        }
        return there[self.name]()

    def _prepare(self, studio: Studio) -> None:
        if self.name == "indexing":
            self.folder.mkdir(exist_ok=True)
            for number in range(100):
                (self.folder / f"{number}.md").write_text(f"Chapter {number} is about the sea and its tides.")
        if self.name in ("writing", "voicing", "playing") and not studio.podcasts():
            studio.order(folder=write_collection(self.folder), minutes=1)
        if self.name == "playing":
            self.podcast = studio.podcasts()[0].id
            work_off(studio, studio.podcasts()[0])


class ClosingDesktop(Desktop):
    """Closes its window when the state is reached."""

    state: State

    def begin(self, paths: Sequence[Path] = ()) -> None:
        self._opened = self.state.studio
        super().begin(paths)
        self._begun = False
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._close_if_reached)
        self._look.start()

    def _close_if_reached(self) -> None:
        if self.window.page is None:
            return
        if not self._begun:
            self._begun = True
            self.state.begin(self)
        if self.state.reached(self):
            self._look.stop()
            print("reached", flush=True)
            self.window.close()


def main() -> int:
    ClosingDesktop.state = State(sys.argv[1], Path(sys.argv[2]))
    setattr(desktop_app, "Desktop", ClosingDesktop)  # noqa: B010 - a name that the module only imports
    code = desktop_app.run()
    print("threads:", *_left(), flush=True)
    return code


def _left() -> list[str]:
    """The threads that do not end by themselves within a while."""
    deadline = time.monotonic() + _GRACE_SECONDS
    while True:
        running = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
        left = [name for name in running if not name.startswith(_LIBRARY_THREADS)]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
