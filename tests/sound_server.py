"""A sound server of one's own whose only device is heard by nobody, and recordings of what is played to it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

TOOLS = ("pulseaudio", "parec")  # of the packages pulseaudio and pulseaudio-utils
RATE = 44_100  # samples a second of a recording
_PATIENCE_SECONDS = 60.0  # nothing takes that long where all is well
_BLOCK = RATE // 100  # 10 ms, in which something is heard or is not
_TONE = RATE // 40  # 25 ms, in which a tone is told from another to 40 Hz
_QUIET = 10 ** (-60 / 20)  # of full scale

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True)
class SoundServer:
    """A running server. Programs that have `environment` play to it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PULSE_SERVER": f"unix:{self._socket}",
            "PULSE_RUNTIME_PATH": str(self.folder),
            "PULSE_COOKIE": str(self.folder / "cookie"),
        }

    @property
    def _socket(self) -> Path:
        return self.folder / "native"

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """Records everything that is played until it is left."""
        path = self.folder / "recorded.raw"
        path.unlink(missing_ok=True)
        words = ["parec", "--device=null.monitor", "--format=float32le", "--channels=1", f"--rate={RATE}", "--raw"]
        process = subprocess.Popen([*words, str(path)], env={**os.environ, **self.environment})
        try:
            _wait_for(lambda: path.exists() and path.stat().st_size > 0, process)
            yield Recording(path)
        finally:
            process.terminate()
            process.wait(_PATIENCE_SECONDS)

    def is_up(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as knock:
                knock.connect(str(self._socket))
        except OSError:
            return False
        return True


@dataclass(frozen=True)
class Recording:
    """What has been recorded so far."""

    path: Path

    def samples(self, since: int = 0) -> Samples:
        """All of them, or those since a mark."""
        return np.fromfile(self.path, np.float32, self._length() - since, offset=since * 4)

    def mark(self) -> int:
        """Where it is now, when all that has been played before has arrived."""
        wanted = self._length() + RATE // 2  # so much more time, as the server counts it
        _wait_for(lambda: self._length() >= wanted)
        return self._length()

    def _length(self) -> int:
        return self.path.stat().st_size // 4


@contextmanager
def sound_server() -> Iterator[SoundServer]:
    """Ends with the context. Its folder has a short name: those of sockets must be."""
    folder = Path(tempfile.mkdtemp(prefix="sound-"))
    server = SoundServer(folder)
    words = ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--log-level=error"]
    modules = [
        f"module-native-protocol-unix socket={folder / 'native'} auth-anonymous=1",
        "module-null-sink sink_name=null norewinds=1",  # what was played cannot be taken back, as with a loudspeaker
    ]
    environment = {**os.environ, **server.environment, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    process = subprocess.Popen([*words, *(f"--load={module}" for module in modules)], env=environment)
    try:
        _wait_for(server.is_up, process)
        yield server
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def is_installed() -> bool:
    return all(shutil.which(tool) for tool in TOOLS)


def heard(samples: Samples) -> npt.NDArray[np.bool_]:
    """For every 10 ms: whether there is any sound."""
    blocks = samples[: len(samples) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    return np.asarray(np.abs(blocks).max(axis=1) > _QUIET, np.bool_)


def seconds_heard(samples: Samples) -> float:
    """How long there was sound; where the machine was too busy to play there is silence between."""
    return float(heard(samples).sum()) * _BLOCK / RATE


def loudness(samples: Samples) -> float:
    """Root mean square of the middle of what is heard."""
    sounding = _sounding(samples)
    middle = sounding[len(sounding) // 4 : -len(sounding) // 4]
    return float(np.sqrt(np.mean(np.square(middle, dtype=np.float64))))


def strongest_frequency(samples: Samples) -> float:
    """In Hz, of all that is heard."""
    return _strongest(_sounding(samples))


def tones(samples: Samples) -> list[float]:
    """The tones that are heard one after another, in Hz. What does not hold for 50 ms is none."""
    found: list[float] = []
    pieces = samples[: len(samples) // _TONE * _TONE].reshape(-1, _TONE)
    sounding = [bool(heard(piece).all()) for piece in pieces]
    strongest = [_strongest(piece) for piece in pieces]
    for number in range(len(pieces) - 1):
        holds = sounding[number] and sounding[number + 1] and strongest[number] == strongest[number + 1]
        if holds and (not found or found[-1] != strongest[number]):
            found.append(strongest[number])
    return found


def _strongest(samples: Samples) -> float:
    power = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(power[1:]) + 1) * RATE / len(samples)


def _sounding(samples: Samples) -> Samples:
    blocks = samples[: len(samples) // _BLOCK * _BLOCK].reshape(-1, _BLOCK)
    return blocks[heard(samples)].ravel()


def _wait_for(condition: Callable[[], bool], process: subprocess.Popen[bytes] | None = None) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not condition():
        assert process is None or process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.02)
