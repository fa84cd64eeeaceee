"""Loudness, silence and peaks of a turn."""

from __future__ import annotations

import numpy as np
import pytest

from podcast_studio.engines.levels import LoudnessMeter, soft_limit, trim, voiced_span

RATE = 44_100


def tone(seconds: float, hertz: float = 997.0, level: float = 1.0) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return (level * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)).astype(np.float32)


def lufs(*sounds: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float | None:
    meter = LoudnessMeter(RATE)
    for sound in sounds:
        meter.add(sound)
    return meter.lufs()


@pytest.mark.parametrize(("hertz", "expected"), [(997.0, -3.01), (100.0, -4.85), (30.0, -12.0), (8000.0, 0.3)])
def test_loudness_of_tones(hertz: float, expected: float) -> None:
    """A full-scale sine of 997 Hz on one channel is -3.01 LUFS (EBU Tech 3341); others follow the K curve."""
    assert lufs(tone(3, hertz)) == pytest.approx(expected, abs=0.15)


def test_silence_is_gated_and_pieces_add_up() -> None:
    alone = lufs(tone(2, level=0.1))
    assert alone == pytest.approx(-23.0, abs=0.1)
    assert lufs(tone(2, level=0.1), np.zeros(5 * RATE, np.float32)) == pytest.approx(alone, abs=0.6)
    assert lufs(*np.array_split(tone(2, level=0.1), 37)) == pytest.approx(alone, abs=0.01)
    assert lufs(np.zeros(RATE, np.float32)) is None
    assert lufs() is None


def test_sound_shorter_than_a_block_is_measured() -> None:
    assert lufs(tone(0.1, level=0.1)) == pytest.approx(-23, abs=1)


def test_trimming_keeps_the_voice_and_a_little_silence() -> None:
    quiet = np.zeros(RATE, np.float32)
    sound = np.concatenate([quiet, tone(0.5, level=0.3), quiet])
    trimmed = trim(sound, RATE, 0.03)
    assert len(trimmed) / RATE == pytest.approx(0.56, abs=0.02)
    assert trimmed[0] == trimmed[-1] == 0
    assert voiced_span(quiet, RATE) is None
    assert len(trim(quiet, RATE, 0.03)) == 0


def test_soft_limit_bends_only_peaks() -> None:
    calm = tone(0.1, level=0.7)
    assert np.array_equal(soft_limit(calm), calm)
    loud = soft_limit(tone(0.1, level=2.0))
    assert 0.9 < np.abs(loud).max() <= 1.0
