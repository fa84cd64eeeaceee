import threading
import time
from collections.abc import Iterator

import pytest

from podcast_studio.jobs.due import DueKinds

_LONG = 20.0  # seconds, that nobody is to wait


@pytest.fixture
def due() -> Iterator[DueKinds]:
    due = DueKinds()
    yield due
    due.close()


def waiting(due: DueKinds, *kinds: str, seconds: float = _LONG) -> threading.Thread:
    thread = threading.Thread(target=due.wait, args=(kinds, seconds), daemon=True)
    thread.start()
    deadline = time.monotonic() + _LONG
    while not set(kinds) <= set(due.awaited):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return thread


def woken(thread: threading.Thread) -> bool:
    thread.join(_LONG / 2)
    return not thread.is_alive()


def test_who_waits_for_a_kind_is_woken_when_it_is_due(due: DueKinds) -> None:
    thread = waiting(due, "podcast", "index")
    due.tell(["index"])
    assert woken(thread)


def test_who_waits_for_another_kind_sleeps_on(due: DueKinds) -> None:
    other, mine = waiting(due, "index"), waiting(due, "podcast")
    due.tell(["podcast"])
    assert woken(mine)
    assert other.is_alive()
    assert due.awaited == ["index"]


def test_what_was_told_before_wakes_nobody(due: DueKinds) -> None:
    due.tell(["podcast"])
    thread = waiting(due, "podcast")
    thread.join(0.1)
    assert thread.is_alive()


def test_nobody_waits_for_ever(due: DueKinds) -> None:
    due.wait(["podcast"], 0.01)
    assert due.awaited == []


def test_once_closed_nobody_waits(due: DueKinds) -> None:
    thread = waiting(due, "podcast")
    due.close()
    assert woken(thread)
    due.wait(["podcast"], _LONG)
