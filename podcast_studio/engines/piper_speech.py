"""Piper behind the SpeechEngine port."""

from __future__ import annotations

from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.files import appearing
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.crowding import AtWork, cores

_IDLE_SECONDS = 600.0  # after which a voice's half gigabyte is given back; it is loaded again in half a second


class PiperSpeech:
    """Speaks with Piper voices, in a child process that starts at the first call.

    The same text in the same voice gives the same samples each time. While it speaks it counts as one more `at_work`;
    while none of the `others` is, it takes all cores, else one.
    """

    def __init__(self, at_work: AtWork | None = None, others: AtWork | None = None) -> None:
        self._process = EngineProcess(
            "voice", _make_service, others, idle_seconds=_IDLE_SECONDS, at_work=at_work, gives_way=True
        )

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._process.pid

    def load(self, voice: Voice) -> None:
        """Load a voice. Raises VoiceFileError."""
        self._process.call("load", voice)

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        """Write the spoken text to `out` as mono 16-bit WAV at 44.1 kHz; its seconds."""
        with appearing(out, replace=True) as part:  # here and not in the child, so that nothing stays if it is killed
            seconds: float = self._process.call("speak", text, voice, part, cancel=cancel)
        return seconds

    def close(self) -> None:
        self._process.close()


def _make_service(others: AtWork | None) -> object:
    from podcast_studio.engines.piper_service import PiperService

    return PiperService(lambda: 1 if others is None or others.now else cores())
