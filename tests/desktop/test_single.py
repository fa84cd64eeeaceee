import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from podcast_studio.desktop.single import SingleInstance

Until = Callable[[Callable[[], object]], None]

OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from podcast_studio.desktop.single import SingleInstance
app = QCoreApplication([])
single = SingleInstance(Path(sys.argv[1]))
first = single.claim_or_hand_over([Path(path) for path in sys.argv[2:]])
print("first" if first else "handed over", flush=True)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "locks").mkdir()
    return tmp_path


@pytest.fixture
def first(qapp: QApplication, root: Path) -> Iterator[SingleInstance]:
    first = SingleInstance(root)
    assert first.claim()
    yield first
    first.release()


def other(root: Path, *paths: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", OTHER, str(root), *paths]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_second_start_hands_over_its_folders(first: SingleInstance, root: Path, until: Until) -> None:
    asked: list[list[Path]] = []
    first.asked.connect(asked.append)
    second = other(root, "/some/folder", "/an/öther")
    until(lambda: second.poll() is not None)
    assert second.communicate()[0] == "handed over\n"
    assert asked == [[Path("/some/folder"), Path("/an/öther")]]


def test_after_the_first_has_ended_another_can_be_the_first(first: SingleInstance, root: Path) -> None:
    first.release()
    assert other(root).communicate()[0] == "first\n"


def test_a_start_that_was_killed_stands_in_nobodys_way(qapp: QApplication, root: Path) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", OTHER + "import time; time.sleep(60)", str(root)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert killed.stdout is not None
    assert killed.stdout.readline() == "first\n"
    killed.kill()
    killed.wait()
    killed.stdout.close()
    again = SingleInstance(root)
    assert again.claim()
    again.release()


def test_a_start_while_the_first_is_ending_waits_for_its_place(first: SingleInstance, root: Path) -> None:
    first.stop_listening()
    second = other(root)
    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(1.0)
    first.release()
    assert second.communicate()[0] == "first\n"


def test_a_first_that_hangs_is_told_in_the_end(first: SingleInstance, root: Path) -> None:
    first.stop_listening()
    with pytest.raises(TimeoutError):
        SingleInstance(root).claim_or_hand_over([], patience=0.3)


def test_what_is_no_message_of_ours_is_ignored(first: SingleInstance, until: Until) -> None:
    asked: list[list[Path]] = []
    first.asked.connect(asked.append)
    stranger = QLocalSocket()
    stranger.connectToServer(first._name)
    stranger.write(b"nonsense\n")
    until(lambda: stranger.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert asked == []
