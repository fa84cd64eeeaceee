"""Title, cover and chapters in the final file, in the way of each format."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from podcast_studio.domain.audio import Programme, Tags
from podcast_studio.domain.errors import AudioError
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.timeline import Chapter

_FRONT_COVER = 3  # picture type of ID3 and FLAC
_MOST_CHAPTERS = 255  # an ID3 table of contents counts them in one byte
_GENRE = "Podcast"


def container_options(programme: Programme, chapters: Path | None) -> tuple[str, ...]:
    """ffmpeg's options for what it writes itself: an m4a's chapters, and a wav's title for players without ID3."""
    if chapters is not None:
        return ("-f", "ffmetadata", "-i", str(chapters), "-map_chapters", "1")
    if programme.format is AudioFormat.WAV:
        tags = programme.tags
        pairs = {"title": tags.title, "artist": tags.artist, "album": tags.album, "date": tags.date}
        return tuple(part for name, value in pairs.items() if value for part in ("-metadata", f"{name}={value}"))
    return ()


@contextmanager
def chapters_file(programme: Programme) -> Iterator[Path | None]:
    """ffmpeg's chapter file for formats where ffmpeg has to write them, else None."""
    if programme.format is not AudioFormat.M4A or not programme.chapters:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="podcast-studio-") as folder:
        path = Path(folder, "chapters.txt")
        path.write_text(_ffmetadata(programme.chapters), "utf-8")
        yield path


def write_tags(path: Path, programme: Programme) -> None:
    """Put tags, cover and chapters into an encoded file. Raises AudioError."""
    import mutagen

    try:
        _WRITERS[programme.format](path, programme)
    except mutagen.MutagenError as error:
        if error.args and isinstance(error.args[0], OSError):  # mutagen wraps what the system said
            raise error.args[0] from error
        raise AudioError("Title and chapters could not be written into the audio file.", details=repr(error)) from error


def _write_mp3(path: Path, programme: Programme) -> None:
    tags = _mutagen_id3().ID3()
    _fill_id3(tags, programme)
    tags.save(path, v2_version=3)


def _write_wav(path: Path, programme: Programme) -> None:
    from mutagen import wave

    module: Any = wave
    file = module.WAVE(path)
    file.add_tags()
    _fill_id3(file.tags, programme)
    file.save(v2_version=3)


def _mutagen_id3() -> Any:
    from mutagen import id3

    return id3


def _fill_id3(id3: Any, programme: Programme) -> None:
    frames, tags = _mutagen_id3(), programme.tags
    texts = {"TIT2": tags.title, "TPE1": tags.artist, "TALB": tags.album, "TDRC": tags.date, "TCON": _GENRE}
    for name, value in texts.items():
        if value:
            id3.add(getattr(frames, name)(encoding=3, text=[value]))
    if tags.comment:
        id3.add(frames.COMM(encoding=3, lang="eng", desc="", text=[tags.comment]))
    if (picture := _picture(tags)) is not None:
        data, mime, _, _ = picture
        id3.add(frames.APIC(encoding=0, mime=mime, type=_FRONT_COVER, desc="", data=data))
    _add_id3_chapters(id3, programme.chapters[:_MOST_CHAPTERS])


def _add_id3_chapters(id3: Any, chapters: Sequence[Chapter]) -> None:
    """Chapters and their table of contents.

    mutagen writes frames by size and then by name, and ffmpeg shows them as they come: so each is padded to the size of
    the largest, and the names tell the order.
    """
    frames = _mutagen_id3()
    sizes = [len(chapter.title.encode("utf-16")) for chapter in chapters]
    names = [f"chapter{index:03d}" for index in range(len(chapters))]
    for name, chapter, size in zip(names, chapters, sizes, strict=True):
        times = {"start_time": _ms(chapter.start), "end_time": _ms(chapter.end)}
        nowhere = 0xFFFFFFFF  # no byte offset: the times count
        parts = [
            frames.TIT2(encoding=1, text=[chapter.title]),
            frames.PRIV(owner="padding", data=bytes(max(sizes) - size + 1)),
        ]
        id3.add(frames.CHAP(element_id=name, **times, start_offset=nowhere, end_offset=nowhere, sub_frames=parts))
    if chapters:
        flags = frames.CTOCFlags.TOP_LEVEL | frames.CTOCFlags.ORDERED
        id3.add(frames.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))


def _write_m4a(path: Path, programme: Programme) -> None:
    from mutagen import mp4

    module: Any = mp4
    tags, file = programme.tags, module.MP4(path)
    if file.tags is None:
        file.add_tags()
    values = {
        "\xa9nam": tags.title, "\xa9ART": tags.artist, "\xa9alb": tags.album, "\xa9day": tags.date,
        "\xa9cmt": tags.comment, "\xa9gen": _GENRE,
    }  # fmt: skip
    file.tags.update({name: [value] for name, value in values.items() if value})
    if (picture := _picture(tags)) is not None:
        data, mime, _, _ = picture
        kind = module.MP4Cover.FORMAT_PNG if mime == "image/png" else module.MP4Cover.FORMAT_JPEG
        file.tags["covr"] = [module.MP4Cover(data, imageformat=kind)]
    file.save()


def _write_ogg(path: Path, programme: Programme) -> None:
    from mutagen import oggvorbis

    module: Any = oggvorbis
    file = module.OggVorbis(path)
    file.update(_vorbis_comments(programme))
    if (picture := _flac_picture(programme.tags)) is not None:
        file["METADATA_BLOCK_PICTURE"] = [base64.b64encode(picture.write()).decode("ascii")]
    file.save()


def _write_flac(path: Path, programme: Programme) -> None:
    from mutagen import flac

    module: Any = flac
    file = module.FLAC(path)
    file.update(_vorbis_comments(programme))
    if (picture := _flac_picture(programme.tags)) is not None:
        file.add_picture(picture)
    file.save()


def _vorbis_comments(programme: Programme) -> dict[str, list[str]]:
    tags = programme.tags
    comments = {
        "TITLE": tags.title, "ARTIST": tags.artist, "ALBUM": tags.album, "DATE": tags.date,
        "COMMENT": tags.comment, "GENRE": _GENRE,
    }  # fmt: skip
    for index, chapter in enumerate(programme.chapters):
        comments[f"CHAPTER{index:03d}"] = _clock(chapter.start)
        comments[f"CHAPTER{index:03d}NAME"] = chapter.title
    return {name: [value] for name, value in comments.items() if value}


def _flac_picture(tags: Tags) -> Any:
    from mutagen import flac

    if (found := _picture(tags)) is None:
        return None
    module: Any = flac
    picture = module.Picture()
    picture.data, picture.mime, picture.width, picture.height = found
    picture.type, picture.depth = _FRONT_COVER, 24
    return picture


def _picture(tags: Tags) -> tuple[bytes, str, int, int] | None:
    """The cover's bytes, type, width and height; the last two are 0 when unknown."""
    if tags.cover is None:
        return None
    try:
        data = tags.cover.read_bytes()
    except OSError as error:
        raise AudioError(
            f"The cover picture “{tags.cover}” cannot be read.", way_out="Choose another picture.", details=repr(error)
        ) from error
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return data, "image/png", int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if data.startswith(b"\xff\xd8\xff"):
        return data, "image/jpeg", 0, 0
    raise AudioError(f"The cover picture “{tags.cover}” is neither PNG nor JPEG.", way_out="Choose another picture.")


def _ffmetadata(chapters: tuple[Chapter, ...]) -> str:
    lines = [";FFMETADATA1"]
    for chapter in chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={_ms(chapter.start)}", f"END={_ms(chapter.end)}"]
        lines.append(f"title={_escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return "".join("\\" + char if char in "=;#\\\n" else char for char in text)


def _ms(seconds: float) -> int:
    return max(0, round(seconds * 1000))


def _clock(seconds: float) -> str:
    ms = _ms(seconds)
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}.{ms % 1000:03d}"


_WRITERS = {
    AudioFormat.MP3: _write_mp3,
    AudioFormat.M4A: _write_m4a,
    AudioFormat.OGG: _write_ogg,
    AudioFormat.FLAC: _write_flac,
    AudioFormat.WAV: _write_wav,
}
