"""The starter model, put together from small parts instead of the installed ones."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from podcast_studio.domain.errors import DiskFullError, ModelFileError, StorageError
from podcast_studio.engines import starter
from podcast_studio.engines.starter import STARTER_NAME, StarterModel

WHOLE = b"".join(bytes([number]) * 5000 for number in range(22))


class Parts:
    """Parts on disk, and how often they were asked for."""

    def __init__(self, folder: Path, count: int = 22) -> None:
        folder.mkdir()
        step = len(WHOLE) // count
        self.paths = [folder / f"part{number:02d}.bin" for number in range(count)]
        for number, path in enumerate(self.paths):
            path.write_bytes(WHOLE[number * step : (number + 1) * step])
        self.asked = 0

    def __call__(self) -> list[Path]:
        self.asked += 1
        return self.paths


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path / "parts")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "models"


def made(folder: Path, parts: Callable[[], list[Path]]) -> StarterModel:
    return StarterModel(folder, parts=parts, size=len(WHOLE), sha256=hashlib.sha256(WHOLE).hexdigest())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")


STAMP = STARTER_NAME.replace(".gguf", ".verified.json")


def test_the_parts_are_joined_in_order_and_told_of(folder: Path, parts: Parts) -> None:
    told: list[float] = []
    path = made(folder, parts).ensure(told.append)
    assert path.read_bytes() == WHOLE
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert names(folder) == [path.name, STAMP]


def test_it_is_put_together_once(folder: Path, parts: Parts) -> None:
    first = made(folder, parts).ensure()
    written = first.stat().st_mtime_ns
    assert made(folder, parts).ensure().stat().st_mtime_ns == written
    assert parts.asked == 1


def test_a_verified_file_is_not_read_again(folder: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    made(folder, parts).ensure()
    monkeypatch.setattr(starter, "sha256_of", lambda _path: pytest.fail("read again"))
    assert made(folder, parts).is_whole()


def test_a_copy_of_the_right_file_is_verified_and_used(folder: Path, parts: Parts) -> None:
    folder.mkdir(parents=True)
    (folder / STARTER_NAME).write_bytes(WHOLE)
    made(folder, parts).ensure()
    assert parts.asked == 0
    assert names(folder) == [STARTER_NAME, STAMP]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


@pytest.mark.parametrize("damage", [flip, cut, grow, Path.unlink, Path.touch])
def test_a_damaged_copy_is_noticed_and_made_whole(folder: Path, parts: Parts, damage: Callable[[Path], None]) -> None:
    path = made(folder, parts).ensure()
    damage(path)
    assert made(folder, parts).ensure().read_bytes() == WHOLE
    assert names(folder) == [path.name, STAMP]


def test_a_garbled_stamp_only_costs_another_look(folder: Path, parts: Parts) -> None:
    made(folder, parts).ensure()
    (folder / STAMP).write_text("{")
    made(folder, parts).ensure()
    assert parts.asked == 1


def test_what_a_killed_run_has_left_is_in_nobodys_way(folder: Path, parts: Parts) -> None:
    folder.mkdir(parents=True)
    (folder / STARTER_NAME).with_suffix(".partial").write_bytes(WHOLE[:100])
    (folder / f"{STARTER_NAME}.lock").touch()
    assert made(folder, parts).ensure().read_bytes() == WHOLE
    assert names(folder) == [STARTER_NAME, STAMP]


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink])
def test_damaged_parts_are_told_and_leave_nothing(folder: Path, parts: Parts, damage: Callable[[Path], None]) -> None:
    damage(parts.paths[7])
    with pytest.raises(ModelFileError, match="parts of the starter model are damaged") as caught:
        made(folder, parts).ensure()
    assert "--force-reinstall" in caught.value.way_out
    assert names(folder) == []


def test_damaged_parts_do_not_cost_a_damaged_copy(folder: Path, parts: Parts) -> None:
    """What is left of it may still be worth something to its owner."""
    path = made(folder, parts).ensure()
    cut(path)
    flip(parts.paths[0])
    with pytest.raises(ModelFileError):
        made(folder, parts).ensure()
    assert path.read_bytes() == WHOLE[:-1]


def test_without_parts_the_way_out_is_told(folder: Path) -> None:
    model = made(folder, list)
    assert not model.available
    with pytest.raises(ModelFileError, match="not installed") as caught:
        model.ensure()
    assert "podcast-studio[starter]" in caught.value.way_out


class _Usage(NamedTuple):
    total: int
    used: int
    free: int


def test_too_full_a_disk_is_told_before_anything_is_written(
    folder: Path, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: _Usage(10, 9, 1))
    told: list[float] = []
    with pytest.raises(DiskFullError, match="no room"):
        made(folder, parts).ensure(told.append)
    assert told == []
    assert names(folder) == []


def test_a_disk_that_fills_on_the_way_leaves_nothing(folder: Path, parts: Parts) -> None:
    def fill(share: float) -> None:
        if share > 0.5:
            raise OSError(28, "No space left on device")

    with pytest.raises(DiskFullError):
        made(folder, parts).ensure(fill)
    assert names(folder) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, parts: Parts) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (tmp_path / "file", tmp_path / "file" / "models"):
        with pytest.raises(StorageError, match="file"):
            made(place, parts).ensure()


def test_threads_that_want_it_at_once_get_the_same_file(folder: Path, parts: Parts) -> None:
    with ThreadPoolExecutor(6) as pool:
        paths = list(pool.map(lambda _: made(folder, parts).ensure(), range(6)))
    assert {path.read_bytes() for path in paths} == {WHOLE}
    assert parts.asked == 1


_PROCESS = """
import hashlib, sys
from pathlib import Path
from podcast_studio.engines.starter import StarterModel
parts, folder, size, sha256 = sys.argv[1:]
asked = []
def found():
    asked.append(1)
    return sorted(Path(parts).glob("*.bin"))
path = StarterModel(Path(folder), parts=found, size=int(size), sha256=sha256).ensure()
print(len(asked), hashlib.sha256(path.read_bytes()).hexdigest() == sha256)
"""


def test_processes_that_want_it_at_once_make_it_once(folder: Path, parts: Parts) -> None:
    arguments = [str(parts.paths[0].parent), str(folder), str(len(WHOLE)), hashlib.sha256(WHOLE).hexdigest()]
    command = [sys.executable, "-c", _PROCESS, *arguments]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    answers = sorted(run.communicate()[0].strip() for run in runs)
    assert answers == ["0 True", "0 True", "1 True"]
    assert names(folder) == [STARTER_NAME, STAMP]


def test_the_installed_parts_are_all_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starter, "_PARTS", 23)
    assert starter.installed_parts() == []
