import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import IntegrityError

from podcast_studio.storage.database import SCHEMA, Database
from podcast_studio.storage.migrations.versions import v0001_first
from podcast_studio.storage.tables import metadata


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "studio.sqlite3")
    made.migrate()
    yield made
    made.close()


def _first_schema(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        for statement in v0001_first._STATEMENTS:
            connection.execute(statement)
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.execute("INSERT INTO collections VALUES ('c', 'Bees', x'2f62', '2026-01-01', 0)")
        connection.execute(
            "INSERT INTO podcasts VALUES ('p', 'c', 'Bees', '{}', '2026-01-01', '2026-01-01', NULL, NULL, NULL, NULL,"
            " NULL, '')"
        )
        connection.execute(
            "INSERT INTO jobs VALUES ('j', 'podcast', 'p', 'QUEUED', 10, 1.0, 1.0, 0, 4, NULL, NULL, NULL, NULL, NULL,"
            " '2026-01-01', '2026-01-01', NULL, NULL)"
        )


def test_the_migrations_make_the_tables_that_the_stores_know(database: Database) -> None:
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_library_of_the_first_schema_is_brought_up_to_date_with_a_copy_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "studio.sqlite3"
    _first_schema(path)
    database = Database(path)
    database.migrate()
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT state, way_out FROM jobs").all() == [("QUEUED", None)]
        assert connection.exec_driver_sql("SELECT title FROM podcasts").all() == [("Bees",)]
    assert database.check() == f"studio.sqlite3 is sound, revision {SCHEMA.head}"
    database.close()
    (copy,) = tmp_path.glob("studio.before-0001.*.backup")
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


def test_the_revisions_told_are_those_of_the_scripts() -> None:
    config = Config()
    config.set_main_option("script_location", SCHEMA.location)
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == SCHEMA.revisions


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("INSERT INTO settings VALUES ('theme', '1')", [("settings", "theme")]),
        ("UPDATE podcasts SET title = 'Wasps'", [("podcasts", "p")]),
        ("UPDATE jobs SET state = 'HELD'", [("jobs", "j"), ("podcasts", "p")]),
        ("UPDATE jobs SET kind = 'indexing', subject_id = 'c'", [("jobs", "j"), ("collections", "c")]),
        ("UPDATE collections SET name = 'Wasps'", [("collections", "c")]),
        ("INSERT INTO collection_state VALUES ('c', 1, 2, 3, 4, NULL, 0, 0)", [("collections", "c")]),
        ("INSERT INTO pronunciations VALUES ('c', 'nguyen', 'Nguyen', 'win')", [("collections", "c")]),
        ("INSERT INTO progress VALUES ('p', NULL, 0, 0, 0, NULL, NULL, '', NULL)", [("progress", "p")]),
        ("INSERT INTO turns VALUES ('p', 0, '{}')", [("turns", "p")]),
        ("INSERT INTO spoken_turns VALUES ('p', 0, '', '', 0, 0, '', NULL)", [("turns", "p")]),
        (
            "INSERT INTO revisions VALUES ('p', 1, NULL, '[]', 1, NULL, NULL, NULL, NULL, '', '')",
            [("turns", "p")],
        ),
        ("DELETE FROM jobs", [("jobs", "j"), ("podcasts", "p")]),
        ("DELETE FROM podcasts", [("podcasts", "p")]),
        ("INSERT INTO listening VALUES ('p', 3.5, '')", []),
    ],
)
def test_what_changes_is_logged_by_the_database_itself(
    tmp_path: Path, statement: str, expected: list[tuple[str, str]]
) -> None:
    _first_schema(tmp_path / "studio.sqlite3")
    database = Database(tmp_path / "studio.sqlite3")
    database.migrate()
    with database.write() as connection:
        connection.exec_driver_sql(statement)
        logged = connection.exec_driver_sql("SELECT what, subject_id FROM changes ORDER BY id").all()
    database.close()
    assert [tuple(row) for row in logged] == expected


def test_a_podcast_has_one_current_revision(tmp_path: Path) -> None:
    _first_schema(tmp_path / "studio.sqlite3")
    database = Database(tmp_path / "studio.sqlite3")
    database.migrate()
    insert = "INSERT INTO revisions VALUES ('p', {}, NULL, '[]', 1, NULL, NULL, NULL, NULL, '', '')"
    with database.write() as connection:
        connection.exec_driver_sql(insert.format(1))
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql(insert.format(2))
    database.close()
