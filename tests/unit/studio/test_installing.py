"""Bringing models and voices into the folders of this program."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, ModelFileError
from podcast_studio.pipeline.prompts import READING
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import SMALLEST_GGUF, FakeParts, fake_studio
from podcast_studio.testing.waiting import until
from tests.unit.studio.test_warming import SlowReader


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with fake_studio(tmp_path / "home") as studio:
        yield studio


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.gguf"
    path.write_bytes(SMALLEST_GGUF)
    return path


@pytest.fixture
def other_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders of the program are on another disk than what is added."""
    link = os.link

    def refuse(source: Path, target: Path) -> None:
        if ".part" not in str(source):
            raise OSError(18, "another disk")
        link(source, target)

    monkeypatch.setattr(os, "link", refuse)


def test_a_model_on_the_same_disk_takes_no_room(studio: Studio, own: Path) -> None:
    kept = studio.installing.add_model(path=own)
    assert kept == studio.home.models / "own.gguf"
    assert kept.samefile(own)


def test_a_model_on_another_disk_is_copied_and_known_again(studio: Studio, own: Path, other_disk: None) -> None:
    shares: list[float] = []
    kept = studio.installing.add_model(path=own, report=shares.append)
    assert not kept.samefile(own)
    assert kept.read_bytes() == SMALLEST_GGUF
    assert shares == [1.0]
    assert studio.installing.add_model(path=own) == kept


def test_another_model_of_the_same_name_is_kept_beside_it(studio: Studio, own: Path, tmp_path: Path) -> None:
    first = studio.installing.add_model(path=own)
    (tmp_path / "more").mkdir()
    other = tmp_path / "more" / "own.gguf"
    other.write_bytes(SMALLEST_GGUF)
    os.utime(other, ns=(1, 1))
    assert studio.installing.add_model(path=other).name == "own (2).gguf"
    assert first.samefile(own)


def test_a_copy_that_is_stopped_leaves_nothing(studio: Studio, own: Path, other_disk: None) -> None:
    token = CancelToken()
    token.cancel(Cancelled())
    with pytest.raises(Cancelled):
        studio.installing.add_model(path=own, cancel=token)
    assert list(studio.home.models.glob("*own*")) == []


def test_a_copy_that_is_stopped_in_the_middle_leaves_nothing(
    studio: Studio, own: Path, other_disk: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podcast_studio.studio.installing._BLOCK_BYTES", 8)
    token = CancelToken()
    shares: list[float] = []

    def stop(share: float) -> None:
        shares.append(share)
        token.cancel(Cancelled())

    with pytest.raises(Cancelled):
        studio.installing.add_model(path=own, cancel=token, report=stop)
    assert len(shares) == 1
    assert shares[0] < 1
    assert list(studio.home.models.glob("*own*")) == []
    assert studio.installing.add_model(path=own).read_bytes() == SMALLEST_GGUF


@pytest.mark.parametrize("what", ["model", "voice"])
def test_what_is_given_up_while_it_is_checked_is_not_kept(
    studio: Studio, own: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    token = CancelToken()
    monkeypatch.setattr(studio._engines, "check_model", lambda _path: token.cancel(Cancelled()))
    monkeypatch.setattr(studio._engines, "check_voice", lambda _voice: token.cancel(Cancelled()))
    add = studio.installing.add_model if what == "model" else studio.installing.add_voice
    path = own if what == "model" else studio.home.voices / "alba.onnx"
    with pytest.raises(Cancelled):
        add(path=path, cancel=token)
    assert list(studio.home.models.glob("*own*")) == []


def test_what_is_no_model_is_not_kept(studio: Studio, own: Path) -> None:
    own.write_bytes(b"hello")
    with pytest.raises(ModelFileError):
        studio.installing.add_model(path=own)
    assert not (studio.home.models / "own.gguf").exists()


def test_the_starter_reads_in_the_background_once_it_is_there(tmp_path: Path) -> None:
    parts = FakeParts()
    with fake_studio(tmp_path / "home", parts) as studio:
        studio.installing.get_ready()
        assert not parts.models_made
        studio.prepare_starter(report=lambda _share: None)
        studio.installing.get_ready()
        studio.installing.get_ready()
        until(lambda: bool(parts.model.requests))
    assert parts.model.requests == [READING]


def test_its_reading_ends_with_the_program_and_does_not_begin_after_it(tmp_path: Path) -> None:
    reader = SlowReader()
    with fake_studio(tmp_path / "home", FakeParts(model=reader)) as studio:
        studio.prepare_starter(report=lambda _share: None)
        studio.installing.get_ready()
        until(lambda: bool(reader.requests))
    assert not any(thread.name == "getting-ready" for thread in threading.enumerate())
    studio.installing.get_ready()
    assert reader.requests == [READING]
