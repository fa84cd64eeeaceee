import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import psutil
import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, EngineDiedError, InputError, Interrupted
from podcast_studio.engines import child
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.priority import NICENESS
from podcast_studio.testing.engines import TroubleService
from podcast_studio.testing.waiting import has_ended, until


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    process = EngineProcess("trouble", TroubleService, "hi")
    yield process
    process.close()


def test_calls_and_streams_in_another_process(engine: EngineProcess) -> None:
    assert engine.call("greet", "you") == "hi you"
    assert list(engine.stream("count", 4)) == [0, 1, 2, 3]
    assert engine.pid not in (None, os.getpid())


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="Windows has classes instead")
def test_one_that_gives_way_has_a_lower_priority_and_others_have_not(engine: EngineProcess) -> None:
    modest = EngineProcess("modest", TroubleService, "hi", gives_way=True)
    try:
        for process in (engine, modest):
            process.call("greet", "you")
        ours, usual, lower = (os.getpriority(os.PRIO_PROCESS, pid or 0) for pid in (0, engine.pid, modest.pid))
        assert usual == ours
        assert lower == min(19, ours + NICENESS)
    finally:
        modest.close()


def test_errors_cross_with_all_their_parts(engine: EngineProcess) -> None:
    with pytest.raises(InputError) as caught:
        engine.call("refuse")
    assert (caught.value.message, caught.value.way_out, caught.value.details) == (
        "That will not do.",
        "Do otherwise.",
        "why",
    )
    assert engine.call("greet", "still here") == "hi still here"


def test_an_unforeseen_error_is_told_with_its_trace(engine: EngineProcess) -> None:
    with pytest.raises(EngineDiedError) as caught:
        engine.call("stumble")
    assert "ValueError: unforeseen" in caught.value.details


def test_death_costs_one_call_only(engine: EngineProcess) -> None:
    with pytest.raises(EngineDiedError):
        engine.call("die")
    assert engine.call("greet", "again") == "hi again"


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a child that is asked to stop, however busy the machine is."""
    monkeypatch.setattr(child, "CANCEL_GRACE_SECONDS", 120.0)


@pytest.mark.usefixtures("patience")
def test_a_listening_child_survives_a_cancel(engine: EngineProcess) -> None:
    engine.call("greet", "x")
    before, token = engine.pid, CancelToken()
    threading.Timer(0.2, token.cancel, [Cancelled()]).start()
    assert engine.call("patient", 30.0, cancel=token) == "stopped"
    assert engine.pid == before


def test_a_deaf_child_is_killed_on_cancel(engine: EngineProcess) -> None:
    engine.call("greet", "x")
    token, started = CancelToken(), time.monotonic()
    threading.Timer(0.2, token.cancel, [Interrupted()]).start()
    with pytest.raises(Interrupted):
        engine.call("deaf", 60.0, cancel=token)
    assert time.monotonic() - started < 30
    assert engine.call("greet", "anew") == "hi anew"


@pytest.mark.usefixtures("patience")
def test_a_cancel_is_heard_by_a_stream_that_never_pauses(engine: EngineProcess) -> None:
    token = CancelToken()
    chunks = engine.stream("chatter", cancel=token)
    before = [next(chunks), next(chunks)]
    pid = engine.pid
    token.cancel(Cancelled())
    with pytest.raises(Cancelled):
        list(chunks)
    assert before == [0, 1]
    assert engine.pid == pid


def test_a_stream_left_early_frees_the_child(engine: EngineProcess) -> None:
    for number in engine.stream("count", 1_000_000):
        if number == 3:
            break
    assert engine.call("greet", "next") == "hi next"


def test_close_leaves_no_process(engine: EngineProcess) -> None:
    engine.call("greet", "x")
    pid = engine.pid
    engine.close()
    assert engine.pid is None
    assert pid is not None
    assert not psutil.pid_exists(pid)


_PARENT = """
import sys, time
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.priority import NICENESS
from podcast_studio.testing.engines import TroubleService
if __name__ == "__main__":
    engine = EngineProcess("trouble", TroubleService)
    engine.call("greet", "x")
    print(engine.pid, flush=True)
    engine.call("deaf", 600.0)
"""


def test_the_child_ends_with_a_killed_parent(tmp_path: object) -> None:
    script = f"{tmp_path}/parent.py"
    with open(script, "w") as file:  # noqa: PTH123
        file.write(_PARENT)
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    until(lambda: has_ended(pid))
