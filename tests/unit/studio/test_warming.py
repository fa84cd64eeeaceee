import threading
from collections.abc import Iterator

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import ModelError
from podcast_studio.domain.ports import TextRequest
from podcast_studio.pipeline.prompts import PREFIX, READING, tell_request
from podcast_studio.studio.warming import getting_ready
from podcast_studio.testing.engines import FakeLanguageModel


class SlowReader(FakeLanguageModel):
    """Reads until it is asked to stop."""

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        self.requests.append(request)
        started.set()
        while not cancel.wait(0.01):
            pass
        cancel.check()
        yield "never"


started = threading.Event()


@pytest.fixture(autouse=True)
def _not_started() -> None:
    started.clear()


def test_what_is_read_is_what_requests_begin_with() -> None:
    asked = tell_request(heading="Tides", notes="The moon pulls.", words=40, seed=1)
    assert READING.messages[:-1] == asked.messages[:-1] == PREFIX
    assert asked.messages[-1].text.startswith(READING.messages[-1].text)
    assert READING.max_tokens == 1


def test_the_model_reads_while_something_else_goes_on() -> None:
    model = SlowReader()
    with getting_ready(model):
        assert started.wait(20)
    assert model.requests == [READING]
    assert not any(thread.name == "getting-ready" for thread in threading.enumerate())


def test_an_error_of_what_goes_on_ends_the_reading() -> None:
    def fails() -> None:
        with getting_ready(SlowReader()):
            assert started.wait(20)
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    assert not any(thread.name == "getting-ready" for thread in threading.enumerate())


def test_a_model_that_fails_stops_nothing_yet() -> None:
    def fails(_request: TextRequest) -> str:
        raise ModelError("It stopped.")

    model = FakeLanguageModel(answer=fails)
    with getting_ready(model):
        pass
    assert model.requests == [READING]
