"""A podcast's own copy of the passages it rests on."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import StorageError
from podcast_studio.pipeline.sources import SOURCES, keep_sources, kept_sources, passage_before

PASSAGES = [
    Passage(
        id=f"p{number}",
        document="sea/gezeiten.pdf",
        heading=("Ebbe und Flut", "größer"),
        page=number or None,
        start=number,
        end=number + 9,
        text="Der Mond *zieht*. 🌕",
        spoken="Der Mond zieht.",
        order=number,
    )
    for number in range(3)
]


def test_what_is_kept_comes_back_whole(tmp_path: Path) -> None:
    keep_sources(tmp_path, PASSAGES, ["p0", "p1", "p2"])
    assert kept_sources(tmp_path) == {passage.id: passage for passage in PASSAGES}
    keep_sources(tmp_path, PASSAGES, ["p0"])
    assert list(kept_sources(tmp_path)) == ["p0"]


def test_what_may_lead_in_to_a_passage_is_kept_with_it(tmp_path: Path) -> None:
    keep_sources(tmp_path, PASSAGES, ["p2"])
    assert list(kept_sources(tmp_path)) == ["p1", "p2"]
    known = {passage.id: passage for passage in PASSAGES}
    assert passage_before(PASSAGES[2], known) == PASSAGES[1]
    assert passage_before(PASSAGES[0], known) is None


def test_nothing_kept_is_nothing(tmp_path: Path) -> None:
    assert kept_sources(tmp_path) == {}


@pytest.mark.parametrize("content", [b"", b"{", b"null", b'[{"id": "p"}]', b"[1]", b"\xff\xfe"])
def test_a_damaged_copy_is_as_none(tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / SOURCES).write_bytes(content)
    assert kept_sources(tmp_path) == {}
    assert "cannot be read" in caplog.text


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="nowhere"):
        keep_sources(tmp_path / "nowhere", PASSAGES, ["p0"])
