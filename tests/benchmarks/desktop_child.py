"""The app, measured from inside; `desktop.py` starts it, once for each figure. Prints one line of JSON."""

from __future__ import annotations

import time

STARTED = time.monotonic()

import asyncio  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from collections.abc import Awaitable, Callable  # noqa: E402
from pathlib import Path  # noqa: E402

from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402
from qasync import QEventLoop  # noqa: E402

from podcast_studio.desktop.app import make_application  # noqa: E402
from podcast_studio.desktop.crash import CrashLog  # noqa: E402
from podcast_studio.desktop.desktop import Desktop  # noqa: E402
from podcast_studio.desktop.garbage import GarbageTimer  # noqa: E402
from podcast_studio.desktop.shell import Place  # noqa: E402
from podcast_studio.studio.home import Home  # noqa: E402

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample_collection"
_TICK_SECONDS = 0.002


class FirstPaint(QObject):
    """Sees when a window of the application is painted for the first time."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.at: float | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - a name of Qt
        if self.at is None and event.type() is QEvent.Type.Paint:
            self.at = time.monotonic()
        return False


class Stalls(QObject):
    """The longest time in which the event loop did nothing else."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.longest, self._last = 0.0, time.monotonic()
        timer = QTimer(self, interval=int(_TICK_SECONDS * 1000))
        timer.timeout.connect(self._tick)
        timer.start()

    def restart(self) -> None:
        self.longest, self._last = 0.0, time.monotonic()

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest, self._last = max(self.longest, now - self._last - _TICK_SECONDS), now


async def until(condition: Callable[[], object], seconds: float = 900.0) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the app did not get there")
        await asyncio.sleep(0.005)


async def measure_start(_desktop: Desktop, paint: FirstPaint, _stalls: Stalls) -> dict[str, float]:
    """Seconds from the start of the process to the first painted window."""
    await until(lambda: paint.at is not None)
    assert paint.at is not None
    return {"seconds": paint.at - float(os.environ.get("BENCH_STARTED", STARTED))}


async def measure_making(desktop: Desktop, _paint: FirstPaint, stalls: Stalls) -> dict[str, float]:
    """A whole generation, watched on its page: the longest stall, and the time to the first sound that can be heard."""
    studio = desktop.studio
    assert studio is not None
    await desktop.door.ask_long(studio.add_files, paths=[SAMPLE])
    await until(lambda: studio.shelf.collections() and studio.shelf.collections()[0].indexed_at)
    folder = studio.collections()[0].folder
    started = time.monotonic()
    podcast = await desktop.door.ask_long(studio.order, folder=folder, minutes=2.0)
    desktop.window.go(Place(page="podcast", subject=podcast.id))
    stalls.restart()
    first = 0.0
    while not (row := await desktop.door.ask(studio.shelf.podcast, id=podcast.id)).has_audio:
        if row.completed_turns and not first:
            first = time.monotonic() - started
        await asyncio.sleep(0.05)
    return {"first_sound": first, "stall": stalls.longest}


async def measure_queue(desktop: Desktop, _paint: FirstPaint, stalls: Stalls) -> dict[str, float]:
    """1,000 waiting jobs, of which 50 change in each second, while the queue is on."""
    studio = desktop.studio
    assert studio is not None
    desktop.window.go(Place(page="queue"))
    rows = await desktop.door.ask_long(studio.shelf.queue)
    await asyncio.sleep(2)
    stalls.restart()
    ends, changed = time.monotonic() + 10, 0
    while time.monotonic() < ends:
        row = rows[(changed // 2) % len(rows)]
        verb = studio.queue.resume if changed % 2 else studio.queue.hold
        desktop.door.call(verb, desktop, job_id=row.job_id)
        changed += 1
        await asyncio.sleep(0.02)
    return {"stall": stalls.longest, "changes": changed}


async def measure_documents(desktop: Desktop, _paint: FirstPaint, stalls: Stalls) -> dict[str, float]:
    """The list of a collection's 10,000 documents: opened, searched, filtered, scrolled."""
    from podcast_studio.desktop.views.collection import CollectionPage
    from podcast_studio.desktop.views.documents import DocumentsDialog

    studio, folder = desktop.studio, Home.default().root / "ten thousand"
    assert studio is not None
    folder.mkdir()
    for number in range(10_000):
        (folder / f"{number:05d}.md").write_text(f"# Tide {number}\n\nThe tide comes and goes.\n")
    collection = await desktop.door.ask_long(studio.add_folder, folder=folder)
    desktop.window.go(Place(page="collection", subject=collection.id))
    page = desktop.window.page
    assert isinstance(page, CollectionPage)
    await until(lambda: page.collection is not None)
    await asyncio.sleep(2)
    stalls.restart()
    page.documents.click()
    dialog = page.findChild(DocumentsDialog)
    await until(lambda: dialog.documents.rowCount() == 10_000)
    for text in ("9", "99", "", "1", ""):
        dialog.search.setText(text)
        await asyncio.sleep(0.2)
    for show in ("left out", "all"):
        dialog.filter.button(show).click()
        await asyncio.sleep(0.2)
    dialog.table.scrollToBottom()
    await asyncio.sleep(0.5)
    dialog.reject()
    return {"stall": stalls.longest}


async def measure_memory(desktop: Desktop, _paint: FirstPaint, _stalls: Stalls) -> dict[str, float]:
    """Growth of memory over opening and leaving 100 podcasts, in percent, after as many to warm up."""
    import psutil

    studio = desktop.studio
    assert studio is not None
    ids = [row.id for row in await desktop.door.ask_long(studio.shelf.podcasts, limit=100)]

    async def open_all() -> int:
        for podcast_id in ids:
            desktop.window.go(Place(page="podcast", subject=podcast_id))
            await asyncio.sleep(0.06)
            desktop.window.go(Place(page="podcasts"))
            await asyncio.sleep(0.03)
        return int(psutil.Process().memory_info().rss)

    before = await open_all()
    after = await open_all()
    return {"growth_percent": 100 * (after - before) / before}


_MEASURES: dict[str, Callable[[Desktop, FirstPaint, Stalls], Awaitable[dict[str, float]]]] = {
    "start": measure_start,
    "making": measure_making,
    "queue": measure_queue,
    "documents": measure_documents,
    "memory": measure_memory,
}


def main() -> int:
    home = Home.default()
    home.prepare()
    app = make_application()
    paint = FirstPaint(app)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    desktop = Desktop(app, home, CrashLog(home.log.parent))
    desktop.finished.connect(loop.stop)
    stalls = Stalls(desktop)
    GarbageTimer(desktop)  # as in the app
    desktop.window.resize(1280, 800)
    desktop.window.show()

    async def work() -> None:
        try:
            if sys.argv[1] != "start":
                await until(lambda: desktop.studio is not None and desktop.window.page is not None)
                await asyncio.sleep(1)
            print(json.dumps(await _MEASURES[sys.argv[1]](desktop, paint, stalls)), flush=True)
        finally:
            desktop.leave()

    QTimer.singleShot(0, desktop.begin)
    tasks = [loop.create_task(work())]
    with loop:
        loop.run_forever()
    return 0 if tasks[0].done() else 1


if __name__ == "__main__":
    sys.exit(main())
