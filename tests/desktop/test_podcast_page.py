"""The page of a podcast: finished, it is heard, searched, worked on and exported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMetaObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit
from shiboken6 import isValid

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.views.podcast import PodcastPage
from podcast_studio.desktop.views.script.dialogs import PassageDialog, TurnDialog
from podcast_studio.desktop.views.script.rows import RowKind, ScriptRow
from podcast_studio.domain.errors import InputError
from podcast_studio.domain.podcasts import AudioFormat, Speaker
from podcast_studio.studio import Studio
from podcast_studio.studio.output import TranscriptKind
from podcast_studio.testing.studio import write_collection
from podcast_studio.testing.waiting import finished
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def studio(desktop: Desktop) -> Studio:
    assert desktop.studio is not None
    return desktop.studio


@pytest.fixture
def sound(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> FakeSound:
    sound = FakeSound()
    monkeypatch.setattr(desktop.window.player, "_make_sound", lambda: sound)
    return sound


@pytest.fixture
def podcast(studio: Studio, tmp_path: Path) -> str:
    """A finished podcast."""
    ordered = studio.order(folder=write_collection(tmp_path / "tides"), minutes=2)
    return finished(studio, ordered.id).id


@pytest.fixture
def page(desktop: Desktop, sound: FakeSound, podcast: str, until: Until) -> PodcastPage:
    desktop.window.resize(1280, 800)
    desktop.window.go(Place(page="podcast", subject=podcast))
    page = desktop.window.page
    assert isinstance(page, PodcastPage)
    until(page.isEnabled)
    return page


def turns(page: PodcastPage) -> list[ScriptRow]:
    return [row for row in page.transcript.script.rows if row.kind is RowKind.TURN]


def texts(page: PodcastPage) -> list[str]:
    return [row.text for row in turns(page)]


def click(page: PodcastPage, key: str, at: QPoint | None = None) -> None:
    """Click on a turn, or on a part of it."""
    area = page.transcript.visualRect(page.transcript.script.index(page.transcript.script.place(key)))
    point = at or QPoint(area.center().x(), area.top() + 20)
    QTest.mouseClick(page.transcript.viewport(), Qt.MouseButton.LeftButton, pos=point)


def press(page: PodcastPage, key: str, keys: str) -> None:
    """Do with a turn what these keys do."""
    page.transcript.make_current(key)
    action = next(action for action in page.actions() if action.shortcut().toString() == keys)
    action.trigger()


def opened(kind: type, until: Until) -> object:
    found: list[object] = []

    def there() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return bool(found)

    until(there)
    return found[0]


def test_a_finished_podcast_shows_its_turns_by_chapter(page: PodcastPage, studio: Studio, podcast: str) -> None:
    view = studio.scripts.view(podcast_id=podcast)
    assert texts(page) == [turn.text for turn in view.turns]
    chapters = [row.text for row in page.transcript.script.rows if row.kind is RowKind.CHAPTER]
    assert chapters == list(dict.fromkeys(turn.chapter for turn in view.turns))
    assert page.window().windowTitle().startswith(page.title)
    assert page.making.isHidden()
    assert page.state_card.isHidden()


def test_a_click_on_a_turn_plays_from_there(page: PodcastPage, sound: FakeSound, until: Until) -> None:
    row = turns(page)[2]
    assert row.turn is not None
    click(page, row.key)
    until(lambda: sound.playing)
    assert sound.at == pytest.approx(row.turn.start)
    until(lambda: page.transcript.painter.playing == row.key)
    assert row.speaker is not None
    card = page.speakers.cards[row.speaker]
    until(lambda: card.badge.lit)
    other = next(speaker for speaker in Speaker if speaker is not row.speaker)
    assert not page.speakers.cards[other].badge.lit


def test_the_transcript_follows_what_is_heard(page: PodcastPage, sound: FakeSound, until: Until) -> None:
    page.window().resize(1000, 520)
    last = turns(page)[-1]
    assert last.turn is not None
    page.buttons.listen.click()
    until(lambda: sound.playing)
    sound.pass_to((last.turn.start or 0.0) + 0.2)
    until(lambda: page.transcript.painter.playing == last.key)
    index = page.transcript.script.index(page.transcript.script.place(last.key))
    room = page.transcript.viewport().height()
    until(lambda: 0 <= page.transcript.visualRect(index).top() < room)


def test_who_scrolls_away_is_left_alone_until_they_come_back(page: PodcastPage, sound: FakeSound, until: Until) -> None:
    first, last = turns(page)[0], turns(page)[-1]
    assert last.turn is not None
    click(page, first.key)
    until(lambda: page.transcript.painter.playing == first.key)
    page.window().resize(1000, 520)
    page.transcript.verticalScrollBar().sliderMoved.emit(0)
    assert page.back.isVisible()
    sound.pass_to((last.turn.start or 0.0) + 0.2)
    until(lambda: page.transcript.painter.playing == last.key)
    assert page.transcript.verticalScrollBar().value() == 0
    page.back.click()
    until(lambda: page.transcript.verticalScrollBar().value() > 0)
    assert page.back.isHidden()


def test_searching_finds_turns_and_steps_through_them(page: PodcastPage, until: Until) -> None:
    word = max(texts(page)[1].split(), key=len).strip(".,?!").upper()
    page.buttons.search.setText(word)
    until(page.found.isVisible)
    wanted = [row.key for row in turns(page) if word.casefold() in row.text.casefold()]
    assert page.found.key == wanted[0]
    assert page.transcript.painter.found == frozenset(wanted)
    QTest.keyClick(page.buttons.search, Qt.Key.Key_Return)
    assert page.found.key == wanted[1 % len(wanted)]
    QTest.keyClick(page.buttons.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.found.key == wanted[0]
    QTest.keyClick(page.buttons.search, Qt.Key.Key_Escape)
    until(page.found.isHidden)


def test_what_is_not_said_is_not_found(page: PodcastPage, until: Until) -> None:
    page.buttons.search.setText("xylophone")
    until(lambda: page.found.says.text() == "No turn says that")
    assert not page.found.after.isEnabled()


def test_a_click_on_a_source_shows_the_passage_in_its_document(page: PodcastPage, until: Until) -> None:
    row = next(row for row in turns(page) if row.tags)
    area = page.transcript.visualRect(page.transcript.script.index(page.transcript.script.place(row.key)))
    part = next(page.transcript.painter._tags(row, area))
    click(page, row.key, part.area.center())
    dialog = opened(PassageDialog, until)
    assert isinstance(dialog, PassageDialog)
    assert row.turn is not None
    words = " ".join(row.turn.sources[0].text.split())
    assert words in " ".join(dialog.page.toPlainText().split())
    dialog.accept()


def test_an_edited_turn_is_voiced_anew_while_the_old_audio_stays(
    page: PodcastPage, studio: Studio, podcast: str, until: Until
) -> None:
    row, audio = turns(page)[1], studio.find_podcast(name=podcast).audio
    press(page, row.key, "F2")
    editor = page.transcript.editor
    assert editor is not None
    assert editor.text == row.text
    editor.words.setPlainText("Something else entirely.")
    assert editor.length.text().startswith("3 words, about ")
    assert audio is not None
    assert audio.is_file()
    QTest.keyClick(editor.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: texts(page)[1] == "Something else entirely.")
    until(lambda: studio.find_podcast(name=podcast).audio != audio)
    until(page.state_card.isHidden)
    assert page.buttons.undo.isVisible()
    page.buttons.undo.click()
    until(lambda: texts(page)[1] == row.text)
    until(page.buttons.redo.isVisible)
    page.buttons.redo.click()
    until(lambda: texts(page)[1] == "Something else entirely.")


def test_a_turn_is_edited_where_it_stands_and_esc_leaves_it_as_it_was(page: PodcastPage, until: Until) -> None:
    key, before = turns(page)[1].key, texts(page)
    index = page.transcript.script.index(page.transcript.script.place(key))
    below, height = page.transcript.visualRect(index).bottom(), page.transcript.visualRect(index).height()
    page.window().activateWindow()
    press(page, key, "F2")
    editor = page.transcript.editor
    assert editor is not None
    until(editor.words.hasFocus)
    until(lambda: editor.geometry() == page.transcript.visualRect(index))
    assert editor.height() >= editor.height_wanted()
    assert page.transcript.visualRect(index).height() != height
    editor.words.setPlainText(" ")
    assert not editor.save.isEnabled()
    editor.words.setPlainText("Never mind.")
    press(page, turns(page)[0].key, "F2")
    assert page.transcript.editor is editor
    assert editor.text == "Never mind."
    QTest.keyClick(editor.words, Qt.Key.Key_Escape)
    until(page.transcript.hasFocus)
    assert page.transcript.editor is None
    assert texts(page) == before
    until(lambda: page.transcript.visualRect(index).height() == height)
    assert page.transcript.visualRect(index).bottom() == below
    press(page, turns(page)[0].key, "F2")
    page.transcript.show_rows([])
    assert page.transcript.editor is None


def test_words_that_could_not_be_kept_stay_in_the_editor(
    page: PodcastPage, studio: Studio, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_wishes: object) -> int:
        raise InputError("That cannot be spoken.", way_out="Write something else.")

    monkeypatch.setattr(studio.scripts, "edit_text", refuse)
    press(page, turns(page)[1].key, "F2")
    editor = page.transcript.editor
    assert editor is not None
    editor.words.setPlainText("Words that took me an hour.")
    editor.save.click()
    until(lambda: "That cannot be spoken." in page.shell.notices.messages)
    until(editor.save.isEnabled)
    assert page.transcript.editor is editor
    assert editor.text == "Words that took me an hour."
    monkeypatch.undo()
    editor.save.click()
    until(lambda: texts(page)[1] == "Words that took me an hour.")
    until(lambda: page.transcript.editor is None)  # the news of the words may be quicker than the answer


def test_a_turn_can_be_inserted_and_deleted(page: PodcastPage, until: Until) -> None:
    before = texts(page)
    row = turns(page)[0]
    press(page, row.key, "Ins")
    dialog = opened(TurnDialog, until)
    assert isinstance(dialog, TurnDialog)
    assert not dialog.save.isEnabled()
    assert dialog.who.value is not row.speaker
    dialog.words.setPlainText("One more thing.")
    QTest.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: texts(page) == [before[0], "One more thing.", *before[1:]])
    press(page, turns(page)[1].key, "Del")
    until(lambda: texts(page) == before)


def test_a_turn_moves_up_and_down_and_stays_the_current_one(page: PodcastPage, until: Until) -> None:
    before = texts(page)
    key = turns(page)[2].key
    press(page, key, "Alt+Up")
    until(lambda: texts(page) == [before[0], before[2], before[1], *before[3:]])
    current = page.transcript.current
    assert current is not None
    assert current.key == key
    press(page, key, "Alt+Down")
    until(lambda: texts(page) == before)


def test_a_turn_can_have_another_voice_and_other_words(
    page: PodcastPage, studio: Studio, podcast: str, until: Until
) -> None:
    row = turns(page)[1]
    page.transcript.make_current(row.key)
    menu = page.verbs.menu(row)
    voices = next(action.menu() for action in menu.actions() if action.text() == "Voice")
    other = next(action for action in voices.actions() if not action.isChecked())  # type: ignore[attr-defined]
    other.trigger()
    until(lambda: studio.scripts.view(podcast_id=podcast).turns[1].voice != row.turn.voice)  # type: ignore[union-attr]
    menu.deleteLater()
    press(page, row.key, "Ctrl+R")
    until(lambda: studio.scripts.view(podcast_id=podcast).revision == 2)


def save_as(name: Path | str, until: Until) -> None:
    """Answer the dialog that asks where to save."""
    dialog = opened(QFileDialog, until)
    assert isinstance(dialog, QFileDialog)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(name))
    QMetaObject.invokeMethod(dialog, "accept")


def test_every_form_of_transcript_is_exported_and_nothing_is_overwritten(
    page: PodcastPage, studio: Studio, podcast: str, tmp_path: Path, until: Until
) -> None:
    folder, name = tmp_path / "exports", studio.output.file_name(podcast_id=podcast)
    folder.mkdir()
    studio.preferences.set(output_folder=str(folder))
    for count, kind in enumerate(TranscriptKind, 1):
        page.buttons.exporter.export_transcript(kind)
        dialog = opened(QFileDialog, until)
        assert isinstance(dialog, QFileDialog)
        assert [Path(path) for path in dialog.selectedFiles()] == [folder / f"{name}.{kind.value}"]
        QMetaObject.invokeMethod(dialog, "accept")
        until(lambda wanted=count: len(list(folder.iterdir())) == wanted)  # type: ignore[misc]
    page.buttons.exporter.export_transcript(TranscriptKind.TXT)
    save_as(folder / f"{name}.txt", until)
    until((folder / f"{name} (2).txt").is_file)
    until(lambda: page.shell.notices.messages[-1:] == [f"Saved as “{name} (2).txt”."])


def test_the_kind_of_a_transcript_can_be_changed_where_it_is_named(
    page: PodcastPage, studio: Studio, tmp_path: Path, until: Until
) -> None:
    page.window().activateWindow()
    page.buttons.exporter.export_transcript(TranscriptKind.TXT)
    dialog = opened(QFileDialog, until)
    assert isinstance(dialog, QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.findChild(QLineEdit, "fileNameEdit").setText("Ebb v1.2.txt")
    dialog.findChild(QComboBox, "fileTypeCombo").setFocus()
    until(dialog.findChild(QComboBox, "fileTypeCombo").hasFocus)
    subtitles = next(words for words in dialog.nameFilters() if "*.srt" in words)
    dialog.selectNameFilter(subtitles)
    dialog.filterSelected.emit(subtitles)
    assert [Path(path).name for path in dialog.selectedFiles()] == ["Ebb v1.2.srt"]
    QMetaObject.invokeMethod(dialog, "accept")
    until((tmp_path / "Ebb v1.2.srt").is_file)
    assert "-->" in (tmp_path / "Ebb v1.2.srt").read_text()
    until(lambda: studio.preferences.get().output_folder == str(tmp_path))


def test_the_audio_is_exported_in_another_format_and_the_folder_is_remembered(
    page: PodcastPage, studio: Studio, tmp_path: Path, until: Until
) -> None:
    page.buttons.exporter.export_audio(AudioFormat.FLAC)
    save_as(tmp_path / "Ebb", until)
    until((tmp_path / "Ebb.flac").is_file)
    until(page.buttons.exporter.bar.isHidden)
    assert page.buttons.exporter.button.isEnabled()
    until(lambda: studio.preferences.get().output_folder == str(tmp_path))
    page.buttons.exporter.export_audio(AudioFormat.FLAC)
    dialog = opened(QFileDialog, until)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.directory().absolutePath()) == tmp_path
    dialog.reject()
    until(lambda: not isValid(dialog))
    assert len(list(tmp_path.glob("*.flac"))) == 1


def test_words_of_a_turn_are_copied(page: PodcastPage) -> None:
    press(page, turns(page)[0].key, "Ctrl+C")
    assert QGuiApplication.clipboard().text() == texts(page)[0]


def test_a_podcast_that_is_gone_says_so(desktop: Desktop, page: PodcastPage, until: Until) -> None:
    desktop.window.go(Place(page="podcast", subject="nothing"))
    until(page._gone.isVisible)
    assert page.isEnabled()


def test_the_current_turn_is_played_by_return(page: PodcastPage, sound: FakeSound, until: Until) -> None:
    page.window().activateWindow()
    until(page.window().isActiveWindow)
    page.transcript.setFocus()
    until(page.transcript.hasFocus)
    assert page.transcript.current is not None
    QTest.keyClick(page.transcript, Qt.Key.Key_Down)
    QTest.keyClick(page.transcript, Qt.Key.Key_Return)
    until(lambda: sound.playing)
    assert sound.at == pytest.approx(turns(page)[1].turn.start)  # type: ignore[union-attr]
