"""Tests that do the real thing to real processes, each telling what it did: `pytest -m faults`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from podcast_studio.testing.stage import Company, Stage, Undisturbed, pcm_of

_HERE = Path(__file__).parent
_TOLD = "told"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.faults)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the tests told, whichever process they ran in."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    lines = [
        line for report in reports if report.when == "call" for name, line in report.user_properties if name == _TOLD
    ]
    if lines:
        terminalreporter.section("what was done, and what came of it")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Tells what a test did, at the end of the run."""

    def say(line: str) -> None:
        record_property(_TOLD, line)

    return say


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
