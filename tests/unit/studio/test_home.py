from __future__ import annotations

import logging
import os
import subprocess
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest

from podcast_studio.domain.errors import DatabaseTooNewError, NoPermissionError
from podcast_studio.studio import Home, Studio
from podcast_studio.testing.studio import fake_studio

HEAVY = (
    "PySide6",
    "qasync",
    "llama_cpp",
    "piper",
    "lancedb",
    "kreuzberg",
    "wordllama",
    "pydub",
    "onnxruntime",
    "numpy",
)


def test_the_variable_names_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PODCAST_STUDIO_HOME", str(tmp_path / "data"))
    assert Home.default().root == tmp_path / "data"


@pytest.mark.parametrize(("named", "below"), [("~/pods", "pods"), ("  ~/pods ", "pods")])
def test_the_variable_may_begin_at_the_users_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str, below: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PODCAST_STUDIO_HOME", named)
    assert Home.default().root == tmp_path / below


def test_a_relative_folder_is_below_the_current_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PODCAST_STUDIO_HOME", "data")
    assert Home.default().root == tmp_path / "data"


@pytest.mark.parametrize("named", [None, "", "  "])
def test_without_the_variable_it_is_the_systems_own_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, named: str | None
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    if named is None:
        monkeypatch.delenv("PODCAST_STUDIO_HOME", raising=False)
    else:
        monkeypatch.setenv("PODCAST_STUDIO_HOME", named)
    root = Home.default().root
    assert root.name == "podcast-studio"
    assert root.is_relative_to(tmp_path)


def test_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    home = Home(root=tmp_path / "deep" / "data")
    home.prepare()
    home.prepare()
    places = [home.podcasts, home.indexes, home.models, home.voices, home.locks, home.log.parent]
    assert all(place.is_dir() and place.is_relative_to(home.root) for place in places)
    assert home.database.is_relative_to(home.root)


def test_a_file_in_the_place_of_the_data_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(NoPermissionError) as caught:
        Home(root=tmp_path / "data").prepare()
    assert str(tmp_path / "data") in caught.value.message
    assert "PODCAST_STUDIO_HOME" in caught.value.way_out
    assert (tmp_path / "data").read_text() == "mine"


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere; see test_bad_input")
def test_a_data_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(NoPermissionError, match="cannot be used"):
            Home(root=tmp_path / "data").prepare()
    finally:
        tmp_path.chmod(0o700)


def test_the_log_lies_in_the_data_folder_and_moves_with_it(tmp_path: Path) -> None:
    logger = logging.getLogger("podcast_studio")
    for name in ("one", "two"):
        with fake_studio(tmp_path / name):
            logger.warning("this is %s", name)
    assert "this is one" in Home(root=tmp_path / "one").log.read_text()
    assert "this is two" not in Home(root=tmp_path / "one").log.read_text()
    assert "this is two" in Home(root=tmp_path / "two").log.read_text()
    assert len([handler for handler in logger.handlers if isinstance(handler, RotatingFileHandler)]) == 1


def test_the_library_of_a_newer_version_is_refused(studio: Studio, tmp_path: Path) -> None:
    with studio._library.database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    studio.close()
    with pytest.raises(DatabaseTooNewError):
        fake_studio(tmp_path / "home")


def test_importing_the_application_pulls_in_no_qt_and_no_engine() -> None:
    look = "import sys, podcast_studio.studio, podcast_studio.cli.commands; print(*sys.modules)"
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert set(said.stdout.split()).isdisjoint(HEAVY)
