from collections.abc import Sequence

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import InputError
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.revisions import RevisedTurn, to_rewrite
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind
from podcast_studio.pipeline.rewriting import Rewriting
from podcast_studio.testing.drafts import revised_turn
from podcast_studio.testing.engines import FakeLanguageModel

TEXT = (
    "The moon pulls on the water of the oceans, and the water nearest to it rises into a bulge. A second bulge stands "
    "on the far side of the Earth, where the pull is weakest."
)
PASSAGE = Passage(
    id="p", document="tides.md", heading=("Tides",), page=None, start=0, end=9, text=TEXT, spoken=TEXT, order=0
)
PLAN = Plan(
    segments=(
        Segment(kind=SegmentKind.OPENING, title="Introduction", passages=(), words=40),
        Segment(kind=SegmentKind.TOPIC, title="Tides", passages=("p",), words=100),
        Segment(kind=SegmentKind.CLOSING, title="What stays", passages=(), words=40),
    ),
    carries_seconds=300,
)
EXPERT = {"speaker": Speaker.EXPERT}
TURNS = (
    revised_turn("greeting", text="Hi."),
    revised_turn("welcome", text="Hi to you.", **EXPERT),
    revised_turn("question", segment=1, unit=1, text="Why is that?", passages=("p",)),
    revised_turn(
        "answer", segment=1, unit=1, text="The moon pulls at all of the water of the Earth.", passages=("p",), **EXPERT
    ),
    revised_turn("mine", segment=1, unit=1, text="I think so.", **EXPERT),
    revised_turn("gone", segment=1, unit=1, text="It was in a document.", passages=("x",), **EXPERT),
    revised_turn("recap", segment=2, unit=2, text="What stays?"),
    revised_turn("reminder", segment=2, unit=2, text="The bulges.", **EXPERT),
    revised_turn("farewell", segment=2, unit=2, text="Bye."),
)
REWRITING = Rewriting(
    order=PodcastOrder(collection_id="c", minutes=5, title="Tides"), plan=PLAN, passages={"p": PASSAGE}
)


def rewritten(name: str, times: int = 1, model: FakeLanguageModel | None = None) -> str:
    turns: Sequence[RevisedTurn] = TURNS
    for _ in range(times):
        turns = to_rewrite(tuple(turns), name)
    place = [turn.id for turn in turns].index(name)
    REWRITING.check(turns, place)
    return REWRITING.write(turns, place, model or FakeLanguageModel(), CancelToken())


def rewritten_once(name: str) -> str:
    """ "" for a turn that cannot be."""
    try:
        return rewritten(name)
    except InputError:
        return ""


def test_an_answer_is_told_again_from_its_passage() -> None:
    model = FakeLanguageModel()
    text = rewritten("answer", model=model)
    assert text.startswith("The moon pulls on the water")
    assert "The moon pulls on the water" in model.requests[0].messages[-1].text


def test_a_question_leads_to_the_answer_that_follows_it_and_stays() -> None:
    model = FakeLanguageModel(answer=lambda _request: "And what does the moon do to the water out there?")
    assert rewritten("question", model=model).endswith("And what does the moon do to the water out there?")
    assert "The moon pulls at all" in model.requests[0].messages[-1].text


@pytest.mark.parametrize("name", ["greeting", "welcome", "recap", "reminder", "farewell"])
def test_what_frames_the_programme_is_picked_anew(name: str) -> None:
    old = next(turn.text for turn in TURNS if turn.id == name)
    several = {rewritten(name, times) for times in range(1, 4)}
    assert old not in several
    assert len(several) == 3
    assert not several & {text for other in TURNS if other.id != name for text in [rewritten_once(other.id)]}


def test_the_words_that_are_there_are_not_the_answer_while_there_are_others() -> None:
    answers = iter([TURNS[3].text, TURNS[3].text, *[TEXT.replace("bulge", "hill")] * 9])

    def answer(_request: TextRequest) -> str:
        return next(answers)

    assert rewritten("answer", model=FakeLanguageModel(answer=answer)) != TURNS[3].text


@pytest.mark.parametrize("name", ["mine", "gone"])
def test_a_turn_with_nothing_behind_it_is_refused_with_a_way_out(name: str) -> None:
    with pytest.raises(InputError, match="rests on no document") as refused:
        rewritten(name)
    assert "Edit its text" in refused.value.way_out


def test_a_question_at_the_very_end_is_refused() -> None:
    turns = (TURNS[0], revised_turn("last", segment=1, unit=1, text="And?"))
    with pytest.raises(InputError):
        REWRITING.check(turns, 1)
