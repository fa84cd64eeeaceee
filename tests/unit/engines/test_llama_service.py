"""What the child does with llama.cpp, over a stand-in for its model; the real one is in tests/integration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import ModelError, Stopped
from podcast_studio.domain.ports import Message, TextRequest
from podcast_studio.engines.drafting import LONG_ANSWER
from podcast_studio.engines.llama import _BATCH_TOKENS, _LlamaService

REQUEST = TextRequest(
    messages=(Message(role="system", text="Be brief."), Message(role="user", text="Hello.")), max_tokens=20, seed=2**40
)


class ScriptedLlama:
    """Has a token a word, and answers with a word a token."""

    made: list[ScriptedLlama]
    metadata: dict[str, str]

    def __init__(self, **settings: Any) -> None:
        self.settings = settings
        self.evaluated: list[int] = []
        self.options: dict[str, Any] = {}
        self.prompt = ""
        self.prompts: list[str] = []
        self.closed = False
        self._model = self._ctx = self
        self.draft_model: Any = None
        self.threads: list[tuple[int, int]] = []
        self.made.append(self)

    def n_ctx(self) -> int:
        return int(self.settings["n_ctx"])

    def set_n_threads(self, threads: int, batch_threads: int) -> None:
        self.threads.append((threads, batch_threads))

    def tokenize(self, text: bytes, *, add_bos: bool, special: bool) -> list[int]:
        self.prompt = text.decode()
        self.prompts.append(self.prompt)
        return [1] * add_bos + [7] * len(text.split())

    def token_eos(self) -> int:
        return 2

    def token_get_text(self, token: int) -> str:
        return f"<{token}>"

    def eval(self, tokens: Sequence[int]) -> None:
        self.evaluated.append(len(tokens))

    def create_completion(self, prompt: list[int], **options: Any) -> Iterator[dict[str, Any]]:
        self.options = options
        self.eval(prompt)
        for word in ("The ", "", "sea ", "rises."):
            yield {"choices": [{"text": word}]}
            self.eval([7])

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def scripted(monkeypatch: pytest.MonkeyPatch) -> type[ScriptedLlama]:
    monkeypatch.setattr("llama_cpp.Llama", ScriptedLlama)
    ScriptedLlama.made = []
    ScriptedLlama.metadata = {"general.architecture": "qwen2", "qwen2.context_length": "32768"}
    return ScriptedLlama


def service(context: int = 4096) -> _LlamaService:
    return _LlamaService("model.gguf", 2, context)


def never() -> bool:
    return False


def test_the_model_is_opened_once_and_empty_chunks_are_left_out() -> None:
    served = service()
    assert served.load() == 4096
    assert list(served.write(REQUEST, never)) == ["The ", "sea ", "rises."]
    assert served.count_tokens("three short words") == 3
    assert len(ScriptedLlama.made) == 1


def test_a_model_that_learned_to_read_less_gets_less() -> None:
    ScriptedLlama.metadata = {"general.architecture": "llama", "llama.context_length": "2048"}
    assert service().load() == 2048
    assert [made.closed for made in ScriptedLlama.made] == [True, False]


@pytest.mark.parametrize(
    "metadata", [{}, {"general.architecture": "x"}, {"general.architecture": "x", "x.context_length": "?"}]
)
def test_a_model_that_does_not_say_gets_what_is_wanted(metadata: dict[str, str]) -> None:
    ScriptedLlama.metadata = metadata
    assert service(1024).load() == 1024


def test_a_cancel_stops_a_long_prompt_between_batches() -> None:
    served = service()
    asked = 0

    def third() -> bool:
        nonlocal asked
        asked += 1
        return asked == 3

    long = replace(REQUEST, messages=(Message(role="user", text="word " * 1000),))
    with pytest.raises(Stopped):
        list(served.write(long, third))
    assert ScriptedLlama.made[0].evaluated == [_BATCH_TOKENS] * 2


def test_a_cancel_stops_an_answer_at_the_next_token() -> None:
    answer = service().write(REQUEST, iter([False, False, True]).__next__)
    assert next(answer) == "The "
    with pytest.raises(Stopped):
        list(answer)


def test_an_answer_has_the_room_that_the_prompt_leaves() -> None:
    served = service(64)
    list(served.write(replace(REQUEST, messages=(Message(role="user", text="word " * 30),), max_tokens=500), never))
    assert 16 <= ScriptedLlama.made[0].options["max_tokens"] < 34
    with pytest.raises(ModelError, match="too long") as caught:
        list(served.write(replace(REQUEST, messages=(Message(role="user", text="word " * 60),)), never))
    assert "of 64" in caught.value.details


def test_messages_are_written_as_chatml_when_the_model_does_not_say_how() -> None:
    list(service().write(replace(REQUEST, prefill="Well,"), never))
    assert ScriptedLlama.made[0].prompt == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHello.<|im_end|>\n<|im_start|>assistant\nWell,"
    )


def test_messages_are_written_in_the_models_own_way() -> None:
    template = "{% for m in messages %}[{{ m['role'] }}] {{ m['content'] }}{{ eos_token }}{% endfor %}"
    ScriptedLlama.metadata |= {"tokenizer.chat_template": template}
    list(service().write(REQUEST, never))
    assert ScriptedLlama.made[0].prompt == "[system] Be brief.<2>[user] Hello.<2>"


def test_a_model_that_knows_no_system_message_gets_it_in_the_users() -> None:
    refusing = "{% if messages[0]['role'] == 'system' %}{{ raise_exception('no system') }}{% endif %}"
    template = refusing + "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}"
    ScriptedLlama.metadata |= {"tokenizer.chat_template": template}
    list(service().write(REQUEST, never))
    assert ScriptedLlama.made[0].prompt == "<user>Be brief.\n\nHello."


@pytest.mark.parametrize(("said", "tokens"), [("true", 7), ("false", 6)])
def test_a_mark_of_the_beginning_is_put_where_the_model_wants_one(said: str, tokens: int) -> None:
    ScriptedLlama.metadata |= {"tokenizer.ggml.add_bos_token": said}
    list(service().write(REQUEST, never))
    assert sum(ScriptedLlama.made[0].evaluated[:1]) == tokens


def test_what_was_asked_for_reaches_the_sampler() -> None:
    list(service().write(replace(REQUEST, stop=("\n",), temperature=0.2, repeat_penalty=1.3), never))
    options = ScriptedLlama.made[0].options
    assert (options["stop"], options["temperature"], options["repeat_penalty"]) == (["\n"], 0.2, 1.3)
    assert 0 <= options["seed"] < 2**31
    assert options["max_tokens"] == 20


def test_only_a_long_answer_is_guessed_at() -> None:
    served = service()
    list(served.write(REQUEST, never))
    assert ScriptedLlama.made[0].draft_model is None
    list(served.write(replace(REQUEST, max_tokens=LONG_ANSWER), never))
    assert ScriptedLlama.made[0].draft_model is not None


@pytest.mark.parametrize(
    ("ends", "wanted"),
    [
        ("<a>", "<a><think>\n\n</think>\n\nBut"),
        ("<a><think>\n", "<a><think>\n\n</think>\n\nBut"),
        ("<a><think>\n\n</think>\n", "<a><think>\n\n</think>But"),
    ],
)
def test_a_model_that_thinks_aloud_is_asked_to_answer_at_once(ends: str, wanted: str) -> None:
    thinks = "{% for m in messages %}{{ m.content.split('</think>')[-1] }}{% endfor %}{# <think> #}"
    ScriptedLlama.metadata = {"tokenizer.chat_template": thinks + ends}
    served = service()
    list(served.write(replace(REQUEST, prefill="But", max_tokens=200), never))
    assert any(prompt.endswith(wanted) for prompt in ScriptedLlama.made[0].prompts)


def test_guesses_of_the_last_answer_are_nothing_to_the_next(tmp_path: Path) -> None:
    served = _LlamaService("model.gguf", 2, 4096, tmp_path)
    list(served.write(replace(REQUEST, max_tokens=LONG_ANSWER), never))
    llama = ScriptedLlama.made[0]
    llama.draft_model.made = [7, 7]
    seen: list[object] = []

    class Reading:
        def make_ready(self, _llama: object, _beginning: object) -> None:
            seen.append(llama.draft_model)

    served._read = Reading()  # type: ignore[assignment]
    list(served.write(REQUEST, never))
    assert seen == [None]
