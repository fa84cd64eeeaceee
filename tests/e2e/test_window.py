"""The window from a dropped folder to an exported file, and over a kill -9. Real screen, real model, real voice."""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from podcast_studio.engines.ffmpeg import ffmpeg_path
from tests.sound_server import RATE, Samples, SoundServer, heard, loudness, seconds_heard

pytestmark = [pytest.mark.real, pytest.mark.timeout(1500)]

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "resources" / "sample_collection"
_WINDOW = 4_096  # samples
_PATIENCE_SECONDS = 900.0  # for a busy machine; nothing waits that long when all is well


class Driven:
    """The app in a process of its own, and what it tells."""

    def __init__(self, process: subprocess.Popen[str], crash_log: Path) -> None:
        self.process, self._crash_log = process, crash_log
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._complaints: list[str] = []
        self._readers = [threading.Thread(target=read) for read in (self._read, self._read_complaints)]
        for reader in self._readers:
            reader.start()

    def wait_for(self, what: str) -> dict[str, Any]:
        """The next thing that it tells, which must be this one."""
        line = self._lines.get(timeout=_PATIENCE_SECONDS)
        assert line is not None, f"before {what!r} it ended: {self.end()}"
        told = dict(json.loads(line))
        assert told["what"] == what, told
        return told

    def end(self) -> tuple[int, str]:
        """Wait for its end: exit code, and what it complained of."""
        code = self.process.wait(_PATIENCE_SECONDS)
        for reader in self._readers:
            reader.join()
        return code, "".join(self._complaints)

    def ends_well(self) -> bool:
        """Whether it ends as asked to; what it complained of is shown when it does not."""
        code, complaints = self.end()
        assert code == 0, (complaints, self._crash_log.read_text() if self._crash_log.exists() else "no crash")
        return True

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _read_complaints(self) -> None:
        """All the time: a pipe that is full would hold the app up."""
        assert self.process.stderr is not None
        self._complaints.extend(self.process.stderr)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES / "lighthouses", tmp_path / "Lighthouses")
    return tmp_path / "Lighthouses"


@pytest.fixture
def drive(
    stage: Any, screen: str, sound_server: SoundServer, group_of: Callable[[Any], list[Any]], tmp_path: Path
) -> Iterator[Callable[..., Driven]]:
    """Starts the app on a screen that nobody sees; whatever it leaves running is ended with the test."""
    begun: list[Driven] = []
    own = {"DISPLAY": screen, "PODCAST_STUDIO_HOME": str(stage.home), "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    environment = {**os.environ, **sound_server.environment, **own, "PODCAST_STUDIO_LANGUAGE": "en_US"}
    environment.pop("QT_QPA_PLATFORM", None)

    def start(scene: str, folder: Path | None = None) -> Driven:
        words = [sys.executable, "-m", "tests.e2e.window_child", scene, *([str(folder)] if folder else [])]
        pipes: Any = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        process = subprocess.Popen(words, env=environment, cwd=ROOT, start_new_session=True, **pipes)
        begun.append(Driven(process, stage.home / "logs" / "crash.log"))
        return begun[-1]

    yield start
    for driven in begun:
        for left in group_of(driven.process):
            left.send_signal(signal.SIGKILL)
        driven.end()


def troubles(stage: Any) -> list[str]:
    """Warnings and errors that the app has logged."""
    log = stage.home / "logs" / "podcast-studio.log"
    return [line for line in log.read_text().splitlines() if " WARNING " in line or " ERROR " in line]


def is_speech(samples: Samples) -> bool:
    """Loud enough, with pauses between words, and most of its power where voices are."""
    sounding = heard(samples)
    inside = sounding[np.flatnonzero(sounding)[0] : np.flatnonzero(sounding)[-1] + 1]
    windows = samples[: len(samples) // _WINDOW * _WINDOW].reshape(-1, _WINDOW)
    power = sum(np.square(np.abs(np.fft.rfft(window * np.hanning(_WINDOW)))) for window in windows)
    frequencies = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    voice = power[(frequencies > 70) & (frequencies < 4_000)].sum() / power.sum()
    return bool(loudness(samples) > 0.01 and 1 - inside.mean() > 0.01 and voice > 0.8)


def test_from_a_dropped_folder_to_an_exported_file(
    drive: Callable[..., Driven],
    stage: Any,
    documents: Path,
    sound_server: SoundServer,
    group_of: Callable[[Any], list[Any]],
) -> None:
    with sound_server.recording() as recording:
        app = drive("whole", documents)
        assert app.wait_for("indexed")["documents"] == len(list(documents.iterdir()))
        app.wait_for("ordered")
        assert not app.wait_for("can be heard")["finished"], "it is heard while it is made"
        app.wait_for("heard")
        recording.mark()
        while_it_is_made = recording.samples()
        assert seconds_heard(while_it_is_made) > 1.0
        assert is_speech(while_it_is_made)
        seen = app.wait_for("finished")
        assert {"writing", "playing"} <= {word for said in seen["speakers"] for word in said.split(", ")}
        assert len(seen["steps"]) >= 3
        assert len(seen["percent"]) > 5
        jumped = app.wait_for("jumped")
        assert jumped["to"] == pytest.approx(jumped["start"], abs=0.1)
        assert app.wait_for("edited")["voiced_anew"] == [2]
        told = app.wait_for("exported")["message"]
        assert app.ends_well()
        recording.mark()
        assert is_speech(recording.samples())
    (exported,) = (documents.parent / "Music").glob("*.flac")
    assert exported.name in told
    about = subprocess.run(
        [ffmpeg_path(), "-hide_banner", "-i", str(exported), "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert "Audio: flac" in about
    stage.until(lambda: not group_of(app.process))
    assert troubles(stage) == []


def test_closed_and_then_killed_in_the_middle_it_is_finished_by_the_next_start(
    drive: Callable[..., Driven],
    stage: Any,
    documents: Path,
    screen: str,
    group_of: Callable[[Any], list[Any]],
) -> None:
    first = drive("closed")
    first.wait_for("open")
    hand_over(documents, stage.home, screen)
    first.wait_for("indexed")
    first.wait_for("ordered")
    turns = first.wait_for("voiced")["turns"]
    assert first.ends_well()
    stage.until(lambda: not group_of(first.process))
    assert len(stage.voiced()) >= turns
    second = drive("cut_off")
    assert second.wait_for("told")["message"] == "Resumed 1 podcast where it stopped"
    turns = second.wait_for("voiced")["turns"]
    second.process.kill()
    second.end()
    stage.until(lambda: not group_of(second.process))  # the engines end by themselves
    before = stage.voiced()
    assert len(before) >= turns
    third = drive("resumed")
    assert third.wait_for("told")["message"] == "Resumed 1 podcast where it stopped"
    assert third.wait_for("shown")["turns"] >= turns
    assert third.wait_for("finished")["job"] == "COMPLETED"
    assert third.ends_well()
    stage.until(lambda: not group_of(third.process))
    after = stage.voiced()
    assert {name: after[name] for name in before} == before, "nothing is voiced again"
    assert troubles(stage) == []


def hand_over(folder: Path, home: Path, screen: str) -> None:
    """Start the app a second time with a folder, as the system does when something is dropped on its icon."""
    second = subprocess.run(
        [sys.executable, "-m", "podcast_studio", "open", str(folder)],
        env={**os.environ, "PODCAST_STUDIO_HOME": str(home), "DISPLAY": screen},
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE_SECONDS,
    )
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
