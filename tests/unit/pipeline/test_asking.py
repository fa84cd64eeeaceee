"""A model is asked patiently, and its answers have an end."""

from collections.abc import Iterator

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, ModelError
from podcast_studio.domain.ports import Message, TextRequest
from podcast_studio.pipeline.asking import Asking
from podcast_studio.testing.engines import FakeLanguageModel

REQUEST = TextRequest(messages=(Message(role="user", text="TELL (10 words)\nNotes: The moon pulls."),), max_tokens=40)


class Frail(FakeLanguageModel):
    """Dies in the middle of two answers of three."""

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        words = super().write(request, cancel)
        yield next(words)
        if len(self.requests) % 3:
            raise ModelError("It stopped.")
        yield from words


class Endless(FakeLanguageModel):
    """Never comes to an end."""

    def __init__(self, chunk: str) -> None:
        super().__init__()
        self.chunk = chunk

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        while True:
            yield self.chunk


def test_a_model_that_dies_now_and_then_is_asked_again() -> None:
    assert Asking(Frail(), CancelToken())(REQUEST) == Asking(FakeLanguageModel(), CancelToken())(REQUEST)


def test_one_that_fails_at_something_plain_too_fails() -> None:
    def fails(_request: TextRequest) -> str:
        raise ModelError("It stopped.")

    model = FakeLanguageModel(answer=fails)
    with pytest.raises(ModelError, match="It stopped"):
        Asking(model, CancelToken())(REQUEST)
    assert len(model.requests) == 4


def test_one_that_fails_at_this_only_has_nothing_to_say_of_it() -> None:
    def fails(request: TextRequest) -> str:
        if request == REQUEST:
            raise ModelError("It stopped.")
        return "Yes."

    assert Asking(FakeLanguageModel(answer=fails), CancelToken())(REQUEST) == ""


@pytest.mark.parametrize("chunk", ["", "word "])
def test_an_answer_without_end_is_cut(chunk: str) -> None:
    assert len(Asking(Endless(chunk), CancelToken())(REQUEST)) <= 6_000 + len(chunk)


def test_a_cancel_is_heard_within_an_answer() -> None:
    cancel = CancelToken()

    def answer(_request: TextRequest) -> str:
        cancel.cancel(Cancelled())
        return "word " * 100

    with pytest.raises(Cancelled):
        Asking(FakeLanguageModel(answer=answer), cancel)(REQUEST)


def test_words_are_counted_with_their_time() -> None:
    asking = Asking(FakeLanguageModel(answer=lambda _: "The moon pulls at the sea."), CancelToken())
    asking(REQUEST)
    asking(REQUEST)
    assert asking.words_written == 12
    assert asking.seconds_spent > 0
