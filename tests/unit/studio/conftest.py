from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, fake_studio, write_collection


@pytest.fixture
def parts() -> FakeParts:
    return FakeParts()


@pytest.fixture
def studio(tmp_path: Path, parts: FakeParts) -> Iterator[Studio]:
    """The application over fakes and an empty data folder."""
    with fake_studio(tmp_path / "home", parts) as opened:
        yield opened


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with one readable document."""
    return write_collection(tmp_path / "sea_and_moon")
