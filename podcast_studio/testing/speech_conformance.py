"""What every voice catalogue, speech engine and mixer must do.

Subclass a suite in a test module and give it its fixtures. Needs pytest.
"""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

import pytest

from podcast_studio.domain.audio import SAMPLE_RATE, Clip, Programme, Tags
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, Cancelled, UnknownVoiceError, UnspeakableError
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.ports import AudioMixer, SpeechEngine, VoiceCatalogue
from podcast_studio.domain.timeline import Chapter
from podcast_studio.domain.voices import Voice

SENTENCE = "The tide comes in twice a day."
SOUNDLESS = ("", " \t\n", "...", "—", "\x00", "\u200b", "🙂🎉")
ODD = (
    "NUL\x00byte",
    "lone \ud800 surrogate",
    "[[wiki|link]] here",
    "你好，世界。",
    "100 %",
    "a" * 300,
    "one\r\n\r\ntwo",
)


class VoiceCatalogueConformance:
    """Give the fixture `catalogue`, with at least one voice in it."""

    def test_ids_are_unique(self, catalogue: VoiceCatalogue) -> None:
        ids = [voice.id for voice in catalogue.voices()]
        assert ids
        assert len(set(ids)) == len(ids)

    def test_each_voice_is_found_by_its_id_in_any_case(self, catalogue: VoiceCatalogue) -> None:
        for voice in catalogue.voices():
            assert catalogue.find(voice.id) == voice
            assert catalogue.find(voice.id.upper()) == voice

    def test_an_unknown_voice_is_answered_with_the_known_ones(self, catalogue: VoiceCatalogue) -> None:
        with pytest.raises(UnknownVoiceError) as caught:
            catalogue.find("nobody")
        assert "nobody" in caught.value.message
        assert catalogue.voices()[0].id.partition("#")[0] in caught.value.way_out


class SpeechEngineConformance:
    """Give the fixtures `engine` and `voice`."""

    def test_writes_mono_16_bit_sound_and_says_how_long(
        self, engine: SpeechEngine, voice: Voice, tmp_path: Path
    ) -> None:
        engine.load(voice)
        engine.load(voice)
        seconds = engine.speak(SENTENCE, voice, tmp_path / "a.wav", CancelToken())
        with wave.open(str(tmp_path / "a.wav")) as file:
            assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, SAMPLE_RATE)
            assert file.getnframes() / SAMPLE_RATE == pytest.approx(seconds, abs=1e-4)
        assert 0.5 < seconds < 10
        assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]

    def test_the_same_text_gives_the_same_sound(self, engine: SpeechEngine, voice: Voice, tmp_path: Path) -> None:
        engine.speak(SENTENCE, voice, tmp_path / "a.wav", CancelToken())
        engine.speak("Something else in between.", voice, tmp_path / "b.wav", CancelToken())
        engine.speak(SENTENCE, voice, tmp_path / "c.wav", CancelToken())
        assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "c.wav").read_bytes()

    def test_more_words_take_longer(self, engine: SpeechEngine, voice: Voice, tmp_path: Path) -> None:
        once = engine.speak(SENTENCE, voice, tmp_path / "a.wav", CancelToken())
        thrice = engine.speak(f"{SENTENCE} {SENTENCE} {SENTENCE}", voice, tmp_path / "b.wav", CancelToken())
        assert 2.5 * once < thrice < 4 * once

    @pytest.mark.parametrize("text", SOUNDLESS)
    def test_text_without_sound_is_refused(self, engine: SpeechEngine, voice: Voice, tmp_path: Path, text: str) -> None:
        with pytest.raises(UnspeakableError):
            engine.speak(text, voice, tmp_path / "a.wav", CancelToken())
        assert not list(tmp_path.iterdir())

    @pytest.mark.parametrize("text", ODD)
    def test_odd_text_is_spoken(self, engine: SpeechEngine, voice: Voice, tmp_path: Path, text: str) -> None:
        assert engine.speak(text, voice, tmp_path / "a.wav", CancelToken()) > 0.1

    def test_a_cancel_leaves_nothing(self, engine: SpeechEngine, voice: Voice, tmp_path: Path) -> None:
        cancel = CancelToken()
        cancel.cancel(Cancelled())
        with pytest.raises(Cancelled):
            engine.speak(SENTENCE * 20, voice, tmp_path / "a.wav", cancel)
        assert not list(tmp_path.iterdir())

    def test_closing_twice_is_harmless(self, engine: SpeechEngine) -> None:
        engine.close()
        engine.close()


class AudioMixerConformance:
    """Give the fixture `mixer`."""

    @pytest.mark.parametrize("audio_format", list(AudioFormat))
    def test_makes_a_file_of_the_planned_length(
        self, mixer: AudioMixer, tmp_path: Path, audio_format: AudioFormat
    ) -> None:
        reports: list[float] = []
        plan = programme(tmp_path, audio_format)
        mixed = mixer.mix(plan, tmp_path / f"out.{audio_format}", CancelToken(), reports.append)
        assert mixed.path.stat().st_size > 1000
        assert mixed.seconds == pytest.approx(plan.seconds, abs=0.05)
        assert reports == sorted(reports)
        assert reports[0] >= 0
        assert reports[-1] == 1
        assert sorted(path.name for path in tmp_path.iterdir()) == ["0.wav", "1.wav", "2.wav", f"out.{audio_format}"]

    def test_never_overwrites(self, mixer: AudioMixer, tmp_path: Path) -> None:
        out = tmp_path / "out.wav"
        out.write_text("precious")
        with pytest.raises(FileExistsError):
            mixer.mix(programme(tmp_path), out, CancelToken(), ignore)
        assert out.read_text() == "precious"

    def test_a_cancel_leaves_nothing(self, mixer: AudioMixer, tmp_path: Path) -> None:
        cancel = CancelToken()
        plan = programme(tmp_path)
        before = sorted(tmp_path.iterdir())
        with pytest.raises(Cancelled):
            mixer.mix(plan, tmp_path / "out.wav", cancel, lambda _: cancel.cancel(Cancelled()))
        assert sorted(tmp_path.iterdir()) == before

    @pytest.mark.parametrize("damage", ["missing", "text", "empty"])
    def test_a_broken_clip_is_named(self, mixer: AudioMixer, tmp_path: Path, damage: str) -> None:
        plan = programme(tmp_path)
        if damage == "missing":
            plan.clips[1].path.unlink()
        else:
            plan.clips[1].path.write_text("not a sound" if damage == "text" else "")
        with pytest.raises(AudioError, match=r"1\.wav"):
            mixer.mix(plan, tmp_path / "out.wav", CancelToken(), ignore)
        assert not list(tmp_path.glob("*out*"))

    def test_a_programme_without_clips_is_refused(self, mixer: AudioMixer, tmp_path: Path) -> None:
        empty = Programme(clips=(), seconds=1.0, format=AudioFormat.WAV, tags=TAGS, chapters=())
        with pytest.raises(AudioError):
            mixer.mix(empty, tmp_path / "out.wav", CancelToken(), ignore)


TAGS = Tags(title="Tides & “Moons”", artist="Podcast Studio", album="Sea = Sun; #1", date="2026-03-04", comment="ok")


def programme(folder: Path, audio_format: AudioFormat = AudioFormat.WAV, clips: int = 3) -> Programme:
    """A programme of one-second tones half a second apart, with two chapters."""
    made = []
    for number in range(clips):
        path = folder / f"{number}.wav"
        write_tone(path, seconds=1.0, hertz=220 + 110 * (number % 2))
        made.append(Clip(path=path, start=0.4 + 1.5 * number, pan=0.18 if number % 2 else -0.18))
    seconds = 1.5 * clips + 0.7
    half = seconds / 2
    chapters = (
        Chapter(title="The sea = wide; #1", start=0, end=half),
        Chapter(title="Ebbe und Flut – größer", start=half, end=seconds),
    )
    return Programme(clips=tuple(made), seconds=seconds, format=audio_format, tags=TAGS, chapters=chapters)


def ignore(_: float) -> None:
    """Takes reports that nobody wants."""


def write_tone(path: Path, *, seconds: float, hertz: float, level: float = 0.2) -> None:
    """A mono 16-bit WAV of a tone."""
    step = 2 * math.pi * hertz / SAMPLE_RATE
    tone = array("h", (round(32767 * level * math.sin(step * i)) for i in range(round(seconds * SAMPLE_RATE))))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(tone.tobytes())
