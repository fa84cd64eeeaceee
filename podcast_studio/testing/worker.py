"""A process over fakes, as slow as one likes and dying where one likes: `python -m podcast_studio.testing.worker`.

It gets ready, reads a `Part` as one line of JSON from its input, and then runs the command line with it. On its output,
lines that begin with "@ " tell which step an engine is at. Its engines keep a journal of all that they finish.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

MARK = "@ "
_PART = re.compile(r"\.(.+)\.[0-9a-f]{8}\.part(\.\w+)")


@dataclass(frozen=True, kw_only=True)
class Part:
    """What such a process is to play."""

    home: str
    words: tuple[str, ...] = ("worker",)
    pace: float = 0.0  # seconds that each call of an engine takes
    hang: str = ""  # the step in which an engine waits until it is asked to stop
    hold: str = ""  # the step in which an engine waits until it is let go,
    hold_at: int = 1  # from this call of that step on
    kill: str = ""  # the step in which it kills itself,
    kill_at: int = 1  # at this call of that step,
    kill_in: float = 0.0  # so many seconds after the call has begun
    die: str = ""  # where it kills itself: "half turns/0001.wav", "whole turns/0001.wav", "placed turns/0001.wav"
    crashing: str = ""  # the engine that runs in a child of its own: "voice" or "language model"
    crash_every: int = 0  # how many calls it survives, less one
    silent: bool = False  # tells no steps
    deaf: bool = False  # whether that child does not hear when it is asked to stop

    def line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


@dataclass(frozen=True)
class Journal:
    """What engines have finished, by whatever process: one line each, in order."""

    path: Path

    def note(self, *words: object) -> None:
        line = " ".join(map(str, (os.getpid(), *words)))
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(descriptor, f"{line}\n".encode())
        finally:
            os.close(descriptor)

    def entries(self, kind: str) -> list[tuple[int, str]]:
        """Who did it, and what."""
        lines = self.path.read_text().splitlines() if self.path.exists() else []
        parts = [line.split(" ", 2) for line in lines]
        return [(int(part[0]), part[2]) for part in parts if part[1] == kind]


def tell(step: str) -> None:
    """One line, whole, whichever thread it comes from; another's line may lack its end at that moment."""
    os.write(1, f"\n{MARK}{step}\n".encode())


@dataclass
class Mortality:
    """Kills this process with SIGKILL at a point that is named by a file of a podcast."""

    point: str
    _kind: str = field(init=False)
    _name: str = field(init=False)
    _placed: bool = False

    def __post_init__(self) -> None:
        self._kind, _, self._name = self.point.partition(" ")

    def half(self, path: Path) -> None:
        """Half of that file was written, or of the one that is to become it."""
        if self._kind == "half" and self._is(path):
            die()

    def whole(self, path: Path) -> None:
        """It is about to be renamed into place."""
        if self._kind == "whole" and self._is(path):
            die()

    def placed(self, path: Path) -> None:
        """It was renamed into place; nothing is committed yet."""
        if not self._is(path):
            return
        if self._kind == "placed":
            die()
        self._placed = True

    def committing(self) -> None:
        """All that follows the file is written, and not yet committed."""
        if self._kind == "commit" and self._placed:
            die()

    def committed(self) -> None:
        """The first commit after the file."""
        if self._kind == "after" and self._placed:
            die()

    def _is(self, path: Path) -> bool:
        return path.as_posix().endswith(f"/{self._name}")


def die() -> None:
    """As if the plug were pulled on this process."""
    os.kill(os.getpid(), signal.SIGKILL)
    threading.Event().wait()


def arm(mortality: Mortality) -> None:
    """Have files and commits pass by `mortality`."""
    from contextlib import contextmanager

    from podcast_studio.storage.database import Database

    link, replace, write_bytes = os.link, os.replace, Path.write_bytes
    open_transaction = Database.write

    def mortal_link(source: Path, target: Path) -> None:
        mortality.whole(Path(target))
        link(source, target)
        mortality.placed(Path(target))

    def mortal_replace(source: Path, target: Path) -> None:
        mortality.whole(Path(target))
        replace(source, target)
        mortality.placed(Path(target))

    def mortal_write(path: Path, data: bytes) -> int:
        if mortality.point.startswith("half"):
            write_bytes(path, data[: len(data) // 2])
            mortality.half(wanted(path))
        return write_bytes(path, data)

    @contextmanager
    def mortal_transaction(self: Database) -> Iterator[object]:
        with open_transaction(self) as connection:
            yield connection
            mortality.committing()
        mortality.committed()

    os.link, os.replace = mortal_link, mortal_replace  # type: ignore[assignment]
    Path.write_bytes = mortal_write  # type: ignore[method-assign, assignment]
    Database.write = mortal_transaction  # type: ignore[method-assign, assignment]


def wanted(part: Path) -> Path:
    """What a file is to become: ".transcript.1a2b3c4d.part.json" is transcript.json; any other, itself."""
    if not _PART.match(part.name):
        return part
    return part.with_name(_PART.sub(r"\1\2", part.name))


def main() -> int:
    """Get ready, read the part, and play it; the exit code of the command."""
    import podcast_studio.cli.commands  # noqa: F401 - what takes long is done before the part is known
    from podcast_studio.cli.main import main as run
    from podcast_studio.studio.home import Home
    from podcast_studio.testing.mortals import mortal_studio

    line = sys.stdin.readline()
    if not line:
        return 0
    part = Part(**json.loads(line))
    os.environ["PODCAST_STUDIO_HOME"] = part.home
    mortality = Mortality(part.die)
    if part.die:
        arm(mortality)
    return run(list(part.words), opened=lambda: mortal_studio(Home.default(), part, mortality))


if __name__ == "__main__":
    sys.exit(main())
