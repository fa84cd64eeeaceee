from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.quitting import LeaveDialog
from podcast_studio.domain.jobs import JobState
from podcast_studio.studio import Studio
from podcast_studio.studio.preferences import CloseAction
from podcast_studio.testing.studio import write_collection
from tests.desktop.acts import GatedModel

Until = Callable[[Callable[[], object]], None]


def order(desktop: Desktop, folder: Path) -> Studio:
    assert desktop.studio is not None
    desktop.studio.order(folder=write_collection(folder), minutes=1)
    return desktop.studio


def asked() -> LeaveDialog | None:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, LeaveDialog) and one.isVisible()]
    return found[0] if found else None


def test_with_nothing_to_do_closing_ends_at_once(desktop: Desktop, until: Until) -> None:
    ended: list[bool] = []
    desktop.finished.connect(lambda: ended.append(True))
    desktop.window.close()
    until(lambda: ended)
    assert not desktop.window.isVisible()


def test_closing_while_a_podcast_is_made_asks_and_can_be_called_off(
    gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    order(desktop, tmp_path / "tides")
    until(lambda: gate.reached)
    desktop.window.close()
    until(asked)
    dialog = asked()
    assert dialog is not None
    dialog.cancel.click()
    until(lambda: asked() is None)
    assert desktop.window.isVisible()
    gate.open()


def test_stopped_work_goes_on_at_the_next_start(
    make_desktop: Callable[[], Desktop], gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    order(desktop, tmp_path / "tides")
    until(lambda: gate.reached)
    ended: list[bool] = []
    desktop.finished.connect(lambda: ended.append(True))
    desktop.window.close()
    until(asked)
    asked().stop.click()  # type: ignore[union-attr]
    until(lambda: ended)
    gate.open()  # not before, or it may be made while it is stopped
    again = make_desktop()
    again.begin()
    until(lambda: "Resumed 1 podcast where it stopped" in again.window.notices.messages)
    until(lambda: again.studio and again.studio.jobs()[0].state is JobState.COMPLETED)


def test_in_the_background_the_program_ends_when_all_is_made(
    gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    studio = order(desktop, tmp_path / "tides")
    until(lambda: gate.reached)
    ended: list[JobState] = []
    desktop.leaving.finished.connect(lambda: ended.append(JobState.COMPLETED))
    desktop.window.close()
    until(asked)
    asked().background.click()  # type: ignore[union-attr]
    until(lambda: not desktop.window.isVisible())
    assert studio.jobs()[0].state is JobState.GENERATING
    gate.open()
    until(lambda: ended)


def test_a_remembered_answer_is_not_asked_for_again(
    gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    studio = order(desktop, tmp_path / "tides")
    until(lambda: gate.reached)
    desktop.window.close()
    until(asked)
    dialog = asked()
    assert dialog is not None
    dialog.every_time.setChecked(True)
    dialog.background.click()
    until(lambda: not desktop.window.isVisible())
    assert studio.preferences.get().close_action is CloseAction.BACKGROUND
    desktop.come_forward()
    desktop.window.close()
    until(lambda: not desktop.window.isVisible())
    assert asked() is None
    gate.open()


def test_the_window_can_be_had_back_from_the_background(
    gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    studio = order(desktop, tmp_path / "tides")
    studio.preferences.set(close_action=CloseAction.BACKGROUND)
    until(lambda: gate.reached)
    desktop.window.close()
    until(lambda: not desktop.window.isVisible())
    desktop.open_from_outside([])
    assert desktop.window.isVisible()
    gate.open()
    until(lambda: studio.jobs()[0].state is JobState.COMPLETED)
    until(lambda: desktop.window.notices.messages or not desktop.window.isActiveWindow())
    assert desktop.window.isVisible()
