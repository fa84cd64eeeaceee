"""Piper with a real voice: same sound each time, odd texts, two voices that differ, cancel, broken files."""

from __future__ import annotations

import os
import re
import shutil
import time
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread, Timer

import numpy as np
import pytest
from piper import PiperVoice

from podcast_studio.domain.audio import SAMPLE_RATE
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, EngineDiedError, VoiceFileError
from podcast_studio.domain.voices import Voice, distinguish
from podcast_studio.engines.crowding import AtWork
from podcast_studio.engines.levels import LoudnessMeter, voiced_span
from podcast_studio.engines.piper_noise import with_fixed_noise
from podcast_studio.engines.piper_parts import in_two_parts
from podcast_studio.engines.piper_session import _session, session_of
from podcast_studio.engines.piper_speech import PiperSpeech
from podcast_studio.engines.voices import PiperVoiceCatalogue
from podcast_studio.testing.speech_conformance import SpeechEngineConformance, VoiceCatalogueConformance
from podcast_studio.testing.waiting import until

pytestmark = pytest.mark.real

LONG_SENTENCE = (
    "The harbour of an old town was dredged and they found the keel of a ship that nobody had missed and a bell "
    "without any name on it and small stones in the river that had come from the far side of the sea."
)
PARAGRAPH = (
    "The tide is pulled by the moon. Every coast feels it differently, and sailors have kept tables of it for "
    "centuries. When the sun and the moon stand in line, their pulls add up, and the water rises higher than usual. "
    "Harbours that face the open ocean see the largest swings, while enclosed seas hardly notice."
)


@pytest.fixture(scope="module")
def joe() -> Voice:
    return PiperVoiceCatalogue([]).find("joe")


@pytest.fixture(scope="module")
def piper() -> Iterator[PiperSpeech]:
    engine = PiperSpeech()
    yield engine
    engine.close()


class TestPackagedVoice(VoiceCatalogueConformance):
    @pytest.fixture
    def catalogue(self) -> PiperVoiceCatalogue:
        return PiperVoiceCatalogue([])


class TestPiperSpeech(SpeechEngineConformance):
    @pytest.fixture
    def engine(self, piper: PiperSpeech) -> PiperSpeech:
        return piper

    @pytest.fixture
    def voice(self, joe: Voice) -> Voice:
        return joe


def test_two_speakers_of_one_model_differ_in_pitch_but_neither_in_pace_nor_loudness(
    piper: PiperSpeech, joe: Voice, tmp_path: Path
) -> None:
    heard = {}
    for name, voice in zip(("host", "expert"), distinguish(joe, joe), strict=True):
        seconds = piper.speak(PARAGRAPH, voice, tmp_path / f"{name}.wav", CancelToken())
        sound = samples(tmp_path / f"{name}.wav")
        heard[name] = (median_pitch(sound), len(PARAGRAPH.split()) / seconds * 60, loudness(sound))
    assert heard["host"][0] / heard["expert"][0] > 1.15  # more than two semitones
    assert 165 <= heard["host"][1] <= 190  # words a minute
    assert 160 <= heard["expert"][1] <= 185
    assert heard["host"][2] == pytest.approx(heard["expert"][2], abs=0.3)


def test_the_rate_changes_the_pace_and_not_the_pitch(piper: PiperSpeech, joe: Voice, tmp_path: Path) -> None:
    usual = piper.speak(PARAGRAPH, joe, tmp_path / "usual.wav", CancelToken())
    slow = piper.speak(PARAGRAPH, replace(joe, rate=0.8), tmp_path / "slow.wav", CancelToken())
    assert slow / usual == pytest.approx(1.25, rel=0.06)
    pitches = [median_pitch(samples(tmp_path / f"{name}.wav")) for name in ("usual", "slow")]
    assert pitches[0] == pytest.approx(pitches[1], rel=0.06)


def test_turns_are_trimmed_of_silence(piper: PiperSpeech, joe: Voice, tmp_path: Path) -> None:
    piper.speak("Good evening.", joe, tmp_path / "a.wav", CancelToken())
    sound = samples(tmp_path / "a.wav")
    span = voiced_span(sound, SAMPLE_RATE)
    assert span is not None
    assert span[0] / SAMPLE_RATE < 0.05
    assert (len(sound) - span[1]) / SAMPLE_RATE < 0.05
    assert np.abs(sound).max() < 1.0


def test_the_sound_is_the_same_from_another_process(piper: PiperSpeech, joe: Voice, tmp_path: Path) -> None:
    piper.speak(PARAGRAPH, joe, tmp_path / "a.wav", CancelToken())
    other = PiperSpeech()
    try:
        other.speak(PARAGRAPH, joe, tmp_path / "b.wav", CancelToken())
    finally:
        other.close()
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_the_sound_is_the_same_on_more_cores(piper: PiperSpeech, joe: Voice, tmp_path: Path) -> None:
    """It takes them while nothing else is at work."""
    text = f"{PARAGRAPH} {LONG_SENTENCE}"
    piper.speak(text, joe, tmp_path / "a.wav", CancelToken())
    alone = PiperSpeech(others=AtWork())
    try:
        alone.speak(text, joe, tmp_path / "b.wav", CancelToken())
    finally:
        alone.close()
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_very_long_text_stops_soon_after_a_cancel(piper: PiperSpeech, joe: Voice, tmp_path: Path) -> None:
    piper.load(joe)
    cancel = CancelToken()
    Timer(1.0, cancel.cancel, [Cancelled()]).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        piper.speak("word " * 20_000, joe, tmp_path / "a.wav", cancel)
    assert time.monotonic() - begun < 4
    assert not list(tmp_path.iterdir())
    assert piper.pid is not None  # it stopped by itself and is ready for more


def test_a_long_text_without_punctuation_is_spoken_whole(piper: PiperSpeech, joe: Voice, tmp_path: Path) -> None:
    seconds = piper.speak("seven little boats " * 40, joe, tmp_path / "a.wav", CancelToken())
    assert 20 < seconds < 60


def test_the_memory_of_a_voice_does_not_grow_with_the_sentence(joe: Voice, tmp_path: Path) -> None:
    engine = PiperSpeech()
    try:
        engine.speak(PARAGRAPH, joe, tmp_path / "a.wav", CancelToken())
        known = most_memory(engine)
        for words in (len(LONG_SENTENCE.split()), 25, 17, 30, 12):
            engine.speak(" ".join(LONG_SENTENCE.split()[:words]), joe, tmp_path / "a.wav", CancelToken())
        assert most_memory(engine) - known < 60_000_000  # made in one go, it took 250
    finally:
        engine.close()


def test_sound_made_in_stretches_is_the_sound_of_the_whole(joe: Voice) -> None:
    model = with_fixed_noise(joe.model.read_bytes())
    parts = in_two_parts(model)
    assert parts is not None
    assert len(parts.planning) + len(parts.sounding) < len(model) * 1.01, "no weights are there twice"
    voice = PiperVoice.load(joe.model)
    for text in ("Good.", PARAGRAPH.partition(".")[0], LONG_SENTENCE):
        voice.session = _session(model)
        [whole] = voice.synthesize(text)
        voice.session = session_of(model)
        [made] = voice.synthesize(text)
        assert made.audio_float_array.shape == whole.audio_float_array.shape
        assert np.abs(made.audio_float_array - whole.audio_float_array).max() < 1e-5, text


def test_it_counts_as_at_work_while_it_speaks(joe: Voice, tmp_path: Path) -> None:
    at_work = AtWork()
    engine = PiperSpeech(at_work)
    speaking = Thread(target=engine.speak, args=(PARAGRAPH, joe, tmp_path / "a.wav", CancelToken()))
    try:
        speaking.start()
        until(lambda: at_work.now == 1)
        speaking.join()
        assert at_work.now == 0
    finally:
        engine.close()


def test_a_killed_child_is_told_and_replaced(joe: Voice, tmp_path: Path) -> None:
    engine = PiperSpeech()
    try:
        engine.load(joe)
        Timer(0.5, lambda: os.kill(engine.pid or 0, 9)).start()
        with pytest.raises(EngineDiedError):
            engine.speak(PARAGRAPH * 20, joe, tmp_path / "a.wav", CancelToken())
        assert not list(tmp_path.iterdir())
        assert engine.speak("Here again.", joe, tmp_path / "a.wav", CancelToken()) > 0.3
    finally:
        engine.close()


def test_a_model_that_looks_right_but_is_not_is_told_on_load(piper: PiperSpeech, joe: Voice, tmp_path: Path) -> None:
    model = tmp_path / "en_US-joe-medium.onnx"
    shutil.copy(f"{joe.model}.json", tmp_path)
    data = bytearray(joe.model.read_bytes())
    data[200_000:200_400] = bytes(400)
    model.write_bytes(data[: len(data) // 2])
    with pytest.raises(VoiceFileError, match="joe-medium"):
        piper.load(replace(joe, model=model))
    assert piper.pid is not None


def most_memory(engine: PiperSpeech) -> int:
    """How many bytes its process has had at most."""
    told = Path(f"/proc/{engine.pid}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+) kB", told)[0]) * 1024


def samples(path: Path) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768


def loudness(sound: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    meter = LoudnessMeter(SAMPLE_RATE)
    meter.add(sound)
    found = meter.lufs()
    assert found is not None
    return found


def median_pitch(sound: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    """Hertz, by autocorrelation over voiced frames of 46 ms."""
    size, low, high = 2048, SAMPLE_RATE // 300, SAMPLE_RATE // 60
    found = []
    for start in range(0, len(sound) - size, SAMPLE_RATE // 100):
        frame = sound[start : start + size] * np.hanning(size)
        if np.sqrt(np.square(frame).mean()) < 0.02:
            continue
        correlation = np.fft.irfft(np.square(np.abs(np.fft.rfft(frame, 2 * size))))
        lag = low + int(correlation[low:high].argmax())
        if correlation[lag] > 0.45 * correlation[0]:
            found.append(SAMPLE_RATE / lag)
    return float(np.median(found))
