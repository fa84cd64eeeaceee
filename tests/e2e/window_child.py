"""The whole app in a real window, driven as a person would, with mouse and keys; `test_window.py` starts it.

Usage: python -m tests.e2e.window_child SCENE [FOLDER]. Prints a line of JSON for each thing that has come to pass.
"""

from __future__ import annotations

import asyncio
import faulthandler
import json
import os
import sys
import traceback
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog, QMenu, QWidget

from podcast_studio.desktop import app as desktop_app
from podcast_studio.desktop import desktop
from podcast_studio.desktop.quitting import LeaveDialog
from podcast_studio.desktop.shell import Page
from podcast_studio.desktop.views.collection import CollectionPage
from podcast_studio.desktop.views.podcast import PodcastPage
from podcast_studio.desktop.views.script.rows import RowKind, ScriptRow
from podcast_studio.domain.jobs import PODCAST_JOB
from podcast_studio.studio import Studio

NEW_WORDS = "These are other words, and they are spoken anew."
_PATIENCE_SECONDS = 900.0  # nothing takes that long where all is well
_LATE_SECONDS = 60  # the program ends within 5 s
_Thing = TypeVar("_Thing")
_Dialog = TypeVar("_Dialog", bound=QDialog)
_PageT = TypeVar("_PageT", bound=Page)


def tell(what: str, **more: object) -> None:
    print(json.dumps({"what": what, **more}), flush=True)


def act(what: Callable[[], object]) -> None:
    """Do it outside of the scene's coroutine: QTest and menus let the loop turn, and no task may begin in a task."""
    QTimer.singleShot(0, what)


async def until(condition: Callable[[], _Thing | None]) -> _Thing:
    """Wait until something is so; what it is."""
    deadline = asyncio.get_running_loop().time() + _PATIENCE_SECONDS
    while not (found := condition()):
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError("it did not come to pass")
        await asyncio.sleep(0.05)
    return found


async def press(control: QWidget) -> None:
    """Click on a control as soon as that is possible."""
    await until(lambda: control.isVisible() and control.isEnabled())
    act(lambda: QTest.mouseClick(control, Qt.MouseButton.LeftButton))


async def choose(text: str) -> None:
    """Click on an entry of the menu that is open."""

    def there() -> tuple[QMenu, QAction] | None:
        for menu in QApplication.topLevelWidgets():
            if isinstance(menu, QMenu) and menu.isVisible():
                return next(((menu, action) for action in menu.actions() if action.text() == text), None)
        return None

    menu, action = await until(there)
    act(lambda: QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center()))


def dialog_of(kind: type[_Dialog]) -> _Dialog | None:
    """The one that is open."""
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


class Scenes:
    """What a user does. Each ends with the window closed."""

    def __init__(self, driven: desktop.Desktop) -> None:
        self.desktop, self.window, self.player = driven, driven.window, driven.player

    @property
    def studio(self) -> Studio:
        assert self.desktop.studio is not None
        return self.desktop.studio

    async def whole(self, folder: Path) -> None:
        """From a folder that is dropped to a file that is exported."""
        await self.page(Page)
        self.drop(folder)
        page = await self.order_a_minute()
        await self.watch_and_listen(page)
        await self.jump(page)
        await self.edit(page)
        await self.export(page)

    async def closed(self, _folder: Path) -> None:
        """A folder comes with another start, a podcast is ordered, and the window is closed while it is made."""
        await self.page(Page)
        tell("open")
        page = await self.order_a_minute()
        await until(lambda: self.voiced(page) >= 1)
        tell("voiced", turns=self.voiced(page))
        act(self.window.close)
        dialog = await until(lambda: dialog_of(LeaveDialog))
        await press(dialog.stop)

    async def cut_off(self, _folder: Path) -> None:
        """The work goes on, and the end comes from outside."""
        tell("told", message=await until(lambda: next(iter(self.window.notices.messages), "")))
        page = await self.page(PodcastPage)  # where the window was closed
        await until(lambda: self.voiced(page) >= 3)
        tell("voiced", turns=self.voiced(page))
        await asyncio.sleep(_PATIENCE_SECONDS)

    async def resumed(self, _folder: Path) -> None:
        """The next start finishes what was begun."""
        tell("told", message=await until(lambda: next(iter(self.window.notices.messages), "")))
        page = await self.page(PodcastPage)
        tell("shown", turns=self.voiced(page))
        await until(lambda: page.shown is not None and page.shown.finished)
        job = next(job for job in self.studio.jobs() if job.kind == PODCAST_JOB)
        tell("finished", job=job.state)

    # Steps

    async def page(self, kind: type[_PageT]) -> _PageT:
        page = await until(lambda: self.window.page if isinstance(self.window.page, kind) else None)
        await until(page.isEnabled)
        return page

    def drop(self, folder: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(folder))])
        action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(self.window, QDragEnterEvent(QPoint(400, 300), action, data, button, none))
        QApplication.sendEvent(self.window, QDropEvent(QPointF(400, 300), action, data, button, none))

    async def order_a_minute(self) -> PodcastPage:
        page = await self.page(CollectionPage)
        await until(lambda: page.collection is not None and page.collection.indexed_at)
        assert page.collection is not None
        tell("indexed", documents=page.collection.documents)
        await press(page.card.length.button(0))
        field = page.card.length.any
        await until(field.isVisible)
        field.selectAll()
        act(lambda: QTest.keyClicks(field, "1"))
        await until(lambda: page.card.length.minutes == 1)
        await press(page.card.create_button)
        made = await self.page(PodcastPage)
        tell("ordered", title=made.title)
        return made

    async def watch_and_listen(self, page: PodcastPage) -> None:
        """See what is said while it is made, and hear it before it is finished."""
        seen: dict[str, set[str]] = {"speakers": set(), "steps": set(), "percent": set()}
        look = QTimer(page, interval=50)
        look.timeout.connect(lambda: self.note(page, seen))
        look.start()
        await until(lambda: page.buttons.listen.isVisible() and page.buttons.listen.text() == "Listen now")
        tell("can be heard", finished=page.shown is not None and page.shown.finished)
        await press(page.buttons.listen)
        await until(lambda: self.player.playing and self.player.position > 3.0)
        tell("heard", position=self.player.position, finished=page.shown is not None and page.shown.finished)
        await until(lambda: page.shown is not None and page.shown.finished)
        look.stop()
        tell("finished", **{what: sorted(words) for what, words in seen.items()})

    def note(self, page: PodcastPage, seen: dict[str, set[str]]) -> None:
        seen["speakers"] |= {card.doing.text().split(" turn ")[0] for card in page.speakers.cards.values()}
        if page.shown is not None:
            seen["steps"].add(str(page.shown.made.step))
            seen["percent"].add(f"{page.shown.made.percentage:03}")

    async def jump(self, page: PodcastPage) -> None:
        """A click on a turn that is not heard goes to its beginning."""
        row = next(row for row in self.turns(page)[1:] if row.key != self.player.turn_id)
        arrived: list[float] = []
        self.player.turn_changed.connect(lambda key: arrived.append(self.player.position) if key == row.key else None)
        await self.click_turn(page, row.key)
        await until(lambda: arrived and self.player.playing)
        assert row.turn is not None
        tell("jumped", to=arrived[0], start=row.turn.start)

    async def edit(self, page: PodcastPage) -> None:
        """Give a turn other words, and hear them."""
        row, before = self.turns(page)[2], self.studio.podcasts()[0].audio
        voiced = {one.key: one.turn.audio for one in self.turns(page) if one.turn is not None}
        await self.click_turn(page, row.key, "edit")
        editor = await until(lambda: page.transcript.editor)
        editor.words.selectAll()
        act(lambda: QTest.keyClicks(editor.words, NEW_WORDS))
        await until(lambda: editor.words.toPlainText() == NEW_WORDS)
        await press(editor.save)
        await until(lambda: self.studio.podcasts()[0].audio != before and page.state_card.isHidden())
        await until(lambda: self.turns(page)[2].text == NEW_WORDS)
        after = {one.key: one.turn.audio for one in self.turns(page) if one.turn is not None}
        tell("edited", voiced_anew=[number for number, key in enumerate(after) if after[key] != voiced.get(key)])
        await self.click_turn(page, self.turns(page)[2].key)
        await until(lambda: self.player.playing and self.player.turn_id == self.turns(page)[2].key)
        await press(self.window.player_bar.play)
        await until(lambda: not self.player.playing)

    async def export(self, page: PodcastPage) -> None:
        await press(page.buttons.exporter.button)
        await choose("Audio as FLAC…")
        dialog = await until(lambda: dialog_of(QFileDialog))
        (buttons,) = dialog.findChildren(QDialogButtonBox)
        await press(buttons.button(QDialogButtonBox.StandardButton.Save))
        message = await until(lambda: next((one for one in self.window.notices.messages if "Saved" in one), ""))
        tell("exported", message=message)

    # Parts of them

    def turns(self, page: PodcastPage) -> list[ScriptRow]:
        return [row for row in page.transcript.script.rows if row.kind is RowKind.TURN]

    def voiced(self, page: PodcastPage) -> int:
        return sum(row.turn is not None and row.turn.start is not None for row in self.turns(page))

    async def click_turn(self, page: PodcastPage, key: str, part: str = "") -> None:
        """On its words, or on one of the small buttons that it shows below the mouse."""
        view = page.transcript
        view.make_current(key)
        view.scrollTo(view.currentIndex())
        await asyncio.sleep(0.3)
        area = view.visualRect(view.currentIndex())
        act(lambda: QTest.mouseMove(view.viewport(), QPoint(area.center().x(), area.top() + 20)))
        await asyncio.sleep(0.2)
        points = [QPoint(x, area.top() + y) for x in range(area.right(), area.left(), -6) for y in range(8, 40, 8)]
        row = next(row for row in view.script.rows if row.key == key)
        found = [view.painter.part_at(row, area, point, buttons=True) for point in points]
        wanted = [point for point, one in zip(points, found, strict=True) if (one.what if one else "") == part]
        point = wanted[0] if part else wanted[len(wanted) // 2]
        act(lambda: QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point))


_SCENES: dict[str, Callable[[Scenes, Path], Coroutine[Any, Any, None]]] = {
    "whole": Scenes.whole,
    "closed": Scenes.closed,
    "cut_off": Scenes.cut_off,
    "resumed": Scenes.resumed,
}


class Desktop(desktop.Desktop):
    """Begins the scene when the app begins. It has the name by which its texts are found in translations."""

    def begin(self, paths: Sequence[Path] = ()) -> None:
        super().begin(paths)
        scene = _SCENES[sys.argv[1]](Scenes(self), Path(sys.argv[2] if len(sys.argv) > 2 else ""))
        self.door.start(self._play(scene), self)

    async def _play(self, scene: Coroutine[Any, Any, None]) -> None:
        try:
            await scene
        except Exception:  # noqa: BLE001 - whoever started this wants to see it, whatever it is
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(3)
        self.late = QTimer(self, singleShot=True, interval=_LATE_SECONDS * 1000)
        self.late.timeout.connect(self._complain)
        self.late.start()
        faulthandler.dump_traceback_later(_LATE_SECONDS + 5, exit=True)  # also where the loop does not turn any more
        self.window.close()

    def _complain(self) -> None:
        """It should have ended long ago: what it waits for."""
        print("open:", [one for one in QApplication.topLevelWidgets() if one.isVisible()], file=sys.stderr)
        if self.studio is not None:
            print("jobs:", self.studio.jobs(), file=sys.stderr)
        for task in asyncio.all_tasks():
            task.print_stack()
        sys.stderr.flush()


if __name__ == "__main__":
    setattr(desktop_app, "Desktop", Desktop)  # noqa: B010 - a name that the module only imports
    sys.exit(desktop_app.run())
