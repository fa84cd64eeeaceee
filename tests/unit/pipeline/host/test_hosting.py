"""HOST takes up what was said, asks for what comes, or both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.styles import Level, Style
from podcast_studio.pipeline.host.hosting import Host, _joined
from podcast_studio.pipeline.phrases.choosing import ENGLISH
from podcast_studio.pipeline.phrases.manners import manners_for
from podcast_studio.pipeline.prompts import Act
from podcast_studio.pipeline.recipes import Recipe, recipe_for
from podcast_studio.testing.pipeline import an_order

BEFORE = "The tower of wood and stone was lit in November 1698."
AFTER = "A storm took the tower in the night of 26 November 1703."
REMARK = "A tower of wood and stone, then."
QUESTION = "What happened to the tower?"
TURNING = "Let's turn to storms."


def is_remark(request: TextRequest) -> bool:
    return request.messages[-1].text.startswith("REMARK")


def remarking(**given: Any) -> Recipe:
    """A recipe of a model whose remarks are worth asking for."""
    return Recipe(**{"remark_tries": 1} | given)


def model(remark: str = REMARK, question: str = QUESTION) -> Callable[[TextRequest], str]:
    return lambda request: remark if is_remark(request) else question


def a_host(*acts: Act, ask: Callable[[TextRequest], str] | None = None, **changes: Any) -> Host:
    return Host(
        order=replace(an_order(3), seed=0, style=Style.STORY),  # which has no manners
        recipe=remarking(acts=acts, recalls_every=0),
        phrases=ENGLISH,
        ask=ask or model(),
        seed_of=lambda attempt: attempt,
        on_unusable=changes.pop("on_unusable", lambda *_told, given_up: None),
        **changes,
    )


def talk(*lines: str, segment: int = 1) -> list[Turn]:
    """What HOST has said so far, and EXPERT's last answer."""
    said = [
        Turn(index=place, segment=segment, speaker=Speaker.HOST, text=text, unit=1) for place, text in enumerate(lines)
    ]
    told = ("p",) if segment else ()
    last = Turn(index=len(lines), segment=segment, speaker=Speaker.EXPERT, text=BEFORE, unit=1, passages=told)
    return [*said, last]


def told(recipe: Recipe, ask: Callable[[TextRequest], str] | None = None, **changes: Any) -> str:
    """A line of HOST's with that recipe."""
    return line(replace(a_host(ask=ask), recipe=recipe), **changes)


def test_a_small_model_is_asked_for_no_remarks() -> None:
    def ask(request: TextRequest) -> str:
        assert not is_remark(request)
        return QUESTION

    for style in Style:
        small = replace(a_host(ask=ask), recipe=replace(recipe_for(style, Level.INFORMED), acts=(Act.REACT,)))
        assert line(small, unit=1)
    assert recipe_for(Style.INTERVIEW, Level.INFORMED, large_model=True).remark_tries > 0


def test_a_debate_opens_a_topic_with_a_doubt_that_goes_on_from_nothing() -> None:
    recipe = remarking(acts=(Act.REMARK,), opening=Act.DOUBT, recalls_every=0)
    begun: list[str] = []

    def ask(request: TextRequest) -> str:
        begun.append(request.prefill)
        return "a storm took the tower in that night?"

    for unit in range(8):
        told(recipe, ask, unit=unit, turning=TURNING, turns=talk(segment=1))
    openings = {start for start in begun if start}
    assert openings <= {"Can it really be that", "Is it true that"}
    assert openings


def test_in_a_briefing_a_topic_is_only_named() -> None:
    recipe = remarking(acts=(Act.ASK,), cues_only=True, recalls_every=0)
    refuse: Callable[[TextRequest], str] = lambda _request: pytest.fail("no model is needed")  # noqa: E731
    assert told(recipe, refuse, turning=TURNING) == TURNING
    briefing = replace(a_host(ask=refuse), recipe=recipe)
    briefing = replace(briefing, order=replace(briefing.order, style=Style.BRIEFING))
    heard, _, named = line(briefing, turning=TURNING).partition(" ")
    assert (heard in manners_for(Style.BRIEFING, "en"), named) == (True, TURNING)
    assert told(recipe, refuse, turns=talk(segment=0)) in ENGLISH.first_questions


def test_the_style_is_heard_before_a_question_where_nothing_is_taken_up() -> None:
    host = a_host(Act.ASK)
    critic = replace(host, order=replace(host.order, style=Style.CRITIQUE))
    manners = manners_for(Style.CRITIQUE, "en")
    heard: list[str] = []
    for unit in range(len(manners)):
        said = line(critic, talk(*heard), unit=unit)
        assert said.endswith(QUESTION)
        heard.append(said.removesuffix(f" {QUESTION}"))
    assert sorted(heard) == sorted(manners), "each of them once"
    assert line(critic, talk(*heard)) == QUESTION
    assert line(critic, turning=TURNING) == f"{TURNING} {QUESTION}", "another topic is no place for it"
    assert line(replace(critic, recipe=remarking(acts=(Act.REACT,), recalls_every=0))) == f"{REMARK} {QUESTION}"


def test_to_a_story_host_listens_where_a_remark_does_not_serve() -> None:
    recipe = remarking(acts=(Act.REMARK,), listens=True, recalls_every=0)
    assert told(recipe) == REMARK
    assert told(recipe, model(remark="Bees dance in the dark.")) in (*ENGLISH.listening, "A tower, then.")


def line(
    host: Host,
    turns: Sequence[Turn] | None = None,
    *,
    unit: int = 1,
    turning: str = "",
    part: str = "",
    answer: str = AFTER,
) -> str:
    return host.line(answer, turns or talk(), unit, turning=turning, part=part)


def no_model(_request: TextRequest) -> str:
    pytest.fail("no model is needed")


UNUSABLE = model(remark="Bees dance in the dark.", question="Who counts the bees of the village?")


def test_what_was_begun_stands_alone_rather_than_before_a_question_to_anything() -> None:
    answer = "it was carried away, and nothing was left of it."
    critic = a_host(Act.ASK, ask=UNUSABLE)
    critic = replace(critic, order=replace(critic.order, style=Style.CRITIQUE))
    assert line(critic, answer=answer) in manners_for(Style.CRITIQUE, "en")
    assert line(a_host(Act.ASK, ask=UNUSABLE), answer=answer) in ENGLISH.questions, "where nothing was begun"
    assert "storm" in line(critic, answer=answer, turning=TURNING)
    assert line(critic, answer="Eddystone rock was bare.").endswith("Eddystone?") is False
    told_of_a_name = line(critic, answer="Then came Rudyerd in 1706.")
    assert any(told_of_a_name.startswith(manner) for manner in manners_for(Style.CRITIQUE, "en"))
    assert "Rudyerd" in told_of_a_name


def test_an_instruction_is_asked_for() -> None:
    assert line(a_host(Act.ASK, ask=UNUSABLE), answer="Lift the front wheel and let it drop.") in ENGLISH.doing


def test_a_part_that_the_answer_takes_for_known_is_named_first() -> None:
    check = "The check takes half a minute."
    assert "check before every ride" in line(
        a_host(Act.ASK, ask=no_model), answer=check, part="check before every ride"
    )
    known = talk("Do you check it?")
    assert line(a_host(Act.ASK), known, answer=AFTER, part="check before every ride") == QUESTION
    assert "storms at sea" in line(a_host(Act.ASK, ask=UNUSABLE), part="storms at sea"), (
        "where the model has no question"
    )


def test_a_briefing_names_the_parts_of_a_topic_too() -> None:
    briefing = replace(a_host(ask=no_model), recipe=remarking(acts=(Act.ASK,), cues_only=True, recalls_every=0))
    assert "storms at sea" in line(briefing, part="storms at sea")
    assert line(briefing) in ENGLISH.cues


def test_nobody_asks_why_where_no_reason_is_given() -> None:
    refused: list[tuple[str, ...]] = []
    host = a_host(
        Act.ASK,
        ask=model(question="Why was the tower taken by a storm?"),
        on_unusable=lambda _wanted, _unit, _raw, objections, **_given_up: refused.append(tuple(objections)),
    )
    assert "Why" not in line(host)
    assert all("asks for a reason that is not given" in objections for objections in refused)
    assert len(refused) == 2
    assert line(host, answer=f"{AFTER} It fell because the rock was bare.").startswith("Why")


def test_each_act_is_what_it_says() -> None:
    assert line(a_host(Act.ASK)) == QUESTION
    assert line(a_host(Act.REMARK)) == REMARK
    assert line(a_host(Act.REACT)) == f"{REMARK} {QUESTION}"


def test_acts_take_turns() -> None:
    host = a_host(Act.ASK, Act.REMARK)
    said = {line(host, unit=unit) for unit in (1, 2)}
    assert len(said) == 2
    assert QUESTION in said


def test_a_new_topic_is_asked_about_after_what_was_said_last_was_taken_up() -> None:
    assert line(a_host(Act.REMARK), turning=TURNING) == f"{REMARK} {TURNING} {QUESTION}"
    assert line(a_host(Act.ASK), turning=TURNING) == f"{TURNING} {QUESTION}"


def test_with_little_room_host_only_asks() -> None:
    host, turns = a_host(Act.REACT), talk()
    assert host.line(AFTER, turns, 1, turning="", most_words=12) == f"{REMARK} {QUESTION}"
    assert host.line(AFTER, turns, 1, turning="", most_words=11) == QUESTION
    assert host.line(AFTER, turns, 1, turning=TURNING, most_words=1) == f"{TURNING} {QUESTION}"
    alike = talk("What happened in Rome, long before anybody thought of lamps?")
    assert host.line(AFTER, alike, 1, turning="", most_words=1) == f"{REMARK} {QUESTION}"


def test_a_greeting_is_not_taken_up() -> None:
    assert line(a_host(Act.REMARK), talk(segment=0)) == QUESTION


@pytest.mark.parametrize("remark", ["", "Forty towers of glass.", "Who lit it in Plymouth?"])
def test_a_remark_that_does_not_serve_gives_way_to_a_question(remark: str) -> None:
    unusable: list[tuple[Any, ...]] = []
    host = a_host(
        Act.REMARK, ask=model(remark=remark), on_unusable=lambda *told, given_up: unusable.append((told[0], given_up))
    )
    assert line(host) == QUESTION
    assert unusable == [("remark", True)]
    unusable.clear()
    longer = [replace(talk()[0], text=f"The keeper climbed the tower every night. {BEFORE}")]
    line(replace(host, recipe=replace(host.recipe, remark_tries=2)), longer)
    assert unusable == [("remark", False), ("remark", True)]


@pytest.mark.parametrize(
    "said", ["It was lit in November of that year.", "Nobody had come.", "In 1909 she left the tower."]
)
def test_nothing_is_remarked_on_a_sentence_that_points_back_or_of_a_few_words(said: str) -> None:
    asked: list[TextRequest] = []
    host = a_host(Act.REMARK, ask=lambda request: asked.append(request) or QUESTION)  # type: ignore[func-returns-value]
    line(host, [replace(talk()[0], text=said)])
    assert not any(map(is_remark, asked))


def test_a_question_that_does_not_serve_gives_way_to_a_plain_one() -> None:
    said = line(a_host(Act.ASK, ask=model(question="What do bees eat?")))
    assert said.endswith(("?", "."))
    assert "bees" not in said


def test_a_question_that_begins_like_one_before_begins_otherwise() -> None:
    assert line(a_host(Act.ASK), talk("What happened next?")) == "And what happened to the tower?"
    earlier = ("What happened next?", "And what happened there?")
    assert line(a_host(Act.ASK), talk(*earlier)) == "So what happened to the tower?"


def test_what_was_heard_is_taken_in_with_a_word_before_it_every_other_time() -> None:
    host = a_host(Act.REMARK, ask=model(remark="The tower was of wood and stone."))
    assert line(host, unit=1) == "The tower was of wood and stone."
    assert line(host, unit=2) == "So the tower was of wood and stone."
    named = a_host(Act.REMARK, ask=model(remark="November 1698 was when it was lit."))
    assert line(named, unit=2) == "So November 1698 was when it was lit."


def test_in_another_language_the_model_is_not_asked() -> None:
    asked: list[TextRequest] = []

    def ask(request: TextRequest) -> str:
        asked.append(request)
        return QUESTION

    host = a_host(Act.REACT, ask=ask)
    line(replace(host, order=replace(host.order, language="de")))
    assert not asked


def test_where_nothing_true_is_made_of_the_last_sentence_the_one_before_is_taken_up() -> None:
    def ask(request: TextRequest) -> str:
        return REMARK if BEFORE in request.messages[-1].text else "Glass and feathers, then."

    *_, last = talk()
    longer = [replace(last, text=f"{BEFORE} Nobody had dared that before him.")]
    host = a_host(Act.REMARK, ask=ask)
    assert line(replace(host, recipe=replace(host.recipe, remark_tries=2)), longer) == REMARK
    pointing = [replace(last, text=f"{BEFORE} It was seen from far away.")]
    assert line(host, pointing) == REMARK


def test_a_figure_is_taken_up_where_the_model_has_no_remark_for_it() -> None:
    said = "The tower held 2,500 blocks of stone. It stood on a reef."
    turns = [replace(talk()[0], text=said)]
    host = a_host(Act.ASK)
    assert line(host, turns).startswith("Let me take that in: 2,500 blocks. ")
    assert not host.line("It was lit in 1811.", turns, 1, turning="").startswith("Let me")  # goes on from the reef


def test_a_doubt_begins_like_one_and_the_beginning_is_given_to_the_model() -> None:
    asked: list[TextRequest] = []

    def ask(request: TextRequest) -> str:
        asked.append(request)
        return "can a storm take the tower?"

    said = [line(a_host(Act.DOUBT, ask=ask), unit=unit) for unit in range(1, 4)]
    assert [request.prefill for request in asked] == ["But how", "Can it really be that", "But is"]
    assert said[0] == "But how can a storm take the tower?"
    assert line(a_host(Act.ASK, ask=ask)) == "Can a storm take the tower?"
    assert asked[-1].prefill == ""


def test_why_is_asked_where_the_answer_has_a_reason() -> None:
    asked: list[TextRequest] = []

    def ask(request: TextRequest) -> str:
        asked.append(request)
        return " can a storm take the tower?"

    host = a_host(Act.WHY, ask=ask)
    turns = talk()
    host.line("The tower fell because a storm took it.", turns, 1, turning="")
    host.line("A storm took the tower.", turns, 1, turning="")
    assert [bool(request.prefill) for request in asked[:2]] == [True, False]


def test_with_what_leans_on_a_sentence_the_model_is_told_that_sentence() -> None:
    asked: list[TextRequest] = []

    def ask(request: TextRequest) -> str:
        asked.append(request)
        return QUESTION

    host = a_host(Act.ASK, ask=ask)
    host.line("It was taken by a storm.", talk(), 1, turning="")
    host.line("The tower was taken by a storm.", talk(), 1, turning="")
    just_said = [f"EXPERT just said: {BEFORE}" in request.messages[-1].text for request in asked]
    assert just_said[0]
    assert not just_said[-1]


@pytest.mark.parametrize(
    ("goes_on", "said"), [("'s the tower?", "But's the tower?"), (" the tower?", "But the tower?"), ("so?", "But so?")]
)
def test_what_was_begun_goes_on_as_the_model_wrote_it(goes_on: str, said: str) -> None:
    assert _joined("But", goes_on) == said


def test_a_topic_does_not_open_with_that_thing_unless_it_was_announced() -> None:
    asks = model(question="What happened to that tower?")
    assert "that tower" not in line(a_host(Act.ASK, ask=asks), turning=TURNING)
    assert "that tower" in line(a_host(Act.ASK, ask=asks), turning="Let's turn to a tower in the sea.")
    assert "that tower" in line(a_host(Act.ASK, ask=asks))
    assert "that tower" not in line(a_host(Act.ASK, ask=asks), talk("Hello.", segment=0))
    assert "that tower" in line(a_host(Act.ASK, ask=asks), talk("Hello. Today: a tower.", segment=0))


def test_a_topic_does_not_open_with_somebody_who_was_not_named() -> None:
    answer = "Mads took the wheels out one by one."
    host = a_host(Act.ASK, ask=lambda _request: "What did he do with the wheels?")
    opened = host.line(answer, [replace(talk()[0], segment=0)], 1, turning="Let's turn to the clock.")
    assert " he " not in opened
    assert " he " not in host.line(answer, talk(), 1, turning="")
    assert " he " in host.line(answer, [replace(talk()[0], text="Mads lit a lamp, and went up.")], 1, turning="")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("How long did it stand in the storm?", False),
        ("How long did it take the storm to break the tower?", True),
        ("How long did the tower stand in the storm?", True),
    ],
)
def test_a_topic_does_not_open_with_it(question: str, asked: bool) -> None:
    said = line(a_host(Act.ASK, ask=model(question=question)), turning=TURNING)
    assert said.endswith(question) == asked


def test_the_first_part_is_named_too_where_the_answer_takes_it_for_known() -> None:
    asked = line(
        a_host(Act.ASK, ask=no_model),
        talk("Hello. Today: bicycles.", segment=0),
        answer="The check takes half a minute.",
        part="check before every ride",
    )
    assert "check before every ride" in asked


def test_an_interviewer_takes_in_what_no_remark_was_found_for() -> None:
    manners = manners_for(Style.INTERVIEW, "en")

    def interviewer(act: Act) -> Host:
        host = a_host(act, ask=model(remark="Bees dance in the dark."))
        return replace(host, order=replace(host.order, style=Style.INTERVIEW))

    turns = [replace(talk()[0], text="It was lit, and nobody was there.")]  # no figure to take up
    assert line(interviewer(Act.REMARK), turns) in manners
    assert line(interviewer(Act.REACT), turns).removesuffix(f" {QUESTION}") in manners
    assert line(interviewer(Act.ASK), turns) == QUESTION
    turned = line(interviewer(Act.REACT), turns, turning=TURNING)
    assert turned.removesuffix(f" {TURNING} {QUESTION}") in manners, "before another topic too"
    debater = interviewer(Act.REACT)
    debater = replace(debater, order=replace(debater.order, style=Style.DEBATE))
    assert line(debater, turns, turning=TURNING) == f"{TURNING} {QUESTION}", "a doubt would be about what comes"


def test_before_words_of_somebody_who_says_i_host_asks_for_what_is_written() -> None:
    answer, heard = "I would add that the tower was too low. It fell.", list[str]()
    for unit, ready in enumerate(ENGLISH.readings):
        host = a_host(Act.REMARK, ask=no_model)
        said = line(host, talk(*heard), unit=unit, answer=answer)
        assert said in ENGLISH.readings, ready
        heard.append(said)
    assert sorted(heard) == sorted(ENGLISH.readings), "each of them once"
    led_in = line(a_host(Act.ASK), answer=f"As I read it, {AFTER}")
    assert led_in not in ENGLISH.readings, "that is EXPERT's, and no author's"
    assert line(a_host(Act.ASK), talk(*heard), answer=answer) not in ENGLISH.readings
    turned = line(a_host(Act.ASK, ask=no_model), turning=TURNING, answer=answer)
    assert turned.startswith(TURNING)
    assert turned.removeprefix(f"{TURNING} ") in ENGLISH.readings
