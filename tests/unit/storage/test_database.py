"""One database file: who may write when, how it is brought up to date, and what is said when something is wrong."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from podcast_studio.domain.errors import (
    DatabaseTooNewError,
    DiskFullError,
    LibraryDamagedError,
    NoPermissionError,
    StorageError,
)
from podcast_studio.storage.database import SCHEMA, Database, Schema
from podcast_studio.storage.settings import SettingsStore

PROCESSES = 10
MIGRATE_WHEN_TOLD = """
import sys
from pathlib import Path
import alembic.command
from podcast_studio.storage.database import Database
database = Database(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
database.migrate()
print(database.check())
"""


def _revision(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _migrations(folder: Path, *bodies: str) -> Schema:
    """Migrations of a test's own: one revision for each body."""
    (folder / "versions").mkdir(parents=True)
    (folder / "env.py").write_text(
        "from alembic import context\n"
        "context.configure(connection=context.config.attributes['connection'])\n"
        "context.run_migrations()\n"
    )
    before: str | None = None
    for number, body in enumerate(bodies, start=1):
        script = (
            f"from alembic import op\nrevision, down_revision = '{number}', {before!r}\ndef upgrade():\n    {body}\n"
        )
        (folder / "versions" / f"r{number}.py").write_text(script)
        before = str(number)
    return Schema(location=str(folder), revisions=tuple(str(number + 1) for number in range(len(bodies))))


def test_an_empty_folder_gets_a_library_that_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "library.sqlite3"
    database = Database(path)
    database.migrate()
    assert database.check() == f"library.sqlite3 is sound, revision {SCHEMA.head}"
    database.close()
    assert not list(path.parent.glob("*.backup"))


def test_what_is_committed_survives_a_power_cut_and_readers_do_not_wait(database: Database) -> None:
    with database.read() as connection:
        said = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in _PRAGMAS}
    assert said == _PRAGMAS


_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


def test_migrating_again_changes_nothing(database: Database) -> None:
    SettingsStore(database).set("kept", 1)
    before = database.path.read_bytes()
    database.migrate()
    assert database.path.read_bytes() == before
    assert not list(database.path.parent.glob("*.backup"))


def test_ten_processes_that_start_at_once_make_one_library(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE_WHEN_TOLD, str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    ended = []
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        said, complaints = process.communicate(timeout=60)
        ended.append((process.returncode, said, complaints))
    assert ended == [(0, f"library.sqlite3 is sound, revision {SCHEMA.head}\n", "")] * PROCESSES


def test_a_copy_is_made_before_a_migration(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    first = _migrations(tmp_path / "one", "op.execute('CREATE TABLE old (value TEXT)')")
    old = Database(path, schema=first)
    old.migrate()
    with old.write() as connection:
        connection.exec_driver_sql("INSERT INTO old VALUES ('precious')")
    second = _migrations(tmp_path / "two", "pass", "op.execute('DROP TABLE old')")
    new = Database(path, schema=second)  # while the old one is still open, with its newest rows in the log
    new.migrate()
    old.close()
    new.close()
    assert _revision(path) == "2"
    (copy,) = tmp_path.glob("library.before-1.*.backup")
    assert _revision(copy) == "1"
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT value FROM old").fetchall() == [("precious",)]


def test_a_migration_that_fails_leaves_the_library_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    first = Database(path, schema=_migrations(tmp_path / "one", "op.execute('CREATE TABLE old (value TEXT)')"))
    first.migrate()
    first.close()
    broken = _migrations(tmp_path / "two", "pass", "op.execute('DROP TABLE old'); op.execute('DROP TABLE nowhere')")
    database = Database(path, schema=broken)
    with pytest.raises(StorageError):
        database.migrate()
    database.close()
    assert _revision(path) == "1"
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM old").fetchone() == (0,)


def test_only_the_newest_copies_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    bodies = ["pass"] * 6
    for count in range(1, len(bodies) + 1):
        database = Database(path, schema=_migrations(tmp_path / f"m{count}", *bodies[:count]))
        database.migrate()
        database.close()
    copies = sorted(copy.name.split(".")[1] for copy in tmp_path.glob("*.backup"))
    assert copies == ["before-3", "before-4", "before-5"]


def test_a_library_of_a_newer_version_is_refused_untouched(database: Database) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    before = database.path.read_bytes()
    newcomer = Database(database.path)
    with pytest.raises(DatabaseTooNewError) as caught:
        newcomer.migrate()
    newcomer.close()
    assert str(database.path.parent) in caught.value.message
    assert "newer version of Podcast Studio" in caught.value.message
    assert "PODCAST_STUDIO_HOME" in caught.value.way_out
    assert not caught.value.retryable
    assert database.path.read_bytes() == before
    assert not list(database.path.parent.glob("*.backup"))


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    path.write_bytes(b"this was a shopping list\n" * 200)
    database = Database(path)
    with pytest.raises(StorageError, match="is damaged") as caught:
        database.migrate()
    database.close()
    assert str(path) in caught.value.message
    assert "backup" in caught.value.way_out


def test_a_damaged_page_is_found_by_the_check(database: Database) -> None:
    settings = SettingsStore(database)
    for number in range(200):
        settings.set(f"key {number}", "x" * 200)
    with database.read() as connection:
        page_size = int(connection.exec_driver_sql("PRAGMA page_size").scalar_one())
        pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    database.close()
    with database.path.open("r+b") as file:
        for page in range(pages // 2, pages):
            file.seek(page * page_size)
            file.write(b"\xff" * page_size)
    again = Database(database.path)
    with pytest.raises(StorageError, match="is damaged") as caught:
        again.check()
    again.close()
    assert str(database.path) in caught.value.message
    assert "backup" in caught.value.way_out


def test_a_write_is_all_or_nothing(database: Database) -> None:
    def fail_half_way() -> None:
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO settings VALUES ('half', '1')")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert SettingsStore(database).get("half") is None
    SettingsStore(database).set("whole", 2)
    assert SettingsStore(database).get("whole") == 2


def test_writers_take_turns_and_none_is_lost(database: Database) -> None:
    SettingsStore(database).set("count", 0)

    def add() -> None:
        for _ in range(20):
            with database.write() as connection:
                before = int(connection.exec_driver_sql("SELECT value FROM settings WHERE key = 'count'").scalar_one())
                connection.exec_driver_sql("UPDATE settings SET value = ? WHERE key = 'count'", (str(before + 1),))

    threads = [threading.Thread(target=add) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert SettingsStore(database).get("count") == 100


def test_a_reader_sees_what_was_there_while_another_writes(database: Database) -> None:
    settings = SettingsStore(database)
    settings.set("state", "before")
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE settings SET value = '\"after\"'")
        assert settings.get("state") == "before"
    assert settings.get("state") == "after"


def test_a_full_disk_is_told_and_the_library_goes_on(database: Database) -> None:
    settings = SettingsStore(database)

    def fill() -> None:
        with database.write() as connection:
            pages = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
            connection.exec_driver_sql("INSERT INTO settings VALUES ('big', ?)", ("x" * 1_000_000,))

    with pytest.raises(DiskFullError) as caught:
        fill()
    assert str(database.path) in caught.value.message
    assert caught.value.way_out == "Free some space."
    assert settings.get("big") is None
    with database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    settings.set("big", "fits now")
    assert settings.get("big") == "fits now"


def test_a_place_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").mkdir()
    database = Database(tmp_path / "library.sqlite3")
    with pytest.raises(NoPermissionError) as caught:
        database.migrate()
    database.close()
    assert str(tmp_path / "library.sqlite3") in caught.value.message
    assert "PODCAST_STUDIO_HOME" in caught.value.way_out


def _says(database: Database, statement: str) -> StorageError:
    with pytest.raises(StorageError) as caught, database.write() as connection:
        connection.exec_driver_sql(statement)
    return caught.value


def test_a_library_that_another_program_holds_is_told_as_such(database: Database) -> None:
    with database.hold() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    with sqlite3.connect(database.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        told = _says(database, "DELETE FROM settings")
        other.execute("ROLLBACK")
    other.close()
    assert "held by another program" in told.message
    assert told.retryable


def test_a_library_that_may_only_be_read_is_told_as_such(database: Database) -> None:
    with database.hold() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    told = _says(database, "DELETE FROM settings")
    with database.hold() as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
    assert isinstance(told, NoPermissionError)
    assert not told.retryable


def test_whatever_else_goes_wrong_is_told_in_sqlites_own_words(database: Database) -> None:
    told = _says(database, "DELETE FROM nowhere")
    assert "no such table: nowhere" in told.message
    assert str(database.path) in told.message


def test_rows_that_belong_to_nothing_are_found_by_the_check(database: Database) -> None:
    with sqlite3.connect(database.path) as other:
        other.execute("INSERT INTO turns VALUES ('nobody', 0, '{}')")
    other.close()
    with pytest.raises(LibraryDamagedError) as caught:
        database.check()
    assert "turns" in caught.value.details
    database.check(thorough=False)


def test_the_first_connection_waits_while_another_changes_over_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")  # SQLite does not wait for it when the journal is to be changed
    let_go = threading.Timer(0.5, lambda: other.execute("ROLLBACK"))
    let_go.start()
    database = Database(path)
    try:
        with database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    finally:
        let_go.join()
        other.close()
        database.close()
