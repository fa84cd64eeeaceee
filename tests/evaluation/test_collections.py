"""The collections are what the app can read and have enough to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.engines.documents import FolderReader

HERE = Path(__file__).parent
COLLECTIONS = sorted(folder for folder in (HERE / "collections").iterdir() if folder.is_dir())


def spoken_words(folder: Path) -> dict[str, int]:
    reader = FolderReader()
    return {file.path: sum(one.words for one in reader.read(file)) for file in reader.scan(folder).files if file.size}


def test_there_are_eight() -> None:
    assert len(COLLECTIONS) == 8


@pytest.mark.parametrize("folder", COLLECTIONS, ids=lambda folder: folder.name)
def test_each_carries_five_minutes_of_talk(folder: Path) -> None:
    words = spoken_words(folder)
    assert 1 <= len(words) <= 12
    assert sum(words.values()) >= 900


def test_the_hostile_one_is_mostly_content() -> None:
    words = spoken_words(HERE / "hostile" / "bakehouse")
    assert len(words) == 3
    assert all(count >= 60 for count in words.values())
