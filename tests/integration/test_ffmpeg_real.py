"""Running ffmpeg: what it says, why it fails, and that none is left behind."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from threading import enumerate as threads

import psutil
import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import AudioError, Cancelled, DiskFullError
from podcast_studio.engines import ffmpeg

RAW = ("-f", "f32le", "-ar", "44100", "-ac", "2", "-i", "pipe:0")
SECOND = bytes(8 * 44_100)


@pytest.fixture(autouse=True)
def _leaves_nothing_running() -> Iterator[None]:
    yield
    assert not [child for child in psutil.Process().children() if "ffmpeg" in child.name()]
    assert not [thread for thread in threads() if thread.name == "ffmpeg-cancel"]


def test_there_is_one() -> None:
    assert ffmpeg.check_ffmpeg().startswith("ffmpeg version")


def test_a_missing_one_is_told_with_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/nowhere/ffmpeg")
    ffmpeg.ffmpeg_path.cache_clear()
    try:
        with pytest.raises(AudioError) as caught:
            ffmpeg.check_ffmpeg()
        assert caught.value.way_out
    finally:
        ffmpeg.ffmpeg_path.cache_clear()


def test_its_words_come_back() -> None:
    said = ffmpeg.feed((*RAW, "-af", "ebur128", "-f", "null", "-"), [SECOND] * 3, CancelToken(), Path("a.wav"))
    assert "Summary" in said


def test_its_failure_is_told_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(AudioError) as caught:
        ffmpeg.feed(
            (*RAW, "-c:a", "nonsense", str(tmp_path / "a.mp3")), [SECOND] * 60, CancelToken(), tmp_path / "a.mp3"
        )
    assert "nonsense" in caught.value.details


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /dev/full")
def test_a_full_disk_is_told_as_such() -> None:
    with pytest.raises(DiskFullError):
        ffmpeg.feed((*RAW, "-f", "s16le", "/dev/full"), [SECOND] * 60, CancelToken(), Path("out.wav"))


def test_a_cancel_ends_it_even_when_it_is_stuck() -> None:
    cancel = CancelToken()

    def endless() -> Iterator[bytes]:
        while True:
            yield SECOND

    Timer(0.5, cancel.cancel, [Cancelled()]).start()
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        ffmpeg.feed((*RAW, "-af", "arealtime", "-f", "null", "-"), endless(), cancel, Path("a.wav"))
    assert time.monotonic() - begun < 2


def test_an_error_in_the_source_ends_it() -> None:
    def broken() -> Iterator[bytes]:
        yield SECOND
        raise AudioError("The clip is broken.")

    with pytest.raises(AudioError, match="clip is broken"):
        ffmpeg.feed((*RAW, "-f", "null", "-"), broken(), CancelToken(), Path("a.wav"))
