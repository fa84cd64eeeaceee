"""EXPERT says what can be heard as it stands, and has the model retell the rest, or all where that is wanted."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.scripts import SegmentKind, Turn
from podcast_studio.domain.styles import Level, Style
from podcast_studio.pipeline.asking import Asking
from podcast_studio.pipeline.expert import Expert
from podcast_studio.pipeline.phrases.choosing import phrases_for
from podcast_studio.pipeline.recipes import recipe_for
from podcast_studio.pipeline.steering import Next
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.pipeline import an_order

HEARD = "The moon was the first reason why the sea rose on this coast."
SEEN = "Spring tides (at new and full moon) rise highest of all (see 4.2)."
AFTER = "The water comes over the sand of the bay twice a day."
GREETING = Turn(index=0, segment=0, speaker=Speaker.HOST, text="Hello and welcome.")


def passage(spoken: str) -> Passage:
    return Passage(
        id="p", document="tides.md", heading=("Tides",), page=None, start=0, end=9, text=spoken, spoken=spoken, order=0
    )


def told(
    spoken: str,
    *,
    level: Level = Level.INFORMED,
    large: bool = False,
    anew: bool = False,
    answer: Callable[[TextRequest], str] | None = None,
    said: str = "",
    language: str = "en",
) -> tuple[str, list[str]]:
    """What EXPERT says of a passage, and what the model was given to retell."""
    model, known = FakeLanguageModel(answer=answer), passage(spoken)
    expert = Expert(
        order=an_order(3, level=level, language=language),
        recipe=recipe_for(Style.INTERVIEW, level, large_model=large),
        phrases=phrases_for(language),
        passages={"p": known},
        manner="",
        anew=anew,
        ask=Asking(model, CancelToken()),
        seed_of=lambda attempt: attempt,
        on_unusable=lambda *_values, given_up: None,
    )
    before = [GREETING, replace(GREETING, index=1, speaker=Speaker.EXPERT, text=said)] if said else [GREETING]
    following = Next(kind=SegmentKind.TOPIC, segment=1, unit=1, index=len(before), words=60, passage=known)
    text = expert.answer(known, following, before)
    return text, [request.messages[-1].text.partition("Notes: ")[2].split("\nMind")[0] for request in model.requests]


def test_what_can_be_heard_is_told_without_the_model() -> None:
    assert told(f"{HEARD} {AFTER}") == (f"{HEARD} {AFTER}", [])


def test_only_what_was_written_for_the_eye_is_retold_in_its_place() -> None:
    text, asked = told(
        f"{HEARD} {SEEN} {AFTER}", answer=lambda _: "Spring tides, at new and full moon, rise highest of all."
    )
    assert asked == [SEEN]
    assert text == f"{HEARD} Spring tides, at new and full moon, rise highest of all. {AFTER}"


@pytest.mark.parametrize(
    "wanted", [{"level": Level.NEWCOMER}, {"level": Level.PROFESSIONAL}, {"large": True}, {"anew": True}]
)
def test_in_a_manner_by_a_large_model_and_anew_all_is_retold(wanted: dict[str, bool]) -> None:
    _, asked = told(f"{HEARD} {AFTER}", **wanted)  # type: ignore[arg-type]
    assert asked[0] == f"{HEARD} {AFTER}"


def test_a_small_model_has_no_manner_in_other_languages() -> None:
    spoken = "Der Mond zieht am Meer. Zweimal am Tag steigt das Wasser über den Sand."
    assert told(spoken, level=Level.NEWCOMER, language="de") == (spoken, [])
    assert told(spoken, large=True, language="de")[1][0] == spoken


def test_what_was_said_before_is_asked_for_in_other_words() -> None:
    _, asked = told(f"{HEARD} {AFTER}", said=f"{HEARD} {AFTER}")
    assert asked


def test_where_the_model_has_nothing_usable_the_document_speaks() -> None:
    text, asked = told(f"{HEARD} {SEEN} {AFTER}", answer=lambda _: "The moon weighs 900 tonnes.")
    assert asked == [SEEN]
    assert "900" not in text
    assert HEARD in text


@pytest.mark.parametrize(
    ("level", "heard"), [(Level.INFORMED, "It isn't the sea"), (Level.PROFESSIONAL, "It is not the sea")]
)
def test_it_talks_as_people_do_but_to_professionals(level: Level, heard: str) -> None:
    spoken = "It is not the sea that moves under the moon, as the old sailors of this bay believed for long."
    text, _ = told(spoken, level=level)
    assert heard in text
