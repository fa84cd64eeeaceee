"""Collecting figures, and watching memory."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import psutil

_EVERY_SECONDS = 2.0  # reading the shares of all pages takes a while, and holds up the process that is read


@dataclass
class Table:
    """Figures in the order in which they were found."""

    rows: list[tuple[str, str, str, str]] = field(default_factory=list)

    def add(
        self, what: str, value: float, unit: str, *, at_most: float | None = None, at_least: float | None = None
    ) -> None:
        """Note a figure, print it at once, and say whether it meets its target."""
        target, met = "", ""
        if at_most is not None:
            target, met = f"≤ {at_most:g}", "ok" if value <= at_most else "MISSED"
        if at_least is not None:
            target, met = f"≥ {at_least:g}", "ok" if value >= at_least else "MISSED"
        row = (what, f"{value:,.2f} {unit}", target, met)
        self.rows.append(row)
        print("  ".join(row), flush=True)

    def __str__(self) -> str:
        widths = [max(len(row[column]) for row in self.rows) for column in range(4)]
        lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in self.rows)
        return "\n" + "\n".join(line.rstrip() for line in lines)


class MemoryWatch:
    """The peak memory of this process and its children together, shared pages counted once (PSS where there is one)."""

    def __init__(self) -> None:
        self.peak = 0  # bytes
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> MemoryWatch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(_EVERY_SECONDS):
            self.peak = max(self.peak, sum(_bytes(process) for process in [me, *me.children(recursive=True)]))


def _bytes(process: psutil.Process) -> int:
    try:
        full = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(full, "pss", full.rss))
