from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.views.welcome import WelcomePage
from podcast_studio.pipeline.prompts import READING
from podcast_studio.testing.studio import SMALLEST_GGUF, FakeParts

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def equipped() -> bool:
    return False


def welcome(desktop: Desktop) -> WelcomePage:
    page = desktop.window.page
    assert isinstance(page, WelcomePage)
    return page


def choose(until: Until, path: Path) -> None:
    """Answer the file dialog that is open."""

    def dialog() -> QFileDialog | None:
        found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]
        return found[0] if found else None

    until(dialog)
    opened = dialog()
    assert opened is not None
    opened.selectFile(str(path))
    opened.filesSelected.emit([str(path)])
    opened.reject()


def test_the_starter_pack_is_offered_and_set_up_with_one_click(
    parts: FakeParts, desktop: Desktop, until: Until
) -> None:
    page = welcome(desktop)
    until(lambda: page.starter.isVisible() and page.starter.isEnabled())
    page.starter.click()
    until(lambda: desktop.window.place == Place(page="start"))
    assert desktop.studio is not None
    assert desktop.studio.models()[0].ready
    until(lambda: parts.model.requests == [READING])  # while the user looks for a folder


def test_without_a_starter_pack_a_model_file_can_be_chosen(
    parts: FakeParts, make_desktop: Callable[[], Desktop], until: Until, tmp_path: Path
) -> None:
    parts.starter = False
    own = tmp_path / "own.gguf"
    own.write_bytes(SMALLEST_GGUF)
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.page)
    page = welcome(desktop)
    until(page.choose_model.isEnabled)
    assert page.start.isVisible()
    assert not page.start.isEnabled()
    page.choose_model.click()
    choose(until, own)
    until(page.start.isEnabled)
    assert page.model_status.text() == "own.gguf"
    assert desktop.studio is not None
    assert desktop.studio.preferences.get().model == str(own)


def test_a_file_that_is_no_model_is_refused_with_the_reason(desktop: Desktop, until: Until, tmp_path: Path) -> None:
    page = welcome(desktop)
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"hello")
    until(page.choose_model.isEnabled)
    page.choose_model.click()
    choose(until, bad)
    until(lambda: page.model_status.property("kind") == "trouble")
    assert "bad.gguf" in page.model_status.text()
    assert page.choose_model.isEnabled()


def test_what_is_missing_is_named(parts: FakeParts, make_desktop: Callable[[], Desktop], until: Until) -> None:
    parts.starter, parts.voices = False, ()
    desktop = make_desktop()
    desktop.begin()
    until(lambda: desktop.window.page)
    page = welcome(desktop)
    until(page.voice_status.text)
    assert ".gguf" in page.model_status.text()
    assert ".onnx" in page.voice_status.text()
