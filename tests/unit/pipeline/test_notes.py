"""What the listener is told of a podcast that is not as it was asked for."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.notes import joined, language_note, left_out_note, other_languages_note, short_note


@pytest.mark.parametrize("seconds", [270, 300, 400])
def test_nothing_is_said_of_a_length_within_a_tenth(seconds: float) -> None:
    assert short_note(seconds, 300, more_to_tell=True) == ""


def test_a_shorter_one_says_how_long_and_what_was_asked() -> None:
    note = short_note(124.6, 1800, more_to_tell=False)
    assert note.startswith("The material carries 2:05 minutes")
    assert "30:00 minutes" in note


def test_material_that_is_left_is_not_blamed() -> None:
    note = short_note(124.6, 1800, more_to_tell=True)
    assert "material" not in note
    assert "2:05 minutes, not the 30:00 minutes" in note


def test_left_out_turns_are_counted() -> None:
    assert left_out_note(0, 12) == ""
    assert left_out_note(2, 12) == "2 of 12 turns could not be spoken and were left out."


def test_notes_are_joined_without_gaps() -> None:
    assert joined("", "One.", "", "Two.") == "One. Two."
    assert joined("", "") == ""


@pytest.mark.parametrize(("podcast", "documents"), [("en", "en"), ("de", "de"), ("en", ""), ("de", "")])
def test_of_documents_in_the_same_or_no_language_nothing_is_said(podcast: str, documents: str) -> None:
    assert language_note(podcast, documents) == ""


def test_documents_in_another_language_are_told() -> None:
    assert "mostly in Danish and the podcast is in German" in language_note("de", "da")


def test_documents_that_were_left_out_for_their_language_are_told() -> None:
    assert other_languages_note("en", {}) == ""
    assert other_languages_note("en", {"de": 1}) == "1 document in German was left out, as the podcast is in English."
    assert other_languages_note("de", {"en": 2, "da": 1}) == (
        "1 document in Danish and 2 documents in English were left out, as the podcast is in German."
    )
