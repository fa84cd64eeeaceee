"""Tests that do the real thing to real processes, each printing what it did.

Run by hand (`make soak`): they take too long, or are too new, to be part of `make test`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from podcast_studio.testing.stage import Company, Stage, Undisturbed, pcm_of

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.faults)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    made = Company(tmp_path_factory.mktemp("company"))
    yield made
    made.close()


@pytest.fixture
def stage(tmp_path: Path, company: Company) -> Iterator[Stage]:
    with Stage(tmp_path, company) as made:
        yield made


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Undisturbed]:
    """A podcast of that seed, and of a minute or so many, that nothing has interrupted."""
    known: dict[tuple[int, float], Undisturbed] = {}

    def made(seed: int, minutes: float = 1.0) -> Undisturbed:
        key = (seed, minutes)
        if key not in known:
            place = tmp_path_factory.mktemp("undisturbed")
            with Stage(place / "stage", Company(place)) as stage:
                (podcast,) = stage.finish(stage.order(seed, minutes=minutes))
                known[key] = Undisturbed(samples=pcm_of(podcast), turns=len(stage.journal.entries("spoke")))
        return known[key]

    return made


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints what a test did, past pytest's own capture, so that it stands in every log."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(f"\n    {line}", end="", flush=True)

    return say
