"""Voices, a speech engine and a mixer that need no model and no ffmpeg."""

from __future__ import annotations

import errno
import hashlib
import math
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from podcast_studio.domain.audio import LEVEL_SECONDS, LOUDNESS_LUFS, SAMPLE_RATE, MixedAudio, Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, UnknownVoiceError, UnspeakableError
from podcast_studio.domain.files import telling_disk_errors
from podcast_studio.domain.voices import Voice

SECONDS_PER_WORD = 0.35  # 171 words a minute
_LEVEL = 3000  # of 32768


def fake_voice(name: str, **changes: float) -> Voice:
    """A voice called `name` that no model stands behind; "de_XX-carl" speaks German."""
    language, _, short = name.rpartition("-")
    return Voice(
        id=f"{language or 'en_XX'}-{short}-fake",
        name=short.title(),
        language=language or "en_XX",
        model=Path(f"{name}.onnx"),
        **changes,  # type: ignore[arg-type]
    )


def anywhere(voice: Voice) -> Voice:
    """The voice without the folder that its file lies in, so that it sounds alike in every data folder."""
    return replace(voice, model=Path(voice.model.name))


class FakeVoices:
    """A catalogue of two voices, "alba" and "bert", or of those given."""

    def __init__(self, voices: Sequence[Voice] | None = None) -> None:
        self._voices = list(voices) if voices is not None else [fake_voice("alba"), fake_voice("bert")]

    def voices(self) -> list[Voice]:
        return list(self._voices)

    def find(self, voice_id: str) -> Voice:
        wanted = voice_id.strip().casefold()
        for voice in self._voices:
            if wanted in (voice.id.casefold(), voice.name.casefold(), str(voice.model).casefold()):
                return voice
        known = ", ".join(voice.id for voice in self._voices)
        raise UnknownVoiceError(f"There is no voice “{voice_id}”.", way_out=f"Choose one of: {known}.")


@dataclass
class FakeSpeech:
    """Speaks each word as 0.35 s of a tone whose height tells the voice: the same text gives the same samples."""

    trouble: Callable[[str], Exception | None] = lambda _: None  # what to raise for a text
    spoken: list[str] = field(default_factory=list)  # texts, in order
    loaded: list[Voice] = field(default_factory=list)
    closed: bool = False

    def load(self, voice: Voice) -> None:
        self.loaded.append(voice)

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
        cancel.check()
        if (error := self.trouble(text)) is not None:
            raise error
        words = [word for word in text.replace("[", " ").replace("]", " ").split() if any(map(str.isalnum, word))]
        if not words:
            raise UnspeakableError(f"There is nothing to be spoken in “{text}”.")
        self.spoken.append(text)
        frames = round(len(words) * SECONDS_PER_WORD / voice.rate * SAMPLE_RATE)
        second = _tone(voice)
        with _whole(out) as part, wave.open(str(part), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
            while frames > file.tell():
                cancel.check()
                file.writeframes(second[: 2 * (frames - file.tell())])
        return frames / SAMPLE_RATE

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeMixer:
    """Puts clips one after another into a WAV file, whatever its name, without any care for loudness."""

    mixed: list[Programme] = field(default_factory=list)
    before: Callable[[], None] = lambda: None  # what happens when a mix has begun

    def mix(self, programme: Programme, out: Path, cancel: CancelToken, report: Callable[[float], None]) -> MixedAudio:
        if out.exists():
            raise FileExistsError(errno.EEXIST, "the file exists already", str(out))
        if not programme.clips:
            raise AudioError("There is nothing to put together: no turn has been voiced.")
        self.before()
        with _whole(out) as part, wave.open(str(part), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
            for number, clip in enumerate(programme.clips):
                cancel.check()
                report(number / len(programme.clips))
                file.writeframes(bytes(2 * max(0, round(clip.start * SAMPLE_RATE) - file.tell())))
                file.writeframes(_frames(clip.path))
            file.writeframes(bytes(2 * max(0, round(programme.seconds * SAMPLE_RATE) - file.tell())))
            seconds = file.tell() / SAMPLE_RATE
        report(1.0)
        self.mixed.append(programme)
        return MixedAudio(path=out, seconds=seconds, loudness=LOUDNESS_LUFS, true_peak=-1.5)


@dataclass
class FakeMeter:
    """Reads what FakeMixer writes."""

    read: list[Path] = field(default_factory=list)

    def levels(self, audio: Path, cancel: CancelToken) -> list[float]:
        cancel.check()
        self.read.append(audio)
        step = round(SAMPLE_RATE * LEVEL_SECONDS)
        samples = np.frombuffer(_frames(audio), np.int16).astype(np.float64) / 32768
        frames = samples[: len(samples) // step * step].reshape(-1, step)
        return [float(level) for level in np.sqrt(np.square(frames).mean(axis=1))]


def _frames(path: Path) -> bytes:
    try:
        with wave.open(str(path), "rb") as file:
            return file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise AudioError(f"The audio of a turn, “{path.name}”, cannot be read.", details=repr(error)) from error


@lru_cache(maxsize=16)
def _tone(voice: Voice) -> bytes:
    """A second of it. Its height is a whole number of hertz, so that seconds join without a click."""
    digest = hashlib.sha256(f"{voice.model}#{voice.speaker}".encode()).digest()
    step = 2 * math.pi * round((120 + digest[0] // 2) * voice.pitch) / SAMPLE_RATE
    return bytes(np.rint(_LEVEL * np.sin(step * np.arange(SAMPLE_RATE))).astype(np.int16).tobytes())


@contextmanager
def _whole(out: Path) -> Iterator[Path]:
    """A path that becomes `out` when all went well."""
    part = out.with_name(f".{out.stem}.part{out.suffix}")
    try:
        with telling_disk_errors(out):
            yield part
            part.replace(out)
    finally:
        part.unlink(missing_ok=True)
