"""What holds for every test, it leaves no thread and no process behind, and the real command line."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psutil
import pytest

from podcast_studio.engines.starter import StarterModel
from tests import sound_server as sound_servers

_Left = TypeVar("_Left")
_LONGEST = (  # with a language model; begun first, so that what is short fills up the end
    "tests/e2e/",
    "tests/integration/test_endpoint_real.py",
    "tests/integration/test_llama_real.py",
    "tests/integration/test_orders_in_documents.py",
    "tests/integration/test_revising_real.py",
)
_GRACE_SECONDS = 5.0  # for what has been asked to end and is ending
_LIBRARY_THREADS = (  # started once by a library and kept for as long as the program runs
    "LanceDBBackgroundEventLoop",
    "pytest_timeout",
    "tqdm_monitor",
)


@dataclass(frozen=True)
class CommandLine:
    """podcast-studio in processes of its own, over a data folder."""

    home: Path
    before: tuple[str, ...] = ()  # what the command is run with, e.g. setpriv and its options

    def run(self, *words: object, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self._words(words),
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def start(self, *words: object) -> subprocess.Popen[str]:
        """Begin a command, as the leader of a process group of its own."""
        return subprocess.Popen(
            self._words(words),
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _words(self, words: Sequence[object]) -> list[str]:
        return [*self.before, sys.executable, "-m", "podcast_studio", *map(str, words)]

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "PODCAST_STUDIO_HOME": str(self.home)}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cores-apart", action="store_true", help="each of several processes has cores of its own")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a process of the tests which cores are its own, where they are not to share them.

    Language models and voices that share all cores keep each other waiting: two at work take more than twice as long.
    """
    if node.config.getoption("cores_apart") and hasattr(os, "sched_getaffinity"):
        number, processes = int(node.gateway.id.removeprefix("gw")), node.config.getoption("numprocesses")
        node.workerinput["cores"] = sorted(os.sched_getaffinity(0))[number::processes]


def pytest_configure(config: pytest.Config) -> None:
    if cores := getattr(config, "workerinput", {}).get("cores"):
        os.sched_setaffinity(0, cores)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("cores_apart"):
        items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


@pytest.fixture(scope="session")
def starter_models(request: pytest.FixtureRequest) -> Path:
    """A folder with the starter model, put together once and kept in pytest's cache.

    PODCAST_STUDIO_TEST_MODELS names one that is there already, e.g. the models folder of one's own data folder.
    """
    named = os.environ.get("PODCAST_STUDIO_TEST_MODELS", "")
    folder = Path(named).absolute() if named else Path(request.config.cache.mkdir("starter-models"))
    starter = StarterModel(folder)
    if not starter.available:
        pytest.skip("the starter extra is not installed")
    starter.ensure()
    return folder


@pytest.fixture(scope="session")
def read_prompts(request: pytest.FixtureRequest) -> Path:
    """What the starter model has read of prompts, kept in pytest's cache."""
    return Path(request.config.cache.mkdir("read-prompts"))


@pytest.fixture(scope="module")
def sound_server(no_process_left: dict[int, str]) -> Iterator[sound_servers.SoundServer]:
    """A sound server that nobody hears, and whose sound can be recorded."""
    if not sound_servers.is_installed():
        pytest.skip("pulseaudio and parec are not installed (packages pulseaudio and pulseaudio-utils)")
    with sound_servers.sound_server() as server:
        yield server


@pytest.fixture(scope="session")
def command_line_at() -> Callable[[Path], CommandLine]:
    return CommandLine


@pytest.fixture
def command_line(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path / "home")


@pytest.fixture(scope="module", autouse=True)
def no_process_left() -> Iterator[dict[int, str]]:
    """Children may live as long as a module's fixtures. Gives, by pid, the test after which each was first seen."""
    before = {child.pid for child in _children()}
    first_seen: dict[int, str] = {}
    yield first_seen
    left = _after_a_while(lambda: [child for child in _children() if child.pid not in before])
    told = [f"{_command(child)} (first seen after {first_seen.get(child.pid, 'the last test')})" for child in left]
    for child in left:
        child.kill()
    assert not told, f"processes were left running: {'; '.join(told)}"


@pytest.fixture(autouse=True)
def no_thread_left(request: pytest.FixtureRequest, no_process_left: dict[int, str]) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = _after_a_while(lambda: [thread for thread in threading.enumerate() if _is_left(thread, before)])
    for child in _children():
        no_process_left.setdefault(child.pid, request.node.name)
    assert not left, f"threads were left running: {', '.join(thread.name for thread in left)}"


def _is_left(thread: threading.Thread, before: set[threading.Thread]) -> bool:
    return thread not in before and not thread.name.startswith(_LIBRARY_THREADS)


def _children() -> list[psutil.Process]:
    """Running children, without the helper that multiprocessing keeps."""
    return [] if _has_none() else [child for child in psutil.Process().children() if _is_running(child)]


def _has_none() -> bool:
    """Whether there are no children at all: on Linux that is known at once, and asked twice for each of many tests."""
    lists = list(Path("/proc/self/task").glob("*/children"))
    try:
        return bool(lists) and not any(path.read_bytes() for path in lists)
    except OSError:  # a thread has ended meanwhile
        return False


def _is_running(child: psutil.Process) -> bool:
    try:
        return child.status() != psutil.STATUS_ZOMBIE and "multiprocessing.resource_tracker" not in _command(child)
    except psutil.NoSuchProcess:
        return False


def _command(child: psutil.Process) -> str:
    try:
        return " ".join(child.cmdline())
    except psutil.Error:
        return str(child.pid)


def _after_a_while(look: Callable[[], Sequence[_Left]]) -> Sequence[_Left]:
    """What is still there when it had time to end."""
    deadline = time.monotonic() + _GRACE_SECONDS
    while (left := look()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left
