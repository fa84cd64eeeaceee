from dataclasses import replace
from pathlib import Path

import pytest

from podcast_studio.domain.errors import InputError, NotFoundError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.pronunciations import AS_WRITTEN, Pronunciations, pronunciation
from podcast_studio.domain.revisions import (
    Script,
    TurnAudio,
    clean_text,
    content_key,
    inserted,
    moved,
    original_turn,
    said_anew,
    spoken_as_made,
    to_rewrite,
    turns_as_made,
    with_text,
    with_voice,
    without,
)
from podcast_studio.domain.scripts import SpokenTurn, Turn
from podcast_studio.testing.drafts import revised_turn, voiced
from podcast_studio.testing.speech import fake_voice

SOUND = TurnAudio(key="k", path="turns/a.wav", sha256="s", size=3, seconds=1.5)
SCRIPT: Script = (
    revised_turn("a", segment=0, unit=0, audio=SOUND),
    revised_turn("b", segment=1, unit=1, audio=SOUND),
    revised_turn("c", segment=1, unit=1, audio=SOUND),
    revised_turn("d", segment=2, unit=2, audio=SOUND),
)


def ids(script: Script) -> str:
    return "".join(turn.id for turn in script)


def test_other_words_take_the_sound_away_and_end_a_wish_for_rewriting() -> None:
    edited = with_text(to_rewrite(SCRIPT, "b"), "b", " New\n words. ")
    assert edited[1] == replace(SCRIPT[1], text="New words.", edited=True, rewrites=1, audio=None)
    assert (edited[0], *edited[2:]) == (SCRIPT[0], *SCRIPT[2:])


def test_the_same_words_change_nothing_unless_a_rewriting_is_to_be_stopped() -> None:
    assert with_text(SCRIPT, "b", SCRIPT[1].text) == SCRIPT
    assert not with_text(to_rewrite(SCRIPT, "b"), "b", SCRIPT[1].text)[1].to_rewrite


def test_a_turn_waiting_to_be_rewritten_keeps_its_sound_until_it_is() -> None:
    waiting = to_rewrite(to_rewrite(SCRIPT, "b"), "b")[1]
    assert (waiting.to_rewrite, waiting.rewrites, waiting.audio) == (True, 2, SOUND)


def test_another_voice_takes_the_sound_away() -> None:
    assert with_voice(SCRIPT, "c", "joe")[2] == replace(SCRIPT[2], voice="joe", audio=None)
    assert with_voice(SCRIPT, "c", "") == SCRIPT


@pytest.mark.parametrize(
    ("after", "order", "segment", "unit"), [("b", "ab.cd", 1, 1), (None, ".abcd", 0, 3), ("d", "abcd.", 2, 2)]
)
def test_a_new_turn_belongs_to_the_exchange_it_follows(after: str | None, order: str, segment: int, unit: int) -> None:
    script = inserted(SCRIPT, after, Speaker.EXPERT, "Me too.")
    new = next(turn for turn in script if turn not in SCRIPT)
    assert "".join("." if turn is new else turn.id for turn in script) == order
    assert (new.segment, new.unit, new.speaker, new.text, new.edited) == (
        segment,
        unit,
        Speaker.EXPERT,
        "Me too.",
        True,
    )
    assert new.audio is None


def test_no_two_new_turns_have_one_id() -> None:
    twice = inserted(inserted(SCRIPT, None, Speaker.HOST, "One."), None, Speaker.HOST, "Two.")
    assert len({turn.id for turn in twice}) == 6


@pytest.mark.parametrize(
    ("turn", "before", "order", "segment"),
    [("d", "a", "dabc", 0), ("a", "c", "bacd", 1), ("a", None, "bcda", 2), ("b", "d", "acbd", 2)],
)
def test_a_moved_turn_joins_the_chapter_it_comes_to(turn: str, before: str | None, order: str, segment: int) -> None:
    script = moved(SCRIPT, turn, before)
    assert ids(script) == order
    there = next(one for one in script if one.id == turn)
    assert (there.segment, there.audio) == (segment, SOUND)
    assert [one for one in script if one is not there] == [one for one in SCRIPT if one.id != turn]


@pytest.mark.parametrize(("turn", "before"), [("b", "b"), ("b", "c"), ("d", None)])
def test_moving_a_turn_to_where_it_stands_changes_nothing(turn: str, before: str | None) -> None:
    assert moved(SCRIPT, turn, before) == SCRIPT


def test_turns_are_deleted_down_to_the_last() -> None:
    script = without(without(without(SCRIPT, "a"), "c"), "d")
    assert ids(script) == "b"
    with pytest.raises(InputError, match="at least one turn"):
        without(script, "b")


def test_a_turn_that_is_gone_is_told() -> None:
    with pytest.raises(NotFoundError, match="not in the script"):
        with_text(SCRIPT, "x", "Words.")
    with pytest.raises(NotFoundError):
        moved(SCRIPT, "a", "x")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" a\tb\r\nc ", "a b c"),
        ("a\x00b\x1bc", "a b c"),
        ("\ud83d", None),
        ("👩\u200d🔬 co\u00adop", "👩\u200d🔬 co\u00adop"),
    ],
)
def test_what_is_typed_becomes_one_line_that_every_file_takes(typed: str, kept: str | None) -> None:
    if kept is None:
        with pytest.raises(InputError, match="needs words"):
            clean_text(typed)
    else:
        assert clean_text(typed) == kept
        assert kept.encode()


def test_a_sound_is_named_by_all_that_can_be_heard_in_it_and_by_nothing_else() -> None:
    alba = fake_voice("alba")
    keys = {
        content_key(text, voice, language)
        for text in ("One.", "Two.")
        for voice in (alba, fake_voice("bert"), replace(alba, pitch=1.1), replace(alba, rate=1.1))
        for language in ("en", "de")
    }
    assert len(keys) == 16
    assert content_key("One.", replace(alba, pan=0.5, model=Path("/elsewhere")), "en") in keys
    assert all(len(key) == 32 for key in keys)


def test_a_key_is_what_it_was_before_there_were_pronunciations_where_none_says_anything_else() -> None:
    alba, text = fake_voice("alba"), "The moon pulls."
    plain = content_key(text, alba, "en")
    assert plain == content_key(text, alba, "en", "") == "8962a3c5cfce3473a751d0a2489c9692"
    moon, luna = (Pronunciations([pronunciation("moon", spoken)]).said(text) for spoken in ("moon", "luna"))
    assert len({plain, content_key(text, alba, "en", moon), content_key(text, alba, "en", luna)}) == 3


def test_only_turns_that_would_be_said_in_another_way_now_lose_their_sound(tmp_path: Path) -> None:
    luna = Pronunciations([pronunciation("moon", "luna")])
    sound = voiced(tmp_path, "sound")
    turns = (
        revised_turn("a", text="The moon.", audio=sound),
        revised_turn("b", text="The moon.", audio=replace(sound, said=luna.said("The moon."))),
        revised_turn("c", text="The sun.", audio=sound),
        revised_turn("d", text="The moon."),
    )
    assert said_anew(turns, luna) == (replace(turns[0], audio=None), *turns[1:])
    assert said_anew(turns, AS_WRITTEN) == (turns[0], replace(turns[1], audio=None), *turns[2:])


def test_a_turn_as_it_was_made_becomes_a_turn_of_a_revision_and_back() -> None:
    turn = Turn(index=7, segment=2, speaker=Speaker.EXPERT, text="So.", passages=("p",), unit=3, rate=1.1)
    spoken = SpokenTurn(index=7, path="turns/0007.wav", sha256="s", size=9, seconds=2.0, said="\x02so\x03.")
    revised = original_turn(turn, spoken, key="k")
    assert (revised.id, revised.audio and revised.audio.key) == ("t0007", "k")
    assert turns_as_made([revised]) == [replace(turn, index=0)]
    assert spoken_as_made([revised]) == {0: replace(spoken, index=0)}
    assert spoken_as_made([original_turn(turn, None)]) == {}
