"""Exports in every form, waveforms, previews and checks, on fakes."""

from __future__ import annotations

import json
import time
import wave
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import (
    AudioError,
    Cancelled,
    InputError,
    ModelFileError,
    NoPermissionError,
    NotFoundError,
    UnknownFormatError,
    UnknownVoiceError,
    UnspeakableError,
    VoiceFileError,
)
from podcast_studio.domain.podcasts import AudioFormat, Podcast, Speaker
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import SMALLEST_GGUF, FakeParts
from podcast_studio.testing.waiting import finished, revised


@pytest.fixture
def podcast(studio: Studio, parts: FakeParts, documents: Path) -> Podcast:
    """A finished podcast; what was mixed for it is forgotten."""
    done = finished(studio, studio.order(folder=documents, minutes=1, title="Tides: why?").id)
    parts.mixer.mixed.clear()
    return done


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_audio_in_its_own_format_is_copied_and_nothing_is_overwritten(
    studio: Studio, podcast: Podcast, parts: FakeParts, out: Path
) -> None:
    assert podcast.audio is not None
    names = [studio.output.export_audio(podcast_id=podcast.id, target=out).name for _ in range(2)]
    assert names == ["Tides why.mp3", "Tides why (2).mp3"]
    assert {path.read_bytes() for path in out.iterdir()} == {podcast.audio.read_bytes()}
    assert not parts.mixer.mixed


@pytest.mark.parametrize("audio_format", [one for one in AudioFormat if one is not AudioFormat.MP3])
def test_audio_in_another_format_is_mixed_from_the_turns(
    studio: Studio, podcast: Podcast, parts: FakeParts, out: Path, audio_format: AudioFormat
) -> None:
    shares: list[float] = []
    target = out / f"mine.{audio_format.value}"
    target.write_text("here already")
    done = studio.output.export_audio(
        podcast_id=podcast.id, target=target, audio_format=audio_format, report=shares.append
    )
    assert done == out / f"mine (2).{audio_format.value}"
    assert target.read_text() == "here already"
    (programme,) = parts.mixer.mixed
    assert (programme.format, programme.tags.title) == (audio_format, "Tides: why?")
    assert programme.seconds == pytest.approx(podcast.duration_seconds, abs=0.001)
    assert [chapter.title for chapter in programme.chapters]
    assert shares[-1] == 1.0
    assert len(list(out.iterdir())) == 2


def test_a_cancelled_export_leaves_nothing(studio: Studio, podcast: Podcast, parts: FakeParts, out: Path) -> None:
    cancel = CancelToken()
    parts.mixer.before = lambda: cancel.cancel(Cancelled())
    with pytest.raises(Cancelled):
        studio.output.export_audio(podcast_id=podcast.id, target=out, audio_format=AudioFormat.WAV, cancel=cancel)
    assert not list(out.iterdir())


def test_an_export_that_cannot_be_is_told_before_work_starts(
    studio: Studio, podcast: Podcast, parts: FakeParts, out: Path
) -> None:
    with pytest.raises(NoPermissionError, match="is not there"):
        studio.output.export_audio(podcast_id=podcast.id, target=out / "none" / "a.wav", audio_format=AudioFormat.WAV)
    with pytest.raises(UnknownFormatError, match=r"does not end in \.wav"):
        studio.output.export_audio(podcast_id=podcast.id, target=out / "a.mp3", audio_format=AudioFormat.WAV)
    with pytest.raises(InputError, match=r"docx.*txt, md, vtt, srt, json"):
        studio.output.export_transcript(podcast_id=podcast.id, target=out, kind="docx")
    assert not parts.mixer.mixed


def test_sound_that_was_deleted_is_told_with_a_way_out(studio: Studio, podcast: Podcast, out: Path) -> None:
    turn = studio.scripts.view(podcast_id=podcast.id).turns[0]
    assert turn.audio is not None
    turn.audio.unlink()
    with pytest.raises(AudioError, match=r"sound of 1 of .* made again"):
        studio.output.export_audio(podcast_id=podcast.id, target=out, audio_format=AudioFormat.FLAC)
    assert studio.output.export_audio(podcast_id=podcast.id, target=out).is_file()


def test_what_is_not_finished_cannot_be_exported(studio: Studio, documents: Path, out: Path) -> None:
    waiting = studio.order(folder=documents, minutes=1)
    with pytest.raises(NotFoundError, match="no audio yet"):
        studio.output.export_audio(podcast_id=waiting.id, target=out)
    with pytest.raises(NotFoundError, match="no audio yet"):
        studio.output.export_transcript(podcast_id=waiting.id, target=out, kind="txt")
    assert studio.output.waveform(podcast_id=waiting.id, bins=10) == []


def test_a_transcript_comes_in_every_form(studio: Studio, podcast: Podcast, out: Path) -> None:
    paths = {
        kind: studio.output.export_transcript(podcast_id=podcast.id, target=out, kind=kind)
        for kind in ("txt", "md", "vtt", "srt", "json")
    }
    assert sorted(path.name for path in out.iterdir()) == [
        "Tides why.md", "Tides why.srt", "Tides why.transcript.json", "Tides why.txt", "Tides why.vtt",
    ]  # fmt: skip
    assert podcast.audio is not None
    made = podcast.audio.parent
    assert json.loads(paths["json"].read_text()) == json.loads((made / "transcript.json").read_text())
    assert paths["vtt"].read_text() == (made / "captions.vtt").read_text()
    assert paths["srt"].read_text() == (made / "captions.srt").read_text()
    turns = studio.scripts.view(podcast_id=podcast.id).turns
    plain = " ".join(paths["txt"].read_text().split())
    assert all(f"{turn.speaker}: {turn.text}" in plain for turn in turns)
    assert "[^1]: tides.md, Tides \\> " in paths["md"].read_text()


def test_an_export_follows_the_edits_that_can_be_heard(studio: Studio, podcast: Podcast, out: Path) -> None:
    turn = studio.scripts.view(podcast_id=podcast.id).turns[1]
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Edited words.")
    revised(studio, podcast.id)
    studio.stop_workers()
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Words that nobody has heard.")
    text = studio.output.export_transcript(podcast_id=podcast.id, target=out, kind="txt").read_text()
    assert "Edited words." in text
    assert "nobody has heard" not in text


def test_a_waveform_is_read_once_and_again_for_new_audio(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    shape = studio.output.waveform(podcast_id=podcast.id, bins=100)
    assert len(shape) == 100
    assert max(shape) == 1.0
    assert min(shape) >= 0.0
    assert studio.output.waveform(podcast_id=podcast.id, bins=7) != []
    assert len(parts.meter.read) == 1
    studio.scripts.delete(podcast_id=podcast.id, turn_id=studio.scripts.view(podcast_id=podcast.id).turns[1].id)
    revised(studio, podcast.id)
    studio.output.waveform(podcast_id=podcast.id, bins=100)
    assert len(parts.meter.read) == 2
    assert len(studio.output.waveform(podcast_id=podcast.id, bins=100_000)) == 100_000


def test_a_waveform_of_audio_that_is_gone_says_so(studio: Studio, podcast: Podcast) -> None:
    assert podcast.audio is not None
    podcast.audio.unlink()
    with pytest.raises(NotFoundError, match="no longer there"):
        studio.output.waveform(podcast_id=podcast.id, bins=10)


def test_a_voice_is_previewed_once_in_each_role(studio: Studio, parts: FakeParts) -> None:
    voice = studio.voices()[0].id
    host = studio.output.preview(voice_id=voice, role=Speaker.HOST)
    assert host == studio.output.preview(voice_id=voice, role=Speaker.HOST)
    assert len(parts.speech.spoken) == 1
    expert = studio.output.preview(voice_id=voice, role=Speaker.EXPERT)
    twin = studio.output.preview(voice_id=voice, role=Speaker.HOST, other_voice=voice)
    assert len({host, expert, twin}) == 3
    with wave.open(str(twin), "rb") as slower, wave.open(str(host), "rb") as plain:
        assert slower.getnframes() > plain.getnframes()
    with pytest.raises(UnknownVoiceError):
        studio.output.preview(voice_id="nobody", role=Speaker.HOST)


def test_a_voice_and_a_model_are_checked_by_using_them(studio: Studio, parts: FakeParts, tmp_path: Path) -> None:
    voice = studio.voices()[0]
    assert studio.output.check_voice(voice=voice.id) == voice
    assert parts.speech.spoken == ["Yes."]
    parts.speech.trouble = UnspeakableError
    with pytest.raises(VoiceFileError, match="makes no sound"):
        studio.output.check_voice(voice=voice.id)
    assert not list(studio.home.root.glob(".voice-check-*"))
    model = tmp_path / "small.gguf"
    model.write_bytes(SMALLEST_GGUF)
    studio.output.check_model(path=model)
    assert parts.models_made == [model]
    model.write_bytes(b"something else")
    with pytest.raises(ModelFileError, match="not a GGUF"):
        studio.output.check_model(path=model)


def test_where_somebody_stopped_listening_is_remembered(studio: Studio, podcast: Podcast) -> None:
    assert studio.listening.get(podcast_id=podcast.id) == 0.0
    for seconds, kept in ((12.5, 12.5), (30.0, 30.0), (-1.0, 0.0), (float("nan"), 0.0)):
        studio.listening.set(podcast_id=podcast.id, seconds=seconds)
        assert studio.listening.get(podcast_id=podcast.id) == kept
    studio.listening.set(podcast_id=podcast.id, seconds=9.0)
    studio.stop_workers()
    studio.delete_podcast(podcast=podcast)
    studio.listening.set(podcast_id=podcast.id, seconds=10.0)
    assert studio.listening.get(podcast_id=podcast.id) == 0.0


def test_the_podcast_that_was_heard_last_is_known(
    studio: Studio, podcast: Podcast, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = (f"2026-01-01T00:00:0{second}.000+00:00" for second in range(3))
    monkeypatch.setattr("podcast_studio.storage.listening.now", lambda: next(times))
    assert studio.listening.last() is None
    other = studio.order(folder=documents, minutes=1, title="Another", run_at=time.time() + 3600)
    for heard in (podcast, other, podcast):
        studio.listening.set(podcast_id=heard.id, seconds=3.0)
        assert studio.listening.last() == heard.id
    studio.delete_podcast(podcast=podcast)
    assert studio.listening.last() == other.id
