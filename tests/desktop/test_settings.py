from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.views.settings import SettingsPage
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.studio.preferences import CloseAction, Preferences, Theme

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def page(desktop: Desktop, until: Until) -> SettingsPage:
    desktop.window.go(Place(page="settings"))
    page = desktop.window.page
    assert isinstance(page, SettingsPage)
    until(page.isEnabled)
    return page


def stored(desktop: Desktop) -> Preferences:
    assert desktop.studio is not None
    return desktop.studio.preferences.get()


def pick(combo: QComboBox, value: object) -> None:
    """Choose an entry as a user does."""
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_dark_is_dark_at_once_and_kept(page: SettingsPage, desktop: Desktop, until: Until) -> None:
    page.theme.button(Theme.DARK).click()
    until(lambda: desktop.theme.dark)
    assert stored(desktop).theme is Theme.DARK
    page.theme.button(Theme.LIGHT).click()
    until(lambda: not desktop.theme.dark)


def test_every_choice_is_kept(page: SettingsPage, desktop: Desktop, until: Until) -> None:
    pick(page.format, AudioFormat.FLAC)
    pick(page.close_action, CloseAction.STOP)
    pick(page.host_voice, "en_XX-bert-fake")
    page.notifications.click()
    page.workers.setValue(3)
    page.workers.editingFinished.emit()
    page.per_collection.setValue(1)
    page.per_collection.editingFinished.emit()
    pick(page.only_between, "22:00-07:00")
    for spin, value in ((page.threads, 1), (page.soft_minutes, 90), (page.hard_minutes, 120), (page.stall_minutes, 15)):
        spin.setValue(value)
        spin.editingFinished.emit()
    wanted = Preferences(
        format=AudioFormat.FLAC,
        close_action=CloseAction.STOP,
        host_voice="en_XX-bert-fake",
        notifications=False,
        workers=3,
        per_collection=1,
        only_between="22:00-07:00",
        threads=1,
        soft_minutes=90.0,
        hard_minutes=120.0,
        stall_minutes=15.0,
    )
    until(lambda: stored(desktop) == wanted)


def test_a_change_from_elsewhere_is_shown(page: SettingsPage, desktop: Desktop, until: Until) -> None:
    assert desktop.studio is not None
    desktop.studio.preferences.set(format="ogg", workers=5)
    until(lambda: (page.format.currentData(), page.workers.value()) == (AudioFormat.OGG, 5))


def test_a_voice_that_is_gone_stays_in_the_list_while_it_is_chosen(
    page: SettingsPage, desktop: Desktop, until: Until
) -> None:
    assert desktop.studio is not None
    desktop.studio.preferences.set(expert_voice="gone")
    until(lambda: page.expert_voice.currentData() == "gone")


def test_hours_that_were_chosen_elsewhere_are_shown(page: SettingsPage, desktop: Desktop, until: Until) -> None:
    assert desktop.studio is not None
    desktop.studio.preferences.set(only_between="01:30-05:00")
    until(lambda: page.only_between.currentText() == "01:30-05:00")
    desktop.studio.preferences.set(only_between="")
    until(lambda: page.only_between.currentIndex() == 0)


def test_scrolling_the_page_changes_nothing_that_the_mouse_passes(page: SettingsPage, desktop: Desktop) -> None:
    before = stored(desktop)
    for control in (page.format, page.workers, page.close_action):
        control.setFocus()
        down = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, -120),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, down)
    assert (page.format.value, page.workers.value()) == (before.format, before.workers)
    assert stored(desktop) == before
