import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from podcast_studio.desktop.crash import CrashLog
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.studio import Home

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def installed(home: Home) -> Iterator[CrashLog]:
    log = CrashLog(home.log.parent)
    log.install()
    yield log
    log.finish()


def raised(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_what_nobody_expected_is_written_down_and_told(installed: CrashLog, caplog: pytest.LogCaptureFixture) -> None:
    told: list[Exception] = []
    installed.unexpected.connect(told.append)
    raised(ValueError("odd"))
    assert [str(error) for error in told] == ["odd"]
    assert "ValueError: odd" in installed.path.read_text()


def test_what_is_raised_in_a_thread_arrives_too(installed: CrashLog, until: Until) -> None:
    told: list[Exception] = []
    installed.unexpected.connect(told.append)

    def fail() -> None:
        raise ValueError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    until(lambda: told)
    assert "in a thread" in installed.path.read_text()


def test_the_same_thing_again_and_again_is_told_once(installed: CrashLog) -> None:
    told: list[Exception] = []
    installed.unexpected.connect(told.append)
    for _ in range(100):
        raised(ValueError("in a paint event"))
    assert len(told) == 1
    assert installed.path.read_text().count("in a paint event") == 1


def test_an_end_in_order_leaves_nothing_to_offer(home: Home) -> None:
    log = CrashLog(home.log.parent)
    log.install()
    raised(ValueError("odd"))
    log.finish()
    assert CrashLog(home.log.parent).left_over is None


def test_a_log_that_was_left_is_offered_at_the_next_start(
    home: Home, make_desktop: Callable[[], Desktop], until: Until
) -> None:
    (home.log.parent / "crash.log").write_text("Fatal Python error: Segmentation fault\n")
    desktop = make_desktop()
    desktop.begin()
    assert desktop.window.notices.messages == ["Podcast Studio ended unexpectedly the last time."]
    button = next(one for one in desktop.window.notices.findChildren(QPushButton) if one.text() == "Copy the log")
    button.click()
    assert "Segmentation fault" in QGuiApplication.clipboard().text()
    until(lambda: desktop.window.page)


STANDS_STILL = """
import ctypes, sys
from pathlib import Path
from podcast_studio.desktop.crash import CrashLog

log = CrashLog(Path(sys.argv[1]))
log.install()

def waits_for_a_thread_of_qt():
    log.end_within(0.2)  # from here, so that it stands nowhere else by then
    ctypes.PyDLL(None).sleep(600)  # Python is kept from all threads meanwhile

waits_for_a_thread_of_qt()
"""


def test_a_program_that_stands_still_while_it_ends_is_ended_and_the_log_says_where(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", STANDS_STILL, str(tmp_path)], timeout=60, check=False)
    assert ended.returncode == 1
    log = CrashLog(tmp_path).left_over
    assert log is not None
    assert "waits_for_a_thread_of_qt" in log.read_text()
