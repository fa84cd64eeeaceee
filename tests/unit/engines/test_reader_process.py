"""Documents that make their reader crash, hang or run out of time."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import FoundFile, Passage
from podcast_studio.domain.errors import Cancelled, DocumentError
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.reader_process import ReaderProcess
from podcast_studio.testing.languages import TEXTS


class TroubledReader(FolderReader):
    """Reads as it should, except what is named after a trouble."""

    def read(self, file: FoundFile, cancel: CancelToken | None = None) -> list[Passage]:
        if file.path == "crash.md":
            os.kill(os.getpid(), signal.SIGSEGV)
        if file.path == "hang.md":
            time.sleep(60)
        return super().read(file, cancel)


class DyingDetector:
    def detect(self, text: str) -> str:
        os._exit(11)


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    reader = ReaderProcess(TroubledReader())
    yield reader
    reader.close()
    assert reader.pid is None


@pytest.fixture
def files(reader: ReaderProcess, tmp_path: Path) -> dict[str, FoundFile]:
    for name in ("good.md", "crash.md", "hang.md"):
        (tmp_path / name).write_text("# Tides\n\nThe tide turns twice a day.\n")
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 and no more")
    return {file.path: file for file in reader.scan(tmp_path).files}


def test_reads_in_another_process(reader: ReaderProcess, files: dict[str, FoundFile]) -> None:
    assert [one.spoken for one in reader.read(files["good.md"])] == ["The tide turns twice a day."]
    assert reader.pid not in (None, os.getpid())


def test_a_reason_comes_over(reader: ReaderProcess, files: dict[str, FoundFile]) -> None:
    with pytest.raises(DocumentError):
        reader.read(files["bad.pdf"])


@pytest.mark.parametrize(("name", "reason"), [("crash.md", "the reader stopped at it"), ("hang.md", "took longer")])
def test_one_that_cannot_be_read_costs_no_other(
    reader: ReaderProcess, files: dict[str, FoundFile], name: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        if name == "hang.md":  # the others may take their time, and their child its own to begin
            patched.setattr(reader, "_limit_seconds", 1.5)
        with pytest.raises(DocumentError, match=reason) as caught:
            reader.read(files[name])
    assert caught.value.way_out
    assert reader.read(files["good.md"])


def test_the_language_is_told_in_the_other_process(
    reader: ReaderProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "flut.md").write_text(TEXTS["de"], encoding="utf-8")
    (file,) = reader.scan(tmp_path).files
    monkeypatch.setitem(sys.modules, "py3langid", None)  # whoever imports it here fails
    assert reader.language(reader.read(file)) == "de"
    assert reader.language([]) == ""


def test_a_detector_that_dies_costs_no_document(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "flut.md").write_text(TEXTS["de"], encoding="utf-8")
    frail = ReaderProcess(FolderReader(detector=DyingDetector()))
    try:
        (file,) = frail.scan(tmp_path).files
        assert frail.language(frail.read(file)) == ""
        assert frail.read(file)
    finally:
        frail.close()
    assert "could not be told" in caplog.text


def test_a_reading_that_takes_long_can_be_cancelled(files: dict[str, FoundFile]) -> None:
    patient, token = ReaderProcess(TroubledReader()), CancelToken()
    try:
        patient.read(files["good.md"])
        threading.Timer(0.2, token.cancel, [Cancelled()]).start()
        started = time.monotonic()
        with pytest.raises(Cancelled):
            patient.read(files["hang.md"], token)
        assert time.monotonic() - started < 30
        assert patient.read(files["good.md"])
    finally:
        patient.close()
