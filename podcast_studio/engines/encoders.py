"""How each audio format is encoded."""

from __future__ import annotations

from dataclasses import dataclass

from podcast_studio.domain.podcasts import AudioFormat


@dataclass(frozen=True)
class Encoder:
    """ffmpeg's options for a format, and how far below the allowed peak the limiter has to stay for it."""

    options: tuple[str, ...]
    headroom: float  # dB that encoding may add to the peaks


ENCODERS = {
    AudioFormat.MP3: Encoder(("-c:a", "libmp3lame", "-q:a", "3", "-id3v2_version", "0", "-f", "mp3"), 0.8),
    AudioFormat.M4A: Encoder(
        ("-c:a", "aac", "-b:a", "128k", "-aac_coder", "fast", "-movflags", "+faststart", "-f", "ipod"), 0.8
    ),
    AudioFormat.OGG: Encoder(("-c:a", "libvorbis", "-q:a", "4", "-f", "ogg"), 1.1),
    AudioFormat.FLAC: Encoder(("-c:a", "flac", "-sample_fmt", "s16", "-f", "flac"), 0.3),
    AudioFormat.WAV: Encoder(("-c:a", "pcm_s16le", "-f", "wav"), 0.3),
}
