"""Take the pictures of docs/screenshots from the real app with real podcasts in it.

Usage: python packaging/screenshots.py [FOLDER] [--home FOLDER] [--minutes N] [--size WxH]

Needs no screen. The podcasts are kept in the data folder (build/screenshots), so that a second run takes seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "resources" / "sample_collection"
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PODCAST_STUDIO_LANGUAGE"] = "en_US"
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QLocale, QTimer  # noqa: E402
from qasync import QEventLoop  # noqa: E402

from podcast_studio.desktop.app import make_application  # noqa: E402
from podcast_studio.desktop.crash import CrashLog  # noqa: E402
from podcast_studio.desktop.desktop import Desktop  # noqa: E402
from podcast_studio.desktop.shell import Place  # noqa: E402
from podcast_studio.domain.jobs import JobState  # noqa: E402
from podcast_studio.domain.podcasts import Podcast  # noqa: E402
from podcast_studio.studio import Home, Studio  # noqa: E402
from tests.sound_server import is_installed, sound_server  # noqa: E402

_PATIENCE = 1800.0  # seconds for a podcast to be made on a slow machine
_SETTLED = 0.7  # seconds for a view to show what it has read
_HEARD_FROM = 31.0  # seconds into the podcast that is played
_TALK, _MAKING = "How bees share directions", "Why the tower bends the light"


class Photographer:
    """Leads the window through its views."""

    def __init__(self, desktop: Desktop, out: Path, minutes: float) -> None:
        self._desktop, self._out, self._minutes = desktop, out, minutes
        out.mkdir(parents=True, exist_ok=True)

    async def work(self) -> None:
        """Take all pictures, then leave."""
        try:
            await self._until(lambda: self._desktop.window.page is not None, 60)
            bees, lights = await self._furnish()
            await self._finished(bees)
            await self._take("collection", Place(page="collection", subject=self._collection(0)))
            await self._hear(bees)
            await self._making(lights)
            await self._take("activity", Place(page="activity"))
        finally:
            self._desktop.leave()

    async def _furnish(self) -> tuple[str, str]:
        """Three collections; the ids of a podcast to hear and of one to be made."""
        studio = self._studio
        folders = [SAMPLES / name for name in ("honey_bees", "lighthouses", "keeping_time")]
        await self._ask(lambda: studio.add_files(paths=folders))
        rows = {row.title: row.id for row in await self._ask(studio.shelf.podcasts)}
        for title in [title for title in rows if title != _TALK]:
            found = await self._ask(lambda title=title: studio.find_podcast(name=rows[title]))
            await self._stopped(found)
            await self._ask(lambda found=found: studio.delete_podcast(podcast=found))
        if _TALK not in rows:
            rows[_TALK] = (await self._order(folders[0], _TALK)).id
        await self._finished(rows[_TALK])
        return rows[_TALK], (await self._order(folders[1], _MAKING)).id

    async def _order(self, folder: Path, title: str):  # type: ignore[no-untyped-def]
        studio = self._studio
        return await self._ask(lambda: studio.order(folder=folder, minutes=self._minutes, title=title))

    async def _hear(self, podcast_id: str) -> None:
        """While it is played, some turns into it."""
        player = self._desktop.player
        player.play(podcast_id, at=_HEARD_FROM)
        await self._until(lambda: player.position > _HEARD_FROM, 60)
        await self._take("podcast", Place(page="podcast", subject=podcast_id), "light", "dark")
        player.pause()

    async def _making(self, podcast_id: str) -> None:
        """While it is made: some turns voiced, others to come; the queue with more behind it."""
        studio = self._studio
        later = await self._order(SAMPLES / "keeping_time", "Shadows, water and sand")
        held = (await self._ask(lambda: studio.job_of(podcast=later))).id
        await self._ask(lambda: studio.queue.hold(job_id=held))

        def voiced() -> bool:
            row = studio.shelf.podcast(id=podcast_id)
            return row.completed_turns >= 4 or row.state is not JobState.GENERATING

        await self._until(lambda: studio.shelf.podcast(id=podcast_id).state is JobState.GENERATING, _PATIENCE)
        await self._until(voiced, _PATIENCE)
        await self._take("making", Place(page="podcast", subject=podcast_id))
        await self._take("queue", Place(page="queue"))

    async def _take(self, name: str, place: Place, *themes: str) -> None:
        """One view, light unless said otherwise."""
        for theme in themes or ("light",):
            self._desktop.theme.choose(theme)
            self._desktop.window.go(place)
            await self._until(self._desktop.window.page.isEnabled, 60)
            await asyncio.sleep(_SETTLED)
            self._desktop.window.notices.clear()
            await asyncio.sleep(_SETTLED)
            path = self._out / f"{name}-{theme}.png"
            self._desktop.window.grab().save(str(path))
            print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path, flush=True)

    async def _stopped(self, podcast: Podcast) -> None:
        """Nobody works on it any more."""
        studio = self._studio
        job = await self._ask(lambda: studio.job_of(podcast=podcast))
        if job is not None and job.state in (JobState.QUEUED, JobState.GENERATING, JobState.HELD):
            await self._ask(lambda: studio.queue.cancel(job_id=job.id))
            await self._until(lambda: studio.job_of(podcast=podcast).state is JobState.CANCELLED, 60)

    async def _finished(self, podcast_id: str) -> None:
        studio = self._studio
        await self._until(lambda: studio.shelf.podcast(id=podcast_id).has_audio, _PATIENCE)

    async def _until(self, condition: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the app did not get there in time")
            await asyncio.sleep(0.2)

    async def _ask(self, call: Callable[[], object]):  # type: ignore[no-untyped-def]
        return await self._desktop.door.ask_long(call)

    def _collection(self, number: int) -> str:
        return self._studio.collections()[number].id

    @property
    def _studio(self) -> Studio:
        assert self._desktop.studio is not None
        return self._desktop.studio


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs" / "screenshots")
    parser.add_argument("--home", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--size", default="1280x800")
    options = parser.parse_args(arguments)
    with sound_server() if is_installed() else nullcontext() as server:  # a player without a device says so
        os.environ.update(server.environment if server is not None else {})
        return _work(options)


def _work(options: argparse.Namespace) -> int:
    QLocale.setDefault(QLocale("en_US"))
    home = Home(root=options.home.absolute())
    home.prepare()
    app = make_application()
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    desktop = Desktop(app, home, CrashLog(home.log.parent))
    desktop.finished.connect(loop.stop)
    desktop.window.resize(*(int(side) for side in options.size.split("x")))
    desktop.window.show()
    done: list[asyncio.Task[None]] = []

    def begin() -> None:
        desktop.begin()
        done.append(loop.create_task(Photographer(desktop, options.folder, options.minutes).work()))

    QTimer.singleShot(0, begin)
    with loop:
        loop.run_forever()
    if not done[0].cancelled() and done[0].exception() is not None:
        print(f"screenshots: {done[0].exception()!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
