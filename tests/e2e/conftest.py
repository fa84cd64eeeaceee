from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from podcast_studio.domain.files import sha256_of
from tests.starter import share

_PATIENCE_SECONDS = 240.0  # for a busy machine; nothing waits that long when all is well


@dataclass
class Stage:
    """A data folder with the real model, and the commands that are run over it."""

    command_line: Any  # CommandLine of the fixture of that name

    @property
    def home(self) -> Path:
        return Path(self.command_line.home)

    def voiced(self) -> dict[str, tuple[int, str]]:
        """The turns that are voiced so far: date and hash by file name."""
        turns = sorted(self.home.glob("podcasts/*/turns/[0-9]*.wav"))
        return {path.name: (path.stat().st_mtime_ns, sha256_of(path)) for path in turns}

    def until(self, condition: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
        """Wait until something has come to pass, while a process runs."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not condition():
            if process is not None and process.poll() is not None:
                pytest.fail(f"it ended with {process.returncode}: {process.communicate()}")
            assert time.monotonic() < deadline, "it did not come to pass"
            time.sleep(0.05)

    def job(self) -> dict[str, Any]:
        """The only job there is."""
        (job,) = json.loads(self.command_line.run("jobs", "list", "--json").stdout)
        return dict(job)

    def transcript(self) -> dict[str, Any]:
        (path,) = self.home.glob("podcasts/*/transcript.json")
        return dict(json.loads(path.read_text()))


def _group_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The living processes that a command has started, itself included."""
    found = []
    for candidate in psutil.process_iter():
        try:
            if os.getpgid(candidate.pid) == process.pid and candidate.status() != psutil.STATUS_ZOMBIE:
                found.append(candidate)
        except (ProcessLookupError, psutil.NoSuchProcess, PermissionError):
            continue
    return found


@pytest.fixture
def group_of() -> Callable[[subprocess.Popen[str]], list[psutil.Process]]:
    return _group_of


@pytest.fixture
def stage(command_line: Any, starter_models: Path, read_prompts: Path) -> Stage:
    return Stage(with_models(command_line, starter_models, read_prompts))


@pytest.fixture(scope="session")
def staged_at(
    starter_models: Path, read_prompts: Path, command_line_at: Callable[[Path], Any]
) -> Callable[[Path], Any]:
    """The command line over a data folder of one's own that shares the starter model."""
    return lambda home: with_models(command_line_at(home), starter_models, read_prompts)


@pytest.fixture
def started(stage: Stage) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Begins a command; whatever it leaves running is ended with the test."""
    begun: list[subprocess.Popen[str]] = []

    def start(*words: object) -> subprocess.Popen[str]:
        begun.append(stage.command_line.start(*words))
        return begun[-1]

    yield start
    for process in begun:
        for left in _group_of(process):
            left.send_signal(signal.SIGKILL)
        process.communicate()


@pytest.fixture(scope="module")
def screen(no_process_left: dict[int, str]) -> Iterator[str]:
    """The name of an X11 display that nobody sees."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed (package xvfb)")
    words = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    yield f":{server.stdout.readline().strip()}"
    server.terminate()
    server.communicate()


def with_models(command_line: Any, models: Path, read: Path) -> Any:
    """Let a data folder share the starter model."""
    share(models, read, command_line.home)
    return command_line
