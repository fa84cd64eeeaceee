"""As many threads as are wanted, while they work."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from podcast_studio.jobs.crew import Crew


class Rounds:
    """Work that goes round until it is let go; who is at it, and how it stops for all."""

    def __init__(self) -> None:
        self._at_it: set[threading.Thread] = set()  # of which two may have one name while the older one leaves
        self.over = threading.Event()

    def __call__(self, stays: Callable[[], bool]) -> None:
        me = threading.current_thread()
        self._at_it.add(me)
        while not self.over.is_set() and stays():
            time.sleep(0.005)
        self._at_it.discard(me)

    def at_it(self) -> list[str]:
        return sorted(thread.name for thread in tuple(self._at_it))


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.005)


def test_it_grows_and_shrinks_while_it_works() -> None:
    rounds = Rounds()
    crew = Crew(rounds)
    assert crew.threads == []
    for size in (2, 3, 1, 4, 0):
        crew.resize(size)
        until(lambda size=size: rounds.at_it() == [f"worker-{number}" for number in range(1, size + 1)])  # type: ignore[misc]
        assert len(crew.threads) == size


def test_who_is_wanted_again_before_leaving_is_there_once() -> None:
    rounds = Rounds()
    crew = Crew(rounds)
    for _ in range(200):
        crew.resize(3)
        crew.resize(1)
    crew.resize(3)
    until(lambda: rounds.at_it() == ["worker-1", "worker-2", "worker-3"])
    until(lambda: len([thread for thread in threading.enumerate() if thread.name.startswith("worker-")]) == 3)
    rounds.over.set()
    for thread in crew.threads:
        thread.join(5)
        assert not thread.is_alive()
