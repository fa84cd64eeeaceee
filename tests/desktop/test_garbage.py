"""Cycles are found, in the GUI's thread; and Python does it itself again afterwards."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication

from podcast_studio.desktop.garbage import GarbageTimer

Until = Callable[[Callable[[], object]], None]


class Ring:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def timer(qapp: QApplication) -> Iterator[GarbageTimer]:
    timer = GarbageTimer(qapp)
    yield timer
    timer.stop()
    timer.deleteLater()


def test_rings_are_freed_in_the_thread_of_the_window(timer: GarbageTimer, until: Until) -> None:
    gc.collect()
    freed_in: list[str] = []

    def make() -> None:
        for _ in range(3_000):
            weakref.finalize(Ring(), lambda: freed_in.append(threading.current_thread().name))

    worker = threading.Thread(target=make, name="worker")
    worker.start()
    worker.join()
    assert "worker" not in freed_in
    until(lambda: freed_in)
    assert set(freed_in) == {threading.main_thread().name}


def test_older_ones_are_looked_through_less_often(timer: GarbageTimer) -> None:
    looked = []
    for _ in range(60):
        kept = [[] for _ in range(2_500)]  # type: ignore[var-annotated]
        looked.append(timer.look())
        del kept
    assert looked.count(0) > looked.count(1) > 0


def test_with_nothing_new_there_is_nothing_to_look_for(timer: GarbageTimer) -> None:
    gc.collect()
    assert timer.look() == -1


def test_afterwards_python_does_it_again(qapp: QApplication) -> None:
    timer = GarbageTimer(qapp)
    assert not gc.isenabled()
    gc.freeze()
    timer.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
    timer.deleteLater()
