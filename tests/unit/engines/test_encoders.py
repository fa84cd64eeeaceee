"""Every format has an encoder."""

from __future__ import annotations

from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.engines.encoders import ENCODERS


def test_every_format_has_an_encoder_that_names_its_container() -> None:
    assert set(ENCODERS) == set(AudioFormat)
    for encoder in ENCODERS.values():
        assert encoder.options[0] == "-c:a"
        assert encoder.options[-2] == "-f"


def test_lossless_formats_need_less_headroom_than_lossy_ones() -> None:
    lossless = {AudioFormat.FLAC, AudioFormat.WAV}
    least_lossy = min(encoder.headroom for name, encoder in ENCODERS.items() if name not in lossless)
    assert all(0 < ENCODERS[name].headroom < least_lossy for name in lossless)
