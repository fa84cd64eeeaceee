"""A model behind a server; the server is a stand-in, what asks it is real. A real one is in tests/integration."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import psutil
import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.endpoints import Endpoint
from podcast_studio.domain.errors import Cancelled, ModelError, ModelFileError
from podcast_studio.domain.ports import LanguageModel, Message, TextRequest
from podcast_studio.engines.endpoint import KEY_VARIABLE, EndpointModel
from podcast_studio.testing.engine_conformance import LanguageModelConformance
from tests.model_server import ModelServer

REQUEST = TextRequest(
    messages=(Message(role="system", text="Be brief."), Message(role="user", text="What of the tide?")),
    max_tokens=20,
    stop=("\n", "HOST:"),
    seed=2**40 + 3,
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer().running() as running:
        yield running


@pytest.fixture
def model(server: ModelServer) -> Iterator[EndpointModel]:
    model = EndpointModel(Endpoint(address=server.address, model="tide"))
    yield model
    model.close()


class TestEndpointModel(LanguageModelConformance):
    @pytest.fixture
    def model(self, server: ModelServer) -> Iterator[LanguageModel]:
        server.pieces = [f"{word} " for word in "The sea rises twice a day because the moon pulls".split()]
        model = EndpointModel(Endpoint(address=server.address, model="tide"))
        yield model
        model.close()


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("qwen2.5:7b", 7_000_000_000),
        ("Qwen2.5-0.5B-Instruct", 500_000_000),
        ("mistral-small", None),
        ("model-b12", None),
        ("llama3.2:70b-instruct-q4_K_M", 70_000_000_000),
        ("3bit-quant", None),
    ],
)
def test_how_large_a_model_is_stands_in_its_name(name: str, parameters: int | None) -> None:
    model = EndpointModel(Endpoint(address="http://127.0.0.1:9", model=name))
    assert model.parameters == parameters
    model.close()


def written(model: EndpointModel, request: TextRequest = REQUEST) -> str:
    return "".join(model.write(request, CancelToken()))


def test_it_is_asked_as_such_servers_are(server: ModelServer, model: EndpointModel) -> None:
    model.load()
    assert list(model.write(REQUEST, CancelToken())) == ["The sea", " rises."]
    (asked,) = server.asked
    assert asked["model"] == "tide"
    assert asked["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "What of the tide?"},
    ]
    assert (asked["max_tokens"], asked["stream"], asked["seed"]) == (20, True, 3)


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        (["\n\n The sea\nHOST: And"], "The sea"),
        (["The sea HO", "ST: And then?"], "The sea "),
        (["The sea HO", "PES"], "The sea HOPES"),
        (["<think>The sea\n\nor not?</think>\n\nThe sea."], "The sea."),
        (["<th", "ink>\nHm.", "</thi", "nk>", "\nThe", " sea."], "The sea."),
        (["<", "b>The sea"], "<b>The sea"),
        ([{"reasoning_content": "Hm."}, {"content": None}, {"content": "The sea."}, {}], "The sea."),
        ([], ""),
        (["  \n "], ""),
    ],
)
def test_thoughts_and_what_comes_after_a_stop_are_not_heard(
    server: ModelServer, model: EndpointModel, pieces: list[Any], heard: str
) -> None:
    server.pieces = pieces
    assert written(model) == heard


def test_a_model_that_only_thought_is_given_more_room(server: ModelServer, model: EndpointModel) -> None:
    server.pieces = ["<think>The sea is"]
    assert written(model) == ""
    assert [asked["max_tokens"] for asked in server.asked] == [20, 2020]
    server.pieces = ["<think>Hm.</think>The sea."]
    assert written(model) == "The sea."
    assert server.asked[-1]["max_tokens"] == 2020


@pytest.mark.parametrize(
    ("pieces", "heard"),
    [
        (["But", " how high?"], " how high?"),
        (["but how high?"], " how high?"),
        (["How high?"], ""),
        (["B"], ""),
    ],
)
def test_an_answer_goes_on_from_its_beginning_or_is_none(
    server: ModelServer, model: EndpointModel, pieces: list[str], heard: str
) -> None:
    server.pieces = pieces
    assert written(model, replace(REQUEST, prefill="But")) == heard
    assert "But" in server.asked[0]["messages"][-1]["content"]


def test_a_cancel_closes_the_connection_and_the_next_request_is_answered(
    server: ModelServer, model: EndpointModel
) -> None:
    server.pieces, server.pause = ["tide "] * 1000, 0.02
    cancel = CancelToken()
    answer = model.write(REQUEST, cancel)
    next(answer)
    cancel.cancel(Cancelled())
    with pytest.raises(Cancelled):
        list(answer)
    assert server.left.wait(10)
    server.pieces, server.pause = ["The sea."], 0.0
    assert written(model) == "The sea."


def test_a_server_that_hangs_holds_up_nobody_who_cancels(server: ModelServer, model: EndpointModel) -> None:
    server.pause = 600.0
    cancel = CancelToken()
    answer = model.write(REQUEST, cancel)
    cancel.cancel(Cancelled())
    with pytest.raises(Cancelled):
        list(answer)


@pytest.mark.parametrize(
    ("status", "body", "error", "told"),
    [
        (400, "This model's maximum context length is 2048 tokens", ModelError, "too long"),
        (400, "no such parameter", ModelError, "refused"),
        (404, "model not found", ModelFileError, "no model called “tide”"),
        (500, "out of memory", ModelError, "refused \\(500\\)"),
        (307, "http://elsewhere.example/v1", ModelError, "refused \\(307\\)"),
    ],
)
def test_what_a_server_refuses_is_told(
    server: ModelServer, model: EndpointModel, status: int, body: str, error: type[Exception], told: str
) -> None:
    server.status, server.body = status, body
    with pytest.raises(error, match=told):
        written(model)


def test_a_model_that_the_server_does_not_have_is_told_with_those_it_has(server: ModelServer) -> None:
    server.models = ["moon", "sun"]
    model = EndpointModel(Endpoint(address=server.address, model="tide"))
    with pytest.raises(ModelFileError, match="“tide”") as caught:
        model.load()
    assert "moon, sun" in caught.value.way_out
    assert model.models() == ["moon", "sun"]
    model.close()


def test_a_server_may_call_the_newest_by_its_short_name(server: ModelServer, model: EndpointModel) -> None:
    server.models = ["tide:latest"]
    model.load()


def test_where_no_such_server_is_the_way_out_is_told(server: ModelServer) -> None:
    server.body = "<html>Welcome</html>"
    for address in (server.address, "http://127.0.0.1:9/v1"):
        model = EndpointModel(Endpoint(address=address, model="tide"))
        with pytest.raises(ModelFileError, match="does not answer") as caught:
            model.load()
        assert "Start it" in caught.value.way_out
        model.close()


def test_a_key_is_taken_from_the_environment(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.key = "secret"
    endpoint = Endpoint(address=server.address, model="tide")
    without = EndpointModel(endpoint)
    with pytest.raises(ModelFileError, match="wants a key") as caught:
        without.load()
    assert KEY_VARIABLE in caught.value.way_out
    without.close()
    monkeypatch.setenv(KEY_VARIABLE, "secret")
    having = EndpointModel(endpoint)
    having.load()
    having.close()


def test_its_process_ends_when_it_is_closed(model: EndpointModel) -> None:
    model.load()
    assert model.pid is not None
    process = psutil.Process(model.pid)
    model.close()
    assert not process.is_running()
    model.close()


def test_an_answer_that_breaks_off_is_no_answer(server: ModelServer, model: EndpointModel) -> None:
    server.breaks_off = True
    with pytest.raises(ModelError, match="broke off"):
        written(model)


def test_what_is_far_too_long_is_not_sent(server: ModelServer, model: EndpointModel) -> None:
    with pytest.raises(ModelError, match="too long"):
        written(model, replace(REQUEST, messages=(Message(role="user", text="tide " * 5000),)))
    assert not server.asked


def test_tokens_are_counted_with_caution(model: EndpointModel) -> None:
    assert model.count_tokens("") == 0
    assert model.count_tokens("sea") == 1
    assert model.count_tokens("The sea rises twice a day.") >= 7


def test_a_server_that_goes_away_in_the_middle_may_be_asked_again() -> None:
    gone = EndpointModel(Endpoint(address="http://127.0.0.1:9/v1", model="tide"))
    with pytest.raises(ModelError, match="broke off") as caught:
        written(gone)
    assert caught.value.retryable
    gone.close()
