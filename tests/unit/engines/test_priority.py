"""Giving way to others."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator

import psutil
import pytest

from podcast_studio.engines import priority
from podcast_studio.engines.priority import IdleRunner

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="niceness belongs to a thread on Linux only")


@pytest.fixture
def idle() -> Iterator[IdleRunner]:
    runner = IdleRunner(nice=7)
    yield runner
    if runner._pool is not None:
        runner._pool.shutdown()


def own_niceness() -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


@linux
def test_work_runs_at_low_priority_and_the_caller_stays_as_it_was(idle: IdleRunner) -> None:
    before = own_niceness()
    assert idle.run(own_niceness) == 7 if before < 7 else 19
    assert own_niceness() == before


@linux
def test_all_work_is_done_by_one_thread(idle: IdleRunner) -> None:
    assert len({idle.run(threading.get_native_id) for _ in range(3)}) == 1


def test_results_and_errors_come_back(idle: IdleRunner) -> None:
    def fail() -> None:
        raise LookupError("why")

    assert idle.run(lambda: 42) == 42
    with pytest.raises(LookupError, match="why"):
        idle.run(fail)
    assert idle.run(lambda: 43) == 43


class ProcessStandIn:
    """A process whose priority can be set back, as on Windows."""

    def __init__(self) -> None:
        self.history = [32]

    def nice(self, value: int | None = None) -> int:
        if value is not None:
            self.history.append(value)
        return self.history[-1]


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> ProcessStandIn:
    stand_in = ProcessStandIn()
    monkeypatch.setattr(psutil, "Process", lambda: stand_in)
    return stand_in


@pytest.mark.parametrize("fails", [False, True])
def test_where_a_process_can_be_raised_again_it_is(
    process: ProcessStandIn, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    monkeypatch.setattr(psutil, "IDLE_PRIORITY_CLASS", 64, raising=False)

    def work() -> int:
        if fails:
            raise LookupError
        return process.nice()

    if fails:
        with pytest.raises(LookupError):
            priority._lowered(work)
    else:
        assert priority._lowered(work) == 64
    assert process.history == [32, 64, 32]


def test_where_there_is_no_way_back_up_nothing_is_lowered(
    process: ProcessStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(psutil, "IDLE_PRIORITY_CLASS", raising=False)
    assert priority._lowered(lambda: "done") == "done"
    assert process.history == [32]
