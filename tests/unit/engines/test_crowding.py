"""Fewer threads while the cores are shared, all of them when they are free."""

import os

import pytest

from podcast_studio.engines.crowding import ThreadCount, cores


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
