"""A language model that needs no model file, and a service that misbehaves on request."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import InputError, ModelError
from podcast_studio.domain.ports import TextRequest


@dataclass
class FakeLanguageModel:
    """Retells notes word for word and asks plain questions: the same request always gets the same answer."""

    answer: Callable[[TextRequest], str] | None = None  # to have it misbehave
    requests: list[TextRequest] = field(default_factory=list)
    context_tokens: int = 4096
    parameters: int | None = None
    closed: bool = False

    def load(self) -> None:
        """Nothing to load."""

    def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 1

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        self.requests.append(request)
        asked = sum(self.count_tokens(message.text) for message in request.messages)
        if asked + 16 > self.context_tokens:
            raise ModelError("What the language model was asked to read is too long for it.")
        text = (self.answer or retell)(request)
        for stop in request.stop:
            text = text.partition(stop)[0]
        for word in text.split(" ")[: request.max_tokens]:
            cancel.check()
            yield f"{word} "

    def close(self) -> None:
        self.closed = True


def retell(request: TextRequest) -> str:
    """What the fake writes: the notes, or a question with words of what follows."""
    ask = request.messages[-1].text
    if found := re.search(r"Notes: (.*)", ask, re.DOTALL):
        return found.group(1).split("\nMind:")[0]
    following = ask.rsplit("EXPERT says next: ", 1)[-1].split()
    number = int(hashlib.sha256(ask.encode()).hexdigest(), 16)
    words = [word.strip(".,;:") for word in following if len(word) > 4] or ["that"]
    start = ("What about", "How so, with", "Where does", "Tell me, why", "And when is it")[number % 5]
    return f"{start} {words[number % len(words)].lower()} {words[(number // 7) % len(words)].lower()}?"


class TroubleService:
    """Serves an engine process in tests: echoes, counts, hangs, fails and dies."""

    def __init__(self, greeting: str = "hello") -> None:
        self._greeting = greeting

    def greet(self, name: str) -> str:
        return f"{self._greeting} {name}"

    def count(self, to: int) -> Iterator[int]:
        yield from range(to)

    def chatter(self, cancelled: Callable[[], bool]) -> Iterator[int]:
        """Chunks without a pause, until asked to stop; no error then, as if it were at its end."""
        number = 0
        while not cancelled():
            yield number
            number += 1

    def patient(self, seconds: float, cancelled: Callable[[], bool]) -> str:
        """Wait, and stop when asked."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if cancelled():
                return "stopped"
            time.sleep(0.01)
        return "waited"

    def deaf(self, seconds: float) -> None:
        """Wait, and do not listen."""
        time.sleep(seconds)

    def refuse(self) -> None:
        raise InputError("That will not do.", way_out="Do otherwise.", details="why")

    def stumble(self) -> None:
        raise ValueError("unforeseen")

    def die(self) -> None:
        os._exit(11)
