"""The language model: llama.cpp in a child process."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import EngineDiedError, ModelError, ModelFileError, Stopped
from podcast_studio.domain.ports import TextRequest
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.gguf import inspect_gguf

CONTEXT_TOKENS = 4096  # enough for the fixed prefix, a passage and an answer; more costs memory
_CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


class LlamaModel:
    """A GGUF model behind the LanguageModel port; safe to call from any thread, one call at a time."""

    def __init__(self, path: Path, *, threads: int | None = None, context_tokens: int = CONTEXT_TOKENS) -> None:
        self._path = path
        self._wanted_context = context_tokens
        self._context = 0
        self._process = EngineProcess(
            "language model", _LlamaService, str(path), threads or os.cpu_count() or 2, context_tokens
        )

    @property
    def context_tokens(self) -> int:
        return self._context or self._wanted_context

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def load(self) -> None:
        inspect_gguf(self._path)
        try:
            self._context = self._process.call("load")
        except EngineDiedError as error:
            raise ModelFileError(
                f"The model file {self._path.name} cannot be loaded.",
                way_out="It may be damaged, too large for this machine's memory, or of a kind that this version of "
                "llama.cpp does not know. Choose another model.",
                details=f"{error} {error.details}",
            ) from error

    def count_tokens(self, text: str) -> int:
        return int(self._process.call("count_tokens", text))

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        try:
            yield from self._process.stream("write", request, cancel=cancel)
        except EngineDiedError as error:
            raise ModelError(
                "The language model stopped unexpectedly.",
                way_out="It is tried again by itself.",
                details=f"{error} {error.details}",
            ) from error

    def close(self) -> None:
        self._process.close()


class _LlamaService:
    """Runs in the child."""

    def __init__(self, path: str, threads: int, context_tokens: int) -> None:
        self._path, self._threads, self._wanted = path, threads, context_tokens
        self._llama: Any = None
        self._render: Callable[[TextRequest], str] | None = None

    def load(self) -> int:
        if self._llama is None:
            from llama_cpp import Llama

            self._llama = Llama(
                model_path=self._path,
                n_ctx=self._wanted,
                n_batch=256,
                n_threads=self._threads,
                n_threads_batch=self._threads,
                n_gpu_layers=-1,
                verbose=False,
            )
            self._render = _renderer(self._llama)
        return int(self._llama.n_ctx())

    def count_tokens(self, text: str) -> int:
        self.load()
        return len(self._llama.tokenize(text.encode("utf-8", "replace"), add_bos=False, special=True))

    def write(self, request: TextRequest, cancelled: Callable[[], bool]) -> Iterator[str]:
        self.load()
        assert self._render is not None
        prompt = self._llama.tokenize(
            self._render(request).encode("utf-8", "replace"), add_bos=self._adds_bos(), special=True
        )
        room = int(self._llama.n_ctx()) - len(prompt) - 8
        if room < 16:
            raise ModelError("What the language model was asked to read is too long for it.", details=str(len(prompt)))
        for chunk in self._llama.create_completion(
            prompt,
            max_tokens=min(request.max_tokens, room),
            stop=list(request.stop),
            temperature=request.temperature,
            top_p=0.92,
            min_p=0.05,
            top_k=40,
            repeat_penalty=request.repeat_penalty,
            seed=request.seed & 0x7FFFFFFF,
            stream=True,
        ):
            if cancelled():
                raise Stopped
            text = chunk["choices"][0]["text"]
            if text:
                yield text

    def _adds_bos(self) -> bool:
        return str(self._llama.metadata.get("tokenizer.ggml.add_bos_token", "false")).lower() == "true"


def _renderer(llama: Any) -> Callable[[TextRequest], str]:
    """Write messages the way that this model was trained to read them."""
    from llama_cpp.llama_chat_format import Jinja2ChatFormatter

    template = llama.metadata.get("tokenizer.chat_template") or _CHATML

    def token(identifier: int) -> str:
        return llama._model.token_get_text(identifier) if identifier >= 0 else ""

    formatter = Jinja2ChatFormatter(
        template=template, eos_token=token(llama.token_eos()), bos_token="", add_generation_prompt=True
    )

    def render(request: TextRequest) -> str:
        messages: list[Any] = [{"role": message.role, "content": message.text} for message in request.messages]
        try:
            text = formatter(messages=messages).prompt
        except Exception:  # noqa: BLE001 - templates are programs of the model's maker; some refuse a system message
            text = formatter(messages=_without_system(messages)).prompt
        return str(text) + request.prefill

    return render


def _without_system(messages: list[Any]) -> list[Any]:
    """Fold the system message into the first of the user's, for models that know none."""
    if not messages or messages[0]["role"] != "system":
        return messages
    head, rest = messages[0], [dict(message) for message in messages[1:]]
    if rest:
        rest[0]["content"] = f"{head['content']}\n\n{rest[0]['content']}"
    return rest
