from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.errors import NotFoundError, TransitionError
from podcast_studio.domain.jobs import JobState, Priority
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.moving import JobMover


class Line:
    """A queue of jobs named by their subject, and a clock that stands still unless it is moved."""

    def __init__(self, folder: Path) -> None:
        self.moment = 1_700_000_000.0
        self.database = Database(folder / "q.sqlite3")
        self.database.migrate()
        self.jobs = JobStore(self.database, clock=lambda: self.moment)
        self.mover = JobMover(self.database, clock=lambda: self.moment)
        self.ids: dict[str, str] = {}

    def put(self, names: str, priority: Priority = Priority.NORMAL, step: float = 1.0) -> None:
        for name in names:
            self.ids[name] = self.jobs.enqueue(kind="k", subject_id=name, priority=priority).id
            self.moment += step

    def move(self, name: str, before: str | None) -> None:
        self.mover.move(self.ids[name], self.ids[before] if before else None)

    def claimed(self) -> str:
        """Take everything; the names in the order they were taken."""
        names = ""
        while job := self.jobs.claim("me", ["k"]):
            names += job.subject_id
        return names


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line(tmp_path)
    yield made
    made.database.close()


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("d", "a", "dabc"),
        ("d", "b", "adbc"),
        ("a", "c", "bacd"),
        ("a", "b", "abcd"),
        ("a", None, "bcda"),
        ("d", None, "abcd"),
        ("b", "b", "abcd"),
    ],
)
def test_a_job_is_claimed_where_it_was_put(line: Line, name: str, before: str | None, expected: str) -> None:
    line.put("abcd")
    line.move(name, before)
    assert line.claimed() == expected


def test_jobs_that_came_at_the_same_moment_are_told_apart(line: Line) -> None:
    line.put("abcdef", step=0.0)
    line.move("f", "b")
    line.move("a", "e")
    assert line.claimed() == "fbcdae"


def test_there_is_always_room_between_two_jobs(line: Line) -> None:
    line.put("ab")
    line.put("cd")
    for _ in range(60):
        line.move("c", "b")
        line.move("d", "b")
    assert line.claimed() == "acdb"


def test_a_moved_job_takes_on_the_priority_of_its_place(line: Line) -> None:
    line.put("ab", Priority.URGENT)
    line.put("c", Priority.LOW)
    line.move("c", "b")
    assert line.jobs.get(line.ids["c"]).priority == Priority.URGENT
    line.put("d")
    assert line.claimed() == "acbd"


def test_a_job_that_comes_later_goes_behind_one_that_was_moved_to_the_end(line: Line) -> None:
    line.put("ab")
    line.move("a", None)
    line.moment += 10
    line.put("c")
    assert line.claimed() == "bac"


def test_before_a_running_job_is_first_and_before_a_held_one_is_last(line: Line) -> None:
    line.put("abcd")
    assert line.jobs.claim("me", ["k"]) is not None
    line.move("d", "a")
    line.jobs.hold(line.ids["c"])
    line.move("d", "c")
    line.move("b", "a")
    assert line.claimed() == "bd"


def test_a_held_job_can_be_moved_and_keeps_its_place_when_it_goes_on(line: Line) -> None:
    line.put("abc")
    line.jobs.hold(line.ids["c"])
    line.move("c", "a")
    line.jobs.resume(line.ids["c"])
    assert line.claimed() == "cab"


def test_the_only_job_stays_where_it_is(line: Line) -> None:
    line.put("a")
    line.move("a", None)
    assert line.claimed() == "a"


def test_only_a_job_that_waits_can_be_moved(line: Line) -> None:
    line.put("ab")
    line.jobs.claim("me", ["k"])
    for verb in (
        lambda: line.move("a", "b"),
        lambda: line.mover.set_priority(line.ids["a"], Priority.LOW),
        lambda: line.mover.start_at(line.ids["a"], None),
    ):
        with pytest.raises(TransitionError, match="GENERATING"):
            verb()
    with pytest.raises(NotFoundError):
        line.mover.move("nowhere", None)
    with pytest.raises(NotFoundError):
        line.mover.move(line.ids["b"], "nowhere")


def test_priority_changes_the_order(line: Line) -> None:
    line.put("abc")
    line.mover.set_priority(line.ids["c"], Priority.URGENT)
    line.mover.set_priority(line.ids["a"], Priority.LOW)
    assert line.claimed() == "cba"


def test_a_job_waits_for_its_time_or_no_longer(line: Line) -> None:
    line.put("ab")
    line.mover.start_at(line.ids["a"], line.moment + 60)
    assert line.claimed() == "b"
    line.mover.start_at(line.ids["a"], None)
    assert line.claimed() == "a"


def test_held_jobs_keep_their_times(line: Line) -> None:
    line.put("ab")
    for name in "ab":
        line.mover.start_at(line.ids[name], line.moment + 60)
    line.jobs.hold(line.ids["a"])
    line.jobs.resume(line.ids["a"])
    line.jobs.hold_all()
    line.jobs.resume_all()
    assert line.claimed() == ""
    line.moment += 61
    assert line.claimed() == "ab"


def test_all_are_held_and_resumed_together_and_a_cancel_is_not_undone(line: Line) -> None:
    line.put("abcd")
    first, second = line.jobs.claim("me", ["k"]), line.jobs.claim("me", ["k"])
    assert first is not None
    assert second is not None
    line.jobs.cancel(first.id)
    assert line.jobs.hold_all() == 3
    assert line.jobs.wish(first.id, first.claim_id or "") == "cancel"
    assert line.jobs.wish(second.id, second.claim_id or "") == "hold"
    assert line.claimed() == ""
    assert line.jobs.hold_all() == 0
    assert line.jobs.resume_all() == 3
    assert line.jobs.wish(second.id, second.claim_id or "") is None
    assert line.claimed() == "cd"


def test_all_that_failed_are_retried_and_the_cancelled_are_not(line: Line) -> None:
    line.put("abc")
    for _ in "ab":
        job = line.jobs.claim("me", ["k"])
        assert job is not None
        line.jobs.fail(job.id, job.claim_id or "", error="e", details="", way_out="w")
    line.jobs.cancel(line.ids["c"])
    assert line.jobs.retry_all_failed() == 2
    again = line.jobs.get(line.ids["a"])
    assert (again.state, again.attempts, again.trouble) == (JobState.QUEUED, 0, "")
    assert line.claimed() == "ab"
