"""The app's sound, played to a sound server and recorded: what is heard is what was asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.sound_server import RATE, Recording, Samples, SoundServer, heard, loudness, seconds_heard, tones
from tests.sound_server import strongest_frequency as strongest

PITCH = 440.0  # Hz
SCALE = (400, 600, 800, 1000, 1200, 1400)  # Hz, a second each
NOBODY = {"PULSE_SERVER": "unix:/nonexistent/native"}
Step = tuple[Any, ...]


class Sounding:
    """The app's sound in a process of its own, and what is recorded of it."""

    def __init__(self, process: subprocess.Popen[str], recording: Recording | None) -> None:
        self._process, self._recording = process, recording
        self.told: dict[str, Any] = {}

    def play(self, *steps: Step) -> Samples:
        """Take these steps (see tests/sound_child.py); what was heard meanwhile."""
        assert self._recording is not None
        since = self._recording.mark()
        self.take(*steps)
        self._recording.mark()
        return self._recording.samples(since)

    def take(self, *steps: Step) -> None:
        """The same, whatever is heard."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(steps) + "\n")
        self._process.stdin.flush()
        self.told = json.loads(self._process.stdout.readline())


@contextmanager
def sounding(environment: dict[str, str], recording: Recording | None = None) -> Iterator[Sounding]:
    """Ends in order: it must, or the test fails."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sound_child"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Sounding(process, recording)
        process.communicate(timeout=60)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def loudspeaker(sound_server: SoundServer) -> Iterator[Sounding]:
    """One for the module: starting it takes longer than most tests."""
    with sound_server.recording() as recording, sounding(sound_server.environment, recording) as child:
        yield child


@pytest.fixture
def sound(loudspeaker: Sounding) -> Iterator[Sounding]:
    yield loudspeaker
    loudspeaker.take(("stop",), ("set_speed", 1.0), ("set_volume", 1.0))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tones")
    write(folder / "tone.wav", [PITCH] * 3)
    write(folder / "scale.wav", SCALE)
    return folder


@pytest.fixture
def tone(files: Path) -> str:
    """Three seconds of one pitch."""
    return str(files / "tone.wav")


@pytest.fixture
def scale(files: Path) -> str:
    """Another pitch each second."""
    return str(files / "scale.wav")


def write(path: Path, pitches: Sequence[float], seconds: float = 1.0) -> None:
    """So long of each pitch, at half of full scale."""
    times = np.arange(round(seconds * RATE)) / RATE
    samples = np.concatenate([0.5 * np.sin(2 * np.pi * pitch * times) for pitch in pitches])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())


def near(*pitches: float) -> Any:
    return pytest.approx(list(pitches), abs=25)


def test_a_file_is_heard_from_beginning_to_end(sound: Sounding, tone: str) -> None:
    samples = sound.play(("load", tone, 0.0), ("play",), ("until", "ended"))
    assert seconds_heard(samples) == pytest.approx(3.0, rel=0.1)
    assert strongest(samples) == pytest.approx(PITCH, abs=3)
    assert loudness(samples) > 0.1
    positions = sound.told["positions"]
    assert positions == sorted(positions)
    assert positions[-1] == pytest.approx(3.0, abs=0.2)
    assert (sound.told["device"], sound.told["failed"], sound.told["ended"]) == (True, [], 1)


@pytest.mark.parametrize("speed", [0.5, 1.5, 3.0])
def test_faster_and_slower_take_another_time_at_the_same_pitch(sound: Sounding, tone: str, speed: float) -> None:
    samples = sound.play(("load", tone, 0.0), ("set_speed", speed), ("play",), ("until", "ended"))
    assert strongest(samples) == pytest.approx(PITCH, rel=0.02)
    assert seconds_heard(samples) == pytest.approx(3.0 / speed, rel=0.2)


def test_the_speed_is_changed_while_it_plays(sound: Sounding, scale: str) -> None:
    samples = sound.play(("load", scale, 0.0), ("play",), ("until", 2.2), ("set_speed", 2.0), ("until", "ended"))
    assert tones(samples) == near(*SCALE)
    assert seconds_heard(samples) == pytest.approx(2.2 + 3.8 / 2, abs=0.6)


def test_it_begins_where_it_shall(sound: Sounding, scale: str) -> None:
    samples = sound.play(("load", scale, 3.0), ("play",), ("until", "ended"))
    assert tones(samples) == near(*SCALE[3:])
    assert sound.told["positions"][0] == pytest.approx(3.0, abs=0.5)


@pytest.mark.parametrize(("left", "entered"), [(0.4, 4.0), (4.4, 1.0)])
def test_a_jump_goes_to_what_belongs_there(sound: Sounding, scale: str, left: float, entered: float) -> None:
    """Forward and back, without a sound of what lies between."""
    to = int(entered)
    samples = sound.play(
        *[("load", scale, int(left)), ("play",), ("until", left)],
        *[("load", scale, entered), ("play",), ("until", entered + 1.4), ("pause",)],
    )
    assert tones(samples) == near(SCALE[int(left)], SCALE[to], SCALE[to + 1])


def test_a_pause_is_silent_and_nothing_is_lost_by_it(sound: Sounding, scale: str) -> None:
    steps = [("load", scale, 0.0), ("play",), ("until", 2.4), ("pause",), ("rest", 2.0), ("play",), ("until", "ended")]
    samples = sound.play(*steps)
    sounding = heard(samples)
    gaps = np.diff(np.flatnonzero(sounding)) - 1
    assert gaps.max() * 0.01 > 1.5
    assert tones(samples) == near(*SCALE)
    assert seconds_heard(samples) == pytest.approx(6.0, abs=0.5)


def test_volume_makes_it_louder_and_quieter_down_to_silence(sound: Sounding, tone: str) -> None:
    loud, half, none = (
        sound.play(("set_volume", volume), ("load", tone, 1.5), ("play",), ("until", "ended"))
        for volume in (1.0, 0.5, 0.0)
    )
    assert 0.02 < loudness(half) / loudness(loud) < 0.5
    assert not heard(none).any()
    assert sound.told["ended"] == 1


def test_another_file_is_heard_instead_at_once(sound: Sounding, tone: str, scale: str) -> None:
    samples = sound.play(
        ("load", scale, 1.0), ("play",), ("until", 1.5), ("load", tone, 0.0), ("play",), ("until", "ended")
    )
    assert tones(samples) == near(SCALE[1], PITCH)


def test_what_is_open_is_heard_to_its_end_though_it_was_deleted(sound: Sounding, tmp_path: Path) -> None:
    path = tmp_path / "short-lived.wav"
    write(path, SCALE[:3])
    samples = sound.play(("load", str(path), 0.0), ("play",), ("until", 0.5), ("delete", str(path)), ("until", "ended"))
    assert tones(samples) == near(*SCALE[:3])
    assert sound.told["failed"] == []


def test_what_is_gone_is_told_and_the_next_file_is_heard(sound: Sounding, tmp_path: Path, tone: str) -> None:
    sound.take(("load", str(tmp_path / "gone.wav"), 0.0), ("play",), ("until", "failed"))
    assert len(sound.told["failed"]) == 1
    assert sound.told["failed"][0]
    samples = sound.play(("load", tone, 0.0), ("play",), ("until", "ended"))
    assert strongest(samples) == pytest.approx(PITCH, abs=3)
    assert sound.told["failed"] == []


def test_what_is_no_sound_is_told(sound: Sounding, tmp_path: Path) -> None:
    path = tmp_path / "letter.mp3"
    path.write_text("Dear reader,\n" * 200)
    sound.take(("load", str(path), 0.0), ("play",), ("until", "failed"))
    assert sound.told["failed"][0]


def test_without_a_sound_device_the_time_passes_and_nothing_fails(scale: str) -> None:
    with sounding(NOBODY) as silent:
        silent.take(("load", scale, 3.0), ("set_speed", 2.0), ("play",), ("until", "ended"))
        assert (silent.told["device"], silent.told["failed"], silent.told["ended"]) == (False, [], 1)
        positions = silent.told["positions"]
        assert positions[0] == pytest.approx(3.0, abs=0.6)
        assert positions == sorted(positions)
        silent.take(("load", scale, 1.0), ("play",), ("until", 1.5), ("pause",), ("stop",))


RACE = """
import ctypes, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from podcast_studio.desktop.player.player import make_sound

app = QGuiApplication([])
held = ctypes.PyDLL(None)  # what is called through it keeps all other threads out of Python
rounds = []

def play_one_after_another():
    sound = make_sound()
    sound.setParent(app)

    def go_on():
        sound.pause()
        sound.load(Path(sys.argv[2]), 0.0)
        held.usleep(300_000)
        sound.play()
        rounds.append(sound)
        QTimer.singleShot(200, play_one_after_another if len(rounds) < 4 else app.quit)

    sound.ended.connect(go_on)
    sound.load(Path(sys.argv[1]), 0.0)
    sound.play()

play_one_after_another()
app.exec()
"""


def test_one_file_after_another_never_makes_the_window_stand_still(sound_server: SoundServer, tmp_path: Path) -> None:
    """Qt's thread ends the first file with a mutex in hand; it must not want to ask Python anything then."""
    for name in ("first.wav", "second.wav"):
        write(tmp_path / name, [PITCH], seconds=0.05)
    subprocess.run(
        [sys.executable, "-c", RACE, str(tmp_path / "first.wav"), str(tmp_path / "second.wav")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **sound_server.environment},
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=120,
    )


CHATTER = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from podcast_studio.desktop.player.player import make_sound

said = []
qInstallMessageHandler(lambda _kind, context, message: said.append((context.category, message)))
app = QGuiApplication([])
sound = make_sound()
sound.setParent(app)

def change_one_mind(times=40):
    sound.load(Path(sys.argv[1]), 0.0)
    sound.play()
    if times % 2:
        sound.stop()
    if times:
        QTimer.singleShot(times % 5, lambda: change_one_mind(times - 1))
    else:
        app.quit()

change_one_mind()
app.exec()
print([what for what in said if "multimedia" in what[0]])
"""


def test_the_threads_of_the_sound_have_nothing_to_say(sound_server: SoundServer, tone: str) -> None:
    """Else they wait for Python while Python waits for them to end. Stopping while a file is opened made them speak."""
    ran = subprocess.run(
        [sys.executable, "-c", CHATTER, tone],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **sound_server.environment},
        cwd=Path(__file__).parents[2],
        check=True,
        timeout=120,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert ran.stdout == "[]\n"
