"""How loud a file is from moment to moment, as ffmpeg reads it."""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

import pytest

from podcast_studio.domain.audio import LEVEL_SECONDS, SAMPLE_RATE
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, Cancelled
from podcast_studio.engines.meter import FfmpegMeter


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A second of silence, a second of a tone at half of full scale, a second of silence."""
    tone = array("h", (round(16_384 * math.sin(2 * math.pi * 440 * n / SAMPLE_RATE)) for n in range(SAMPLE_RATE)))
    path = tmp_path / "tone.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        for part in (bytes(2 * SAMPLE_RATE), tone.tobytes(), bytes(2 * SAMPLE_RATE)):
            file.writeframes(part)
    return path


def test_levels_follow_the_sound(sound: Path) -> None:
    levels = FfmpegMeter().levels(sound, CancelToken())
    a_second = round(1 / LEVEL_SECONDS)
    assert len(levels) in (3 * a_second, 3 * a_second - 1)
    assert max(levels[: a_second - 1]) < 0.001
    assert levels[a_second + 1 : 2 * a_second - 1] == pytest.approx([0.5 / math.sqrt(2)] * (a_second - 2), abs=0.01)
    assert max(levels[2 * a_second + 1 :]) < 0.001


def test_a_file_that_is_no_sound_is_told_with_a_way_out(tmp_path: Path) -> None:
    path = tmp_path / "broken.mp3"
    path.write_bytes(b"not sound" * 100)
    with pytest.raises(AudioError, match=r"“broken\.mp3” cannot be read") as caught:
        FfmpegMeter().levels(path, CancelToken())
    assert "made again" in str(caught.value)


def test_a_cancel_is_heard(sound: Path) -> None:
    cancel = CancelToken()
    cancel.cancel(Cancelled())
    with pytest.raises(Cancelled):
        FfmpegMeter().levels(sound, cancel)
