"""Measuring and shaping one turn's sound: loudness, silence at the ends, fades. Mono float arrays, -1 to 1."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Samples: TypeAlias = NDArray[np.float32]

_BLOCK_SECONDS = 0.4  # ITU-R BS.1770: blocks of 400 ms, a new one every 100 ms
_HOP_SECONDS = 0.1
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET_LUFS = -0.691

_FRAME_SECONDS = 0.01
_SILENCE_BELOW_PEAK_DB = -46.0


class LoudnessMeter:
    """Integrated loudness after ITU-R BS.1770 of mono sound that comes piece by piece."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._rest = np.zeros(0, np.float32)
        self._powers: list[NDArray[np.float64]] = []

    def add(self, samples: Samples) -> None:
        block, hop = int(self._rate * _BLOCK_SECONDS), int(self._rate * _HOP_SECONDS)
        sound = np.concatenate([self._rest, samples])
        count = max(0, (len(sound) - block) // hop + 1)
        for first in range(0, count, 16):  # bounds memory for long pieces
            last = min(count, first + 16)
            frames = np.stack([sound[i * hop : i * hop + block] for i in range(first, last)])
            self._powers.append(_weighted_power(frames, self._rate))
        self._rest = sound[count * hop :]

    def lufs(self) -> float | None:
        """The loudness so far; None for silence."""
        powers = np.concatenate(self._powers) if self._powers else np.zeros(0)
        if not len(powers) and len(self._rest):  # shorter than one block: measured whole
            powers = _weighted_power(self._rest[np.newaxis, :], self._rate)
        powers = powers[_lufs(powers) > _ABSOLUTE_GATE_LUFS]
        if not len(powers):
            return None
        gate = _lufs(np.array([powers.mean()]))[0] + _RELATIVE_GATE_LU
        return float(_lufs(np.array([powers[_lufs(powers) > gate].mean()]))[0])


def voiced_span(samples: Samples, rate: int) -> tuple[int, int] | None:
    """First and last-plus-one sample of what is heard, to 10 ms; None when nothing is."""
    frame = int(rate * _FRAME_SECONDS)
    whole = len(samples) // frame * frame
    if not whole:
        return None
    power = np.square(samples[:whole].reshape(-1, frame)).mean(axis=1)
    loudest = float(power.max())
    if loudest < 1e-8:  # -80 dBFS
        return None
    heard = np.flatnonzero(power > loudest * 10 ** (_SILENCE_BELOW_PEAK_DB / 10))
    return int(heard[0]) * frame, min(len(samples), (int(heard[-1]) + 1) * frame)


def trim(samples: Samples, rate: int, keep_seconds: float) -> Samples:
    """Without the silence at both ends but for `keep_seconds`, faded in and out over it; empty for silence."""
    span = voiced_span(samples, rate)
    if span is None:
        return samples[:0]
    keep = int(rate * keep_seconds)
    start, end = max(0, span[0] - keep), min(len(samples), span[1] + keep)
    trimmed = samples[start:end].copy()
    fade = min(keep // 2, len(trimmed) // 2)
    ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    trimmed[:fade] *= ramp
    trimmed[len(trimmed) - fade :] *= ramp[::-1]
    return trimmed


def soft_limit(samples: Samples, knee: float = 0.8) -> Samples:
    """Bend what is louder than `knee` so that nothing passes 1."""
    over = np.abs(samples) > knee
    if not over.any():
        return samples
    room = 1.0 - knee
    bent = samples.copy()
    loud = samples[over]
    bent[over] = np.sign(loud) * (knee + room * np.tanh((np.abs(loud) - knee) / room))
    return bent


def _lufs(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return _OFFSET_LUFS + 10 * np.log10(np.maximum(power, 1e-12))


def _weighted_power(frames: NDArray[np.float32], rate: int) -> NDArray[np.float64]:
    """Mean square of each row after the K weighting, by Parseval's theorem."""
    length = frames.shape[1]
    spectrum = np.square(np.abs(np.fft.rfft(frames, axis=1)))
    spectrum[:, 1:] *= 2.0
    power: NDArray[np.float64] = spectrum @ _k_weight(length, rate) / float(length) ** 2
    return power


@lru_cache(maxsize=4)
def _k_weight(length: int, rate: int) -> NDArray[np.float64]:
    """Squared gain of the K weighting at each bin: the high shelf and high pass of ITU-R BS.1770 as analogue curves."""
    frequency = np.maximum(np.fft.rfftfreq(length, 1 / rate), 1e-3)
    s = 1j * frequency / 1681.974
    shelf_high, shelf_band, shelf_q = 10 ** (3.999844 / 20), 10 ** (3.999844 / 20 * 0.4996667), 0.7071752
    shelf = (shelf_high * s**2 + shelf_band / shelf_q * s + 1) / (s**2 + s / shelf_q + 1)
    p = 1j * frequency / 38.13547
    high_pass = p**2 / (p**2 + p / 0.5003270 + 1)
    gain: NDArray[np.float64] = np.square(np.abs(shelf * high_pass))
    return gain
