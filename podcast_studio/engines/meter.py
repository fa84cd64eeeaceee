"""The SoundMeter on ffmpeg: how loud a file is from moment to moment."""

from __future__ import annotations

from pathlib import Path

from podcast_studio.domain.audio import LEVEL_SECONDS
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError
from podcast_studio.engines.ffmpeg import decode

_RATE = 8_000  # Hz; enough for what an eye sees
_FRAME_BYTES = 2 * round(_RATE * LEVEL_SECONDS)


class FfmpegMeter:
    """Reads any file that ffmpeg knows, in constant memory."""

    def levels(self, audio: Path, cancel: CancelToken) -> list[float]:
        import numpy as np

        arguments = ("-i", str(audio), "-map", "0:a", "-ac", "1", "-ar", str(_RATE), "-f", "s16le", "-")
        found: list[float] = []
        rest = b""
        try:
            for block in decode(arguments, cancel, audio):
                sound = rest + block
                whole = len(sound) // _FRAME_BYTES * _FRAME_BYTES
                rest = sound[whole:]
                frames = np.frombuffer(sound[:whole], "<i2").astype(np.float32).reshape(-1, _FRAME_BYTES // 2)
                found += (np.sqrt(np.square(frames).mean(axis=1)) / 32768).tolist()
        except AudioError as error:
            raise AudioError(
                f"The audio file “{audio.name}” cannot be read.",
                way_out="It may be damaged. Have it made again from its turns.",
                details=error.details,
            ) from error
        return found
