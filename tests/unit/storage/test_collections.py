from __future__ import annotations

import os
from pathlib import Path

import pytest

from podcast_studio.domain.errors import NotFoundError
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database


@pytest.fixture
def collections(database: Database) -> CollectionStore:
    return CollectionStore(database)


def test_a_folder_is_one_collection_however_often_it_is_added(collections: CollectionStore) -> None:
    first = collections.add(Path("/documents/bees"), "Bees")
    again = collections.add(Path("/documents/bees"), "Wasps")
    assert again == first
    assert collections.all() == [first]
    assert (first.name, first.folder) == ("Bees", Path("/documents/bees"))


def test_collections_come_in_the_order_they_were_added(collections: CollectionStore) -> None:
    added = [collections.add(Path(f"/documents/{name}"), name) for name in ("c", "a", "b")]
    assert {collection.id for collection in collections.all()} == {collection.id for collection in added}
    assert [collection.created_at for collection in collections.all()] == sorted(c.created_at for c in added)


def test_a_folder_whose_name_is_no_text_comes_back_as_it_was(collections: CollectionStore) -> None:
    folder = Path(os.fsdecode(b"/documents/caf\xe9"))
    collections.add(folder, "Café")
    assert [collection.folder for collection in collections.all()] == [folder]


def test_a_collection_is_found_by_name_in_any_case_by_id_and_by_the_beginning_of_it(
    collections: CollectionStore,
) -> None:
    bees = collections.add(Path("/documents/bees"), "Honey Bees")
    collections.add(Path("/documents/wasps"), "Wasps")
    for text in ("honey bees", " HONEY BEES ", bees.id, bees.id[:13], bees.id.upper()):
        assert collections.find(text) == bees


@pytest.mark.parametrize("text", ["", "   ", "Honey", "nobody"])
def test_what_names_no_collection_is_told(collections: CollectionStore, text: str) -> None:
    collections.add(Path("/documents/bees"), "Honey Bees")
    with pytest.raises(NotFoundError, match="names no collection") as caught:
        collections.find(text)
    assert "collections list" in caught.value.way_out


def test_a_name_that_two_bear_is_told(collections: CollectionStore) -> None:
    collections.add(Path("/a/bees"), "Bees")
    collections.add(Path("/b/bees"), "bees")
    with pytest.raises(NotFoundError, match="names 2 collections"):
        collections.find("Bees")


def test_a_forgotten_collection_is_not_listed_but_known_to_its_podcasts(collections: CollectionStore) -> None:
    bees = collections.add(Path("/documents/bees"), "Bees")
    collections.remove(bees.id)
    assert collections.all() == []
    assert collections.get(bees.id) == bees
    with pytest.raises(NotFoundError):
        collections.find("Bees")


def test_a_forgotten_folder_that_is_added_again_is_the_collection_it_was(collections: CollectionStore) -> None:
    bees = collections.add(Path("/documents/bees"), "Bees")
    collections.remove(bees.id)
    assert collections.add(Path("/documents/bees"), "Bees") == bees
    assert collections.all() == [bees]


def test_an_unknown_id_is_told(collections: CollectionStore) -> None:
    with pytest.raises(NotFoundError, match="There is no collection nowhere"):
        collections.get("nowhere")
