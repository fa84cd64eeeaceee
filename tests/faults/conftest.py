"""Tests that do the real thing to real processes, each printing what it did: `pytest -m faults -s`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.faults)


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints what a test did, past pytest's own capture, so that it stands in every log."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(f"\n    {line}", end="", flush=True)

    return say
