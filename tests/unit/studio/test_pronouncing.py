"""Pronunciations of a collection, from the entry to the sound of a podcast."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from podcast_studio.domain.documents import Collection
from podcast_studio.domain.errors import InputError, NotFoundError
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.domain.pronunciations import Pronunciation
from podcast_studio.pipeline.speech.sayable import sayable
from podcast_studio.studio import Change, Studio
from podcast_studio.studio.changes import Topic
from podcast_studio.testing.studio import FakeParts
from podcast_studio.testing.waiting import finished, revised, until

MOON = re.compile(r"(?i)\bmoon\b")


@pytest.fixture
def sea(studio: Studio, documents: Path) -> Collection:
    return studio.add_folder(folder=documents)


@pytest.fixture
def podcast(studio: Studio, parts: FakeParts, documents: Path) -> Podcast:
    """Finished before there was any entry."""
    done = finished(studio, studio.order(folder=documents, minutes=1, title="Tides").id)
    parts.speech.spoken.clear()
    return done


def texts(studio: Studio, podcast: Podcast) -> list[str]:
    return [turn.text for turn in studio.scripts.view(podcast_id=podcast.id).turns]


def say(studio: Studio, podcast: Podcast, written: str, spoken: str) -> None:
    studio.pronouncing.set(collection_id=podcast.order.collection_id, written=written, spoken=spoken)


def edit_one(studio: Studio, podcast: Podcast, text: str = "A new beginning.") -> None:
    """Other words for a turn that says nothing of the moon."""
    turn = next(t for t in studio.scripts.view(podcast_id=podcast.id).turns if not MOON.search(t.text))
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text=text)
    revised(studio, podcast.id)


def test_entries_are_set_changed_and_forgotten(studio: Studio, sea: Collection) -> None:
    pronouncing = studio.pronouncing
    entry = pronouncing.set(collection_id=sea.id, written=" Nguyen ", spoken="win")
    assert entry == Pronunciation(written="Nguyen", spoken="win")
    pronouncing.set(collection_id=sea.id, written="nguyen", spoken="new yen")
    assert [entry.spoken for entry in pronouncing.entries(collection_id=sea.id)] == ["new yen"]
    pronouncing.forget(collection_id=sea.id, written="Nguyen")
    assert pronouncing.entries(collection_id=sea.id) == []
    with pytest.raises(NotFoundError, match="how “Nguyen” is said"):
        pronouncing.forget(collection_id=sea.id, written="Nguyen")


def test_what_is_wrong_with_an_entry_is_told(studio: Studio, sea: Collection) -> None:
    with pytest.raises(InputError, match="cannot be empty"):
        studio.pronouncing.set(collection_id=sea.id, written="Nguyen", spoken="")
    with pytest.raises(NotFoundError):
        studio.pronouncing.set(collection_id="nowhere", written="Nguyen", spoken="win")


def test_removing_the_collection_removes_them(studio: Studio, sea: Collection, documents: Path) -> None:
    studio.pronouncing.set(collection_id=sea.id, written="Nguyen", spoken="win")
    studio.remove_collection(collection=sea)
    assert studio.add_folder(folder=documents).id == sea.id
    assert studio.pronouncing.entries(collection_id=sea.id) == []


def test_views_hear_of_it(studio: Studio, sea: Collection) -> None:
    heard: list[Change] = []
    studio.changes.subscribe(heard.append)
    studio.pronouncing.set(collection_id=sea.id, written="Nguyen", spoken="win")
    until(lambda: any(change.touches(Topic.COLLECTIONS, sea.id) for change in heard))


def test_an_entry_is_heard_once_in_the_voice_of_expert(studio: Studio, parts: FakeParts) -> None:
    path = studio.pronouncing.listen(spoken=" 10  win ")
    assert path == studio.pronouncing.listen(spoken="10 win")
    assert path.is_file()
    assert parts.speech.spoken == ["10 win"]
    with pytest.raises(InputError):
        studio.pronouncing.listen(spoken=" ")
    assert studio.pronouncing.listen(spoken="w" * 120).is_file()
    studio.preferences.set(expert_voice="en_XX-alba-fake")
    assert studio.pronouncing.listen(spoken="10 win") != path


def test_a_podcast_is_voiced_with_the_entries_and_written_without(
    studio: Studio, parts: FakeParts, podcast: Podcast, documents: Path
) -> None:
    say(studio, podcast, "moon", "Luna")
    other = finished(studio, studio.order(folder=documents, minutes=1, title="Tides", seed=podcast.order.seed + 1).id)
    assert other.audio is not None
    assert any(MOON.search(text) for text in texts(studio, other))
    assert any("Luna" in text for text in parts.speech.spoken)
    assert not any(MOON.search(text) for text in parts.speech.spoken)
    script = json.loads((other.audio.parent / "transcript.json").read_text())
    assert [turn["text"] for turn in script["turns"]] == texts(studio, other)
    assert "Luna" not in (other.audio.parent / "captions.srt").read_text()


def test_after_a_new_entry_an_edit_voices_the_turns_with_that_word_and_no_others(
    studio: Studio, parts: FakeParts, podcast: Podcast
) -> None:
    say(studio, podcast, "moon", "Luna")
    edit_one(studio, podcast)
    hit = [MOON.sub("Luna", sayable(text)) for text in texts(studio, podcast) if MOON.search(text)]
    assert hit
    assert sorted(parts.speech.spoken) == sorted([*hit, "A new beginning."])
    parts.speech.spoken.clear()
    edit_one(studio, podcast, "Another one.")
    assert parts.speech.spoken == ["Another one."]


def test_undo_voices_nothing_and_an_entry_that_was_taken_out_finds_the_old_sound(
    studio: Studio, parts: FakeParts, podcast: Podcast
) -> None:
    say(studio, podcast, "moon", "Luna")
    edit_one(studio, podcast)
    parts.speech.spoken.clear()
    studio.scripts.undo(podcast_id=podcast.id)
    revised(studio, podcast.id)
    studio.scripts.redo(podcast_id=podcast.id)
    revised(studio, podcast.id)
    assert parts.speech.spoken == []
    studio.pronouncing.forget(collection_id=podcast.order.collection_id, written="moon")
    edit_one(studio, podcast, "Once more.")
    assert parts.speech.spoken == ["Once more."]


def test_sound_that_was_made_with_an_entry_is_not_taken_for_that_of_the_plain_text(
    studio: Studio, parts: FakeParts, documents: Path, sea: Collection
) -> None:
    studio.pronouncing.set(collection_id=sea.id, written="moon", spoken="Luna")
    podcast = finished(studio, studio.order(folder=documents, minutes=1, title="Tides").id)
    studio.pronouncing.forget(collection_id=sea.id, written="moon")
    parts.speech.spoken.clear()
    edit_one(studio, podcast)
    hit = [sayable(text) for text in texts(studio, podcast) if MOON.search(text)]
    assert sorted(parts.speech.spoken) == sorted([*hit, "A new beginning."])


def test_saving_a_turn_as_it_is_brings_a_podcast_up_to_date(studio: Studio, parts: FakeParts, podcast: Podcast) -> None:
    turn = studio.scripts.view(podcast_id=podcast.id).turns[0]
    assert studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text=turn.text) == 0
    say(studio, podcast, "moon", "Luna")
    assert studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text=turn.text) == 1
    revised(studio, podcast.id)
    assert parts.speech.spoken
    assert all("Luna" in text for text in parts.speech.spoken)


def test_podcasts_of_a_removed_collection_stay_as_they_were_said(
    studio: Studio, parts: FakeParts, documents: Path, sea: Collection
) -> None:
    studio.pronouncing.set(collection_id=sea.id, written="moon", spoken="Luna")
    podcast = finished(studio, studio.order(folder=documents, minutes=1, title="Tides").id)
    studio.remove_collection(collection=sea)
    parts.speech.spoken.clear()
    edit_one(studio, podcast)
    assert parts.speech.spoken == ["A new beginning."]
