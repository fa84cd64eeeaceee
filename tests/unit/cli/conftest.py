from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.cli import main
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, fake_studio, write_collection


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Its only line, read."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def json_lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def parts() -> FakeParts:
    return FakeParts()


@pytest.fixture
def opened(tmp_path: Path, parts: FakeParts) -> Callable[[], Studio]:
    """Opens the studio that the commands run over."""
    return lambda: fake_studio(tmp_path / "home", parts)


@pytest.fixture
def run(opened: Callable[[], Studio], capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command line, as a process of its own would, over fakes."""

    def command(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments], opened)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return command


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with one readable document."""
    return write_collection(tmp_path / "tides")
