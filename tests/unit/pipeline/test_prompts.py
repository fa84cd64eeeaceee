"""What the model is asked."""

from __future__ import annotations

import pytest

from podcast_studio.domain.ports import Message, TextRequest
from podcast_studio.pipeline.prompts import EXAMPLE_TEXTS, PREFIX, Act, ask_request, remark_request, tell_request
from podcast_studio.pipeline.text.clean import clean_turn


def requests() -> list[TextRequest]:
    told = [
        tell_request(heading="Sea > Tides", notes="The moon pulls.", words=words, seed=1, objection=objection)
        for words in (20, 88)
        for objection in ("", "keep to the notes")
    ]
    asked = [ask_request(act=act, after="It fell.", seed=2) for act in Act]
    return [*told, *asked, remark_request(before="The sea rose.", seed=2)]


def test_every_request_begins_alike_and_ends_with_its_task() -> None:
    for request in requests():
        assert request.messages[:-1] == PREFIX
        assert request.messages[-1].role == "user"


def test_the_prefix_is_a_system_message_and_whole_examples() -> None:
    assert PREFIX[0].role == "system"
    assert [message.role for message in PREFIX[1:]] == ["user", "assistant"] * (len(PREFIX) // 2)
    assert {message.text for message in PREFIX if message.role == "assistant"} == set(EXAMPLE_TEXTS)


@pytest.mark.parametrize("example", EXAMPLE_TEXTS)
def test_examples_are_as_the_answers_should_be(example: str) -> None:
    assert clean_turn(example) == example


def test_the_task_has_what_it_is_about() -> None:
    ask = tell_request(heading="Sea > Tides", notes="The moon pulls.", words=40, seed=1, objection="be brief").messages[
        -1
    ]
    assert isinstance(ask, Message)
    assert all(part in ask.text for part in ("Sea > Tides", "The moon pulls.", "be brief"))
    question = ask_request(act=Act.DOUBT, after="It fell.", seed=1).messages[-1]
    assert "It fell." in question.text
    assert "in doubt" in question.text
    assert "The sea rose." in remark_request(before="The sea rose.", seed=1).messages[-1].text


def test_requests_are_bounded_stopped_and_seeded() -> None:
    for request in requests():
        assert 0 < request.max_tokens < 300
        assert request.stop
    assert tell_request(heading="", notes="n", words=88, seed=1).max_tokens > 88 * 1.3
    assert {tell_request(heading="", notes="n", words=9, seed=seed).seed for seed in (1, 2)} == {1, 2}
