"""A window over a studio on fakes. A test fails on any warning of Qt and on anything raised in a slot."""

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PODCAST_STUDIO_LANGUAGE"] = "en_US"

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from podcast_studio.desktop.crash import CrashLog
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.door import Door
from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.translations import install_translations
from podcast_studio.studio import Home, Studio
from podcast_studio.testing.studio import FakeParts, fake_studio
from tests.desktop.acts import GatedModel, delete_later

Until = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="session", autouse=True)
def english(qapp: QApplication) -> None:
    """The texts as users in the United States have them, wherever the tests run."""
    QLocale.setDefault(QLocale("en_US"))
    install_translations(qapp)


@pytest.fixture(scope="session")
def loop(qapp: QApplication) -> QEventLoop:
    """An asyncio loop that runs whenever Qt's does, e.g. inside `qtbot.waitUntil`.

    One for all tests: stopping it would leave Qt's own loop unwilling to run again.
    """
    loop = QEventLoop(qapp, already_running=True)
    asyncio.set_event_loop(loop)
    return loop


@pytest.fixture
def until(qtbot: QtBot) -> Until:
    """Run the window until something is so."""
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=20_000)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(root=tmp_path / "home")
    home.prepare()
    return home


@pytest.fixture
def parts() -> FakeParts:
    return FakeParts()


@pytest.fixture
def gate(parts: FakeParts) -> Iterator[GatedModel]:
    """The language model of this test waits until it is opened."""
    parts.model = GatedModel()
    yield parts.model
    parts.model.open()


@pytest.fixture
def equipped() -> bool:
    """Whether the starter model has been put together before the first start."""
    return True


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Iterator[Theme]:
    theme = Theme(qapp, tmp_path / "styles")
    yield theme
    theme.choose("light")
    delete_later(theme)


@pytest.fixture
def door(loop: QEventLoop, until: Until) -> Iterator[Door]:
    door = Door()
    yield door
    closing = loop.create_task(door.close())
    until(closing.done)
    delete_later(door)


@pytest.fixture
def make_desktop(
    qapp: QApplication, loop: QEventLoop, until: Until, home: Home, parts: FakeParts, equipped: bool
) -> Iterator[Callable[[], Desktop]]:
    """Makes desktops over one data folder; each that is left open is closed at the end."""
    made: list[Desktop] = []
    ended: list[Desktop] = []

    def opened(home: Home) -> Studio:
        studio = fake_studio(home.root, parts)
        if equipped:
            studio.prepare_starter(report=lambda _share: None)
        return studio

    def make() -> Desktop:
        desktop = Desktop(qapp, home, CrashLog(home.log.parent), opened=opened)
        desktop.finished.connect(lambda: ended.append(desktop))
        made.append(desktop)
        return desktop

    yield make
    for desktop in made:
        desktop.leave()
    until(lambda: len(ended) == len(made))
    for desktop in made:
        desktop.window.deleteLater()
        delete_later(desktop)


@pytest.fixture
def desktop(make_desktop: Callable[[], Desktop], until: Until) -> Desktop:
    """A desktop whose studio is open."""
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.page)
    return desktop
