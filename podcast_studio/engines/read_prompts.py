"""What reading the beginning of a prompt gave, kept on disk: a thousand tokens take a minute's third on a slow machine.

All requests of one kind of podcast begin alike. What llama.cpp's memory holds after that beginning depends on the model
and on those tokens only, so it is written down once and read back in a moment when the model is next loaded.
"""

from __future__ import annotations

import ctypes
import hashlib
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)
_KEPT = 3  # files, of some ten megabytes each
_LEAST_TOKENS = 200  # fewer are read as quickly as a file
_SEQUENCE = 0


class ReadPrompts:
    """Beginnings of prompts that one model has read."""

    def __init__(self, folder: Path, model: Path) -> None:
        self._folder, self._model = folder, model

    def make_ready(self, llama: Any, beginning: Sequence[int]) -> None:
        """Let the model have read `beginning`, from disk where it is there, and keep it there otherwise."""
        if len(beginning) < _LEAST_TOKENS or _has_read(llama, beginning):
            return
        key = self._key(llama, beginning)
        if not any(self._restore(llama, beginning, path) for path in self._folder.glob(f"{key}-*.state")):
            llama.reset()
            llama.eval(list(beginning))
            self._keep(llama, beginning, key)

    def _restore(self, llama: Any, beginning: Sequence[int], path: Path) -> bool:
        from llama_cpp import llama_cpp as binding

        if not _is_whole(path):  # llama.cpp ends the process over some of them
            path.unlink(missing_ok=True)
            return False
        trying = path.with_suffix(".trying")  # a file that crashes llama.cpp is not there the next time
        try:
            path.replace(trying)
        except OSError:
            return False
        tokens, count = (ctypes.c_int32 * len(beginning))(), ctypes.c_size_t()
        read = binding.llama_state_seq_load_file(
            llama._ctx.ctx, os.fsencode(trying), _SEQUENCE, tokens, len(beginning), ctypes.byref(count)
        )
        if not read or list(tokens[: count.value]) != list(beginning):
            trying.unlink(missing_ok=True)
            return False
        llama.input_ids[: len(beginning)] = beginning
        llama.n_tokens = len(beginning)
        try:
            trying.replace(path)
        except OSError:
            _log.debug("what was read of a prompt could not be put back")
        return True

    def _keep(self, llama: Any, beginning: Sequence[int], key: str) -> None:
        """Write it down; without room or permission the next start reads it again."""
        from llama_cpp import llama_cpp as binding

        part = self._folder / f"{key}.{os.getpid()}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            tokens = (ctypes.c_int32 * len(beginning))(*beginning)
            binding.llama_state_seq_save_file(llama._ctx.ctx, os.fsencode(part), _SEQUENCE, tokens, len(beginning))
            part.replace(self._folder / f"{key}-{_digest(part)}.state")
            files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime)
            for old in files[:-_KEPT]:
                old.unlink(missing_ok=True)
        except OSError as error:
            _log.info("what was read of a prompt could not be kept: %s", error)
            part.unlink(missing_ok=True)

    def _key(self, llama: Any, beginning: Sequence[int]) -> str:
        import llama_cpp

        file = self._model.stat()
        settings = (llama.n_ctx(), llama.context_params.type_k, llama_cpp.__version__)
        what = (self._model.name, file.st_size, file.st_mtime_ns, *settings, *beginning)
        return hashlib.sha256(repr(what).encode()).hexdigest()[:32]


def _is_whole(path: Path) -> bool:
    """Whether it holds what its name says."""
    try:
        return path.stem.endswith(f"-{_digest(path)}")
    except OSError:
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _has_read(llama: Any, beginning: Sequence[int]) -> bool:
    return llama.n_tokens >= len(beginning) and list(llama.input_ids[: len(beginning)]) == list(beginning)
