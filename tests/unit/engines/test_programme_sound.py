"""Where clips land in the programme's sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from podcast_studio.domain.audio import SAMPLE_RATE, Clip, Programme
from podcast_studio.domain.errors import AudioError
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.engines.programme_sound import pan_gains, stereo_blocks, total_frames
from podcast_studio.testing.speech_conformance import TAGS, programme, write_tone


def sound_of(plan: Programme) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.frombuffer(b"".join(stereo_blocks(plan)), "<f4").reshape(-1, 2)


def test_clips_start_to_the_sample_and_the_rest_is_silence(tmp_path: Path) -> None:
    plan = programme(tmp_path)
    sound = sound_of(plan)
    assert len(sound) == total_frames(plan) == round(plan.seconds * SAMPLE_RATE)
    for clip in plan.clips:
        start = round(clip.start * SAMPLE_RATE)
        assert not sound[start - 1000 : start].any()
        assert np.abs(sound[start : start + 100]).max() > 0.05
        assert np.abs(sound[start + SAMPLE_RATE - 100 : start + SAMPLE_RATE]).max() > 0.05
        assert not sound[start + SAMPLE_RATE : start + SAMPLE_RATE + 1000].any()


def test_blocks_are_small_whatever_the_pauses(tmp_path: Path) -> None:
    write_tone(tmp_path / "a.wav", seconds=3.3, hertz=300)
    clip = Clip(path=tmp_path / "a.wav", start=100.0, pan=0.0)
    plan = Programme(clips=(clip,), seconds=200.0, format=AudioFormat.WAV, tags=TAGS, chapters=())
    assert max(map(len, stereo_blocks(plan))) <= 8 * SAMPLE_RATE


def test_a_clip_longer_than_planned_moves_what_follows(tmp_path: Path) -> None:
    write_tone(tmp_path / "a.wav", seconds=2.0, hertz=300)
    clips = tuple(Clip(path=tmp_path / "a.wav", start=float(at), pan=0.0) for at in range(2))
    plan = Programme(clips=clips, seconds=2.0, format=AudioFormat.WAV, tags=TAGS, chapters=())
    assert len(sound_of(plan)) == 4 * SAMPLE_RATE


@pytest.mark.parametrize("pan", [-1.0, -0.18, 0.0, 0.18, 1.0])
def test_panning_keeps_the_power(pan: float) -> None:
    left, right = pan_gains(pan)
    assert left**2 + right**2 == pytest.approx(2)
    assert (right > left) == (pan > 0)


def test_a_clip_in_another_form_is_refused(tmp_path: Path) -> None:
    import wave

    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((2, 2, 48_000, 0, "NONE", ""))
        file.writeframes(bytes(400))
    clip = Clip(path=tmp_path / "a.wav", start=0.0, pan=0.0)
    with pytest.raises(AudioError, match=r"a\.wav"):
        sound_of(Programme(clips=(clip,), seconds=1.0, format=AudioFormat.WAV, tags=TAGS, chapters=()))
