"""Piper, as it runs in its child process."""

from __future__ import annotations

import json
import tempfile
import threading
import wave
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from podcast_studio.domain.audio import SAMPLE_RATE
from podcast_studio.domain.errors import SpeechError, Stopped, UnspeakableError
from podcast_studio.domain.files import telling_disk_errors
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.levels import LoudnessMeter, soft_limit, trim
from podcast_studio.engines.memory import give_back_freed_memory
from podcast_studio.engines.utterances import Pause, Piece, has_sound, pieces, speakable
from podcast_studio.engines.voices import broken_voice

if TYPE_CHECKING:
    from podcast_studio.engines.levels import Samples

TURN_LOUDNESS_LUFS = -23.0  # of every turn, so that both speakers are equally loud; leaves room for peaks
KEEP_SILENCE_SECONDS = 0.03  # at both ends of a turn
PAUSE_SECONDS = {Pause.SENTENCE: 0.26, Pause.CLAUSE: 0.1, Pause.NONE: 0.0}  # beside what is kept of the silence
MOST_AT_ONCE = 4  # pieces of a turn, of some 60 MB each
_LOADED_VOICES = 2  # models kept in memory, 65 to 120 MB each
_IN_MEMORY_BYTES = 16 << 20  # a turn of 95 s; longer ones go through the disk
_BLOCK_BYTES = SAMPLE_RATE * 4

# Piper rounds each sound's length up to whole frames, so that speech grows less than its length scale asks for.
# Measured on en_US-joe-medium over five sentences: how long they became under each scale.
_SCALES = (0.5, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.5, 1.8, 3.0)
_STRETCHES = (0.652, 0.882, 0.960, 1.0, 1.047, 1.110, 1.190, 1.361, 1.591, 2.519)
_ESPEAK = threading.Lock()


class PiperService:
    """Loads voices and speaks with them."""

    def __init__(self, at_once: Callable[[], int] = lambda: 1) -> None:
        """`at_once` says how many cores there are for it; it is asked before each piece of a turn."""
        self._at_once = at_once
        self._loaded: dict[Path, Any] = {}  # by use, the latest last

    def load(self, voice: Voice) -> None:
        """Load a voice's model. Raises VoiceFileError."""
        self._model(voice)

    def speak(self, text: str, voice: Voice, out: Path, *, cancelled: Callable[[], bool]) -> float:
        """As SpeechEngine.speak; `out` may be left half written on errors."""
        text = speakable(text)
        if not has_sound(text):
            raise _unspeakable(text)
        model = self._model(voice)
        with telling_disk_errors(out), tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES, dir=str(out.parent)) as raw:
            meter = LoudnessMeter(SAMPLE_RATE)
            for sound in self._sounds(model, text, voice, cancelled):
                meter.add(sound)
                raw.write(sound.tobytes())
            loudness = meter.lufs()
            if loudness is None:
                raise _unspeakable(text)
            raw.seek(0)
            frames = _write_wav(raw, out, 10 ** ((TURN_LOUDNESS_LUFS - loudness) / 20), cancelled)
        return frames / SAMPLE_RATE

    def _sounds(self, model: Any, text: str, voice: Voice, cancelled: Callable[[], bool]) -> Iterator[Samples]:
        """The turn's sound at SAMPLE_RATE, sentence by sentence with pauses between, trimmed at both ends."""
        import numpy as np

        pause = 0.0
        for piece, sounds in in_order(
            pieces(text), lambda piece: list(self._sentences(model, piece, voice, cancelled)), self._at_once
        ):
            for sound in sounds:
                trimmed = trim(sound, SAMPLE_RATE, KEEP_SILENCE_SECONDS)
                if len(trimmed):
                    yield np.zeros(int(pause * SAMPLE_RATE), np.float32)
                    yield trimmed
                    pause = PAUSE_SECONDS[Pause.SENTENCE] / voice.rate
            if pause:
                pause = PAUSE_SECONDS[piece.end] / voice.rate

    def _sentences(self, model: Any, piece: Piece, voice: Voice, cancelled: Callable[[], bool]) -> Iterator[Samples]:
        """What Piper makes of a piece, with pitch, pace and rate as the voice wants them."""
        import soxr
        from piper import SynthesisConfig

        settings = SynthesisConfig(
            speaker_id=voice.speaker,
            length_scale=model.config.length_scale * _scale_for(voice.pitch / voice.rate),
            normalize_audio=False,
        )
        if cancelled():
            raise Stopped
        # Played `pitch` times faster than it was made, pitch and formants move together and the pace is as before.
        played_rate = model.config.sample_rate * voice.pitch
        for chunk in _spoken(model.synthesize(piece.text, settings)):
            yield soxr.resample(chunk.audio_float_array, played_rate, SAMPLE_RATE, quality="HQ")
            if cancelled():
                raise Stopped

    def _model(self, voice: Voice) -> Any:
        model = self._loaded.pop(voice.model, None) or _load(voice)
        self._loaded[voice.model] = model
        while len(self._loaded) > _LOADED_VOICES:
            del self._loaded[next(iter(self._loaded))]
        return model


def in_order(
    pieces: Iterable[Piece], made: Callable[[Piece], list[Samples]], at_once: Callable[[], int]
) -> Iterator[tuple[Piece, list[Samples]]]:
    """Each piece and what is made of it, one after the other, though some are made at once."""
    begun: deque[tuple[Piece, Future[list[Samples]]]] = deque()
    pool = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="sounding")
    try:
        for piece in pieces:
            while len(begun) >= min(at_once(), MOST_AT_ONCE):
                first, future = begun.popleft()
                yield first, future.result()
            begun.append((piece, pool.submit(made, piece)))
        for first, future in begun:
            yield first, future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _scale_for(stretch: float) -> float:
    """The length scale under which speech takes `stretch` times as long."""
    import numpy as np

    return float(np.interp(stretch, _STRETCHES, _SCALES))


def _load(voice: Voice) -> Any:
    from piper import PiperVoice
    from piper.config import PiperConfig

    from podcast_studio.engines.piper_noise import with_fixed_noise
    from podcast_studio.engines.piper_session import session_of

    try:
        settings = json.loads(voice.model.with_name(voice.model.name + ".json").read_text("utf-8"))
        config = PiperConfig.from_dict(settings)
        model = with_fixed_noise(voice.model.read_bytes())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise broken_voice(voice.model, repr(error)) from error
    try:
        session = session_of(model)
    except Exception as error:  # onnxruntime's errors have no narrower base
        raise broken_voice(voice.model, repr(error)) from error
    del model
    give_back_freed_memory()  # the file's bytes were in memory three times
    return _alone(PiperVoice(session=session, config=config))


def _alone(voice: Any) -> Any:
    """`voice`, which asks espeak-ng for one text at a time: that knows one at a time only."""
    phonemize = voice.phonemize

    def one_after_the_other(text: str) -> Any:
        with _ESPEAK:
            return phonemize(text)

    voice.phonemize = one_after_the_other
    return voice


def _spoken(chunks: Iterable[Any]) -> Iterator[Any]:
    """The chunks, or SpeechError."""
    chunks = iter(chunks)
    while True:
        try:
            chunk = next(chunks)
        except StopIteration:
            return
        except Exception as error:  # those of onnxruntime and espeak-ng have no narrower base
            raise SpeechError(
                "The voice could not speak a sentence.",
                way_out="Try again, or choose another voice.",
                details=repr(error),
            ) from error
        yield chunk


def _write_wav(raw: IO[bytes], out: Path, gain: float, cancelled: Callable[[], bool]) -> int:
    """Write 32-bit float sound as 16-bit WAV, louder by `gain`; the number of frames."""
    import numpy as np

    frames = 0
    with wave.open(str(out), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        while block := raw.read(_BLOCK_BYTES):
            samples = soft_limit(np.frombuffer(block, np.float32) * np.float32(gain))
            file.writeframes(np.round(samples * 32767).astype("<i2").tobytes())
            frames += len(samples)
            if cancelled():
                raise Stopped
    return frames


def _unspeakable(text: str) -> UnspeakableError:
    shown = text if len(text) <= 60 else text[:59] + "…"
    return UnspeakableError(f"There is nothing to be spoken in “{shown}”.")
