from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from podcast_studio.desktop.resources import resource
from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.tray import Tray
from podcast_studio.domain.jobs import JobState
from tests.desktop.acts import delete_later


@pytest.fixture
def tray(theme: Theme, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Iterator[Tray]:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _icon: None)  # there is no tray where tests run
    qapp.setWindowIcon(QIcon(str(resource("icons", "podcast-studio.svg"))))
    parent = QObject()
    yield Tray(theme, parent)
    delete_later(parent)


def running(percentage: int, seconds: float | None = None) -> Any:
    return SimpleNamespace(state=JobState.GENERATING, percentage=percentage, remaining_seconds=seconds)


def test_it_says_how_far_the_podcasts_are(tray: Tray) -> None:
    assert tray.icon is not None
    tray.show_work([running(60, 31), running(40, 260)])
    assert tray.icon.toolTip() == "2 podcasts in the making: 50 %, about 4 min left"
    tray.show_work([running(61)])
    assert tray.icon.toolTip() == "1 podcast in the making: 61 %"
    tray.show_work([SimpleNamespace(state=JobState.QUEUED)])  # type: ignore[list-item]
    assert tray.icon.toolTip() == "Podcast Studio"


def test_the_ring_closes_as_the_work_goes_on(tray: Tray, theme: Theme) -> None:
    def closed(percentage: int) -> int:
        assert tray.icon is not None
        tray.show_work([running(percentage)])
        image = tray.icon.icon().pixmap(QSize(64, 64)).toImage()
        accent = theme.colour("accent")
        return sum(image.pixelColor(x, y) == accent for x in range(64) for y in range(64))

    assert closed(10) < closed(50) < closed(95)


def test_a_message_leads_where_it_was_meant_to(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[str] = []
    shown: list[str] = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _icon, title, *_rest: shown.append(title))
    tray.notify("One", "", lambda: went.append("one"))
    tray.notify("Two", "", lambda: went.append("two"))
    assert tray.icon is not None
    tray.icon.messageClicked.emit()
    assert (shown, went) == (["One", "Two"], ["two"])


def test_the_menu_leads_back_to_the_window_and_out(tray: Tray) -> None:
    asked: list[str] = []
    tray.open_wanted.connect(lambda: asked.append("open"))
    tray.quit_wanted.connect(lambda: asked.append("quit"))
    assert tray.icon is not None
    for action in tray.icon.contextMenu().actions():
        action.trigger()
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert asked == ["open", "quit", "open"]
