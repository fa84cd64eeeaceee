"""Tags in files of each format; how players show them is tested in tests/integration/test_mixer_real.py."""

from __future__ import annotations

import base64
import subprocess
import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import mutagen
import pytest
from mutagen.flac import Picture
from mutagen.id3 import ID3

from podcast_studio.domain.audio import Programme, Tags
from podcast_studio.domain.errors import AudioError
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.timeline import Chapter
from podcast_studio.engines.encoders import ENCODERS
from podcast_studio.engines.ffmpeg import ffmpeg_path
from podcast_studio.engines.tagger import chapters_file, container_options, write_tags

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8) + (640).to_bytes(4) + (480).to_bytes(4) + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(30)
CHAPTERS = (
    Chapter(title="Opening = “Tides”; #1", start=0.0, end=1.5),
    Chapter(title="潮", start=1.5, end=3661.25),
    Chapter(title="A much longer title than both of the others have\nin two lines", start=3661.25, end=4000.0),
)
FULL = Tags(title="Tides & Moon", artist="Podcast Studio", album="Sea", date="2026-03-04", comment="made at home")
Silence = Callable[[AudioFormat], Path]


def programme(audio_format: AudioFormat, *, tags: Tags = FULL, chapters: tuple[Chapter, ...] = CHAPTERS) -> Programme:
    return Programme(clips=(), seconds=4000.0, format=audio_format, tags=tags, chapters=chapters)


@pytest.fixture(scope="module")
def silence(tmp_path_factory: pytest.TempPathFactory) -> Silence:
    """A fresh file of a tenth of a second in a format."""
    folder = tmp_path_factory.mktemp("silence")
    with wave.open(str(folder / "silence.wav"), "wb") as file:
        file.setparams((2, 2, 44_100, 0, "NONE", ""))
        file.writeframes(bytes(4 * 4_410))

    def make(audio_format: AudioFormat) -> Path:
        out = folder / f"{len(list(folder.iterdir()))}.{audio_format}"
        command = [ffmpeg_path(), "-v", "error", "-i", folder / "silence.wav", *ENCODERS[audio_format].options, out]
        subprocess.run(command, check=True)
        return out

    return make


@pytest.mark.parametrize("audio_format", list(AudioFormat))
def test_every_format_carries_the_texts(silence: Silence, audio_format: AudioFormat) -> None:
    path = silence(audio_format)
    write_tags(path, programme(audio_format))
    values = shown(path)
    for text in (FULL.title, FULL.artist, FULL.album, FULL.date, FULL.comment, "Podcast"):
        assert text in values


@pytest.mark.parametrize("audio_format", list(AudioFormat))
def test_empty_texts_are_left_out(silence: Silence, audio_format: AudioFormat) -> None:
    path = silence(audio_format)
    write_tags(path, programme(audio_format, tags=Tags(title="Only", artist="", album="", date=""), chapters=()))
    assert {value for value in shown(path) if value and not value.startswith(("Lavf", "Lavc"))} == {"Only", "Podcast"}


@pytest.mark.parametrize(("data", "mime"), [(PNG, "image/png"), (JPEG, "image/jpeg")])
@pytest.mark.parametrize("audio_format", list(AudioFormat))
def test_every_format_carries_the_cover(
    silence: Silence, tmp_path: Path, audio_format: AudioFormat, data: bytes, mime: str
) -> None:
    (tmp_path / "cover").write_bytes(data)
    path = silence(audio_format)
    write_tags(path, programme(audio_format, tags=replace(FULL, cover=tmp_path / "cover")))
    assert cover_of(path, audio_format) == (data, mime)


def test_a_flac_knows_the_size_of_its_cover(silence: Silence, tmp_path: Path) -> None:
    (tmp_path / "cover.png").write_bytes(PNG)
    path = silence(AudioFormat.FLAC)
    write_tags(path, programme(AudioFormat.FLAC, tags=replace(FULL, cover=tmp_path / "cover.png")))
    picture = mutagen.File(path).pictures[0]
    assert (picture.width, picture.height, picture.type) == (640, 480, 3)


@pytest.mark.parametrize("audio_format", [AudioFormat.MP3, AudioFormat.WAV])
def test_id3_chapters_stand_in_order_and_in_a_table_of_contents(silence: Silence, audio_format: AudioFormat) -> None:
    path = silence(audio_format)
    write_tags(path, programme(audio_format))
    tags = ID3(path) if audio_format is AudioFormat.MP3 else mutagen.File(path).tags
    (toc,) = tags.getall("CTOC")
    chapters = [tags[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert [(one.start_time, one.end_time) for one in chapters] == [
        (0, 1500),
        (1500, 3_661_250),
        (3_661_250, 4_000_000),
    ]
    assert [str(one.sub_frames["TIT2"]) for one in chapters] == [one.title for one in CHAPTERS]
    in_file = [frame.element_id for frame in ID3(path).getall("CHAP")] if audio_format is AudioFormat.MP3 else []
    assert in_file == sorted(in_file)


@pytest.mark.parametrize("audio_format", [AudioFormat.OGG, AudioFormat.FLAC])
def test_vorbis_chapters(silence: Silence, audio_format: AudioFormat) -> None:
    path = silence(audio_format)
    write_tags(path, programme(audio_format))
    comments = mutagen.File(path)
    assert comments["chapter001"] == ["00:00:01.500"]
    assert comments["chapter002"] == ["01:01:01.250"]
    assert [comments[f"chapter00{n}name"] for n in range(3)] == [[one.title] for one in CHAPTERS]


def test_an_mp3_has_no_more_chapters_than_its_table_can_count(silence: Silence) -> None:
    many = tuple(Chapter(title=str(n), start=float(n), end=n + 1.0) for n in range(300))
    path = silence(AudioFormat.MP3)
    write_tags(path, programme(AudioFormat.MP3, chapters=many))
    assert len(ID3(path).getall("CHAP")) == len(ID3(path).getall("CTOC")[0].child_element_ids) == 255


def test_chapters_of_an_m4a_are_told_to_ffmpeg_with_their_odd_signs() -> None:
    with chapters_file(programme(AudioFormat.M4A)) as path:
        assert path is not None
        text = path.read_text("utf-8")
        assert container_options(programme(AudioFormat.M4A), path)[3] == str(path)
    assert not path.exists()
    assert text.startswith(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1500\n")
    assert "title=Opening \\= “Tides”\\; \\#1\n" in text
    assert "have\\\nin two lines\n" in text


@pytest.mark.parametrize("plan", [programme(AudioFormat.MP3), programme(AudioFormat.M4A, chapters=())])
def test_no_chapter_file_where_none_is_needed(plan: Programme) -> None:
    with chapters_file(plan) as path:
        assert path is None
    assert container_options(plan, None) == ()


def test_a_wav_tells_players_without_id3_its_title() -> None:
    tags = Tags(title="Tides = Moon", artist="", album="Sea", date="")
    assert container_options(programme(AudioFormat.WAV, tags=tags), None) == (
        "-metadata", "title=Tides = Moon", "-metadata", "album=Sea",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "data"), [("missing.png", None), ("cover.gif", b"GIF89a"), ("empty.png", b"")])
def test_a_cover_that_is_none_is_named(silence: Silence, tmp_path: Path, name: str, data: bytes | None) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(AudioError, match=name) as caught:
        write_tags(silence(AudioFormat.MP3), programme(AudioFormat.MP3, tags=replace(FULL, cover=tmp_path / name)))
    assert caught.value.way_out


@pytest.mark.parametrize("audio_format", [one for one in AudioFormat if one is not AudioFormat.MP3])
def test_a_file_that_is_no_audio_is_told(tmp_path: Path, audio_format: AudioFormat) -> None:
    (tmp_path / "a").write_bytes(b"words")
    with pytest.raises(AudioError, match="Title and chapters"):
        write_tags(tmp_path / "a", programme(audio_format))


def test_a_file_that_has_gone_is_told_as_the_system_does(tmp_path: Path) -> None:
    """Whoever mixes turns that into a full disk, a missing folder and so on."""
    with pytest.raises(OSError, match="No such file"):
        write_tags(tmp_path / "missing.flac", programme(AudioFormat.FLAC))


def shown(path: Path) -> list[str]:
    """All texts of a file: ID3 has frames, the others have lists."""
    file: Any = mutagen.File(path)
    values = [getattr(value, "text", value) for value in file.tags.values()]
    return [str(text) for texts in values if isinstance(texts, list) for text in texts]


def cover_of(path: Path, audio_format: AudioFormat) -> tuple[bytes, str]:
    file: Any = mutagen.File(path)
    if audio_format is AudioFormat.M4A:
        picture = file.tags["covr"][0]
        return bytes(picture), {13: "image/jpeg", 14: "image/png"}[picture.imageformat]
    if audio_format is AudioFormat.OGG:
        picture = Picture(base64.b64decode(file["metadata_block_picture"][0]))
    else:
        picture = file.pictures[0] if audio_format is AudioFormat.FLAC else file.tags.getall("APIC")[0]
    return picture.data, picture.mime
