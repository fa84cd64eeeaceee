"""Giving memory back to the system that a library has freed."""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import cache
from typing import Any


def give_back_freed_memory() -> None:
    """Hand freed memory over to the system, where the C library keeps it for itself; some milliseconds at most.

    Engines ask for blocks of a megabyte and more for each sentence. glibc's `malloc` keeps what was freed between
    blocks in use, per thread, and a process that works for an hour grows by hundreds of megabytes that nobody uses.
    """
    gc.collect()  # llama-cpp-python leaves what each answer needed in cycles of references
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


@cache
def _glibc() -> Any:
    """The C library, when it is one that can be asked."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None
