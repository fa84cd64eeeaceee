"""The language model: llama.cpp in a child process."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import EngineDiedError, ModelError, ModelFileError, Stopped
from podcast_studio.domain.ports import Message, TextRequest
from podcast_studio.engines.child import EngineProcess
from podcast_studio.engines.crowding import AtWork, SharedCores, cores
from podcast_studio.engines.drafting import LONG_ANSWER, Guesses, evaluate_with_guesses
from podcast_studio.engines.gguf import inspect_gguf
from podcast_studio.engines.memory import give_back_freed_memory
from podcast_studio.engines.read_prompts import ReadPrompts

CONTEXT_TOKENS = 2304  # the fixed prefix (1,050), a passage and an answer in any language; more costs memory
_IDLE_SECONDS = 600.0  # after which the model's memory is given back; loading it again takes half a second
_BATCH_TOKENS = 128  # read at once; a cancel waits for one batch, 0.7 s on two cores. 256 are read no faster, 64 slower
_LEAST_ANSWER = 16  # tokens
_CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
_NO_THOUGHT = "<think>\n\n</think>\n\n"


class LlamaModel:
    """A GGUF model behind the LanguageModel port; safe to call from any thread, one call at a time."""

    def __init__(
        self,
        path: Path,
        *,
        threads: int | None = None,
        context_tokens: int = CONTEXT_TOKENS,
        cache: Path | None = None,
        at_work: AtWork | None = None,
        others: AtWork | None = None,
    ) -> None:
        """`cache` is a folder for what reading the common beginning of all requests gave.

        While it writes it counts as one more `at_work`; to each of the `others` that is at work a core is left.
        """
        self._path = path
        self._wanted_context = context_tokens
        self._context = 0
        self._process = EngineProcess(
            "language model",
            _LlamaService,
            str(path),
            threads or cores(),
            context_tokens,
            cache,
            others,
            idle_seconds=_IDLE_SECONDS,
            at_work=at_work,
            gives_way=True,
        )

    @property
    def context_tokens(self) -> int:
        return self._context or self._wanted_context

    @property
    def parameters(self) -> int | None:
        try:
            return inspect_gguf(self._path).parameters
        except ModelFileError:
            return None

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
        with _telling_death():
            return int(self._process.call("count_tokens", text))

    def write(self, request: TextRequest, cancel: CancelToken) -> Iterator[str]:
        with _telling_death():
            yield from self._process.stream("write", request, cancel=cancel)

    def close(self) -> None:
        self._process.close()


@contextmanager
def _telling_death() -> Iterator[None]:
    try:
        yield
    except EngineDiedError as error:
        raise ModelError(
            "The language model stopped unexpectedly.",
            way_out="It is tried again by itself.",
            details=f"{error} {error.details}",
        ) from error


class _LlamaService:
    """Runs in the child."""

    def __init__(
        self, path: str, threads: int, context_tokens: int, cache: Path | None = None, others: AtWork | None = None
    ) -> None:
        self._path, self._wanted = path, context_tokens
        self._read = ReadPrompts(cache, Path(path)) if cache is not None else None
        self._cores = SharedCores(threads, others or AtWork())
        self._llama: Any = None
        self._render: Callable[[TextRequest], str] | None = None
        self._cancelled: Callable[[], bool] = _never

    def load(self) -> int:
        if self._llama is None:
            llama = self._opened(self._wanted)
            trained = _trained_context(llama)
            if trained is not None and trained < llama.n_ctx():  # beyond that it would write nonsense
                llama.close()
                llama = self._opened(trained)
            self._render = _renderer(llama)
            self._llama = llama
        return int(self._llama.n_ctx())

    def _opened(self, context_tokens: int) -> Any:
        import llama_cpp

        try:  # keys in 8 bits take less memory at the same speed; values in 8 bits would cost a fifth of it
            llama = self._llama_with(n_ctx=context_tokens, type_k=llama_cpp.GGML_TYPE_Q8_0)
        except ValueError:  # of a size that does not divide by 32
            llama = self._llama_with(n_ctx=context_tokens)
        evaluate = llama.eval

        def evaluate_or_stop(tokens: Sequence[int]) -> None:
            guessed = llama.draft_model is not None and len(tokens) == 1 + len(llama.draft_model.made) > 1
            if guessed and not self._cancelled():
                self._take_threads(llama)
                evaluate_with_guesses(llama, tokens)
                return
            for start in range(0, len(tokens), _BATCH_TOKENS):
                if self._cancelled():
                    raise Stopped
                self._take_threads(llama)
                evaluate(tokens[start : start + _BATCH_TOKENS])

        llama.eval = evaluate_or_stop  # called for the prompt and for each token
        return llama

    def _llama_with(self, **options: Any) -> Any:
        from llama_cpp import Llama

        with _weights_as_in_the_file():
            return Llama(
                model_path=self._path,
                n_batch=_BATCH_TOKENS,
                n_threads=self._cores.threads(),
                n_threads_batch=self._cores.threads(),
                n_gpu_layers=-1,
                verbose=False,
                **options,
            )

    def count_tokens(self, text: str) -> int:
        self.load()
        return len(self._llama.tokenize(text.encode("utf-8", "replace"), add_bos=False, special=True))

    def write(self, request: TextRequest, cancelled: Callable[[], bool]) -> Iterator[str]:
        self.load()
        self._cancelled = cancelled
        try:
            with self._cores.piece_of_work():
                yield from self._written(request)
        finally:
            give_back_freed_memory()

    def _take_threads(self, llama: Any) -> None:
        threads = self._cores.threads()
        llama._ctx.set_n_threads(threads, threads)

    def _written(self, request: TextRequest) -> Iterator[str]:
        prompt = self._tokens(request)
        room = self._room(len(prompt))
        self._llama.draft_model = None  # what was guessed of the last answer is nothing to this one
        if self._read is not None and len(request.messages) > 1:
            self._read.make_ready(self._llama, self._beginning(request, prompt))
        self._llama.draft_model = self._guesses(request, len(prompt))
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
            text = chunk["choices"][0]["text"]
            if text:
                yield text

    def _guesses(self, request: TextRequest, prompt_tokens: int) -> Guesses | None:
        if request.max_tokens < LONG_ANSWER:
            return None
        notes = request.messages[-1].text.encode("utf-8", "replace")
        return Guesses(self._llama.tokenize(notes, add_bos=False, special=False), written_from=prompt_tokens)

    def _tokens(self, request: TextRequest) -> list[int]:
        assert self._render is not None
        text = self._render(request).encode("utf-8", "replace")
        return list(self._llama.tokenize(text, add_bos=self._adds_bos(), special=True))

    def _beginning(self, request: TextRequest, prompt: list[int]) -> list[int]:
        """What the prompt shares with one that differs in the last message only."""
        other = self._tokens(
            replace(request, messages=(*request.messages[:-1], Message(role="user", text="?")), prefill="")
        )
        shared = (place for place, (one, two) in enumerate(zip(prompt, other, strict=False)) if one != two)
        return prompt[: next(shared, 0)]

    def _room(self, prompt_tokens: int) -> int:
        """How many tokens the answer may have."""
        context = int(self._llama.n_ctx())
        room = context - prompt_tokens - 8
        if room < _LEAST_ANSWER:
            raise ModelError(
                "What the language model was asked to read is too long for it.",
                way_out="Choose a model that reads longer texts.",
                details=f"{prompt_tokens} tokens of {context}",
            )
        return room

    def _adds_bos(self) -> bool:
        return str(self._llama.metadata.get("tokenizer.ggml.add_bos_token", "false")).lower() == "true"


def _never() -> bool:
    return False


@contextmanager
def _weights_as_in_the_file() -> Iterator[None]:
    """Keep llama.cpp from making its second, rearranged copy of the weights while a model is loaded.

    The copy takes half the size of the file once more, makes loading three times as slow, and on a
    processor with AVX2 prompts are read slower with it (40 against 58 tokens a second). `Llama` has no argument for it.
    """
    from llama_cpp import llama_cpp as binding

    defaults = binding.llama_model_default_params

    def without_copy() -> Any:
        parameters = defaults()
        parameters.use_extra_bufts = False
        return parameters

    binding.llama_model_default_params = without_copy
    try:
        yield
    finally:
        binding.llama_model_default_params = defaults


def _trained_context(llama: Any) -> int | None:
    """How many tokens the model learned to read, where it says so."""
    architecture = llama.metadata.get("general.architecture", "")
    trained = str(llama.metadata.get(f"{architecture}.context_length", ""))
    return int(trained) if trained.isdigit() and int(trained) > 0 else None


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
        return _without_thinking(str(text), template) + request.prefill

    return render


def _without_thinking(prompt: str, template: str) -> str:
    """Answered at once by a model that would think aloud first: an answer of ours ends at the end of a line."""
    if "<think>" not in template or prompt.rstrip().endswith("</think>"):
        return prompt
    return f"{prompt.rstrip()}\n\n</think>\n\n" if prompt.rstrip().endswith("<think>") else f"{prompt}{_NO_THOUGHT}"


def _without_system(messages: list[Any]) -> list[Any]:
    """Fold the system message into the first of the user's, for models that know none."""
    if not messages or messages[0]["role"] != "system":
        return messages
    head, rest = messages[0], [dict(message) for message in messages[1:]]
    if rest:
        rest[0]["content"] = f"{head['content']}\n\n{rest[0]['content']}"
    return rest
