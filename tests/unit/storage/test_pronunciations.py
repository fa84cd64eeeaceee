from pathlib import Path

import pytest

from podcast_studio.domain import pronunciations as domain
from podcast_studio.domain.errors import InputError, NotFoundError
from podcast_studio.domain.pronunciations import pronunciation
from podcast_studio.storage.changes import ChangeLog
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.pronunciations import PronunciationStore

WIN, SQL = pronunciation("Nguyen", "win"), pronunciation("SQLite", "S Q light")


@pytest.fixture
def store(database: Database) -> PronunciationStore:
    return PronunciationStore(database)


@pytest.fixture
def bees(database: Database) -> str:
    return CollectionStore(database).add(Path("/documents/bees"), "Bees").id


def test_entries_belong_to_a_collection_and_come_by_the_alphabet(
    store: PronunciationStore, bees: str, database: Database
) -> None:
    wasps = CollectionStore(database).add(Path("/documents/wasps"), "Wasps").id
    store.set(bees, SQL)
    store.set(bees, WIN)
    assert store.of(bees) == [WIN, SQL]
    assert store.of(wasps) == []


def test_another_one_for_the_same_takes_its_place(store: PronunciationStore, bees: str) -> None:
    store.set(bees, WIN)
    store.set(bees, pronunciation("nguyen", "new yen"))
    assert store.of(bees) == [pronunciation("nguyen", "new yen")]


def test_one_is_taken_out(store: PronunciationStore, bees: str) -> None:
    store.set(bees, WIN)
    assert store.forget(bees, pronunciation("NGUYEN", "x").key) is False
    assert store.forget(bees, WIN.key) is True
    assert store.forget(bees, WIN.key) is False
    assert store.of(bees) == []


def test_there_is_an_end_to_how_many_there_can_be(
    store: PronunciationStore, bees: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain, "MOST", 1)
    store.set(bees, WIN)
    store.set(bees, pronunciation("nguyen", "new yen"))
    with pytest.raises(InputError, match="1 pronunciations at most"):
        store.set(bees, SQL)


def test_a_collection_that_is_removed_loses_its_entries_for_good(
    store: PronunciationStore, bees: str, database: Database
) -> None:
    store.set(bees, WIN)
    collections = CollectionStore(database)
    collections.remove(bees)
    assert store.of(bees) == []
    assert store.of_podcasts(bees) is None
    with pytest.raises(NotFoundError):
        store.set(bees, WIN)
    assert collections.add(Path("/documents/bees"), "Bees").id == bees
    assert store.of_podcasts(bees) == []


def test_every_process_learns_of_it(store: PronunciationStore, bees: str, database: Database) -> None:
    cursor = ChangeLog(database).follow()
    store.set(bees, WIN)
    logged = cursor.read()
    assert logged is not None
    assert logged.changed == {("collections", bees)}
    cursor.close()
