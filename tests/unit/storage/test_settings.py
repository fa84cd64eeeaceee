from __future__ import annotations

from typing import Any

import pytest

from podcast_studio.storage.database import Database
from podcast_studio.storage.settings import SettingsStore


def test_what_was_never_set_is_none(database: Database) -> None:
    assert SettingsStore(database).get("nothing") is None


@pytest.mark.parametrize("value", ["", "größer “so”", 0, 1.5, True, None, [], {"a": [1, {"b": None}]}])
def test_values_come_back_as_they_were(database: Database, value: Any) -> None:
    SettingsStore(database).set("key", value)
    assert SettingsStore(Database(database.path)).get("key") == value


def test_the_last_value_stands_and_keys_are_kept_apart(database: Database) -> None:
    settings = SettingsStore(database)
    settings.set("one", 1)
    settings.set("two", 2)
    settings.set("one", {"other": "kind"})
    assert (settings.get("one"), settings.get("two")) == ({"other": "kind"}, 2)
