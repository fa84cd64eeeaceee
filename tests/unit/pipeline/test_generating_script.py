"""Exchanges are written answer first, from one passage each, and never without something to say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import Cancelled, ModelError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.scripts import Plan, SegmentKind, Turn
from podcast_studio.domain.styles import Level, Style
from podcast_studio.pipeline import expert
from podcast_studio.pipeline.generating_script import ScriptWriter
from podcast_studio.pipeline.host.hosting import Host
from podcast_studio.pipeline.phrases.choosing import phrases_for
from podcast_studio.pipeline.phrases.manners import manners_for
from podcast_studio.pipeline.planning import make_plan
from podcast_studio.pipeline.polishing import LARGE
from podcast_studio.pipeline.retelling import Shares
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.steering import Next
from podcast_studio.pipeline.text.clean import limit_words, sentences
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.index import TextReader
from podcast_studio.testing.pipeline import an_order, material

Write = Callable[..., ScriptWriter]


@pytest.fixture(scope="module")
def passages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Passage]:
    folder: Path = tmp_path_factory.mktemp("documents")
    reader = TextReader(material(3, 5))
    return {passage.id: passage for file in reader.scan(folder).files for passage in reader.read(file)}


@pytest.fixture
def writer(passages: dict[str, Passage]) -> Write:
    def make(model: FakeLanguageModel | None = None, *, minutes: float = 3, **changes: Any) -> ScriptWriter:
        order = an_order(minutes)
        plan = make_plan(list(passages.values()), order)
        return ScriptWriter(
            **{
                "model": model or FakeLanguageModel(),
                "order": order,
                "plan": plan,
                "passages": passages,
                "cancel": CancelToken(),
                **changes,
            }
        )

    return make


def opening() -> Next:
    return Next(kind=SegmentKind.OPENING, segment=0, unit=0, index=0, words=45)


def topic(plan: Plan, passages: dict[str, Passage], turns: list[Turn], segment: int = 1, place: int = 0) -> Next:
    return Next(
        kind=SegmentKind.TOPIC,
        segment=segment,
        unit=turns[-1].unit + 1,
        index=turns[-1].index + 1,
        words=60,
        passage=passages[plan.segments[segment].passages[place]],
    )


def closing(plan: Plan, turns: list[Turn], words: int) -> Next:
    last = len(plan.segments) - 1
    return Next(kind=SegmentKind.CLOSING, segment=last, unit=turns[-1].unit + 1, index=turns[-1].index + 1, words=words)


def some_turns(made: ScriptWriter, passages: dict[str, Passage], exchanges: int = 3) -> list[Turn]:
    turns = made.write(opening(), [])
    for place in range(exchanges):
        turns += made.write(topic(made.plan, passages, turns, place=place), turns)
    return turns


def test_the_opening_greets_and_names_what_it_is_about(writer: Write) -> None:
    model = FakeLanguageModel()
    turns = writer(model).write(opening(), [])
    assert [turn.speaker for turn in turns] == [Speaker.HOST, Speaker.EXPERT]
    assert not any(turn.passages for turn in turns)
    assert not model.requests


def test_a_short_programme_greets_shortly(writer: Write) -> None:
    long = writer(minutes=5).write(opening(), [])
    short = writer(minutes=1).write(opening(), [])
    assert sum(len(turn.text) for turn in short) < sum(len(turn.text) for turn in long)
    assert short[0].speaker is Speaker.HOST


@pytest.mark.parametrize("minutes", [1, 1.5, 3])
def test_the_speakers_take_turns_from_the_first_word(
    writer: Write, passages: dict[str, Passage], minutes: float
) -> None:
    speakers = [turn.speaker for turn in some_turns(writer(minutes=minutes), passages)]
    assert all(one is not other for one, other in pairwise(speakers))
    assert speakers[0] is Speaker.HOST


def test_an_exchange_is_a_line_and_an_answer_from_one_passage(writer: Write, passages: dict[str, Passage]) -> None:
    made = writer()
    turns = made.write(opening(), [])
    following = topic(made.plan, passages, turns)
    host, expert = made.write(following, turns)
    assert (host.speaker, expert.speaker) == (Speaker.HOST, Speaker.EXPERT)
    assert (host.index, expert.index) == (following.index, following.index + 1)
    assert host.unit == expert.unit == following.unit
    assert following.passage is not None
    assert host.passages == expert.passages == (following.passage.id,)
    assert following.passage.spoken.startswith(expert.text[:60])
    assert len(expert.text.split()) <= following.words + 12


def test_the_answer_is_asked_for_first(writer: Write, passages: dict[str, Passage]) -> None:
    written: list[Speaker] = []
    made = writer(on_writing=written.append)
    some_turns(made, passages, exchanges=1)
    assert written == [Speaker.EXPERT, Speaker.HOST]


def test_lines_of_one_programme_do_not_repeat(writer: Write, passages: dict[str, Passage]) -> None:
    for model in (FakeLanguageModel(), FakeLanguageModel(answer=lambda _: "")):
        turns = some_turns(writer(model), passages, exchanges=5)
        lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST]
        assert len(set(lines)) == len(lines)


def test_a_new_topic_is_announced(writer: Write, passages: dict[str, Passage]) -> None:
    made = writer()
    turns = some_turns(made, passages, exchanges=1)
    same = made.write(topic(made.plan, passages, turns, segment=1, place=1), turns)[0].text
    other = made.write(topic(made.plan, passages, turns, segment=2), turns)[0].text
    title = made.plan.segments[2].title.split()[-1]
    assert title in other
    assert title not in same


@pytest.fixture
def sentences_of_a_model(passages: dict[str, Passage]) -> Callable[[ScriptWriter], tuple[str, str]]:
    """What of the first topic's passage a writer's model is asked to retell, and what EXPERT says."""

    def written(made: ScriptWriter) -> tuple[str, str]:
        turns = some_turns(made, passages, exchanges=0)
        model = made.model
        assert isinstance(model, FakeLanguageModel)
        asked = len(model.requests)
        answer = made.write(topic(made.plan, passages, turns), turns)[-1].text
        return model.requests[asked].messages[-1].text.partition("Notes: ")[2], answer

    return written


def test_a_small_model_is_not_asked_to_retell_what_can_be_heard(writer: Write, passages: dict[str, Passage]) -> None:
    made = writer()
    passage = passages[made.plan.segments[1].passages[0]]
    turns = some_turns(made, passages, exchanges=1)
    assert isinstance(made.model, FakeLanguageModel)
    assert not any(map(_asks_to_tell, made.model.requests))
    assert passage.spoken.startswith(turns[-1].text)


def test_a_small_model_retells_what_was_written_for_the_eye(
    passages: dict[str, Passage], writer: Write, sentences_of_a_model: Callable[[ScriptWriter], tuple[str, str]]
) -> None:
    made = writer()
    told = made.plan.segments[1].passages[0]
    first, second, third, *_ = sentences(passages[told].spoken)
    passages = {**passages, told: replace(passages[told], spoken=f"{first} {second[:-1]} (of 1887). {third}")}
    made.passages = passages
    turns = some_turns(made, passages, exchanges=0)
    answer = made.write(topic(made.plan, passages, turns), turns)[-1].text
    assert isinstance(made.model, FakeLanguageModel)
    (retold,) = [
        request.messages[-1].text.partition("Notes: ")[2] for request in made.model.requests if _asks_to_tell(request)
    ]
    assert retold == f"{second[:-1]} (of 1887)."
    assert answer.startswith(first)
    assert answer.endswith(third)


@pytest.mark.parametrize("large", [True, False])
def test_a_large_model_and_one_that_tells_in_a_manner_retell_all_of_it(
    writer: Write,
    passages: dict[str, Passage],
    sentences_of_a_model: Callable[[ScriptWriter], tuple[str, str]],
    *,
    large: bool,
) -> None:
    made = writer(FakeLanguageModel(parameters=7_000_000_000)) if large else writer()
    if not large:
        made.order = replace(made.order, level=Level.NEWCOMER)
    notes = limit_words(passages[made.plan.segments[1].passages[0]].spoken, 60 * 1.15)
    retold, _ = sentences_of_a_model(made)
    assert retold == notes


def test_an_answer_leaves_room_for_a_long_way_to_its_topic(
    writer: Write, passages: dict[str, Passage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expert, "shared_out", lambda notes, _language: Shares("", notes, ""))
    model = FakeLanguageModel()
    made = writer(model)
    title = "the tables of the tide that were written at London Bridge and those that a machine of brass wheels made"
    segments = [replace(part, title=title) if place == 2 else part for place, part in enumerate(made.plan.segments)]
    made.plan = replace(made.plan, segments=tuple(segments))
    turns = some_turns(made, passages, exchanges=1)

    def room(segment: int, place: int, words: int) -> int:
        asked = len(model.requests)
        made.write(replace(topic(made.plan, passages, turns, segment=segment, place=place), words=words), turns)
        return model.requests[asked].max_tokens

    assert room(2, 0, 60) < room(1, 1, 60)
    assert room(2, 0, 10) == room(1, 1, 10), "never less than a sentence"
    assert room(2, 0, 88) == room(1, 1, 88), "more is to come"


def test_where_the_room_ends_hosts_line_has_what_the_answer_leaves_of_it(
    writer: Write, passages: dict[str, Passage], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = writer()
    turns = some_turns(made, passages, exchanges=2)
    asked = replace(topic(made.plan, passages, turns, place=3), words=30)
    told: list[float | None] = []

    def line(
        _host: Host, answer: str, _turns: Sequence[Turn], _unit: int, *, turning: str, part: str, most_words: int | None
    ) -> str:
        assert not turning
        assert not part
        told.append(None if most_words is None else most_words + spoken_words(answer))
        return "And then?"

    monkeypatch.setattr(Host, "line", line)
    for words in (None, 12, 20):
        made.write(replace(asked, line_words=words), turns)
    free, short, long = told
    assert free is None, "as long as it takes"
    assert short is not None
    assert long is not None
    assert long - short == pytest.approx(8)
    assert 30 + 12 <= short <= 30 + 12 + 5


@pytest.mark.parametrize("words", [20, 60, 90, 150])
def test_the_closing_fits_its_room_and_ends_with_the_host(
    writer: Write, passages: dict[str, Passage], words: int
) -> None:
    model = FakeLanguageModel()
    made = writer(model)
    turns = some_turns(made, passages)
    asked = len(model.requests)
    last = made.write(closing(made.plan, turns, words), turns)
    assert last[0].speaker is last[-1].speaker is Speaker.HOST
    assert sum(spoken_words(turn.text) for turn in last) <= max(words, 20)
    assert len(model.requests) == asked


def test_with_room_the_closing_recalls_what_was_said(writer: Write, passages: dict[str, Passage]) -> None:
    made = writer()
    turns = some_turns(made, passages)
    last = made.write(closing(made.plan, turns, 120), turns)
    assert [turn.speaker for turn in last] == [Speaker.HOST, Speaker.EXPERT, Speaker.HOST]
    said = " ".join(turn.text for turn in turns)
    assert any(sentence in said for sentence in last[1].text.split(". "))


def test_the_same_seed_writes_the_same(writer: Write, passages: dict[str, Passage]) -> None:
    assert some_turns(writer(), passages) == some_turns(writer(), passages)


def test_the_seeds_of_all_requests_differ_and_depend_on_the_orders(writer: Write, passages: dict[str, Passage]) -> None:
    one, other = FakeLanguageModel(answer=lambda _: ""), FakeLanguageModel(answer=lambda _: "")
    some_turns(writer(one), passages)
    some_turns(writer(other, order=an_order(3, seed=8)), passages)
    seeds = [request.seed for request in one.requests]
    assert len(set(seeds)) == len(seeds)
    assert not set(seeds) & {request.seed for request in other.requests}
    assert all(0 <= seed < 2**31 for seed in seeds)


def test_a_cancel_is_heard_before_and_within_an_exchange(writer: Write, passages: dict[str, Passage]) -> None:
    cancel = CancelToken()

    def answer(_request: TextRequest) -> str:
        cancel.cancel(Cancelled())
        return "word " * 100

    made = writer(FakeLanguageModel(answer=answer), cancel=cancel)
    turns = made.write(opening(), [])
    with pytest.raises(Cancelled):
        made.write(topic(made.plan, passages, turns), turns)
    with pytest.raises(Cancelled):
        made.write(opening(), [])


def test_a_failing_model_is_not_hidden(writer: Write, passages: dict[str, Passage]) -> None:
    def answer(_request: TextRequest) -> str:
        raise ModelError("It stumbled.")

    made = writer(FakeLanguageModel(answer=answer))
    turns = made.write(opening(), [])
    with pytest.raises(ModelError):
        made.write(topic(made.plan, passages, turns), turns)


@pytest.mark.parametrize(("parameters", "answers"), [(LARGE, [False, True]), (LARGE - 1, [True])])
def test_what_cannot_be_used_is_handed_on_with_what_speaks_against_it(
    writer: Write,
    passages: dict[str, Passage],
    parameters: int,
    answers: list[bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A large model is asked for an answer once more; a small one's second try is not worth its time."""
    monkeypatch.setattr(expert, "shared_out", lambda notes, _language: Shares("", notes, ""))
    told: list[tuple[Any, ...]] = []

    def keep(*values: Any, given_up: bool) -> None:
        told.append((*values, given_up))

    made = writer(FakeLanguageModel(answer=lambda _: "Nonsense.", parameters=parameters), on_unusable=keep)
    turns = made.write(opening(), [])
    made.write(topic(made.plan, passages, turns), turns)
    assert [given_up for wanted, _, _, _, given_up in told if wanted == "answer"] == answers
    assert [given_up for wanted, _, _, _, given_up in told if wanted == "question"] == [False, True]
    assert all(raw.strip() == "Nonsense." and objections for _, _, raw, objections, _ in told)


def test_a_small_model_writes_steadily_and_anew_with_chance(
    writer: Write, passages: dict[str, Passage], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expert, "shared_out", lambda notes, _language: Shares("", notes, ""))

    def temperatures(made: ScriptWriter, work: Callable[[], object]) -> set[float]:
        assert isinstance(made.model, FakeLanguageModel)
        made.model.requests.clear()
        work()
        return {request.temperature for request in made.model.requests if _asks_to_tell(request)}

    small, large = writer(FakeLanguageModel()), writer(FakeLanguageModel(parameters=LARGE))
    turns = some_turns(small, passages)
    following = topic(small.plan, passages, turns)
    assert temperatures(small, lambda: small.write(following, turns)) == {0.0}
    assert min(temperatures(large, lambda: large.write(following, turns))) > 0
    told = next(turn for turn in turns if turn.speaker is Speaker.EXPERT and turn.passages)
    assert min(temperatures(small, lambda: small.again(told, turns))) > 0


def _asks_to_tell(request: TextRequest) -> bool:
    return request.messages[-1].text.startswith("TELL")


def test_in_a_briefing_host_gives_cues_without_the_model(writer: Write, passages: dict[str, Passage]) -> None:
    model = FakeLanguageModel()
    made = writer(model, order=replace(an_order(3), style=Style.BRIEFING))
    turns = some_turns(made, passages, exchanges=4)
    lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST and turn.unit > 1]
    assert all(len(line.split()) <= 6 for line in lines)
    assert len(set(lines)) == len(lines)


def test_in_a_debate_host_holds_on_to_what_was_said(writer: Write, passages: dict[str, Passage]) -> None:
    made = writer(order=replace(an_order(3), style=Style.DEBATE))
    turns = some_turns(made, passages, exchanges=5)
    told = [turn.text for turn in turns if turn.speaker is Speaker.EXPERT and turn.passages]
    lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST]
    assert any(any(part in line for part in answer.split(". ")[:1]) for line in lines for answer in told)


def test_style_and_level_are_told_to_the_model(writer: Write, passages: dict[str, Passage]) -> None:
    model = FakeLanguageModel()
    some_turns(writer(model, order=replace(an_order(3), style=Style.STORY, level=Level.NEWCOMER)), passages)
    asked = [request.messages[-1].text for request in model.requests if "TELL" in request.messages[-1].text]
    assert all("one event after the other" in ask and "everyday words" in ask for ask in asked)


def two_passages() -> dict[str, Passage]:
    texts = (
        "Henry Winstanley had lost two ships there. He built the first lighthouse in the open sea.",
        "It looked like a pagoda, with galleries, and he was sure of it.",
    )
    return {
        f"p{order}": Passage(
            id=f"p{order}", document="rock.md", order=order, heading=("Rock",), page=None,
            start=0, end=len(text), text=text, spoken=text,
        )
        for order, text in enumerate(texts)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told_before", "begins", "cites"),
    [
        ("Henry Winstanley had lost two ships there.", "Winstanley had", ("p1", "p0")),
        ("He built the first lighthouse in the open sea.", "It looked like a pagoda", ("p1",)),
    ],
)
def test_an_answer_that_points_back_is_told_with_what_it_points_to_and_cites_both(
    writer: Write, told_before: str, begins: str, cites: tuple[str, ...]
) -> None:
    known = two_passages()
    known["p0"] = replace(known["p0"], spoken=known["p0"].spoken.replace("He built", "Winstanley had built"))
    told_before = told_before.replace("He built", "Winstanley had built")
    turn = Turn(index=1, segment=1, speaker=Speaker.EXPERT, text=told_before, passages=("p0",), unit=1)
    following = Next(kind=SegmentKind.TOPIC, segment=1, unit=2, index=2, words=16, passage=known["p1"])
    made = writer(FakeLanguageModel(answer=lambda _: known["p1"].spoken), passages=known)
    assert made.answer(known["p1"], following, [turn]).startswith(begins)
    written = made.write(following, [turn])
    assert written[-1].text.startswith(begins)
    assert all(one.passages == cites for one in written)


def test_in_another_language_the_model_is_told_so_and_host_speaks_it(
    writer: Write, passages: dict[str, Passage]
) -> None:
    model = FakeLanguageModel(parameters=LARGE)
    turns = some_turns(writer(model, order=an_order(3, language="de")), passages)
    assert model.requests
    assert all("in German" in request.messages[-1].text for request in model.requests)
    german = phrases_for("de")
    assert turns[0].text.split(".")[0] in " ".join(german.greetings)
    lines = [turn.text for turn in turns if turn.speaker is Speaker.HOST and turn.passages]
    starts = {phrase.partition("{")[0] for kind in fields(german) for phrase in getattr(german, kind.name)}
    starts |= set(manners_for(Style.INTERVIEW, "de"))
    assert lines
    assert all(any(start and start in line for start in starts if len(start) > 1) for line in lines)


def test_an_answer_that_would_begin_as_one_before_begins_otherwise(writer: Write, passages: dict[str, Passage]) -> None:
    made = writer()
    turns = some_turns(made, passages, 1)
    following = topic(made.plan, passages, turns, place=1)
    plain = made.answer(passages[made.plan.segments[1].passages[1]], following, turns)
    heard = [replace(turns[-1], text=f"{' '.join(plain.split()[:2])} was heard before.")]
    other = made.answer(passages[made.plan.segments[1].passages[1]], following, [*turns, *heard])
    assert other.startswith(tuple(made.phrases.lead_ins))
    assert other.lower().endswith(plain.lower())
