"""When a podcast is made: told on the command line, shown by it, and changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.studio import Studio

Run = Callable[..., Any]
LATER = "2100-03-04 22:00"


def test_an_order_can_wait_for_its_time_and_hours_in_the_queue(run: Run, documents: Path) -> None:
    words = ["--minutes", "1", "--queue", "--at", LATER, "--between", "22:00-07:00", "--priority", "low"]
    ran = run("generate", documents, *words)
    assert ran.code == 0
    assert "Tides: QUEUED 0 %  (It starts on 2100-03-04 at 22:00.)" in ran.out
    (job,) = run("jobs", "list", "--json").json
    assert (job["hours"], job["priority"], job["waits_for"]) == ("22:00-07:00", 20, "time")
    assert "It starts on 2100-03-04 at 22:00." in run("jobs", "list").out


def test_the_same_order_waits_once_and_a_copy_beside_it(run: Run, documents: Path) -> None:
    words = ["generate", documents, "--minutes", "1", "--queue", "--json"]
    first = run(*words).json["podcast_id"]
    assert run(*words).json["podcast_id"] == first
    assert run(*words, "--copy").json["podcast_id"] != first
    assert len(run("jobs", "list", "--json").json) == 2


def test_what_waits_is_put_off_hurried_and_moved(run: Run, opened: Callable[[], Studio], documents: Path) -> None:
    for title in ("One", "Two"):
        run("generate", documents, "--minutes", "1", "--title", title, "--queue")
    one, two = [job["id"] for job in run("jobs", "list", "--json").json]
    assert "It starts on 2100-03-04 at 22:00." in run("jobs", "start-at", one, LATER).out
    assert run("jobs", "start-at", one, "now", "--json").json["waits_for"] is None
    assert run("jobs", "between", one, "22:00-07:00", "--json").json["hours"] == "22:00-07:00"
    assert run("jobs", "between", one, "any", "--json").json["hours"] is None
    run("jobs", "move", two, "--before", one)
    with opened() as studio:
        assert [row.title for row in studio.shelf.queue()] == ["Two", "One"]
    assert run("jobs", "priority", one, "urgent", "--json").json["priority"] == 0
    with opened() as studio:
        assert [row.title for row in studio.shelf.queue()] == ["One", "Two"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--at", "soon"], "“soon” is not a time. Give one such as 22:00"),
        (["--between", "night"], "“night” are no hours of the day."),
        (["--priority", "high"], "“high” is not a priority. Choose one of: urgent, normal, low."),
    ],
)
def test_a_bad_wish_is_told_before_anything_is_done(run: Run, documents: Path, words: list[str], said: str) -> None:
    ran = run("generate", documents, "--minutes", "1", *words)
    assert ran.code == 1
    assert said in ran.err
    assert run("podcasts", "list", "--json").json == []


def test_hours_that_are_preferred_count_where_an_order_says_nothing(
    run: Run, opened: Callable[[], Studio], documents: Path
) -> None:
    with opened() as studio:
        studio.preferences.set(only_between="22-7", per_collection=1)
        assert studio.preferences.get().only_between == "22:00-07:00"
    run("generate", documents, "--minutes", "1", "--queue")
    (job,) = run("jobs", "list", "--json").json
    assert job["hours"] == "22:00-07:00"
