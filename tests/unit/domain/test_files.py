"""Files appear whole or not at all, and never in place of another."""

from __future__ import annotations

import errno
import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from podcast_studio.domain.errors import DiskFullError, NoPermissionError, StorageError
from podcast_studio.domain.files import (
    appearing,
    free_name,
    is_file,
    is_folder,
    is_there,
    publish,
    sha256_of,
    telling_disk_errors,
    write_atomically,
)


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


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("in the way")
    with pytest.raises(StorageError, match="models"), telling_disk_errors(tmp_path / "models"):
        (tmp_path / "models").mkdir(exist_ok=True)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nowhere"), appearing(tmp_path / "nowhere" / "a.mp3"):
        pass


def test_bytes_are_written_in_place_of_the_old_ones(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.json", b"old")
    write_atomically(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_failed_write_leaves_the_old_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_atomically(tmp_path / "a.json", b"old")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFullError, match=r"a\.json"):
        write_atomically(tmp_path / "a.json", b"new")
    assert (tmp_path / "a.json").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_threads_that_write_one_file_do_not_mix_their_bytes(tmp_path: Path) -> None:
    texts = [bytes([number]) * 50_000 for number in range(16)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda text: write_atomically(tmp_path / "a", text), texts))
    assert (tmp_path / "a").read_bytes() in texts
    assert len(list(tmp_path.iterdir())) == 1


def test_a_published_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    wanted = tmp_path / "tides.mp3"
    places = [publish(finished(tmp_path, str(number)), wanted) for number in range(3)]
    assert [place.name for place in places] == ["tides.mp3", "tides (2).mp3", "tides (3).mp3"]
    assert [place.read_text() for place in places] == ["0", "1", "2"]
    assert len(list(tmp_path.iterdir())) == 3


def test_files_published_at_once_get_a_name_each(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(lambda n: publish(finished(tmp_path, str(n)), tmp_path / "a.mp3"), range(24)))
    assert len(set(places)) == 24
    assert sorted(place.read_text() for place in places) == sorted(map(str, range(24)))


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_source: object, target: object) -> None:
        raise OSError(errno.EPERM, "not here", str(target))

    monkeypatch.setattr(os, "link", no_links)
    assert publish(finished(tmp_path, "one"), tmp_path / "a.mp3").name == "a.mp3"
    assert publish(finished(tmp_path, "two"), tmp_path / "a.mp3").name == "a (2).mp3"
    with pytest.raises(FileExistsError), appearing(tmp_path / "a.mp3") as part:
        part.write_text("three")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a (2).mp3", "a.mp3"]


def test_a_full_disk_while_publishing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "link", full)
    with pytest.raises(DiskFullError):
        publish(finished(tmp_path, "one"), tmp_path / "a.mp3")
    assert not (tmp_path / "a.mp3").exists()


def test_a_link_that_leads_nowhere_is_not_free(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").symlink_to(tmp_path / "missing")
    assert free_name(tmp_path / "a.mp3").name == "a (2).mp3"


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"words")
    assert sha256_of(tmp_path / "a") == hashlib.sha256(b"words").hexdigest()


def finished(folder: Path, text: str) -> Path:
    """A file that is ready to be published."""
    path = folder / f".{text}.finished"
    path.write_text(text)
    return path


def test_what_cannot_be_looked_at_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert (is_file(tmp_path / "file"), is_folder(tmp_path / "file"), is_there(tmp_path / "file")) == (
        True,
        False,
        True,
    )
    assert (is_file(tmp_path), is_folder(tmp_path), is_there(tmp_path)) == (False, True, True)
    refused = tmp_path / ("x" * 300)  # the system looks at no name of this length; root it refuses nothing else
    with pytest.raises(OSError, match="too long"):
        refused.exists()
    assert (is_file(refused), is_folder(refused), is_there(refused)) == (False, False, False)
