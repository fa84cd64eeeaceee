"""Finding voices, and telling broken ones from good ones before any work starts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import UnknownVoiceError, VoiceFileError
from podcast_studio.engines import voices as module
from podcast_studio.engines.voices import PiperVoiceCatalogue
from podcast_studio.testing.speech_conformance import VoiceCatalogueConformance

GRAPH = b"\x08\x08" + b"\x3a" + b"\xc0\xe2\x09" + bytes(160_064)  # an ONNX file by its outermost fields


def put_voice(folder: Path, name: str, **changes: Any) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    settings = {
        "audio": {"sample_rate": 22_050},
        "espeak": {"voice": "en-us"},
        "num_symbols": 256,
        "num_speakers": 1,
        "speaker_id_map": {},
        "phoneme_id_map": {"_": [0]},
        "language": {"code": "en_US"},
    } | changes
    model = folder / f"{name}.onnx"
    model.write_bytes(GRAPH)
    (folder / f"{name}.onnx.json").write_text(json.dumps(settings), "utf-8")
    return model


@pytest.fixture(autouse=True)
def _without_packaged_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_STARTER_PACKAGE", "no-such-package-of-voices")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put_voice(tmp_path / "voices", "en_US-joe-medium")
    put_voice(tmp_path / "voices" / "german", "de_DE-thorsten-high", language={"code": "de_DE"})
    crowd = {"p225": 0, "p226": 1, "p227": 2}
    put_voice(tmp_path / "voices", "en_GB-vctk-medium", num_speakers=3, speaker_id_map=crowd)
    return tmp_path / "voices"


@pytest.fixture
def catalogue(folder: Path) -> PiperVoiceCatalogue:
    return PiperVoiceCatalogue([folder, folder / "not there"])


class TestConformance(VoiceCatalogueConformance):
    @pytest.fixture
    def catalogue(self, folder: Path) -> PiperVoiceCatalogue:
        return PiperVoiceCatalogue([folder])


def test_voices_are_listed_with_their_speakers(catalogue: PiperVoiceCatalogue) -> None:
    assert [voice.id for voice in catalogue.voices()] == [
        "de_DE-thorsten-high",
        "en_GB-vctk-medium#0",
        "en_GB-vctk-medium#1",
        "en_GB-vctk-medium#2",
        "en_US-joe-medium",
    ]


@pytest.mark.parametrize(
    ("asked", "found", "speaker"),
    [
        ("joe", "en_US-joe-medium", None),
        ("JOE", "en_US-joe-medium", None),
        (" en_us-joe ", "en_US-joe-medium", None),
        ("de", "de_DE-thorsten-high", None),
        ("vctk", "en_GB-vctk-medium", 0),
        ("vctk#2", "en_GB-vctk-medium#2", 2),
        ("en_GB-vctk-medium#p226", "en_GB-vctk-medium#1", 1),
    ],
)
def test_voices_are_found(catalogue: PiperVoiceCatalogue, asked: str, found: str, speaker: int | None) -> None:
    voice = catalogue.find(asked)
    assert (voice.id, voice.speaker) == (found, speaker)


@pytest.mark.parametrize("asked", ["", "en_", "nobody", "vctk#9", "vctk#", "joe#1"])
def test_ambiguous_and_unknown_voices_are_refused(catalogue: PiperVoiceCatalogue, asked: str) -> None:
    if asked == "vctk#":
        assert catalogue.find(asked).speaker == 0
        return
    with pytest.raises(UnknownVoiceError) as caught:
        catalogue.find(asked)
    assert caught.value.way_out


def test_a_voice_is_found_by_its_path(catalogue: PiperVoiceCatalogue, tmp_path: Path) -> None:
    model = put_voice(tmp_path / "elsewhere", "fr_FR-siwis-low", language={"code": "fr_FR"})
    voice = catalogue.find(str(model))
    assert (voice.model, voice.language) == (model, "fr_FR")


def test_details_come_from_the_json(catalogue: PiperVoiceCatalogue) -> None:
    voice = catalogue.find("thorsten")
    assert (voice.language, voice.sample_rate, voice.name) == ("de_DE", 22_050, "Thorsten (de_DE, high)")


def test_links_that_leave_the_folder_are_left_alone(folder: Path, tmp_path: Path) -> None:
    model = put_voice(tmp_path / "outside", "en_US-secret-low")
    (folder / "en_US-secret-low.onnx").symlink_to(model)
    (folder / "linked").symlink_to(tmp_path / "outside")
    assert "secret" not in str(PiperVoiceCatalogue([folder]).voices())


@pytest.mark.parametrize(
    "settings",
    [None, "", "{", "[]", "{}", '{"audio": 3}', '{"audio": {"sample_rate": "fast"}, "num_speakers": 1}', "\ufffd\x00"],
)
def test_a_broken_json_is_told(folder: Path, settings: str | None) -> None:
    path = folder / "en_US-joe-medium.onnx.json"
    path.unlink()
    if settings is not None:
        path.write_text(settings, "utf-8")
    with pytest.raises(VoiceFileError) as caught:
        PiperVoiceCatalogue([folder]).find("joe")
    assert "en_US-joe-medium.onnx" in caught.value.message
    assert caught.value.way_out
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", GRAPH[:50_000], GRAPH[:-1], b"PK\x03\x04" * 50_000, b"<html>" * 50_000])
def test_a_model_cut_short_is_told(folder: Path, data: bytes) -> None:
    (folder / "en_US-joe-medium.onnx").write_bytes(data)
    with pytest.raises(VoiceFileError, match="en_US-joe-medium"):
        PiperVoiceCatalogue([folder]).find("joe")


def test_a_broken_voice_does_not_hide_the_others(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / "en_US-joe-medium.onnx").write_bytes(b"")
    assert len(PiperVoiceCatalogue([folder]).voices()) == 4
    assert "en_US-joe-medium" in caplog.text


def test_without_any_voice_the_way_out_says_how_to_get_one() -> None:
    assert PiperVoiceCatalogue([]).voices() == []
    with pytest.raises(UnknownVoiceError, match="No voice is installed"):
        PiperVoiceCatalogue([]).find("joe")
