"""The sound of a programme, block by block: clips at their places, panned, with silence between."""

from __future__ import annotations

import math
import wave
from collections.abc import Iterator
from typing import TYPE_CHECKING

from podcast_studio.domain.audio import SAMPLE_RATE, Clip, Programme
from podcast_studio.domain.errors import AudioError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK_FRAMES = SAMPLE_RATE  # a second
_SILENCE = bytes(8 * BLOCK_FRAMES)


def total_frames(programme: Programme) -> int:
    """How long the programme is: as planned, or longer where a clip would be cut."""
    planned, at = round(programme.seconds * SAMPLE_RATE), 0
    for clip in programme.clips:
        with _opened(clip) as file:
            at = max(at, _first_frame(clip)) + file.getnframes()
    return max(planned, at)


def stereo_blocks(programme: Programme) -> Iterator[bytes]:
    """Interleaved 32-bit float stereo at SAMPLE_RATE, in blocks of a second or less."""
    at, end = 0, total_frames(programme)
    for clip in programme.clips:
        start = max(at, _first_frame(clip))  # a clip longer than planned moves the next one, rather than cover it
        yield from _silence(start - at)
        at = start
        gains = pan_gains(clip.pan)
        with _opened(clip) as file:
            while frames := file.readframes(BLOCK_FRAMES):
                yield _panned(frames, gains)
                at += len(frames) // 2
    yield from _silence(end - at)


def pan_gains(pan: float) -> tuple[float, float]:
    """Left and right gain for a place between -1 and 1: constant power, 1 and 1 in the middle."""
    angle = (max(-1.0, min(1.0, pan)) + 1) * math.pi / 4
    return math.sqrt(2) * math.cos(angle), math.sqrt(2) * math.sin(angle)


def _first_frame(clip: Clip) -> int:
    return max(0, round(clip.start * SAMPLE_RATE))


def _panned(frames: bytes, gains: tuple[float, float]) -> bytes:
    import numpy as np

    mono: NDArray[np.float32] = np.frombuffer(frames, "<i2").astype(np.float32) / np.float32(32768)
    return np.outer(mono, np.array(gains, np.float32)).astype("<f4").tobytes()


def _silence(frames: int) -> Iterator[bytes]:
    while frames > 0:
        step = min(frames, BLOCK_FRAMES)
        yield _SILENCE[: 8 * step]
        frames -= step


def _opened(clip: Clip) -> wave.Wave_read:
    try:
        file = wave.open(str(clip.path), "rb")  # noqa: SIM115 - the caller closes it
    except (OSError, EOFError, wave.Error) as error:
        raise _unusable(clip, "cannot be read", repr(error)) from error
    found = (file.getnchannels(), file.getsampwidth(), file.getframerate())
    if found != (1, 2, SAMPLE_RATE):
        file.close()
        raise _unusable(clip, "is not mono 16-bit sound at 44.1 kHz", str(found))
    return file


def _unusable(clip: Clip, reason: str, details: str) -> AudioError:
    return AudioError(
        f"The audio of a turn, “{clip.path.name}”, {reason}.",
        way_out="Delete that file and retry: the turn is then voiced again.",
        details=details,
    )
