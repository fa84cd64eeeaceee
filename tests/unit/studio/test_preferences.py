from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import InputError
from podcast_studio.storage.database import Database
from podcast_studio.storage.settings import SettingsStore
from podcast_studio.studio import preferences as module
from podcast_studio.studio.preferences import PreferenceBook, Preferences, Theme


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "studio.sqlite3")
    made.migrate()
    yield made
    made.close()


@pytest.fixture
def book(database: Database) -> PreferenceBook:
    return PreferenceBook(SettingsStore(database))


def test_nothing_chosen_means_the_defaults(book: PreferenceBook) -> None:
    assert book.get() == Preferences()


def test_what_is_chosen_is_kept_and_the_rest_stays(book: PreferenceBook, database: Database) -> None:
    assert book.set(theme="dark", minutes=30).theme is Theme.DARK
    book.set(volume=0.5)
    kept = PreferenceBook(SettingsStore(database)).get()
    assert (kept.theme, kept.minutes, kept.volume, kept.workers) == (Theme.DARK, 30.0, 0.5, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"workers": 0},
        {"workers": 2.5},
        {"workers": True},
        {"minutes": float("nan")},
        {"minutes": "15"},
        {"format": "aiff"},
        {"theme": None},
        {"notifications": "yes"},
        {"model": 3},
        {"nonsense": 1},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_is_kept(book: PreferenceBook, change: dict[str, Any]) -> None:
    with pytest.raises(InputError) as refused:
        book.set(speed=2.0, **change)
    assert next(iter(change)) in refused.value.message
    assert refused.value.way_out
    assert book.get() == Preferences()


def test_stored_values_that_make_no_sense_fall_back_to_the_defaults(book: PreferenceBook, database: Database) -> None:
    SettingsStore(database).set_all(
        {"preferences.theme": "neon", "preferences.workers": -1, "preferences.nonsense": 1, "preferences.speed": 2.0}
    )
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO settings VALUES ('preferences.minutes', '{broken')")
    assert book.get() == Preferences(speed=2.0)


def test_every_preference_is_checked_and_its_default_passes() -> None:
    assert {field.name for field in fields(Preferences)} == set(module._PARSERS)
    for name, parse in module._PARSERS.items():
        assert parse(getattr(Preferences(), name)) == getattr(Preferences(), name)


def test_keys_are_taken_literally(database: Database) -> None:
    settings = SettingsStore(database)
    settings.set_all({"a_b.x": 1, "acb.x": 2})
    assert settings.all("a_b.") == {"a_b.x": 1}


def test_a_model_named_by_an_address_that_is_none_is_refused(book: PreferenceBook) -> None:
    with pytest.raises(InputError, match="model"):
        book.set(model="http://a b/v1#tide")
    assert book.set(model="http://127.0.0.1/#tide").model == "http://127.0.0.1/v1#tide"
