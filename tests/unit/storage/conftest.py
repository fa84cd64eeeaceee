from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.storage.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty library."""
    made = Database(tmp_path / "library.sqlite3")
    made.migrate()
    yield made
    made.close()


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()
