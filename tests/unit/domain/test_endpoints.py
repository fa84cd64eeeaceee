"""Models that a server has, and their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.endpoints import Endpoint, is_address, model_source
from podcast_studio.domain.errors import InputError


@pytest.mark.parametrize(
    ("text", "address", "model"),
    [
        ("http://127.0.0.1:11434/v1#llama3.2", "http://127.0.0.1:11434/v1", "llama3.2"),
        ("http://localhost:1234#qwen/qwen3:8b", "http://localhost:1234/v1", "qwen/qwen3:8b"),
        (" HTTPS://Box.example/api/v1/ ", "https://box.example/api/v1", ""),
        ("http://[::1]:8080/v1", "http://[::1]:8080/v1", ""),
    ],
)
def test_an_address_is_read_and_written_the_same(text: str, address: str, model: str) -> None:
    endpoint = Endpoint.parse(text)
    assert (endpoint.address, endpoint.model) == (address, model)
    assert Endpoint.parse(str(endpoint)) == endpoint


@pytest.mark.parametrize(
    "text",
    [
        "", "llama", "ftp://127.0.0.1/v1", "http://", "http:///v1", "http://127.0.0.1:99999999/v1", "http://[::1/v1",
        "http://user:secret@127.0.0.1/v1", "http://127.0.0.1/v1?key=secret", "http://a b/v1", "http://a\n/v1",
        "http://" + "a" * 400,
    ],
)  # fmt: skip
def test_what_is_none_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(InputError, match="not the address") as caught:
        Endpoint.parse(text)
    assert "http://127.0.0.1:11434/v1#" in caught.value.way_out


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("http://127.0.0.1:1/v1", True),
        ("http://127.8.8.8/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://192.168.1.5/v1", False),
        ("http://localhost.example/v1", False),
        ("http://127.0.0.1.example/v1", False),
    ],
)
def test_it_is_known_whether_text_leaves_the_computer(address: str, here: bool) -> None:
    assert Endpoint.parse(address).is_on_this_computer is here


def test_what_an_order_names_is_a_server_or_a_file() -> None:
    assert model_source("/models/own.gguf") == Path("/models/own.gguf")
    assert model_source("http://127.0.0.1/v1#own") == Endpoint(address="http://127.0.0.1/v1", model="own")
    assert not is_address("httpmodel.gguf")
