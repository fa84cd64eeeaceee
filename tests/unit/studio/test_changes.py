import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.errors import StorageError
from podcast_studio.storage.changes import ChangeCursor, ChangeLog, Logged
from podcast_studio.storage.database import Database
from podcast_studio.storage.settings import SettingsStore
from podcast_studio.studio import changes as module
from podcast_studio.studio.changes import Change, Changes, Topic

_WRITE_ELSEWHERE = """
import sys
from pathlib import Path
from podcast_studio.storage.database import Database
from podcast_studio.storage.settings import SettingsStore
SettingsStore(Database(Path(sys.argv[1]))).set("theme", "dark")
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "studio.sqlite3")
    made.migrate()
    yield made
    made.close()


@pytest.fixture
def changes(database: Database) -> Iterator[Changes]:
    made = Changes(ChangeLog(database))
    yield made
    made.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "changes"]


def told(heard: "queue.Queue[Change]") -> Change:
    return heard.get(timeout=20)


def test_a_listener_hears_what_has_changed_and_whose(database: Database, changes: Changes) -> None:
    heard: queue.Queue[Change] = queue.Queue()
    changes.subscribe(heard.put)
    SettingsStore(database).set("theme", "dark")
    assert told(heard).topics == {Topic.SETTINGS: {"theme"}}


def test_a_change_made_by_another_process_is_heard(database: Database, changes: Changes) -> None:
    heard: queue.Queue[Change] = queue.Queue()
    changes.subscribe(heard.put)
    subprocess.run([sys.executable, "-c", _WRITE_ELSEWHERE, str(database.path)], check=True, timeout=60)
    assert told(heard).topics == {Topic.SETTINGS: {"theme"}}


def test_nothing_is_heard_after_unsubscribing_and_the_others_go_on(database: Database, changes: Changes) -> None:
    gone: queue.Queue[Change] = queue.Queue()
    heard: queue.Queue[Change] = queue.Queue()
    unsubscribe = changes.subscribe(gone.put)
    changes.subscribe(heard.put)
    unsubscribe()
    unsubscribe()
    SettingsStore(database).set("theme", "dark")
    told(heard)
    assert gone.empty()


def test_a_listener_that_fails_does_not_deafen_the_others(
    database: Database, changes: Changes, caplog: pytest.LogCaptureFixture
) -> None:
    heard: queue.Queue[Change] = queue.Queue()

    def fails(_change: Change) -> None:
        raise ZeroDivisionError

    changes.subscribe(fails)
    changes.subscribe(heard.put)
    for theme in ("dark", "light"):
        SettingsStore(database).set("theme", theme)
        told(heard)
    assert "a listener failed" in caplog.text


def test_no_thread_runs_before_someone_listens(changes: Changes) -> None:
    assert not [thread for thread in threading.enumerate() if thread.name == "changes"]


def test_a_listener_may_close_it(database: Database, changes: Changes) -> None:
    closed = threading.Event()

    def close(_change: Change) -> None:
        changes.close()
        closed.set()

    changes.subscribe(close)
    SettingsStore(database).set("theme", "dark")
    assert closed.wait(20)


def test_the_watcher_thins_the_log_and_a_gap_means_everything(
    database: Database, changes: Changes, monkeypatch: pytest.MonkeyPatch
) -> None:
    thinned = threading.Event()
    monkeypatch.setattr(module, "_THIN_EVERY", 2)
    monkeypatch.setattr(ChangeLog, "thin", lambda _self: thinned.set())
    heard: queue.Queue[Change] = queue.Queue()
    changes.subscribe(heard.put)
    with database.write() as connection:
        for key in "abc":
            connection.exec_driver_sql(f"INSERT INTO settings VALUES ('{key}', '1')")
        connection.exec_driver_sql("DELETE FROM changes WHERE id = 1")
    change = told(heard)
    assert change.topics == {topic: frozenset() for topic in Topic}
    assert change.touches(Topic.JOBS, "any")
    assert thinned.wait(20)


def test_what_a_change_touches() -> None:
    change = Change(topics={Topic.JOBS: frozenset({"j"})})
    assert change.touches(Topic.JOBS, "j")
    assert not change.touches(Topic.JOBS, "other")
    assert not change.touches(Topic.PODCASTS, "j")


def test_a_database_that_cannot_be_read_for_a_while_is_read_again(
    database: Database, changes: Changes, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    read, failures = ChangeCursor.read, [StorageError("The library is busy.")]

    def fails_once(cursor: ChangeCursor) -> Logged | None:
        if failures:
            raise failures.pop()
        return read(cursor)

    monkeypatch.setattr(module, "_TROUBLE_SECONDS", 0.0)
    monkeypatch.setattr(ChangeCursor, "read", fails_once)
    heard: queue.Queue[Change] = queue.Queue()
    changes.subscribe(heard.put)
    SettingsStore(database).set("theme", "dark")
    assert told(heard).topics == {Topic.SETTINGS: {"theme"}}
    assert "cannot be read" in caplog.text
