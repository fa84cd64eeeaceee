"""Runs that take too long or stand still, in time that is given to them."""

from __future__ import annotations

from podcast_studio.jobs.limits import Stopwatch, TimeLimits


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def pass_(watch: Stopwatch, clock: Clock, seconds: float, step: float = 1.0) -> None:
    """Time in which the watch is looked at."""
    for _ in range(round(seconds / step)):
        clock.now += step
        watch.look()


def test_after_the_soft_limit_it_is_warned_once_and_after_the_hard_one_stopped() -> None:
    clock = Clock()
    watch = Stopwatch(TimeLimits(soft=60, hard=120), clock)
    pass_(watch, clock, 60)
    assert (watch.warn(), watch.look()) == (None, None)
    pass_(watch, clock, 1)
    warned = watch.warn()
    assert warned is not None
    assert "longer than it should: 60 seconds" in warned.message
    assert watch.warn() is None
    pass_(watch, clock, 60)
    late = watch.look()
    assert late is not None
    assert "longer than it may: 2 minutes" in late.message
    assert late.retryable


def test_standing_still_counts_only_without_progress() -> None:
    clock = Clock()
    watch = Stopwatch(TimeLimits(stall=30), clock)
    for _ in range(10):
        pass_(watch, clock, 30)
        assert watch.look() is None
        watch.progressed()
    pass_(watch, clock, 31)
    stalled = watch.look()
    assert stalled is not None
    assert "stood still" in stalled.message


def test_the_hours_that_the_machine_slept_do_not_count() -> None:
    clock = Clock()
    watch = Stopwatch(TimeLimits(soft=60, hard=120, stall=30), clock)
    pass_(watch, clock, 10)
    clock.now += 8 * 3600
    assert watch.look() is None
    assert watch.warn() is None
    pass_(watch, clock, 10)
    assert watch.look() is None


def test_a_clock_that_goes_back_gives_and_takes_nothing() -> None:
    clock = Clock()
    watch = Stopwatch(TimeLimits(hard=20), clock)
    pass_(watch, clock, 15)
    clock.now -= 86_400
    assert watch.look() is None
    pass_(watch, clock, 6)
    assert watch.look() is not None


def test_without_limits_nothing_is_ever_late() -> None:
    clock = Clock()
    watch = Stopwatch(TimeLimits(), clock)
    pass_(watch, clock, 100_000, step=5.0)
    assert (watch.look(), watch.warn()) == (None, None)
