"""Fewer threads while the cores are shared, by others or by our own engines; all of them when they are free."""

import os

import pytest

from podcast_studio.domain.errors import EngineDiedError
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.crowding import AtWork, SharedCores, ThreadCount, cores
from podcast_studio.testing.engines import TroubleService


def work(threads: ThreadCount, given: float, times: int = 1) -> int:
    """Pieces of work of a second, in which each thread was given this share of its time."""
    for _ in range(times):
        threads.note(given * threads.now, 1.0)
    return threads.now


def test_free_cores_are_all_used() -> None:
    assert work(ThreadCount(4), given=0.98, times=20) == 4


def test_a_thread_that_is_kept_waiting_goes() -> None:
    assert work(ThreadCount(2), given=0.6) == 1


def test_many_go_at_once_where_little_was_given() -> None:
    assert work(ThreadCount(8), given=0.3) == 2


def test_one_thread_is_always_left() -> None:
    assert work(ThreadCount(2), given=0.01, times=5) == 1


def test_they_come_back_when_the_cores_are_free() -> None:
    threads = ThreadCount(2)
    work(threads, given=0.5)
    assert work(threads, given=0.99, times=30) == 2


def test_trying_again_takes_longer_each_time_it_was_in_vain() -> None:
    def pieces_until_two(threads: ThreadCount) -> int:
        count = 0
        while threads.now < 2:
            work(threads, given=0.95)
            count += 1
        return count

    threads = ThreadCount(2)
    waits = []
    for _ in range(6):
        work(threads, given=0.5)
        waits.append(pieces_until_two(threads))
    assert waits == sorted(waits)
    assert waits[0] < waits[-1] <= 50


def test_a_short_piece_of_work_says_nothing() -> None:
    threads = ThreadCount(2)
    threads.note(0.01, 0.1)
    assert threads.now == 2


def test_a_machine_with_one_core_has_nothing_to_choose() -> None:
    assert work(ThreadCount(1), given=0.2, times=3) == 1
    assert ThreadCount(0).now == 1


def test_cores_that_the_process_may_not_use_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {3}, raising=False)
    assert cores() == 1


def test_where_nothing_is_bound_all_cores_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 7)
    assert cores() == 7


def test_a_core_is_left_to_each_other_engine_at_work_and_one_is_always_taken() -> None:
    others = AtWork()
    shared = SharedCores(3, others)
    assert shared.threads() == 3
    with others.one_more():
        assert shared.threads() == 2
        with others.one_more(), others.one_more():
            assert shared.threads() == 1
    assert shared.threads() == 3


def test_threads_that_were_left_to_others_do_not_count_as_kept_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    others, moment, worked = AtWork(), 0.0, 0.0
    monkeypatch.setattr("time.process_time", lambda: worked)
    shared = SharedCores(2, others, clock=lambda: moment)
    for _ in range(10):
        with shared.piece_of_work():
            shared.threads()
            moment, worked = moment + 1, worked + 2  # alone
            with others.one_more():
                shared.threads()
                moment, worked = moment + 1, worked + 1
    assert shared.threads() == 2


def test_an_engine_counts_as_at_work_during_its_calls_which_other_processes_see() -> None:
    others = AtWork()
    counted = EngineProcess("counted", SharedCores, 4, others, at_work=others)
    watching = EngineProcess("watching", SharedCores, 4, others)
    try:
        assert counted.call("threads") == 3
        assert others.now == 0
        assert watching.call("threads") == 4
        with others.one_more():
            assert watching.call("threads") == 3
    finally:
        counted.close()
        watching.close()


def test_an_engine_that_dies_is_not_at_work_any_more() -> None:
    others = AtWork()
    engine = EngineProcess("trouble", TroubleService, "hi", at_work=others)
    with pytest.raises(EngineDiedError):
        engine.call("die")
    assert others.now == 0
    engine.close()
