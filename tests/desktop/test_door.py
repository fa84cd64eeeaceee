import asyncio
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject

from podcast_studio.desktop.door import Door, Reload
from podcast_studio.domain.errors import InputError, Interrupted, StorageError
from tests.desktop.acts import delete_later

Until = Callable[[Callable[[], object]], None]


def test_a_call_runs_in_a_thread_and_its_result_comes_back_to_this_one(door: Door, until: Until) -> None:
    threads: list[str] = []

    async def ask() -> None:
        threads.append(await door.ask(lambda: threading.current_thread().name))
        threads.append(threading.current_thread().name)

    door.start(ask(), door)
    until(lambda: len(threads) == 2)
    assert threads[0].startswith("door")
    assert threads[1] == threading.main_thread().name


def test_an_error_that_a_view_does_not_handle_goes_to_one_place(door: Door, until: Until) -> None:
    told: list[Exception] = []
    door.failed.connect(told.append)

    def refuse() -> None:
        raise InputError("That will not do.")

    door.call(refuse, door)
    until(lambda: told)
    assert str(told[0]) == "That will not do."


def test_what_was_asked_ends_with_the_view_that_asked(door: Door, until: Until) -> None:
    view, came_back = QObject(), []

    async def wait() -> None:
        await asyncio.sleep(3600)
        came_back.append(True)

    task = door.start(wait(), view)
    delete_later(view)
    until(task.cancelled)
    assert not came_back


def test_a_burst_of_changes_loads_once_and_once_more_at_its_end(door: Door, until: Until) -> None:
    loads: list[int] = []
    seen = 0

    async def load() -> None:
        loads.append(await door.ask(lambda: seen))

    reload = Reload(door, door, load, pause=1)
    for seen in range(1, 51):  # noqa: B007 - what the studio would answer at that moment
        reload()
    until(lambda: len(loads) >= 2)
    assert loads[-1] == 50
    assert len(loads) == 2


def test_changes_of_another_thread_arrive_in_this_one(door: Door, until: Until) -> None:
    heard: list[tuple[object, str]] = []
    door.changed.connect(lambda change: heard.append((change, threading.current_thread().name)))
    thread = threading.Thread(target=lambda: door.hear("change"))
    thread.start()
    thread.join()
    until(lambda: heard)
    assert heard == [("change", threading.main_thread().name)]


def test_a_call_that_may_succeed_later_can_be_made_again(door: Door, until: Until) -> None:
    told: list[tuple[Exception, Callable[[], object]]] = []
    door.failed_for_now.connect(lambda error, again: told.append((error, again)))
    door.failed.connect(lambda error: pytest.fail(f"told without a way out: {error}"))
    answers: list[Exception | None] = [StorageError("The library is busy."), None]
    done: list[bool] = []

    def busy_at_first(*, value: bool) -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer
        done.append(value)

    door.call(busy_at_first, door, value=True)
    until(lambda: told)
    assert str(told[0][0]) == "The library is busy."
    told[0][1]()
    until(lambda: done == [True])


def test_what_cannot_be_read_for_now_is_told_once_and_read_until_it_can(
    door: Door, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podcast_studio.desktop.door._SECONDS_BETWEEN_TRIES", 0)
    told: list[Exception] = []
    door.failed.connect(told.append)
    tries: list[int] = []

    async def load() -> None:
        tries.append(1)
        if len(tries) < 4:
            raise StorageError("The library is busy.")

    Reload(door, door, load, pause=1)()
    until(lambda: len(tries) == 4)
    assert [str(error) for error in told] == ["The library is busy."]


def test_what_can_never_be_read_is_not_tried_again(door: Door, until: Until) -> None:
    told: list[Exception] = []
    door.failed.connect(told.append)

    async def load() -> None:
        raise InputError("It is gone.")

    reload = Reload(door, door, load, pause=1)
    reload()
    until(lambda: told)
    until(lambda: not reload._running and not reload._timer.isActive())
    assert (len(told), reload._again) == (1, False)


def test_who_asks_after_the_end_is_interrupted_and_nobody_is_told(
    door: Door, until: Until, caplog: pytest.LogCaptureFixture
) -> None:
    """A view's timer may still fire when the window has closed."""
    told: list[Exception] = []
    door.failed.connect(told.append)
    asked = []

    async def ask() -> None:
        asked.append(True)
        await door.ask(asked.clear)

    closing = asyncio.get_event_loop().create_task(door.close())
    until(closing.done)
    task = door.start(ask(), door)
    until(task.done)
    assert asked
    assert isinstance(task.exception(), Interrupted)
    assert not told
    assert not caplog.records
