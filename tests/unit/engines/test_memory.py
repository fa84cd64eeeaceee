"""What a library freed goes back to the system."""

from __future__ import annotations

import gc
import sys

import psutil
import pytest

from podcast_studio.engines.memory import give_back_freed_memory


class _InACircle:
    def __init__(self) -> None:
        self.me = self
        self.blocks = [bytearray(60_000) for _ in range(2_000)]  # below the size that gets pages of its own


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's way of keeping memory")
def test_blocks_that_only_a_circle_of_references_held_leave_the_process() -> None:
    gc.disable()
    try:
        held = _InACircle()
        pin = bytearray(60_000)  # what lies above the freed blocks keeps the C library from shrinking by itself
        before = psutil.Process().memory_info().rss
        del held
        assert psutil.Process().memory_info().rss > before - 20_000_000
        give_back_freed_memory()
        assert psutil.Process().memory_info().rss < before - 90_000_000
        del pin
    finally:
        gc.enable()
