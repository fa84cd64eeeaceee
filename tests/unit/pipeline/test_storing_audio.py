"""The finished files in their place, and nothing overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from podcast_studio.domain.errors import StorageError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.timeline import Placed, Timeline
from podcast_studio.pipeline.captions import CaptionTurn
from podcast_studio.pipeline.storing_audio import StoredPodcast, caption_turns, safe_name, store_audio, store_texts

CAPTIONS = [CaptionTurn(speaker=Speaker.HOST, text="Hello, “Grüße”", start=0.4, end=1.4)]


def stored(folder: Path, title: str = "Tides", content: bytes = b"sound") -> StoredPodcast:
    mixed = folder / ".mixing.mp3"
    mixed.write_bytes(content)
    store_texts(folder, {"title": title, "note": "Grüße"}, CAPTIONS)
    return store_audio(mixed, title=title, folder=folder, seconds=61.5, note="note")


def test_audio_transcript_and_captions_lie_side_by_side(tmp_path: Path) -> None:
    made = stored(tmp_path)
    assert made == StoredPodcast(
        audio=tmp_path / "Tides.mp3", sha256=sha256_of(tmp_path / "Tides.mp3"), size=5, seconds=61.5, note="note"
    )
    assert {path.name for path in tmp_path.iterdir()} == {
        "Tides.mp3",
        "transcript.json",
        "captions.vtt",
        "captions.srt",
    }
    text = (tmp_path / "transcript.json").read_bytes().decode("utf-8")
    assert json.loads(text) == {"title": "Tides", "note": "Grüße"}
    assert "Grüße" in text
    assert (tmp_path / "captions.vtt").read_bytes().decode("utf-8").startswith("WEBVTT\n")
    assert "HOST: Hello, “Grüße”" in (tmp_path / "captions.srt").read_bytes().decode("utf-8")


def test_another_programme_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    first = stored(tmp_path)
    second = stored(tmp_path, content=b"other")
    assert second.audio == tmp_path / "Tides (2).mp3"
    assert (first.audio.read_bytes(), second.audio.read_bytes()) == (b"sound", b"other")


def test_the_very_same_programme_is_taken_as_it_is(tmp_path: Path) -> None:
    """The run was killed between moving the file and telling the library."""
    first = stored(tmp_path)
    assert stored(tmp_path) == first
    assert [path.name for path in tmp_path.glob("*.mp3")] == ["Tides.mp3"]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.mp3"
    mixed.write_bytes(b"sound")
    with pytest.raises(StorageError, match="nowhere"):
        store_audio(mixed, title="T", folder=tmp_path / "nowhere", seconds=1, note="")
    assert mixed.exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Tides", "Tides"),
        ("Tides & “Moons”: part 1/2", "Tides & “Moons” part 1 2"),
        ('a\\b/c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("../../etc/passwd", "etc passwd"),
        ("  .hidden. ", "hidden"),
        ("line\nbreak\ttab\x00nul\x7f", "line break tab nul"),
        ("lone \ud800 half", "lone half"),
        ("CON", "CON_"),
        ("com1", "com1_"),
        ("console", "console"),
        ("", "podcast"),
        ("...", "podcast"),
        ("???", "podcast"),
        ("Ebbe und Flut – größer", "Ebbe und Flut – größer"),
        ("潮汐", "潮汐"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert safe_name(title) == name


@pytest.mark.parametrize("title", ["x" * 300, "../up", "a/b", "nul", "潮汐" * 100, "🙂" * 80, "é" * 200])
def test_any_title_can_be_stored(tmp_path: Path, title: str) -> None:
    assert stored(tmp_path, title).audio.parent == tmp_path


def test_captions_are_of_the_turns_that_are_heard() -> None:
    turns = [Turn(index=index, segment=0, speaker=Speaker.HOST, text=f"Turn {index}.") for index in range(3)]
    timeline = Timeline(turns=(Placed(index=0, start=0.4, end=1), Placed(index=2, start=1.5, end=2)), seconds=3)
    assert [(turn.text, turn.start, turn.end) for turn in caption_turns(turns, timeline)] == [
        ("Turn 0.", 0.4, 1),
        ("Turn 2.", 1.5, 2),
    ]
