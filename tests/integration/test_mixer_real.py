"""The real mixer: loudness and peaks after encoding, chapters, cover, sync, memory, repeatability, cancel."""

from __future__ import annotations

import re
import subprocess
import time
import wave
from dataclasses import replace
from pathlib import Path

import mutagen
import numpy as np
import psutil
import pytest
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from podcast_studio.domain.audio import SAMPLE_RATE, Clip, Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, Cancelled
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.engines.ffmpeg import ffmpeg_path
from podcast_studio.engines.mixer import FfmpegMixer
from podcast_studio.testing.speech_conformance import TAGS, AudioMixerConformance, ignore, programme

pytestmark = pytest.mark.real

COVER = Path(__file__).parents[2] / "podcast_studio" / "studio" / "assets" / "cover.png"
FORMATS = list(AudioFormat)


class TestFfmpegMixer(AudioMixerConformance):
    @pytest.fixture
    def mixer(self) -> FfmpegMixer:
        return FfmpegMixer()


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[Clip]:
    """Six clips of something like speech, with wild peaks, in two levels."""
    folder = tmp_path_factory.mktemp("clips")
    made, at = [], 0.5
    for number in range(6):
        seconds = 2.5 + 0.37 * number
        write_speech(folder / f"{number}.wav", seconds, seed=number, level=0.04 + 0.03 * (number % 2))
        made.append(Clip(path=folder / f"{number}.wav", start=at, pan=0.18 if number % 2 else -0.18))
        at += seconds + 0.6
    return made


@pytest.fixture(scope="module")
def mixed(clips: list[Clip], tmp_path_factory: pytest.TempPathFactory) -> dict[AudioFormat, Path]:
    """One file of each format, with cover and two chapters."""
    folder = tmp_path_factory.mktemp("mixed")
    for audio_format in FORMATS:
        FfmpegMixer().mix(plan(clips, audio_format), folder / f"a.{audio_format}", CancelToken(), ignore)
    return {audio_format: folder / f"a.{audio_format}" for audio_format in FORMATS}


@pytest.mark.parametrize("audio_format", FORMATS)
def test_loudness_and_true_peak_hold_after_encoding(mixed: dict[AudioFormat, Path], audio_format: AudioFormat) -> None:
    said = ffmpeg("-i", str(mixed[audio_format]), "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null", "-")
    assert float(re.findall(r"I:\s+(\S+) LUFS", said)[-1]) == pytest.approx(-16, abs=0.6)
    assert float(re.findall(r"Peak:\s+(\S+) dBFS", said)[-1]) <= -1.0


@pytest.mark.parametrize("audio_format", FORMATS)
def test_clips_are_heard_where_the_captions_say(
    mixed: dict[AudioFormat, Path], clips: list[Clip], audio_format: AudioFormat, tmp_path: Path
) -> None:
    decoded = tmp_path / "decoded.wav"
    ffmpeg("-i", str(mixed[audio_format]), "-map", "0:a", "-c:a", "pcm_s16le", str(decoded))
    with wave.open(str(decoded)) as file:
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2).max(axis=1) / 32768
    assert len(sound) / SAMPLE_RATE == pytest.approx(plan(clips, audio_format).seconds, abs=0.03)
    for clip in clips:
        before = sound[int((clip.start - 0.3) * SAMPLE_RATE) : int((clip.start + 0.3) * SAMPLE_RATE)]
        onset = int(np.argmax(before > 0.05)) / SAMPLE_RATE - 0.3
        assert abs(onset) < 0.03


@pytest.mark.parametrize("audio_format", FORMATS)
def test_players_see_title_and_chapters(
    mixed: dict[AudioFormat, Path], clips: list[Clip], audio_format: AudioFormat
) -> None:
    said = subprocess.run(
        [ffmpeg_path(), "-v", "error", "-i", mixed[audio_format], "-f", "ffmetadata", "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    chapters = plan(clips, audio_format).chapters
    titles = [re.sub(r"\\(.)", r"\1", title) for title in re.findall(r"\[CHAPTER\].*?title=(.*?)\n", said, re.DOTALL)]
    assert titles == [chapter.title for chapter in chapters]
    bases = [eval_fraction(base) for base in re.findall(r"TIMEBASE=(\S+)", said)]
    # ffmpeg counts an mp3's start-up of 25 ms out
    starts = [int(start) * base for start, base in zip(re.findall(r"START=(\d+)", said), bases, strict=True)]
    assert starts == pytest.approx(
        [chapter.start for chapter in chapters], abs=0.03
    )  # ffmpeg counts an mp3's start-up out
    assert f"title={TAGS.title}".lower() in said.lower() or audio_format is AudioFormat.OGG
    easy = mutagen.File(mixed[audio_format], easy=True)
    if audio_format is not AudioFormat.WAV:
        assert easy["title"] == [TAGS.title]
        assert easy["album"] == [TAGS.album]
        assert easy["artist"] == [TAGS.artist]
        assert easy["date"] == [TAGS.date]


def test_id3_has_a_table_of_contents_in_order(mixed: dict[AudioFormat, Path]) -> None:
    for tags in (ID3(mixed[AudioFormat.MP3]), mutagen.File(mixed[AudioFormat.WAV]).tags):
        toc = tags.getall("CTOC")[0]
        ends = [tags[f"CHAP:{name}"].end_time for name in toc.child_element_ids]
        assert len(ends) == 2
        assert ends == sorted(ends)


def test_the_cover_is_in_each_file(mixed: dict[AudioFormat, Path]) -> None:
    picture = COVER.read_bytes()
    assert ID3(mixed[AudioFormat.MP3]).getall("APIC")[0].data == picture
    assert mutagen.File(mixed[AudioFormat.WAV]).tags.getall("APIC")[0].data == picture
    assert bytes(MP4(mixed[AudioFormat.M4A]).tags["covr"][0]) == picture
    assert mutagen.File(mixed[AudioFormat.FLAC]).pictures[0].data == picture
    assert mutagen.File(mixed[AudioFormat.OGG])["metadata_block_picture"]


@pytest.mark.parametrize("audio_format", [AudioFormat.MP3, AudioFormat.M4A, AudioFormat.OGG])
def test_the_same_programme_gives_the_same_bytes(
    mixed: dict[AudioFormat, Path], clips: list[Clip], audio_format: AudioFormat, tmp_path: Path
) -> None:
    again = FfmpegMixer().mix(plan(clips, audio_format), tmp_path / f"b.{audio_format}", CancelToken(), ignore)
    assert again.path.read_bytes() == mixed[audio_format].read_bytes()


@pytest.mark.parametrize("level", [0.003, 0.2])
def test_quiet_and_loud_turns_end_equally_loud(tmp_path: Path, level: float) -> None:
    write_speech(tmp_path / "a.wav", 5.0, seed=1, level=level)
    one = plan([Clip(path=tmp_path / "a.wav", start=0.4, pan=0.0)], AudioFormat.FLAC)
    result = FfmpegMixer().mix(one, tmp_path / "a.flac", CancelToken(), ignore)
    assert result.loudness == pytest.approx(-16, abs=1)
    assert result.true_peak <= -1


def test_silence_is_no_podcast(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes(bytes(2 * SAMPLE_RATE * 3))
    silent = plan([Clip(path=tmp_path / "a.wav", start=0.4, pan=0.0)], AudioFormat.MP3)
    with pytest.raises(AudioError, match="silent"):
        FfmpegMixer().mix(silent, tmp_path / "a.mp3", CancelToken(), ignore)
    assert not (tmp_path / "a.mp3").exists()


@pytest.mark.parametrize("level", [0.0, 0.004])
def test_a_beginning_unlike_the_rest_does_not_mislead(tmp_path: Path, level: float) -> None:
    write_speech(tmp_path / "a.wav", 65.0, seed=1, level=level)
    write_speech(tmp_path / "b.wav", 20.0, seed=2, level=0.2)
    clips = [Clip(path=tmp_path / "a.wav", start=0.0, pan=0.0), Clip(path=tmp_path / "b.wav", start=66.0, pan=0.0)]
    result = FfmpegMixer().mix(plan(clips, AudioFormat.FLAC), tmp_path / "a.flac", CancelToken(), ignore)
    assert result.loudness == pytest.approx(-16, abs=1)
    assert result.true_peak <= -1


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    write_speech(tmp_path / "a.wav", 9.5, seed=1, level=0.05)
    peaks = []
    for minutes in (1, 30):
        turns = range(6 * minutes)
        repeated = [Clip(path=tmp_path / "a.wav", start=0.4 + 10.0 * i, pan=0.18 * (-1) ** i) for i in turns]
        watch = _MemoryWatch()
        long = plan(repeated, AudioFormat.FLAC)
        result = FfmpegMixer().mix(long, tmp_path / f"{minutes}.flac", CancelToken(), watch)
        assert result.seconds == pytest.approx(minutes * 60, abs=2)
        peaks.append(watch.peak)
    assert peaks[1] - peaks[0] < 25 << 20


class _MemoryWatch:
    """Takes reports, and notes ten times a second what the process and its children use."""

    def __init__(self) -> None:
        self.peak, self._last = 0, 0.0

    def __call__(self, _: float) -> None:
        if time.monotonic() > self._last + 0.1:
            self._last = time.monotonic()
            self.peak = max(self.peak, memory())


def test_a_cancel_while_encoding_stops_at_once(clips: list[Clip], tmp_path: Path) -> None:
    cancel = CancelToken()
    asked: list[float] = []

    def report(share: float) -> None:
        if share > 0.4 and not asked:
            asked.append(time.monotonic())
            cancel.cancel(Cancelled())

    with pytest.raises(Cancelled):
        FfmpegMixer().mix(plan(clips, AudioFormat.OGG), tmp_path / "a.ogg", cancel, report)
    assert time.monotonic() - asked[0] < 1
    assert not list(tmp_path.iterdir())
    assert not [child for child in psutil.Process().children() if "ffmpeg" in child.name()]


def test_many_chapters_and_none(clips: list[Clip], tmp_path: Path) -> None:
    base = plan(clips, AudioFormat.MP3)
    bare = replace(base, chapters=(), tags=replace(base.tags, cover=None, comment="", album=""))
    assert not ID3(FfmpegMixer().mix(bare, tmp_path / "a.mp3", CancelToken(), ignore).path).getall("CHAP")
    many = replace(base, chapters=tuple(replace(base.chapters[0], title=f"Nr {i}") for i in range(300)))
    assert len(ID3(FfmpegMixer().mix(many, tmp_path / "b.mp3", CancelToken(), ignore).path).getall("CHAP")) == 255


def plan(clips: list[Clip], audio_format: AudioFormat) -> Programme:
    with wave.open(str(clips[-1].path)) as file:
        seconds = clips[-1].start + file.getnframes() / SAMPLE_RATE + 0.8
    base = programme(clips[0].path.parent, audio_format, clips=0)
    chapters = (replace(base.chapters[0], end=seconds / 2), replace(base.chapters[1], start=seconds / 2, end=seconds))
    return replace(base, clips=tuple(clips), seconds=seconds, chapters=chapters, tags=replace(TAGS, cover=COVER))


def write_speech(path: Path, seconds: float, *, seed: int, level: float) -> None:
    """Noise in syllables, with now and then a peak far above the rest."""
    random = np.random.default_rng(seed)
    frames = int(seconds * SAMPLE_RATE)
    syllables = np.repeat(random.uniform(0.3, 1.0, frames // 8000 + 1), 8000)[:frames]
    sound = random.standard_normal(frames) * syllables * level
    sound[random.integers(0, frames, int(seconds * 20))] *= 5
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def memory() -> int:
    """Bytes of this process and its children."""
    total = 0
    for process in (psutil.Process(), *psutil.Process().children()):
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def eval_fraction(text: str) -> float:
    above, below = text.split("/")
    return int(above) / int(below)


def ffmpeg(*arguments: str) -> str:
    command = [ffmpeg_path(), "-hide_banner", "-nostdin", "-y", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr
