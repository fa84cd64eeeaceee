"""The engines that this process has running: one language model, one speech process, one index per collection."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from podcast_studio.domain.errors import ModelFileError
from podcast_studio.domain.ports import LanguageModel, PassageIndex, SpeechEngine
from podcast_studio.engines.documents import FolderReader
from podcast_studio.engines.embedder import WordLlamaEmbedder
from podcast_studio.engines.gguf import inspect_gguf
from podcast_studio.engines.lance_index import LancePassageIndex
from podcast_studio.engines.llama import LlamaModel
from podcast_studio.engines.mixer import FfmpegMixer
from podcast_studio.engines.piper_speech import PiperSpeech
from podcast_studio.engines.starter import StarterModel
from podcast_studio.engines.voices import PiperVoiceCatalogue
from podcast_studio.studio.home import Home


class Engines:
    """Starts each engine when it is first needed and stops them all."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = threading.RLock()
        self._models: dict[Path, LlamaModel] = {}
        self._indexes: dict[str, LancePassageIndex] = {}
        self._speech: PiperSpeech | None = None
        self._embedder = WordLlamaEmbedder()
        self.reader = FolderReader()
        self.mixer = FfmpegMixer()
        self.voices = PiperVoiceCatalogue([home.voices])
        self.starter = StarterModel(home.models)

    def model(self, path: Path) -> LanguageModel:
        """The model of that file; another one that was loaded makes room."""
        with self._lock:
            if path not in self._models:
                for other in self._models.values():
                    other.close()
                self._models = {path: LlamaModel(path)}
            return self._models[path]

    def speech(self) -> SpeechEngine:
        with self._lock:
            if self._speech is None:
                self._speech = PiperSpeech()
            return self._speech

    def index(self, collection_id: str) -> PassageIndex:
        with self._lock:
            if collection_id not in self._indexes:
                self._indexes[collection_id] = LancePassageIndex(self._home.indexes / collection_id, self._embedder)
            return self._indexes[collection_id]

    def drop_index(self, collection_id: str) -> None:
        """Remove a collection's index from the disk."""
        with self._lock:
            index = self._indexes.pop(collection_id, None)
            if index is not None:
                index.close()
            shutil.rmtree(self._home.indexes / collection_id, ignore_errors=True)

    def model_path(self, wanted: str) -> Path:
        """The file of a model given by path, by name in the models folder, or by nothing at all (the starter)."""
        if not wanted:
            return self.starter.ensure()
        for candidate in (Path(wanted).expanduser().absolute(), self._home.models / wanted):
            if candidate.exists():
                inspect_gguf(candidate)
                return candidate
        raise ModelFileError(
            f"The model file {wanted} is not there.",
            way_out="Check the path, or leave --model out to use the starter model.",
        )

    def models(self) -> list[Path]:
        """The GGUF files in the models folder."""
        return sorted(self._home.models.glob("*.gguf"))

    def close(self) -> None:
        """Stop every engine process."""
        with self._lock:
            for model in self._models.values():
                model.close()
            if self._speech is not None:
                self._speech.close()
            for index in self._indexes.values():
                index.close()
            self._models, self._indexes, self._speech = {}, {}, None
