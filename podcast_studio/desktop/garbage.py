"""Garbage in cycles is looked for at moments of our own, in the GUI's thread, and not among what the start has made.

Python does it in whatever thread makes the next so many objects, and now and then among all there are. That took 80 to
120 ms on a slow machine and was the longest time for which the window stood still; and a widget that is found there is
freed in that thread, where none may be.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 200
_SETTLED_MS = 2_500  # after the start; what is there by then stays for as long as the window does
_MOST = (2_000, 20, 50)  # new objects, and rounds of each generation, before the next one is looked through


class GarbageTimer(QObject):
    """Takes over from Python's own collector until it is stopped."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(gc.freeze)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._settled.start()
        self._timer.start()

    def look(self) -> int:
        """Look through the oldest generation that is due, if any; which one, or -1."""
        due = [number for number, (count, most) in enumerate(zip(gc.get_count(), _MOST, strict=True)) if count > most]
        if due:
            gc.collect(due[-1])
        return due[-1] if due else -1

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        self._settled.stop()
        gc.unfreeze()
        gc.enable()
