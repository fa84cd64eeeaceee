"""Editing a finished podcast: only what was changed is made again, and what can be played stays until it is."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from podcast_studio.domain.errors import InputError, NotFoundError, SpeechError, UnknownVoiceError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import REVISION_JOB, JobState
from podcast_studio.domain.podcasts import Podcast, Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.studio import Studio
from podcast_studio.studio.scripts import ScriptView, TurnState, TurnView
from podcast_studio.testing.studio import FakeParts, fake_studio
from podcast_studio.testing.waiting import finished, revised, until


@pytest.fixture
def podcast(studio: Studio, parts: FakeParts, documents: Path) -> Podcast:
    """A finished podcast; what was voiced and mixed for it is forgotten."""
    done = finished(studio, studio.order(folder=documents, minutes=1, title="Tides").id)
    parts.speech.spoken.clear()
    parts.mixer.mixed.clear()
    return done


def view(studio: Studio, podcast: Podcast) -> ScriptView:
    return studio.scripts.view(podcast_id=podcast.id)


def answer(studio: Studio, podcast: Podcast) -> TurnView:
    """A turn of EXPERT that rests on a document."""
    return next(t for t in view(studio, podcast).turns if t.speaker is Speaker.EXPERT and t.sources)


def texts(script: ScriptView) -> list[str]:
    return [turn.text for turn in script.turns]


def transcript(podcast: Podcast) -> list[str]:
    assert podcast.audio is not None
    script = json.loads((podcast.audio.parent / "transcript.json").read_text())
    assert script["duration_seconds"] == pytest.approx(podcast.duration_seconds, abs=0.001)
    return [turn["text"] for turn in script["turns"]]


def test_only_the_edited_turn_is_voiced_and_the_programme_mixed_once(
    studio: Studio, podcast: Podcast, parts: FakeParts
) -> None:
    before, turn = view(studio, podcast), answer(studio, podcast)
    assert studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="  The sea\nrises twice a day. ") == 1
    after, now = revised(studio, podcast.id), view(studio, podcast)
    assert parts.speech.spoken == ["The sea rises twice a day."]
    assert len(parts.mixer.mixed) == 1
    assert texts(now) == [text if text != turn.text else "The sea rises twice a day." for text in texts(before)]
    assert transcript(after) == texts(now)
    assert [t.edited for t in now.turns] == [t.id == turn.id for t in now.turns]
    assert [t.id for t in now.turns] == [t.id for t in before.turns]
    assert now.turns[turn.position].sources == turn.sources
    assert (now.revision, now.can_undo, now.can_redo, now.remixing) == (1, True, False, False)
    assert {t.state for t in now.turns} == {TurnState.READY}


def test_the_new_audio_gets_a_name_of_its_own_and_the_old_one_stays(studio: Studio, podcast: Podcast) -> None:
    turn = answer(studio, podcast)
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Shorter.")
    after = revised(studio, podcast.id)
    assert podcast.audio is not None
    assert after.audio == podcast.audio.with_name("Tides (2).mp3")
    assert sha256_of(podcast.audio) == podcast.audio_sha256
    assert sha256_of(after.audio) == after.audio_sha256
    assert (after.duration_seconds or 0) < (podcast.duration_seconds or 0)
    assert after.completed_at == podcast.completed_at
    captions = (podcast.audio.parent / "captions.vtt").read_text()
    assert "Shorter." in captions


def test_the_finished_podcast_stays_as_it_is_until_the_new_audio_is_there(
    studio: Studio, podcast: Podcast, parts: FakeParts
) -> None:
    turn, places = answer(studio, podcast), [(t.start, t.end) for t in view(studio, podcast).turns]
    speaking, let_go = threading.Event(), threading.Event()

    def waits(_text: str) -> None:
        speaking.set()
        let_go.wait(60)

    parts.speech.trouble = waits
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Other words.")
    try:
        assert speaking.wait(60)
        meanwhile, script = studio.find_podcast(name=podcast.id), view(studio, podcast)
        assert meanwhile == podcast
        assert studio.status(podcast_id=podcast.id).status == "COMPLETED"
        assert studio.status(podcast_id=podcast.id).progress_percentage == 100
        assert script.remixing
        assert script.turns[turn.position].text == "Other words."
        assert script.turns[turn.position].state is TurnState.VOICING
        assert [(t.start, t.end) for t in script.turns] == places
        assert studio.files(podcast=meanwhile).audio == podcast.audio
        with pytest.raises(InputError, match="being made"):
            studio.delete_podcast(podcast=podcast)
    finally:
        let_go.set()
    assert revised(studio, podcast.id).audio != podcast.audio


def test_undo_and_redo_go_back_and_forth_without_voicing_or_mixing(
    studio: Studio, podcast: Podcast, parts: FakeParts
) -> None:
    before, turn = view(studio, podcast), answer(studio, podcast)
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Other words.")
    edited = revised(studio, podcast.id)
    assert studio.scripts.undo(podcast_id=podcast.id) == 0
    back = revised(studio, podcast.id)
    assert view(studio, podcast).turns == before.turns
    assert (back.audio, back.duration_seconds) == (podcast.audio, podcast.duration_seconds)
    assert transcript(back) == texts(before)
    assert (view(studio, podcast).can_undo, view(studio, podcast).can_redo) == (False, True)
    assert studio.scripts.redo(podcast_id=podcast.id) == 1
    assert revised(studio, podcast.id).audio == edited.audio
    assert parts.speech.spoken == ["Other words."]
    assert len(parts.mixer.mixed) == 1


def test_nothing_more_can_be_undone_than_was_done(studio: Studio, podcast: Podcast) -> None:
    with pytest.raises(InputError, match="nothing to undo"):
        studio.scripts.undo(podcast_id=podcast.id)
    studio.scripts.delete(podcast_id=podcast.id, turn_id=answer(studio, podcast).id)
    studio.scripts.undo(podcast_id=podcast.id)
    with pytest.raises(InputError, match="nothing to undo"):
        studio.scripts.undo(podcast_id=podcast.id)
    studio.scripts.redo(podcast_id=podcast.id)
    with pytest.raises(InputError, match="nothing to redo"):
        studio.scripts.redo(podcast_id=podcast.id)


def test_an_edit_after_an_undo_goes_on_from_there(studio: Studio, podcast: Podcast) -> None:
    first = view(studio, podcast).turns[0].id
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=first, text="One.")
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=first, text="Two.")
    studio.scripts.undo(podcast_id=podcast.id)
    assert studio.scripts.edit_text(podcast_id=podcast.id, turn_id=first, text="Three.") == 3
    assert not view(studio, podcast).can_redo
    assert studio.scripts.undo(podcast_id=podcast.id) == 1
    assert view(studio, podcast).turns[0].text == "One."


def test_words_that_were_voiced_before_are_not_voiced_again(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turn = answer(studio, podcast)
    for text in ("Other words.", turn.text, "Other words."):
        studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text=text)
        revised(studio, podcast.id)
    assert parts.speech.spoken == ["Other words."]
    assert len(parts.mixer.mixed) == 3


def test_an_edit_that_changes_nothing_makes_no_revision(studio: Studio, podcast: Podcast) -> None:
    turn = answer(studio, podcast)
    assert studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text=f" {turn.text} ") == 0
    assert studio.scripts.set_voice(podcast_id=podcast.id, turn_id=turn.id, voice=turn.voice) == 0
    assert not [job for job in studio.jobs() if job.kind == REVISION_JOB]


def test_a_turn_gets_another_voice_and_its_own_again(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turn = answer(studio, podcast)
    other = next(voice.id for voice in studio.voices() if voice.id != turn.voice)
    studio.scripts.set_voice(podcast_id=podcast.id, turn_id=turn.id, voice=other)
    revised(studio, podcast.id)
    assert len(parts.speech.spoken) == 1
    changed = view(studio, podcast).turns[turn.position]
    assert (changed.voice, changed.text, changed.edited) == (other, turn.text, False)
    studio.scripts.set_voice(podcast_id=podcast.id, turn_id=turn.id, voice=turn.voice)
    revised(studio, podcast.id)
    assert view(studio, podcast).turns[turn.position] == turn
    assert len(parts.speech.spoken) == 1


def test_the_voices_can_be_loaded_before_the_first_edit_and_trouble_with_them_waits_for_it(
    studio: Studio, podcast: Podcast, parts: FakeParts
) -> None:
    parts.speech.loaded.clear()
    studio.scripts.warm_up(podcast_id=podcast.id)
    assert {voice.id for voice in parts.speech.loaded} == {podcast.order.host_voice, podcast.order.expert_voice}
    parts.speech.load = lambda _voice: (_ for _ in ()).throw(SpeechError("No."))  # type: ignore[method-assign]
    studio.scripts.warm_up(podcast_id=podcast.id)
    with pytest.raises(NotFoundError):
        studio.scripts.warm_up(podcast_id="none")


def test_an_unknown_voice_is_refused_at_once(studio: Studio, podcast: Podcast) -> None:
    with pytest.raises(UnknownVoiceError):
        studio.scripts.set_voice(podcast_id=podcast.id, turn_id=answer(studio, podcast).id, voice="nobody")
    assert not view(studio, podcast).can_undo


def test_turns_are_inserted_deleted_and_moved(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    edit, at = studio.scripts, {"podcast_id": podcast.id}
    a, b, *_, last = view(studio, podcast).turns
    edit.insert(**at, after=a.id, speaker=Speaker.EXPERT, text="Second.")
    edit.insert(**at, after=None, speaker=Speaker.HOST, text="First.")
    edit.delete(**at, turn_id=b.id)
    edit.move(**at, turn_id=a.id, before=None)
    after, now = revised(studio, podcast.id), view(studio, podcast)
    assert sorted(parts.speech.spoken) == ["First.", "Second."]
    assert texts(now)[:2] == ["First.", "Second."]
    assert texts(now)[-2:] == [last.text, a.text]
    assert b.id not in {turn.id for turn in now.turns}
    assert now.turns[-1].chapter == last.chapter
    assert now.turns[0].sources == ()
    assert transcript(after) == texts(now)
    assert [turn.position for turn in now.turns] == list(range(len(now.turns)))


def test_what_is_not_there_cannot_be_edited_and_a_turn_needs_words(studio: Studio, podcast: Podcast) -> None:
    turn = answer(studio, podcast)
    with pytest.raises(NotFoundError, match="not in the script"):
        studio.scripts.edit_text(podcast_id=podcast.id, turn_id="gone", text="Words.")
    for text in ("", " \n", "\x00\x07"):
        with pytest.raises(InputError, match="needs words"):
            studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text=text)
    with pytest.raises(InputError, match="10,000"):
        studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="word " * 3_000)
    assert view(studio, podcast).revision == 0


def test_odd_text_is_stored_and_the_podcast_made(studio: Studio, podcast: Podcast) -> None:
    turn = answer(studio, podcast)
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Tide \ud800 “潮汐” \x00 & <b>.")
    assert "Tide “潮汐” & <b>." in transcript(revised(studio, podcast.id))


def test_words_that_cannot_be_spoken_are_left_out_with_the_reason(studio: Studio, podcast: Podcast) -> None:
    turn = answer(studio, podcast)
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="…")
    after = revised(studio, podcast.id)
    shown = view(studio, podcast).turns[turn.position]
    assert (shown.state, shown.start) == (TurnState.LEFT_OUT, None)
    assert "nothing to be spoken" in shown.note
    assert "1 of" in after.note
    assert "…" not in transcript(after)


def test_the_last_turn_cannot_be_deleted(studio: Studio, podcast: Podcast) -> None:
    ids = [turn.id for turn in view(studio, podcast).turns]
    for turn_id in ids[1:]:
        studio.scripts.delete(podcast_id=podcast.id, turn_id=turn_id)
    with pytest.raises(InputError, match="at least one turn"):
        studio.scripts.delete(podcast_id=podcast.id, turn_id=ids[0])
    assert len(transcript(revised(studio, podcast.id))) == 1


def test_a_turn_is_written_anew_and_only_it_is_voiced(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    before, turn = view(studio, podcast), answer(studio, podcast)
    parts.model.answer = lambda request: _notes(request).replace("the water nearest", "the water that is nearest")
    parts.model.requests.clear()
    studio.scripts.rewrite(podcast_id=podcast.id, turn_id=turn.id)
    revised(studio, podcast.id)
    now = view(studio, podcast)
    written = now.turns[turn.position]
    assert written.text != turn.text
    assert not written.rewriting
    assert written.sources == turn.sources
    assert [t for t in texts(now) if t != written.text] == [t for t in texts(before) if t != turn.text]
    assert len(parts.speech.spoken) == 1
    assert parts.model.requests


def _notes(request: TextRequest) -> str:
    """What the language model is to retell."""
    return request.messages[-1].text.split("Notes: ", 1)[1].split("\nMind:", maxsplit=1)[0]


def test_the_greeting_and_a_question_can_be_written_anew(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    greeting, question = [turn for turn in view(studio, podcast).turns if turn.speaker is Speaker.HOST][:2]
    studio.scripts.rewrite(podcast_id=podcast.id, turn_id=greeting.id)
    revised(studio, podcast.id)
    assert view(studio, podcast).turns[greeting.position].text != greeting.text
    parts.model.answer = lambda request: "And what does the water do when both of those bulges have passed?"
    studio.scripts.rewrite(podcast_id=podcast.id, turn_id=question.id)
    revised(studio, podcast.id)
    assert view(studio, podcast).turns[question.position].text != question.text


def test_what_rests_on_nothing_cannot_be_written_anew(studio: Studio, podcast: Podcast) -> None:
    turn = answer(studio, podcast)
    studio.scripts.insert(podcast_id=podcast.id, after=turn.id, speaker=Speaker.EXPERT, text="From me.")
    mine = view(studio, podcast).turns[turn.position + 1]
    with pytest.raises(InputError, match="rests on no document"):
        studio.scripts.rewrite(podcast_id=podcast.id, turn_id=mine.id)


def test_edits_in_quick_succession_end_in_the_newest(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turn = answer(studio, podcast)
    for number in range(8):
        studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text=f"Words, number {number}.")
    after = revised(studio, podcast.id)
    assert transcript(after)[turn.position] == "Words, number 7."
    assert view(studio, podcast).revision == 8
    assert len([job for job in studio.jobs() if job.kind == REVISION_JOB]) <= 8


def test_an_edit_during_a_mix_ends_that_mix(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turn, mixing, let_go = answer(studio, podcast), threading.Event(), threading.Event()

    def waits() -> None:
        mixing.set()
        let_go.wait(60)

    parts.mixer.before = waits
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="First thought.")
    assert mixing.wait(60)
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Second thought.")
    let_go.set()
    after = revised(studio, podcast.id)
    assert transcript(after)[turn.position] == "Second thought."
    assert after.audio is not None
    assert after.audio.name == "Tides (2).mp3"


def test_a_failing_voice_leaves_the_old_audio_and_says_why(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turn = answer(studio, podcast)
    parts.speech.trouble = lambda text: InputError("The voice is gone.") if text.startswith("Other") else None
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Other words.")
    until(lambda: bool(view(studio, podcast).problem))
    script = view(studio, podcast)
    assert "The voice is gone." in script.problem
    assert (script.remixing, script.turns[turn.position].state) == (False, TurnState.WRITTEN)
    assert studio.find_podcast(name=podcast.id) == podcast
    assert studio.status(podcast_id=podcast.id).status == "COMPLETED"
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Better words.")
    after = revised(studio, podcast.id)
    assert "Better words." in transcript(after)
    assert [job.state for job in studio.jobs() if job.kind == REVISION_JOB] == [JobState.COMPLETED]


def test_a_revision_can_be_cancelled_and_retried(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turn = answer(studio, podcast)
    studio.stop_workers()
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Other words.")
    (job,) = [job for job in studio.jobs() if job.kind == REVISION_JOB]
    assert studio.find_job(name=podcast.id) == studio.job_of(podcast=podcast)
    studio.cancel(job=job)
    assert not view(studio, podcast).remixing
    assert view(studio, podcast).given_up
    assert studio.shelf.podcast(id=podcast.id).state is JobState.COMPLETED
    studio.retry(job=job)
    assert not view(studio, podcast).given_up
    assert "Other words." in transcript(revised(studio, podcast.id))


def test_an_edit_does_not_wait_for_podcasts_in_the_making(
    studio: Studio, podcast: Podcast, parts: FakeParts, documents: Path
) -> None:
    busy, let_go = threading.Semaphore(0), threading.Event()

    def waits(_request: TextRequest) -> str:
        busy.release()
        let_go.wait(60)
        return "The moon pulls on the water of the oceans, and a second bulge stands on the far side of the Earth."

    parts.model.answer = waits
    others = [studio.order(folder=documents, minutes=1, title=title).id for title in ("One", "Two")]
    try:
        assert all(busy.acquire(timeout=60) for _ in others)
        studio.scripts.delete(podcast_id=podcast.id, turn_id=answer(studio, podcast).id)
        assert revised(studio, podcast.id).audio != podcast.audio
        assert {studio.status(podcast_id=other).status for other in others} == {"GENERATING"}
    finally:
        let_go.set()


def test_a_voice_that_is_busy_is_tried_again_later(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turn = answer(studio, podcast)
    parts.speech.trouble = lambda text: SpeechError("Busy.") if text.startswith("Other") else None
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Other words.")
    until(lambda: any(job.error for job in studio.jobs() if job.kind == REVISION_JOB))
    (job,) = [job for job in studio.jobs() if job.kind == REVISION_JOB]
    assert job.state is JobState.QUEUED
    assert view(studio, podcast).remixing


def test_old_audio_is_let_go_of_but_undo_still_voices_nothing(
    studio: Studio, podcast: Podcast, parts: FakeParts
) -> None:
    turn = answer(studio, podcast)
    for number in range(7):
        studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Words, and " * number + "words.")
        revised(studio, podcast.id)
    assert podcast.audio is not None
    folder = podcast.audio.parent
    kept = {path.name for path in folder.glob("*.mp3")}
    assert len(kept) == 5
    assert studio.find_podcast(name=podcast.id).audio in set(folder.glob("*.mp3"))
    parts.speech.spoken.clear()
    for _ in range(7):
        studio.scripts.undo(podcast_id=podcast.id)
        revised(studio, podcast.id)
    back = studio.find_podcast(name=podcast.id)
    assert parts.speech.spoken == []
    assert back.duration_seconds == podcast.duration_seconds
    assert transcript(back)[turn.position] == turn.text
    assert len(list(folder.glob("*.mp3"))) == 5
    assert back.audio is not None
    assert back.audio.is_file()


def test_sound_that_was_deleted_or_damaged_is_made_again(studio: Studio, podcast: Podcast, parts: FakeParts) -> None:
    turns = view(studio, podcast).turns
    gone, damaged, edited = turns[0], turns[1], turns[2]
    assert gone.audio is not None
    assert damaged.audio is not None
    gone.audio.unlink()
    damaged.audio.write_bytes(damaged.audio.read_bytes()[:-2] + b"xx")
    assert view(studio, podcast).turns[0].state is TurnState.WRITTEN
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=edited.id, text="Other words.")
    revised(studio, podcast.id)
    assert len(parts.speech.spoken) == 3
    assert {turn.state for turn in view(studio, podcast).turns} == {TurnState.READY}


def test_audio_that_was_deleted_is_made_again_from_the_turns(
    studio: Studio, podcast: Podcast, parts: FakeParts
) -> None:
    assert podcast.audio is not None
    before = podcast.audio.read_bytes()
    podcast.audio.unlink()
    with pytest.raises(NotFoundError, match=r"no longer there.*made again"):
        studio.files(podcast=podcast)
    assert studio.scripts.remake(podcast_id=podcast.id) == 0
    assert revised(studio, podcast.id).audio == podcast.audio
    assert podcast.audio.read_bytes() == before
    assert parts.speech.spoken == []
    assert studio.scripts.remake(podcast_id=podcast.id) == 0
    revised(studio, podcast.id)
    assert len(parts.mixer.mixed) == 1
    assert not view(studio, podcast).can_undo


def test_a_revision_goes_on_in_the_next_process(
    studio: Studio, podcast: Podcast, parts: FakeParts, tmp_path: Path
) -> None:
    turn = answer(studio, podcast)
    studio.stop_workers()
    studio.scripts.edit_text(podcast_id=podcast.id, turn_id=turn.id, text="Other words.")
    studio.close()
    later = FakeParts()
    with fake_studio(tmp_path / "home", later) as reopened:
        after = revised(reopened, podcast.id)
        assert "Other words." in transcript(after)
        assert later.speech.spoken == ["Other words."]
