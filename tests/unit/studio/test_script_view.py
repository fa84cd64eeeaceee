import threading
from pathlib import Path

import pytest

from podcast_studio.domain.errors import InputError, NotFoundError, UnspeakableError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.styles import Level
from podcast_studio.pipeline.prompts import READING
from podcast_studio.studio import Studio
from podcast_studio.studio.scripts import TurnState
from podcast_studio.testing.studio import FakeParts
from podcast_studio.testing.waiting import finished, until


@pytest.fixture
def order(studio: Studio, documents: Path) -> str:
    return studio.order(folder=documents, minutes=1).id


def test_a_podcast_that_nobody_has_begun_has_an_empty_script(studio: Studio, order: str) -> None:
    view = studio.scripts.view(podcast_id=order)
    assert (view.turns, view.chapters, view.revision) == ((), (), 0)
    assert (view.can_undo, view.can_redo, view.writing, view.remixing, view.problem) == (False, False, None, False, "")


def test_a_podcast_that_is_not_there_has_no_script(studio: Studio) -> None:
    with pytest.raises(NotFoundError):
        studio.scripts.view(podcast_id="none")


def test_every_turn_of_a_finished_script_can_be_played_and_rests_on_a_document(studio: Studio, order: str) -> None:
    finished(studio, order)
    view = studio.scripts.view(podcast_id=order)
    podcast = studio.find_podcast(name=order)
    assert [turn.position for turn in view.turns] == list(range(len(view.turns)))
    assert {turn.state for turn in view.turns} == {TurnState.READY}
    for turn in view.turns:
        assert turn.audio is not None
        assert turn.audio.is_file()
        assert turn.start is not None
        assert turn.end == pytest.approx(turn.start + (turn.seconds or 0))
        assert turn.voice == (podcast.order.host_voice if turn.speaker is Speaker.HOST else podcast.order.expert_voice)
    starts = [turn.start or 0 for turn in view.turns]
    assert starts == sorted(starts)
    told = [turn for turn in view.turns if turn.sources]
    assert told
    assert {source.document for turn in told for source in turn.sources} == {"tides.md"}
    assert told[0].sources[0].heading.startswith("Tides > ")
    assert [chapter.title for chapter in view.chapters] == list(dict.fromkeys(turn.chapter for turn in view.turns))
    assert view.chapters[-1].end == pytest.approx(podcast.duration_seconds or 0, abs=0.01)


def test_while_it_is_made_the_voiced_beginning_has_its_place_in_time(
    studio: Studio, order: str, parts: FakeParts
) -> None:
    let_go, spoken = threading.Event(), 0

    def third_turn_waits(_text: str) -> None:
        nonlocal spoken
        spoken += 1
        if spoken == 3:
            let_go.wait(30)

    parts.speech.trouble = third_turn_waits
    studio.start_workers()
    try:
        until(lambda: any(t.state is TurnState.VOICING for t in studio.scripts.view(podcast_id=order).turns[2:3]))
        view = studio.scripts.view(podcast_id=order)
        assert [turn.state for turn in view.turns[:2]] == [TurnState.READY, TurnState.READY]
        assert [turn.start is not None for turn in view.turns[:3]] == [True, True, False]
        assert view.turns[2].audio is None
        assert set(view.turns[3:]) == {turn for turn in view.turns[3:] if turn.state is TurnState.WRITTEN}
    finally:
        let_go.set()
    finished(studio, order)
    later = studio.scripts.view(podcast_id=order)
    assert [(t.id, t.start) for t in later.turns[:2]] == [(t.id, t.start) for t in view.turns[:2]]


@pytest.mark.parametrize(("level", "speaker"), [(Level.INFORMED, Speaker.HOST), (Level.NEWCOMER, Speaker.EXPERT)])
def test_while_it_is_made_it_says_whose_words_are_being_written(
    studio: Studio, documents: Path, parts: FakeParts, level: Level, speaker: Speaker
) -> None:
    """A small model is asked first for HOST's question, or for the answer where all of it is to be retold."""
    order = studio.order(folder=documents, minutes=1, level=level).id
    writing, let_go = threading.Event(), threading.Event()

    def waits(request: TextRequest) -> str:
        if request != READING:
            writing.set()
            let_go.wait(60)
        return "The moon pulls on the water of the oceans, and a second bulge stands on the far side of the Earth."

    parts.model.answer = waits
    studio.start_workers()
    try:
        assert writing.wait(60)
        assert studio.scripts.view(podcast_id=order).writing is speaker
    finally:
        let_go.set()
    finished(studio, order)
    assert studio.scripts.view(podcast_id=order).writing is None


def test_a_turn_that_cannot_be_spoken_says_why(studio: Studio, order: str, parts: FakeParts) -> None:
    tried: list[str] = []

    def speak(text: str) -> UnspeakableError | None:
        """All but the first turn that tells of it; the close may recall it."""
        tried.extend([text] if "second bulge" in text else [])
        return UnspeakableError("Nothing there.") if text in tried[:1] else None

    parts.speech.trouble = speak
    finished(studio, order)
    silent = [t for t in studio.scripts.view(podcast_id=order).turns if t.state is TurnState.LEFT_OUT]
    assert [turn.note for turn in silent] == ["Nothing there."]
    assert [turn.start for turn in silent] == [None]


def test_turns_are_found_by_what_they_say_in_any_case(studio: Studio, order: str) -> None:
    finished(studio, order)
    turns = studio.scripts.view(podcast_id=order).turns
    found = studio.scripts.search(podcast_id=order, text="  the MOON pulls ")
    assert found == [turn.id for turn in turns if "the moon pulls" in turn.text.lower()]
    assert found
    assert studio.scripts.search(podcast_id=order, text="zeppelin") == []
    assert studio.scripts.search(podcast_id=order, text=" ") == []


def test_a_source_is_shown_with_what_stands_around_it(studio: Studio, order: str, parts: FakeParts) -> None:
    finished(studio, order)
    source = next(turn.sources[0] for turn in studio.scripts.view(podcast_id=order).turns if turn.sources)
    texts = [passage.text for passage in parts.index.of_document("tides.md")]
    place = texts.index(source.text)
    context = studio.scripts.context(podcast_id=order, passage_id=source.passage_id)
    assert (context.document, context.heading, context.passage) == ("tides.md", source.heading, source.text)
    assert (context.before, context.after) == ("\n\n".join(texts[:place]), "\n\n".join(texts[place + 1 :]))


def test_a_source_whose_document_is_gone_is_shown_from_the_podcasts_own_copy(
    studio: Studio, order: str, parts: FakeParts
) -> None:
    finished(studio, order)
    source = next(t.sources[0] for t in studio.scripts.view(podcast_id=order).turns if t.sources)
    parts.index.remove(["tides.md"])
    context = studio.scripts.context(podcast_id=order, passage_id=source.passage_id)
    assert (context.passage, context.before, context.after) == (source.text, "", "")


def test_a_passage_that_is_no_source_is_refused(studio: Studio, order: str) -> None:
    finished(studio, order)
    with pytest.raises(NotFoundError):
        studio.scripts.context(podcast_id=order, passage_id="none")


def test_a_podcast_that_is_not_finished_cannot_be_edited(studio: Studio, order: str) -> None:
    with pytest.raises(InputError, match=r"still being made.*once it is finished"):
        studio.scripts.edit_text(podcast_id=order, turn_id="t0000", text="Hello.")
    studio.cancel(job=studio.find_job(name=order))
    with pytest.raises(InputError, match=r"not finished.*Retry its job"):
        studio.scripts.undo(podcast_id=order)
