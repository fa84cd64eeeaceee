"""What the mixer decides; what it makes is tested in tests/integration/test_mixer_real.py."""

from __future__ import annotations

import pytest

from podcast_studio.domain.errors import AudioError
from podcast_studio.engines.mixer import _corrected, _Level, _loudness, _Measured, _true_peak

SAID = """
[Parsed_ebur128_0 @ 0x1] Summary:

  Integrated loudness:
    I:         -15.9 LUFS
    Threshold: -26.1 LUFS

  Loudness range:
    LRA:         3.1 LU

  True peak:
    Peak:       -1.7 dBFS
"""


def test_figures_are_read_from_what_ffmpeg_says() -> None:
    assert _loudness("I: -70.0 LUFS" + SAID) == -15.9
    assert _true_peak(SAID) == -1.7
    assert _true_peak("Peak: -inf dBFS") == float("-inf")
    with pytest.raises(AudioError):
        _loudness("nothing of the kind")


def test_a_good_result_is_left_alone() -> None:
    measured = _Measured(seconds=60.0, loudness=-16.3, true_peak=-1.1)
    assert _corrected(_Level(gain=5.0, ceiling=-1.8), measured) is None


def test_peaks_made_by_encoding_lower_the_ceiling() -> None:
    better = _corrected(_Level(gain=5.0, ceiling=-1.8), _Measured(seconds=60.0, loudness=-16.0, true_peak=-0.6))
    assert better is not None
    assert better.ceiling == pytest.approx(-2.25)
    assert better.gain == 5.0


def test_a_wrong_loudness_moves_the_gain_within_reason() -> None:
    better = _corrected(_Level(gain=5.0, ceiling=-1.8), _Measured(seconds=60.0, loudness=-17.0, true_peak=-2.0))
    assert better == _Level(gain=6.0, ceiling=-1.8)
    quiet = _corrected(_Level(gain=39.5, ceiling=-1.8), _Measured(seconds=60.0, loudness=-30.0, true_peak=-20.0))
    assert quiet is not None
    assert quiet.gain == 40.0
