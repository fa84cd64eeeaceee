"""The engines that this process has running: one language model, one speech process, one index per collection."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.endpoints import Endpoint, ModelSource, is_address
from podcast_studio.domain.errors import InputError, ModelFileError
from podcast_studio.domain.ports import (
    AudioMixer,
    DocumentReader,
    LanguageModel,
    PassageIndex,
    SoundMeter,
    SpeechEngine,
    VoiceCatalogue,
)
from podcast_studio.domain.voices import Voice
from podcast_studio.engines.crowding import AtWork
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.engines.endpoint import EndpointModel
from podcast_studio.engines.gguf import inspect_gguf
from podcast_studio.engines.index_process import IndexProcess
from podcast_studio.engines.llama import LlamaModel
from podcast_studio.engines.meter import FfmpegMeter
from podcast_studio.engines.mixer import FfmpegMixer
from podcast_studio.engines.piper_speech import PiperSpeech
from podcast_studio.engines.reader_process import ReaderProcess
from podcast_studio.engines.starter import StarterModel
from podcast_studio.engines.voices import PiperVoiceCatalogue
from podcast_studio.studio.home import Home
from podcast_studio.studio.orders import check_voice


@dataclass(frozen=True, kw_only=True)
class Adapters:
    """What stands behind each port."""

    reader: DocumentReader
    mixer: AudioMixer
    meter: SoundMeter
    voices: VoiceCatalogue
    starter: StarterModel
    make_model: Callable[[Path, int], LanguageModel]  # of a GGUF file, with so many threads; 0 is one for each core
    ask_server: Callable[[Endpoint], LanguageModel] = EndpointModel  # for a model that a server has
    make_speech: Callable[[], SpeechEngine]
    make_index: Callable[[Path], PassageIndex]  # in a folder of its own
    processes: tuple[IndexProcess | ReaderProcess, ...] = ()  # of the index and the reader, to be stopped at the end


def real_adapters(home: Home) -> Adapters:
    """llama.cpp, Piper, LanceDB, kreuzberg and ffmpeg; each starts when it is first used."""
    indexes, reader = IndexProcess(WordLlamaEmbedder, WordLlamaEmbedder.name), ReaderProcess()
    prompts, models, voices = home.root / "cache" / "prompts", AtWork(), AtWork()
    return Adapters(
        reader=reader,
        mixer=FfmpegMixer(),
        meter=FfmpegMeter(),
        voices=PiperVoiceCatalogue([home.voices]),
        starter=StarterModel(home.models),
        make_model=lambda path, threads: LlamaModel(
            path, threads=threads, cache=prompts, at_work=models, others=voices
        ),
        make_speech=lambda: PiperSpeech(voices, models),
        make_index=indexes.open,
        processes=(indexes, reader),
    )


class Engines:
    """Starts each engine when it is first needed and stops them all."""

    def __init__(self, home: Home, adapters: Adapters, *, threads: Callable[[], int] = lambda: 0) -> None:
        self._home, self._adapters, self._threads = home, adapters, threads
        self._lock = threading.RLock()
        self._models: dict[ModelSource, LanguageModel] = {}
        self._with_threads: dict[ModelSource, int] = {}  # of those that are files: how many each was made with
        self._used: Counter[ModelSource] = Counter()  # how many podcasts are being made with each
        self._indexes: dict[str, PassageIndex] = {}
        self._speech: SpeechEngine | None = None
        self._prompt_speech: SpeechEngine | None = None
        self.reader = adapters.reader
        self.mixer = adapters.mixer
        self.meter = adapters.meter
        self.voices = adapters.voices
        self.starter = adapters.starter

    def model(self, source: ModelSource) -> LanguageModel:
        """The model of that file or server; others make room, unless something is being made with them."""
        with self._lock:
            if source not in self._models:
                self._close_models(keep=source)
                self._models[source] = self._made(source)
            return self._models[source]

    def _made(self, source: ModelSource) -> LanguageModel:
        if isinstance(source, Endpoint):
            return self._adapters.ask_server(source)
        threads = self._threads()
        model = self._adapters.make_model(source, threads)
        self._with_threads[source] = threads
        return model

    @contextmanager
    def using(self, source: ModelSource) -> Iterator[LanguageModel]:
        """The model of that file or server, which makes no room for another one meanwhile."""
        with self._lock:
            if not self._used[source] and self._with_threads.get(source) not in (None, self._threads()):
                self._models.pop(source).close()  # it is wanted with more or fewer threads since
            self._used[source] += 1
            model = self.model(source)
        try:
            yield model
        finally:
            with self._lock:
                self._used[source] -= 1
                if any(count for used, count in self._used.items() if used != source):
                    self._close_models(keep=None)

    def _close_models(self, *, keep: ModelSource | None) -> None:
        for source in [source for source in self._models if source != keep and not self._used[source]]:
            self._models.pop(source).close()
            self._with_threads.pop(source, None)

    def speech(self) -> SpeechEngine:
        """For the podcasts that are being made."""
        with self._lock:
            if self._speech is None:
                self._speech = self._adapters.make_speech()
            return self._speech

    def prompt_speech(self) -> SpeechEngine:
        """For what somebody is waiting for: never behind the turns of a podcast."""
        with self._lock:
            if self._prompt_speech is None:
                self._prompt_speech = self._adapters.make_speech()
            return self._prompt_speech

    def index(self, collection_id: str) -> PassageIndex:
        with self._lock:
            if collection_id not in self._indexes:
                self._indexes[collection_id] = self._adapters.make_index(self._home.indexes / collection_id)
            return self._indexes[collection_id]

    def drop_index(self, collection_id: str) -> None:
        """Remove a collection's index from the disk."""
        with self._lock:
            index = self._indexes.pop(collection_id, None)
            if index is not None:
                index.close()
            shutil.rmtree(self._home.indexes / collection_id, ignore_errors=True)

    def find_model(self, wanted: str, preparing: Callable[[float], None] = lambda _share: None) -> ModelSource:
        """A model given by path, by name in the models folder, by a server's address, or by nothing (the starter).

        `preparing` gets the share done while the starter model is put together.
        """
        if not wanted:
            return self.starter.ensure(preparing)
        if is_address(wanted):
            return self._on_server(Endpoint.parse(wanted))
        folder = self._home.models
        for candidate in (Path(wanted).expanduser().absolute(), folder / wanted, folder / f"{wanted}.gguf"):
            if candidate.exists():
                inspect_gguf(candidate)
                return candidate
        raise ModelFileError(
            f"The model file {wanted} is not there.",
            way_out="Check the path, or choose the starter model.",
        )

    def server_models(self, endpoint: Endpoint) -> list[str]:
        """The names of what a server offers. Raises ModelFileError where it does not answer as one."""
        model = EndpointModel(endpoint)
        try:
            return model.models()
        finally:
            model.close()

    def check_server(self, endpoint: Endpoint) -> None:
        """Ask a server whether it is there and has the model. Raises ModelFileError or ModelError."""
        model = self._adapters.ask_server(endpoint)
        try:
            model.load()
        finally:
            model.close()

    def _on_server(self, endpoint: Endpoint) -> Endpoint:
        """With the model's name; where none is given and there is one, that."""
        if endpoint.model:
            return endpoint
        names = self.server_models(endpoint)
        if len(names) == 1:
            return Endpoint(address=endpoint.address, model=names[0])
        raise InputError(
            f"The server {endpoint.server} has {len(names)} models, and none is named.",
            way_out=f"Give it as {endpoint.address}#NAME, with one of: {', '.join(names)}.",
        )

    def check_model(self, path: Path) -> None:
        """Load a model in a process of its own, beside whatever runs. Raises ModelFileError or ModelError."""
        inspect_gguf(path)
        model = self._adapters.make_model(path, self._threads())
        try:
            model.load()
        finally:
            model.close()

    def check_voice(self, voice: Voice) -> None:
        """Let a voice say a word in a process of its own. Raises VoiceFileError or SpeechError."""
        speech = self._adapters.make_speech()
        try:
            with tempfile.TemporaryDirectory(prefix=".voice-check-", dir=self._home.root) as folder:
                check_voice(speech, voice, Path(folder))
        finally:
            speech.close()

    def models(self) -> list[Path]:
        """The GGUF files in the models folder."""
        return sorted(self._home.models.glob("*.gguf"))

    def close(self) -> None:
        """Stop every engine process."""
        with self._lock:
            for model in self._models.values():
                model.close()
            for speech in (self._speech, self._prompt_speech):
                if speech is not None:
                    speech.close()
            for index in self._indexes.values():
                index.close()
            for process in self._adapters.processes:
                process.close()
            self._models, self._indexes, self._speech, self._prompt_speech = {}, {}, None, None
            self._with_threads.clear()
