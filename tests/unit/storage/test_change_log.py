from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.storage import changes as module
from podcast_studio.storage.changes import ChangeLog
from podcast_studio.storage.database import Database
from podcast_studio.storage.settings import SettingsStore


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "studio.sqlite3")
    made.migrate()
    yield made
    made.close()


def rows(database: Database) -> int:
    with database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM changes").scalar_one())


def test_a_reader_sees_each_change_once_and_none_from_before_it_began(database: Database) -> None:
    settings = SettingsStore(database)
    settings.set("before", 1)
    cursor = ChangeLog(database).follow()
    assert cursor.read() is None
    settings.set("theme", "dark")
    settings.set("theme", "light")
    logged = cursor.read()
    assert logged is not None
    assert (logged.changed, logged.rows, logged.missed) == ({("settings", "theme")}, 2, False)
    assert cursor.read() is None
    cursor.close()


def test_what_is_rolled_back_is_not_a_change(database: Database) -> None:
    cursor = ChangeLog(database).follow()

    def broken_write() -> None:
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO settings VALUES ('theme', '1')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_write()
    assert cursor.read() is None
    cursor.close()


def test_the_log_is_thinned_and_a_reader_that_was_left_behind_knows_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_KEPT", 10)
    monkeypatch.setattr(module, "_SLACK", 5)
    log, settings = ChangeLog(database), SettingsStore(database)
    behind = log.follow()
    for number in range(14):
        settings.set("volume", number)
    log.thin()
    assert rows(database) == 14
    settings.set("volume", 14)
    settings.set("volume", 15)
    log.thin()
    assert rows(database) == 10
    logged = behind.read()
    assert logged is not None
    assert logged.missed
    settings.set("volume", 16)
    logged = behind.read()
    assert logged is not None
    assert not logged.missed
    behind.close()


def test_thinning_an_empty_log_does_nothing(database: Database) -> None:
    ChangeLog(database).thin()
    assert rows(database) == 0
