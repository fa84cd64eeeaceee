from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.views.create_card import CreateCard
from podcast_studio.desktop.views.installed import language_name, voice_lines
from podcast_studio.desktop.views.installed_rows import InstalledCard, ModelRow, VoiceRow
from podcast_studio.desktop.views.models import ModelsPage
from podcast_studio.desktop.views.server_dialog import ServerDialog
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.studio import Home
from podcast_studio.testing.speech import fake_voice
from podcast_studio.testing.studio import SMALLEST_GGUF, FakeParts
from tests.desktop.pages import show, studio_of
from tests.desktop.sounds import FakeSound
from tests.model_server import ModelServer

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def page(desktop: Desktop, until: Until) -> ModelsPage:
    page = show(desktop, ModelsPage, "models")
    until(page.isEnabled)
    return page


@pytest.fixture
def sound(page: ModelsPage) -> FakeSound:
    """What plays the sentences."""
    sound = FakeSound()
    page.previews.make_sound = lambda: sound  # type: ignore[assignment,return-value]
    return sound


def models(page: ModelsPage) -> dict[str, ModelRow]:
    return {row.line.name: row for row in page.models.rows if isinstance(row, ModelRow)}


def voices(page: ModelsPage) -> dict[str, VoiceRow]:
    return {row.line.name: row for row in page.voices.rows if isinstance(row, VoiceRow)}


def cast(page: ModelsPage) -> list[tuple[str, Speaker]]:
    """Who is chosen for what."""
    return [(name, role) for name, row in voices(page).items() for role, one in row.roles.items() if one.isChecked()]


def used(page: ModelsPage) -> list[str]:
    return [name for name, row in models(page).items() if row.use.isChecked()]


def put_model(home: Home, name: str) -> Path:
    path = home.models / f"{name}.gguf"
    path.write_bytes(SMALLEST_GGUF)
    return path


def choose(until: Until, path: Path) -> None:
    """Answer the file dialog that is open."""

    def dialogs() -> list[QFileDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()]

    until(dialogs)
    (dialog,) = dialogs()
    dialog.filesSelected.emit([str(path)])
    dialog.reject()


def test_each_model_is_shown_with_its_size_and_which_one_is_used(page: ModelsPage) -> None:
    assert used(page) == ["Starter model"]
    assert models(page)["Starter model"].line.detail == "32 bytes · Ready"


def test_choosing_another_model_is_kept(desktop: Desktop, page: ModelsPage, home: Home, until: Until) -> None:
    path = put_model(home, "own")
    page.show_for("")
    until(lambda: "own" in models(page))
    models(page)["own"].use.click()
    until(lambda: studio_of(desktop).preferences.get().model == str(path))
    models(page)["Starter model"].use.click()
    until(lambda: studio_of(desktop).preferences.get().model == "")


@pytest.mark.parametrize("preferred", ["own", "own.gguf"])
def test_a_model_preferred_by_name_alone_is_the_one_that_is_on(
    preferred: str, desktop: Desktop, page: ModelsPage, home: Home, until: Until
) -> None:
    put_model(home, "own")
    studio_of(desktop).preferences.set(model=preferred)
    until(lambda: used(page) == ["own"])
    assert len(models(page)) == 2


def test_a_preferred_model_elsewhere_is_listed_and_one_that_is_gone_says_so(
    desktop: Desktop, page: ModelsPage, until: Until, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.gguf"
    path.write_bytes(SMALLEST_GGUF)
    studio_of(desktop).preferences.set(model=str(path))
    until(lambda: used(page) == ["elsewhere"])
    assert str(tmp_path) in models(page)["elsewhere"].line.detail
    path.unlink()
    page.show_for("")
    until(lambda: not models(page)["elsewhere"].use.isEnabled())
    assert models(page)["elsewhere"].line.detail == "It is no longer there. Choose another one."


def test_a_model_file_is_added_after_it_was_loaded(
    desktop: Desktop, page: ModelsPage, home: Home, until: Until, tmp_path: Path
) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(SMALLEST_GGUF)
    page.models.add.click()
    choose(until, own)
    until(lambda: "own works" in page.models.status.text())
    until(lambda: "own" in models(page))  # before or after, as the page also looks when its window is active again
    assert used(page) == ["Starter model"]
    assert (home.models / "own.gguf").read_bytes() == own.read_bytes() == SMALLEST_GGUF
    assert page.models.add.isEnabled()


def test_a_model_takes_the_place_of_one_that_is_gone(
    desktop: Desktop, page: ModelsPage, home: Home, until: Until, tmp_path: Path
) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(SMALLEST_GGUF)
    studio_of(desktop).preferences.set(model=str(tmp_path / "gone.gguf"))
    until(lambda: used(page) == ["gone"])
    page.models.add.click()
    choose(until, own)
    until(lambda: used(page) == ["own"])
    assert studio_of(desktop).preferences.get().model == str(home.models / "own.gguf")


def test_a_file_that_is_no_model_is_refused_where_the_user_looks(
    page: ModelsPage, home: Home, until: Until, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.gguf"
    bad.write_bytes(b"hello")
    page.models.add.click()
    choose(until, bad)
    until(lambda: page.models.status.property("kind") == "trouble")
    assert "bad.gguf" in page.models.status.text()
    assert not (home.models / "bad.gguf").exists()
    assert page.models.add.isEnabled()


def test_a_starter_model_that_is_not_put_together_says_when_it_will_be(
    desktop: Desktop, page: ModelsPage, until: Until
) -> None:
    studio_of(desktop).models()[0].path.unlink()
    page.show_for("")
    until(lambda: models(page)["Starter model"].line.detail == "Put together when first used")
    assert used(page) == ["Starter model"]


def test_each_voice_is_shown_and_two_of_them_speak(page: ModelsPage) -> None:
    assert cast(page) == [("Alba", Speaker.HOST), ("Bert", Speaker.EXPERT)]


def test_who_speaks_is_chosen_and_kept(desktop: Desktop, page: ModelsPage, until: Until) -> None:
    voices(page)["Bert"].roles[Speaker.HOST].click()
    voices(page)["Alba"].roles[Speaker.EXPERT].click()
    until(lambda: studio_of(desktop).preferences.get().expert_voice == "en_XX-alba-fake")
    assert studio_of(desktop).preferences.get().host_voice == "en_XX-bert-fake"
    until(lambda: sorted(cast(page)) == [("Alba", Speaker.EXPERT), ("Bert", Speaker.HOST)])


def test_choosing_leaves_the_focus_where_it_is(desktop: Desktop, page: ModelsPage, until: Until) -> None:
    radio = voices(page)["Bert"].roles[Speaker.HOST]
    radio.setFocus()
    radio.click()
    until(lambda: studio_of(desktop).preferences.get().host_voice == "en_XX-bert-fake")
    until(lambda: cast(page) == [("Alba", Speaker.EXPERT), ("Bert", Speaker.HOST)])
    assert page.focusWidget() is radio


def test_a_voice_says_a_sentence_and_stops_when_asked_again(page: ModelsPage, sound: FakeSound, until: Until) -> None:
    alba = voices(page)["Alba"]
    assert alba.listen.toolTip() == "Hear Alba"
    alba.listen.click()
    until(lambda: sound.playing)
    assert sound.path is not None
    assert sound.path.is_file()
    assert alba.listen.toolTip() == "Stop Alba"
    assert voices(page)["Bert"].listen.toolTip() == "Hear Bert"
    alba.listen.click()
    assert alba.listen.toolTip() == "Hear Alba"


def test_leaving_the_page_is_quiet(page: ModelsPage, desktop: Desktop, sound: FakeSound, until: Until) -> None:
    voices(page)["Alba"].listen.click()
    until(lambda: sound.playing)
    show(desktop, QWidget, "settings")  # type: ignore[type-var]
    assert page.previews.asked is None
    assert not sound.playing


def test_a_voice_in_the_folder_is_added_and_a_file_that_is_none_is_refused(
    page: ModelsPage, home: Home, until: Until, tmp_path: Path
) -> None:
    page.voices.add.click()
    choose(until, home.voices / "bert.onnx")
    until(lambda: "Bert speaks well" in page.voices.status.text())
    page.voices.add.click()
    choose(until, tmp_path / "none.onnx")
    until(lambda: page.voices.status.property("kind") == "trouble")
    assert "none.onnx" in page.voices.status.text()


def test_a_preferred_voice_that_is_gone_is_told_and_gives_way_to_the_next_one_added(
    desktop: Desktop, page: ModelsPage, home: Home, until: Until
) -> None:
    studio_of(desktop).preferences.set(host_voice="gone")
    until(lambda: "gone" in voices(page))
    assert not voices(page)["gone"].listen.isEnabled()
    page.voices.add.click()
    choose(until, home.voices / "bert.onnx")
    until(lambda: ("Bert", Speaker.HOST) in cast(page))
    until(lambda: "gone" not in voices(page))


def test_where_nothing_is_installed_the_page_says_what_to_do(
    parts: FakeParts, make_desktop: Callable[[], Desktop], until: Until
) -> None:
    parts.voices = ()
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.page)
    page = show(desktop, ModelsPage, "models")
    until(page.isEnabled)
    assert any(".onnx" in text for text in shown(page.voices))
    assert not any(".gguf" in text for text in shown(page.models))


def shown(card: InstalledCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def test_the_folders_are_opened(page: ModelsPage, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    page.models.show_folder.click()
    page.voices.show_folder.click()
    assert [Path(url.toLocalFile()) for url in opened] == [home.models, home.voices]


def test_many_speakers_of_one_model_are_one_line() -> None:
    crowd = [
        replace(fake_voice("crowd"), id=f"crowd#{number}", name=f"Crowd, p{number}", speaker=number)
        for number in range(904)
    ]
    (line,) = voice_lines(crowd, ["crowd#7", "crowd"])
    assert (line.name, line.detail) == ("Crowd", "American English · 904 speakers")
    assert line.voices[7] == ("crowd#7", "p7")


def test_a_language_is_named_in_its_own_words() -> None:
    assert language_name("de_DE") == "Deutsch"
    assert language_name("fr_FR") == "Français"
    assert language_name("xx_YY") == "xx_YY"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer(models=["llama3.2", "qwen3"]).running() as running:
        yield running


def open_dialog(page: ModelsPage, until: Until) -> ServerDialog:
    (button,) = [one for one in page.findChildren(QPushButton) if one.text() == "Use a model server…"]
    button.click()
    until(lambda: page.findChildren(ServerDialog))
    return page.findChildren(ServerDialog)[-1]


def test_a_model_of_a_server_can_be_chosen_and_forgotten(
    desktop: Desktop, page: ModelsPage, server: ModelServer, until: Until
) -> None:
    dialog = open_dialog(page, until)
    assert not dialog.use.isEnabled()
    dialog.address.setText(server.address)
    assert "leaves this program" in dialog.notice.text()
    dialog.look.click()
    until(dialog.use.isEnabled)
    dialog.models.choose("qwen3")
    dialog.use.click()
    until(lambda: "qwen3" in used(page))
    line = models(page)["qwen3"].line
    assert "Text leaves this program" in line.detail
    assert studio_of(desktop).preferences.get().model == f"{server.address}#qwen3"
    collection_notice(desktop, until)
    (forget,) = [one for one in models(page)["qwen3"].controls if isinstance(one, QPushButton)]
    forget.click()
    until(lambda: used(page) == ["Starter model"])
    assert "qwen3" not in models(page)
    assert studio_of(desktop).preferences.get().server == ""


def collection_notice(desktop: Desktop, until: Until) -> None:
    """The card that orders podcasts says so too."""
    card = CreateCard(desktop.window.page.shell)
    card.setParent(desktop.window)
    desktop.door.start(card.load(), card)
    until(lambda: "leaves this program" in card.server.text())
    card.setParent(None)  # type: ignore[call-overload]
    card.deleteLater()


def test_where_no_server_answers_the_dialog_says_so(page: ModelsPage, until: Until) -> None:
    dialog = open_dialog(page, until)
    dialog.address.setText("http://127.0.0.1:9/v1")
    dialog.look.click()
    until(lambda: "does not answer" in dialog.status.text())
    assert not dialog.use.isEnabled()
    dialog.address.setText("nonsense")
    assert not dialog.notice.text()
    dialog.look.click()
    until(lambda: "not the address" in dialog.status.text())
    dialog.address.setText("http://192.168.7.7:1234/v1")
    assert "leaves this computer" in dialog.notice.text()
    dialog.reject()


def test_a_server_that_was_chosen_elsewhere_is_shown_as_the_one_in_use(
    desktop: Desktop, page: ModelsPage, until: Until
) -> None:
    studio_of(desktop).preferences.set(model="http://192.168.7.7:1234/v1#tide")
    until(lambda: used(page) == ["tide"])
    assert "leaves this computer" in models(page)["tide"].line.detail
