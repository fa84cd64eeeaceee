"""Plays through the app's own sound, step by step, in a process of its own: Qt looks for the sound server only once.

Each line of input is a list of steps, as JSON; when they are done a line comes back with what was told meanwhile.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication

from podcast_studio.desktop.player.player import make_sound

_LOOK_MS = 5


class Playing:
    """Steps: [verb, …] of `Sound`, or ["until", "ended" | "failed" | seconds], ["rest", seconds], ["delete", path]."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app, self._sound = app, make_sound()
        self._sound.setParent(app)
        self._positions: list[float] = []
        self._failed: list[str] = []
        self._ended = 0
        self._steps: Iterator[str] = iter(())
        self._sound.position_changed.connect(self._positions.append)
        self._sound.failed.connect(self._failed.append)
        self._sound.ended.connect(self._count_end)
        self._timer = QTimer(app, interval=_LOOK_MS)
        self._timer.timeout.connect(self._go_on)
        self._input = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, app)
        self._input.activated.connect(self._read)

    def _read(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._app.quit()
            return
        self._positions.clear()
        self._failed.clear()
        self._ended = 0
        self._steps = self._run(json.loads(line))
        self._timer.start()

    def _go_on(self) -> None:
        if next(self._steps, "over") == "over":
            self._timer.stop()
            told = {"device": self._sound.has_device, "positions": self._positions, "failed": self._failed}
            print(json.dumps({**told, "ended": self._ended}), flush=True)

    def _run(self, steps: list[list[Any]]) -> Iterator[str]:
        """Yields while a step takes time."""
        for verb, *words in steps:
            if verb == "until":
                yield from self._until(words[0])
            elif verb == "rest":
                yield from self._rest(words[0])
            elif verb == "delete":
                Path(words[0]).unlink()
            elif verb == "load":
                self._positions.clear()
                self._sound.load(Path(words[0]), words[1])
            else:
                getattr(self._sound, verb)(*words)

    def _until(self, what: str | float) -> Iterator[str]:
        before = self._ended
        while not self._is_so(what, before):
            yield "not yet"

    def _is_so(self, what: str | float, ended: int) -> bool:
        if what == "ended":
            return self._ended > ended
        if what == "failed":
            return bool(self._failed)
        return bool(self._positions) and self._positions[-1] >= float(what)

    def _rest(self, seconds: float) -> Iterator[str]:
        over: list[bool] = []
        QTimer.singleShot(round(seconds * 1000), lambda: over.append(True))
        while not over:
            yield "not yet"

    def _count_end(self) -> None:
        self._ended += 1


def main() -> None:
    app = QGuiApplication(sys.argv[:1])
    playing = Playing(app)
    app.exec()
    del playing


if __name__ == "__main__":
    main()
