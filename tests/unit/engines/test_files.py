"""Files appear whole or not at all, and never in place of another."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from podcast_studio.domain.errors import DiskFullError, NoPermissionError, StorageError
from podcast_studio.engines.files import appearing


def test_appears_when_done(tmp_path: Path) -> None:
    out = tmp_path / "a.mp3"
    with appearing(out) as part:
        part.write_text("whole")
        assert not out.exists()
        assert part.suffix == ".mp3"
    assert out.read_text() == "whole"
    assert list(tmp_path.iterdir()) == [out]


def test_vanishes_on_errors(tmp_path: Path) -> None:
    def fail() -> None:
        with appearing(tmp_path / "a.mp3") as part:
            part.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not list(tmp_path.iterdir())


def test_leaves_an_existing_file_alone(tmp_path: Path) -> None:
    out = tmp_path / "a.mp3"

    def write() -> None:
        with appearing(out) as part:
            part.write_text("new")
            out.write_text("came in between")

    with pytest.raises(FileExistsError):
        write()
    assert out.read_text() == "came in between"
    assert list(tmp_path.iterdir()) == [out]


def test_replaces_when_asked_to(tmp_path: Path) -> None:
    out = tmp_path / "a.wav"
    out.write_text("old")
    with appearing(out, replace=True) as part:
        part.write_text("new")
    assert out.read_text() == "new"


@pytest.mark.parametrize(
    ("number", "error"),
    [(errno.ENOSPC, DiskFullError), (errno.EDQUOT, DiskFullError), (errno.EROFS, NoPermissionError)],
)
def test_refusals_of_the_system_are_told_clearly(tmp_path: Path, number: int, error: type[Exception]) -> None:
    with pytest.raises(error, match=str(tmp_path)), appearing(tmp_path / "a.mp3"):
        raise OSError(number, "no")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nowhere"), appearing(tmp_path / "nowhere" / "a.mp3"):
        pass
