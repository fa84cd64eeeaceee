"""A language model behind a server's OpenAI-compatible interface, asked from a child process.

The process keeps a server that hangs from holding up a worker: it is asked to stop, and killed, like every engine.
What stops an answer is looked for here and not by the server: some servers take four such texts at most, and with
a line's end among them a model that thinks aloud first would never come to its answer.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.endpoints import Endpoint
from podcast_studio.domain.errors import EngineDiedError, ModelError, ModelFileError
from podcast_studio.domain.ports import TextRequest
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.heard_answer import HeardAnswer

if TYPE_CHECKING:
    import requests

KEY_VARIABLE = "PODCAST_STUDIO_SERVER_KEY"
_CONTEXT_TOKENS = 4096  # few servers say how much they read at once; what is asked stays far below
_CHARACTERS = 3  # of a token, cautiously
_IDLE_SECONDS = 60.0
_CONNECT_SECONDS, _ANSWER_SECONDS = 5.0, 600.0  # a server may first have to load a model of many gigabytes
_THINKING_TOKENS = 2_000  # on top of an answer's, for a model that thinks first
_BILLIONS = re.compile(r"(?i)(?<![\w.])(\d{1,4}(?:\.\d+)?)b(?![a-z0-9])")
_SHOWN = 8  # names of models, in an error


class EndpointModel:
    """A model on a server, behind the LanguageModel port; safe to call from any thread, one call at a time."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._process = EngineProcess(
            "language model", _EndpointService, endpoint, os.environ.get(KEY_VARIABLE, ""), idle_seconds=_IDLE_SECONDS
        )

    @property
    def context_tokens(self) -> int:
        return _CONTEXT_TOKENS

    @property
    def parameters(self) -> int | None:
        """As its name has it: "qwen2.5:7b" has 7,000,000,000."""
        found = _BILLIONS.search(self._endpoint.model)
        return int(float(found[1]) * 1_000_000_000) if found else None

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def load(self) -> None:
        """Ask the server whether it is there and has the model. Raises ModelFileError."""
        try:
            self._process.call("check", limit_seconds=_CONNECT_SECONDS * 4)
        except EngineDiedError as error:
            raise _silent(self._endpoint, f"{error} {error.details}") from error

    def models(self) -> list[str]:
        """The names of what the server offers. Raises ModelFileError where it does not answer."""
        try:
            names: list[str] = self._process.call("models", limit_seconds=_CONNECT_SECONDS * 4)
        except EngineDiedError as error:
            raise _silent(self._endpoint, f"{error} {error.details}") from error
        return names

    def count_tokens(self, text: str) -> int:
        """About, and rather too many: only the server knows."""
        return -(-len(text.encode("utf-8", "replace")) // _CHARACTERS)

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        tokens = sum(self.count_tokens(message.text) for message in request.messages)
        if tokens > self.context_tokens:  # which a server may not tell once it has begun to answer
            raise _too_long(f"about {tokens} tokens")
        try:
            yield from self._process.stream("write", request, cancel=cancel)
        except EngineDiedError as error:
            raise ModelError(
                "The process that asks the model server stopped unexpectedly.",
                way_out="It is tried again by itself.",
                details=f"{error} {error.details}",
            ) from error

    def close(self) -> None:
        self._process.close()


class _EndpointService:
    """Runs in the child."""

    def __init__(self, endpoint: Endpoint, key: str) -> None:
        import requests

        self._endpoint = endpoint
        self._session = requests.Session()
        self._session.trust_env = not endpoint.is_on_this_computer  # no proxy for what stays here
        if key:
            self._session.headers["Authorization"] = f"Bearer {key}"
        self._thinks = False  # aloud, before it answers

    def models(self) -> list[str]:
        answer = self._ask("GET", "/models", timeout=_CONNECT_SECONDS * 2)
        try:
            return [str(model["id"]) for model in answer.json()["data"]]
        except (ValueError, KeyError, TypeError) as error:
            raise _silent(self._endpoint, f"{error!r}: {answer.text[:500]}") from error

    def check(self) -> None:
        names = self.models()
        wanted = self._endpoint.model
        if wanted in names or f"{wanted}:latest" in names:
            return
        shown = ", ".join(names[:_SHOWN]) + (" and others" if len(names) > _SHOWN else "")
        raise ModelFileError(
            f"The server {self._endpoint.server} has no model called “{wanted}”.",
            way_out=f"It has: {shown}." if names else "Load a model there first.",
        )

    def write(self, request: TextRequest, cancelled: Callable[[], bool]) -> Iterator[str]:
        answer = HeardAnswer(stops=request.stop, begun=request.prefill)
        yield from self._pieces(request, answer, cancelled)
        if answer.only_thought and not self._thinks:
            self._thinks = True  # all it was allowed went into that
            answer = HeardAnswer(stops=request.stop, begun=request.prefill)
            yield from self._pieces(request, answer, cancelled)
        self._thinks = self._thinks or answer.thought

    def _pieces(self, request: TextRequest, answer: HeardAnswer, cancelled: Callable[[], bool]) -> Iterator[str]:
        with self._ask("POST", "/chat/completions", json=self._body(request), stream=True) as response:
            for delta in _deltas(response):
                if cancelled():  # leaving closes the connection, at which the server stops writing
                    return
                if delta.get("reasoning_content") or delta.get("reasoning"):
                    answer.thought = True
                yield from answer.take(str(delta.get("content") or ""))
                if answer.ended:
                    return
        yield from answer.rest()

    def _body(self, request: TextRequest) -> dict[str, Any]:
        messages = [{"role": message.role, "content": _sendable(message.text)} for message in request.messages]
        if request.prefill:  # not all servers go on from an answer that is begun
            messages[-1]["content"] += f"\nBegin with these words: {request.prefill}"
        return {
            "model": self._endpoint.model,
            "messages": messages,
            "max_tokens": request.max_tokens + (_THINKING_TOKENS if self._thinks else 0),
            "temperature": request.temperature,
            "top_p": 0.92,
            "seed": request.seed & 0x7FFFFFFF,
            "stream": True,
        }

    def _ask(self, method: str, path: str, *, timeout: float = _ANSWER_SECONDS, **options: Any) -> requests.Response:
        import requests

        try:
            answer = self._session.request(
                method,
                self._endpoint.address + path,
                timeout=(_CONNECT_SECONDS, timeout),
                allow_redirects=False,  # what is sent goes where the user said, and nowhere else
                **options,
            )
        except (requests.RequestException, ValueError) as error:
            if method == "POST":  # it was there when the podcast was ordered, and may be again in a moment
                raise _broken(f"{self._endpoint.address}: {error!r}") from error
            raise _silent(self._endpoint, repr(error)) from error
        if answer.status_code == 200:
            return answer
        raise _refused(self._endpoint, answer)


def _sendable(text: str) -> str:
    """Without halves of characters, which no JSON can hold."""
    return text.encode("utf-8", "replace").decode()


def _deltas(response: requests.Response) -> Iterator[dict[str, Any]]:
    """The pieces of a streamed answer. Raises ModelError where it breaks off or is none."""
    import requests

    finished = False
    try:
        for line in response.iter_lines():
            if not line.startswith(b"data:"):
                continue
            data = line[5:].strip()
            if data == b"[DONE]":
                return
            message = json.loads(data)
            if "error" in message:
                raise ModelError(
                    "The model server reports an error.", way_out="Look at what it says.", details=str(message)[:500]
                )
            for choice in message.get("choices", ())[:1]:
                finished = finished or bool(choice.get("finish_reason"))
                yield choice.get("delta") or {}
    except (requests.RequestException, ValueError, AttributeError) as error:
        raise _broken(repr(error)) from error
    if not finished:
        raise _broken("it ended without saying so")


def _silent(endpoint: Endpoint, details: str) -> ModelFileError:
    return ModelFileError(
        f"The model server {endpoint.server} does not answer as it should.",
        way_out="Start it, look at its address, or choose another model.",
        details=f"{endpoint.address}: {details}",
    )


def _broken(details: str) -> ModelError:
    return ModelError(
        "The answer of the model server broke off.", way_out="It is tried again by itself.", details=details
    )


def _too_long(details: str) -> ModelError:
    return ModelError(
        "What the language model was asked to read is too long for it.",
        way_out="Have the server load it with a longer context, or choose another model.",
        details=details,
    )


def _refused(endpoint: Endpoint, answer: requests.Response) -> ModelError | ModelFileError:
    said = answer.text[:1000]
    if answer.status_code in (401, 403):
        return ModelFileError(
            f"The model server {endpoint.server} wants a key.",
            way_out=f"Put it into the environment variable {KEY_VARIABLE}.",
            details=said,
        )
    if answer.status_code == 400 and re.search(r"(?i)context|too long|maximum", said):
        return _too_long(said)
    if answer.status_code == 404 and answer.request.method == "POST":
        return ModelFileError(
            f"The server {endpoint.server} has no model called “{endpoint.model}”.",
            way_out="Choose another model.",
            details=said,
        )
    return ModelError(
        f"The model server {endpoint.server} refused ({answer.status_code}).",
        way_out="Look at what it reports, or choose another model.",
        details=said,
    )
