"""The built-in embedder: wordllama's static word vectors, which come with its package."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class WordLlamaEmbedder:
    """256 dimensions, no model download, a few microseconds a text."""

    name = "wordllama-l2-256"
    dimensions = 256

    def __init__(self) -> None:
        self._model: Any = None
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """Unit vectors, one a text."""
        if not texts:
            return []
        import numpy as np

        with self._lock:
            # its tokenizer cannot encode lone surrogates
            clean = [text.encode("utf-8", "replace").decode() or " " for text in texts]
            vectors = self._loaded().embed(clean, norm=True)
        found: list[list[float]] = np.nan_to_num(vectors).tolist()  # a text without known words has no direction
        return found

    def _loaded(self) -> Any:
        if self._model is None:
            import wordllama

            # the loader looks for the shipped weights in the wrong place unless told
            folder = Path(wordllama.__file__).parent
            self._model = wordllama.WordLlama.load(cache_dir=folder, disable_download=True)
        return self._model
