import os
import shutil
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.views.collection import CollectionPage
from podcast_studio.desktop.views.documents import DocumentsDialog
from podcast_studio.desktop.views.times import next_hour, tonight
from podcast_studio.domain.jobs import JobState, Priority
from podcast_studio.domain.podcasts import AudioFormat, Speaker
from podcast_studio.domain.styles import Level, Style
from podcast_studio.testing.languages import TEXTS
from podcast_studio.testing.studio import FakeParts
from tests.desktop.acts import GatedModel
from tests.desktop.pages import add_tides, show, studio_of
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "tides"


@pytest.fixture
def equipped(request: pytest.FixtureRequest) -> bool:
    return "without_a_model" not in request.node.name


@pytest.fixture
def parts(request: pytest.FixtureRequest) -> FakeParts:
    return FakeParts(voices=("alba", "bert", *(["de_XX-carl"] if "a_german_voice" in request.node.name else [])))


@pytest.fixture
def page(desktop: Desktop, until: Until, folder: Path) -> CollectionPage:
    """A collection with one document, shown with all there is to it."""
    collection = add_tides(desktop, until, folder)
    page = show(desktop, CollectionPage, "collection", collection.id)
    until(lambda: page.collection is not None and page.card.host.voice and page.card.estimate.text())
    until(lambda: not page.collection.indexing)
    return page


def ordered(desktop: Desktop, until: Until) -> dict[str, object]:
    """What the one podcast was ordered with."""
    studio = studio_of(desktop)
    until(studio.podcasts)
    return vars(studio.podcasts()[0].order)


def test_the_header_says_what_is_in_the_collection(page: CollectionPage, desktop: Desktop, until: Until) -> None:
    until(lambda: "indexed just now" in page.facts.text())
    assert page.facts.text().startswith("1 document, ")
    assert desktop.window.windowTitle().startswith("Tides")


def test_create_orders_what_was_chosen_and_shows_it_being_made(
    gate: GatedModel, page: CollectionPage, desktop: Desktop, until: Until
) -> None:
    page.card.length.button(5).click()
    page.card.focus.setText("spring tides")
    page.card.more.title.setText("High water")
    page.card.create_button.click()
    order = ordered(desktop, until)
    assert (order["minutes"], order["focus"], order["title"]) == (5, "spring tides", "High water")
    assert (order["host_voice"], order["expert_voice"]) == ("en_XX-alba-fake", "en_XX-bert-fake")
    until(lambda: desktop.window.place.page == "podcast")
    assert desktop.window.place.subject == studio_of(desktop).podcasts()[0].id


def test_any_length_can_be_asked_for_and_is_offered_again(page: CollectionPage, desktop: Desktop, until: Until) -> None:
    assert not page.card.length.any.isVisible()
    page.card.length.button(0).click()
    assert page.card.length.any.isVisible()
    page.card.length.any.setValue(7)
    page.card.create_button.click()
    assert ordered(desktop, until)["minutes"] == 7
    until(lambda: studio_of(desktop).preferences.get().minutes == 7)


def test_voices_and_format_are_chosen_in_place(page: CollectionPage, desktop: Desktop, until: Until) -> None:
    page.card.expert._menu.actions()[0].trigger()
    assert page.card.expert.button.text() == "Alba, lower"
    next(action for action in page.card.format.choices.actions() if action.text() == "FLAC").trigger()
    page.card.create_button.click()
    order = ordered(desktop, until)
    assert (order["host_voice"], order["expert_voice"]) == ("en_XX-alba-fake", "en_XX-alba-fake")
    assert order["format"] is AudioFormat.FLAC


def test_style_and_level_are_chosen_in_place_and_offered_again(
    page: CollectionPage, desktop: Desktop, until: Until
) -> None:
    next(action for action in page.card.style_choice.choices.actions() if action.text() == "Debate").trigger()
    assert page.card.style_choice.accessibleName() == "Style: Debate"
    page.card.more.level.choose(Level.NEWCOMER)
    page.card.create_button.click()
    order = ordered(desktop, until)
    assert (order["style"], order["level"]) == (Style.DEBATE, Level.NEWCOMER)
    until(lambda: studio_of(desktop).preferences.get().style is Style.DEBATE)


def test_a_language_is_chosen_with_a_german_voice_and_offered_again(
    page: CollectionPage, desktop: Desktop, until: Until
) -> None:
    card, language = page.card, page.card.more.language
    language.choose("fr")
    assert "no voice yet that speaks French" in card.status.text()
    assert not card.create_button.isEnabled()
    assert card.host.voice == ""
    language.choose("en")
    assert (card.status.text(), card.host.voice) == ("", "en_XX-alba-fake")
    studio_of(desktop).preferences.set(language="de")
    until(lambda: card.host.voice == "de_XX-carl-fake")
    assert card.create_button.isEnabled()
    assert len(card.host._menu.actions()) == 1
    card.create_button.click()
    order = ordered(desktop, until)
    assert (order["language"], order["host_voice"], order["expert_voice"]) == ("de", *["de_XX-carl-fake"] * 2)
    assert language.value == "de"


@pytest.fixture
def german(page: CollectionPage, folder: Path, until: Until) -> CollectionPage:
    """The collection after its documents have become German ones."""
    (folder / "tides.md").write_text(TEXTS["de"] * 9, encoding="utf-8")
    page.rescan.click()
    until(lambda: ", German, indexed" in page.facts.text())
    return page


def test_of_documents_in_the_language_of_the_podcast_nothing_is_said(page: CollectionPage) -> None:
    assert ", English, indexed" in page.facts.text()
    assert not page.card.warning.isVisible()


def test_documents_in_another_language_are_told_and_a_voice_is_the_way_out(
    german: CollectionPage, desktop: Desktop, until: Until
) -> None:
    card = german.card
    until(card.warning.isVisible)
    assert card.warning.text() == (
        "These documents are mostly in German. A podcast in English will quote them badly. "
        "For one in German, add a voice that speaks it: see “Models & voices”."
    )
    card.more.language.choose("auto")
    assert not card.warning.isVisible()
    assert not card.create_button.isEnabled()
    assert card.status.text().endswith("For a podcast in English, choose English under “More”, “Language”.")


def test_with_a_german_voice_the_way_out_is_the_language(
    german: CollectionPage, desktop: Desktop, until: Until
) -> None:
    card = german.card
    until(card.warning.isVisible)
    assert card.warning.text().endswith("For one in German, choose that under “More”, “Language”.")
    card.more.language.choose("de")
    assert not card.warning.isVisible()
    card.more.language.choose("auto")
    assert not card.warning.isVisible()
    assert card.host.voice == "de_XX-carl-fake"
    card.create_button.click()
    order = ordered(desktop, until)
    assert (order["language"], order["host_voice"]) == ("de", "de_XX-carl-fake")
    until(lambda: studio_of(desktop).preferences.get().language == "auto")


def test_voices_follow_the_documents_and_a_german_voice_comes_with_them(
    page: CollectionPage, folder: Path, until: Until
) -> None:
    page.card.more.language.choose("auto")
    assert page.card.host.voice == "en_XX-alba-fake"
    (folder / "tides.md").write_text(TEXTS["de"] * 9, encoding="utf-8")
    page.rescan.click()
    until(lambda: page.card.host.voice == "de_XX-carl-fake")


def test_documents_that_are_not_read_yet_choose_a_german_voice_when_they_are_ordered(
    desktop: Desktop, folder: Path, until: Until
) -> None:
    studio = studio_of(desktop)
    folder.mkdir()
    (folder / "flut.md").write_text(TEXTS["de"] * 9, encoding="utf-8")
    studio.preferences.set(language="auto")
    page = show(desktop, CollectionPage, "collection", studio.add_folder(folder=folder).id)
    until(lambda: page.collection is not None and page.card.host.voice)
    page.card.create_button.click()
    order = ordered(desktop, until)
    assert (order["language"], order["host_voice"]) == ("de", "de_XX-carl-fake")


def test_documents_in_a_language_without_podcasts_are_told(page: CollectionPage, folder: Path, until: Until) -> None:
    (folder / "tides.md").write_text(TEXTS["da"] * 9, encoding="utf-8")
    page.rescan.click()
    until(page.card.warning.isVisible)
    assert page.card.warning.text() == (
        "These documents are mostly in Danish. A podcast in English will quote them badly."
    )


def test_a_podcast_can_wait_for_the_night_with_a_priority(
    page: CollectionPage, desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timedelta(hours=1)
    monkeypatch.setattr("podcast_studio.desktop.views.create_more.tonight", lambda now: now + later)  # not in a second
    page.card.more_button.click()
    page.card.more.start.setCurrentIndex(1)
    page.card.more.priority.setCurrentIndex(page.card.more.priority.findData(Priority.LOW))
    page.card.create_button.click()
    until(lambda: [row for row in studio_of(desktop).shelf.queue() if row.podcast_id])
    (row,) = studio_of(desktop).shelf.queue()
    assert (row.waiting_for_time, row.priority) == (True, Priority.LOW)
    until(lambda: "waits in the queue" in "".join(desktop.window.notices.messages))
    assert desktop.window.place.page == "collection"


def test_a_refused_order_says_why_beside_the_button(
    page: CollectionPage, folder: Path, until: Until, desktop: Desktop
) -> None:
    (folder / "tides.md").unlink()
    page.card.create_button.click()
    until(page.card.status.isVisible)
    assert "is empty" in page.card.status.text()
    assert "Add documents" in page.card.status.text()
    assert page.card.create_button.isEnabled()
    assert studio_of(desktop).podcasts() == []


def test_a_length_that_the_documents_do_not_carry_is_told_before(page: CollectionPage, until: Until) -> None:
    page.card.length.button(60).click()
    until(lambda: "hold enough for about" in page.card.estimate.text())


def test_the_voice_of_a_speaker_can_be_heard_before(page: CollectionPage, until: Until, parts: FakeParts) -> None:
    sound = FakeSound()
    page.card.previews.make_sound = lambda: sound
    page.card.host.listen.click()
    assert page.card.previews.asked == ("en_XX-alba-fake", Speaker.HOST, "en_XX-bert-fake")
    until(lambda: sound.playing)
    assert any(text.startswith("Hello and welcome") for text in parts.speech.spoken)
    assert page.card.host.listen.toolTip() == "Host: Stop"
    sound.end()
    assert page.card.host.listen.toolTip() == "Host: Hear this voice"


def test_where_nothing_can_be_heard_a_preview_says_so(page: CollectionPage, desktop: Desktop, until: Until) -> None:
    sound = FakeSound()
    sound.has_device = False
    page.card.previews.make_sound = lambda: sound
    page.card.expert.listen.click()
    until(lambda: desktop.window.notices.messages)
    assert desktop.window.notices.messages == ["There is no device to play sound on."]
    assert page.card.previews.asked is None


def test_files_that_come_are_noticed_and_read_when_asked(page: CollectionPage, folder: Path, until: Until) -> None:
    (folder / "neap.md").write_text("# Neap\n\nA neap tide hardly moves the boats at the quay.\n")
    until(lambda: "has changed" in page.notice.message.text() and page.notice.isVisible())
    page.notice.action.click()
    until(lambda: page.facts.text().startswith("2 documents"))
    until(lambda: not page.notice.isVisible())


def test_what_was_read_meanwhile_is_not_called_changed(
    page: CollectionPage, folder: Path, until: Until, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "neap.md").write_text("# Neap\n\nA neap tide hardly moves the boats at the quay.\n")
    until(lambda: "has changed" in page.notice.message.text() and page.notice.isVisible())
    said: list[tuple[str, int]] = []
    monkeypatch.setattr(
        page.notice, "say", lambda text, *_more, **_kinds: said.append((text, page.collection.documents))
    )
    studio_of(desktop).index(collection_id=page.collection.id)
    until(lambda: page.facts.text().startswith("2 documents"))
    until(page.notice.isHidden)
    assert not [text for text, documents in said if documents == 2]


def test_a_comparison_with_what_was_read_before_is_not_believed(
    page: CollectionPage, folder: Path, until: Until, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, compared, go = studio_of(desktop), threading.Event(), threading.Event()
    honest = studio.is_changed

    def slow(*, collection_id: str) -> bool:
        found = honest(collection_id=collection_id)
        compared.set()
        return found if go.wait(60) else False

    monkeypatch.setattr(studio, "is_changed", slow)
    (folder / "neap.md").write_text("# Neap\n\nA neap tide hardly moves the boats at the quay.\n")
    until(compared.is_set)
    studio.index(collection_id=page.collection.id)
    until(lambda: page.facts.text().startswith("2 documents"))
    shown: list[bool] = []
    monkeypatch.setattr(page, "_show_state", lambda _collection: shown.append(page._differs))
    compared.clear()
    go.set()
    until(lambda: compared.is_set() and shown)  # it has looked once more
    assert not any(shown)


def test_a_collection_without_a_readable_document_says_so_and_offers_no_podcast(
    desktop: Desktop, until: Until, folder: Path
) -> None:
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    studio = studio_of(desktop)
    (added,) = studio.add_files(paths=[folder])
    assert added.collection is not None
    page = show(desktop, CollectionPage, "collection", added.collection.id)
    until(lambda: page.notice.isVisible() and page.notice.message.text() == "None of these documents could be read.")
    assert "Add documents such as pdf" in page.notice.way_out.text()
    until(page.card.status.isVisible)
    assert "no document in it that can be read" in page.card.status.text()
    assert not page.card.create_button.isEnabled()
    assert page.card.create_button.toolTip() == page.card.status.text()
    page.notice.action.click()
    dialog = page.findChild(DocumentsDialog)
    until(lambda: dialog.documents.rowCount() == 1)
    dialog.reject()
    (folder / "neap.md").write_text("# Neap\n\nA neap tide hardly moves the boats at the quay.\n")
    until(lambda: "has changed" in page.notice.message.text())
    assert page.card.create_button.isEnabled()
    assert not page.card.status.isVisible()
    page.notice.action.click()
    until(lambda: page.facts.text().startswith("1 document"))
    until(page.notice.isHidden)


def test_without_a_voice_no_podcast_is_offered_until_there_is_one(
    parts: FakeParts, make_desktop: Callable[[], Desktop], until: Until, folder: Path
) -> None:
    parts.voices = ()
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.page)
    collection = add_tides(desktop, until, folder)
    page = show(desktop, CollectionPage, "collection", collection.id)
    until(lambda: "There is no voice yet" in page.card.status.text() and page.card.status.isVisible())
    assert not page.card.create_button.isEnabled()
    assert page.card.create_button.toolTip() == page.card.status.text()


def test_without_a_model_an_order_says_what_to_do_beside_the_button(
    parts: FakeParts, make_desktop: Callable[[], Desktop], until: Until, folder: Path
) -> None:
    parts.starter = False
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.window.page)
    collection = add_tides(desktop, until, folder)
    page = show(desktop, CollectionPage, "collection", collection.id)
    until(lambda: page.card.host.voice and page.card.create_button.isEnabled())
    page.card.create_button.click()
    until(lambda: page.card.status.isVisible() and page.card.create_button.isEnabled())
    assert "GGUF file" in page.card.status.text()
    assert studio_of(desktop).podcasts() == []


def test_a_folder_that_vanishes_is_told_and_can_come_back(
    page: CollectionPage, folder: Path, until: Until, tmp_path: Path
) -> None:
    shutil.move(folder, tmp_path / "elsewhere")
    until(lambda: page.notice.isVisible() and "no longer there" in page.notice.message.text())
    assert not page.card.create_button.isEnabled()
    shutil.move(tmp_path / "elsewhere", folder)
    until(lambda: page.card.create_button.isEnabled() and not page.notice.isVisible())


def test_an_indexing_that_failed_says_why_and_can_be_dismissed(
    page: CollectionPage, folder: Path, until: Until, tmp_path: Path, desktop: Desktop
) -> None:
    shutil.move(folder, tmp_path / "elsewhere")
    studio_of(desktop).index(collection_id=page.collection.id)
    until(lambda: studio_of(desktop).shelf.counts().needs_attention)
    shutil.move(tmp_path / "elsewhere", folder)
    page.show_for(page.collection.id)
    until(lambda: page.notice.isVisible() and page.notice.dismiss.isVisible())
    assert str(folder) in page.notice.message.text()
    page.notice.dismiss.click()
    until(page.notice.isHidden)
    assert studio_of(desktop).shelf.counts().needs_attention == 0


def test_unreadable_documents_are_listed_by_name_with_the_reason(
    page: CollectionPage, folder: Path, until: Until, desktop: Desktop
) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    page.rescan.click()
    until(lambda: "1&nbsp;could&nbsp;not" in page.facts.text())
    page.facts.linkActivated.emit("#")
    dialog = page.findChild(DocumentsDialog)
    until(lambda: dialog.documents.rowCount() == 1)
    assert dialog.documents.index(0, 0).data() == "broken.pdf"
    assert dialog.documents.index(0, 1).data().startswith("could not be read: ")
    dialog.filter.button("all").click()
    assert dialog.documents.rowCount() == 2
    dialog.search.setText("tid")
    assert [row.path for row in dialog.documents.rows] == ["tides.md"]
    assert dialog.documents.index(0, 1).data() == "read, in English"
    dialog.reject()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_is_told(page: CollectionPage, folder: Path, until: Until) -> None:
    folder.chmod(0)
    try:
        page.rescan.click()
        until(page.notice.isVisible)
        assert page.notice.action.isVisible()
    finally:
        folder.chmod(0o755)


def test_a_folder_in_another_collection_and_the_same_one_twice_are_told(
    page: CollectionPage, desktop: Desktop, folder: Path, until: Until
) -> None:
    (folder / "inner").mkdir()
    (folder / "inner" / "moon.md").write_text("# Moon\n\nThe moon pulls on the water of the oceans.\n")
    page.shell.add([folder / "inner"])
    until(lambda: "“Inner”" in desktop.window.notices.messages)
    page.shell.add([folder])
    until(lambda: "“Tides”" in desktop.window.notices.messages)
    assert len(studio_of(desktop).collections()) == 2


def test_podcasts_appear_below_and_show_how_far_they_are(
    gate: GatedModel, page: CollectionPage, desktop: Desktop, until: Until, folder: Path
) -> None:
    assert page.empty.isVisibleTo(page)
    podcast = studio_of(desktop).order(folder=folder, minutes=1, title="Ebb")
    until(lambda: page.list.podcasts.rowCount() == 1)
    assert not page.empty.isVisibleTo(page)
    gate.open()
    until(lambda: page.list.podcasts.rows[0].state is JobState.COMPLETED)
    page.list.setCurrentIndex(page.list.podcasts.index(0, 0))
    page.list.opened.emit(podcast.id)
    assert desktop.window.place == Place(page="podcast", subject=podcast.id)


def test_a_click_opens_a_podcast_and_its_round_button_plays_it(
    page: CollectionPage, desktop: Desktop, until: Until, folder: Path, qtbot: QtBot
) -> None:
    podcast = studio_of(desktop).order(folder=folder, minutes=1)
    until(lambda: page.list.podcasts.rows and page.list.podcasts.rows[0].has_audio)
    until(lambda: page.list.isVisible() and page.list.visualRect(page.list.podcasts.index(0, 0)).height() > 10)
    area = page.list.visualRect(page.list.podcasts.index(0, 0))
    played: list[str] = []
    page.list.play_wanted.connect(played.append)
    button = page.list.delegate.button_area(area).center()
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert played == [podcast.id]
    qtbot.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=button + QPoint(200, 0))
    assert desktop.window.place == Place(page="podcast", subject=podcast.id)


def test_a_podcast_is_deleted_by_key_only_after_a_yes(
    page: CollectionPage, desktop: Desktop, until: Until, folder: Path, qtbot: QtBot
) -> None:
    studio_of(desktop).order(folder=folder, minutes=1)
    until(lambda: [row.state for row in page.list.podcasts.rows] == [JobState.COMPLETED])  # not while it is stored
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.podcasts.index(0, 0))
    desktop.window.activateWindow()
    until(page.list.hasFocus)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    until(lambda: page.findChildren(Dialog))
    page.findChildren(Dialog)[0].done(Dialog.DialogCode.Accepted)
    until(lambda: page.list.podcasts.rowCount() == 0)
    assert studio_of(desktop).podcasts() == []


def test_the_menu_offers_only_what_can_be_done(
    gate: GatedModel, page: CollectionPage, desktop: Desktop, until: Until, folder: Path
) -> None:
    studio_of(desktop).order(folder=folder, minutes=1)
    until(lambda: gate.reached and [row.state for row in page.list.podcasts.rows] == [JobState.GENERATING])
    page.list.setCurrentIndex(page.list.podcasts.index(0, 0))
    page.list.menu_wanted.emit(QPoint(10, 10))
    menu = page.findChildren(QMenu)[-1]
    words = [action.text() for action in menu.actions() if action.text()]
    assert {"Open", "Hold", "Cancel making it"} <= set(words)
    assert not {"Resume", "Retry", "Show in folder", "Delete…"} & set(words)
    next(action for action in menu.actions() if action.text() == "Hold").trigger()
    menu.close()
    until(lambda: page.list.podcasts.rows[0].state is JobState.HELD)


@pytest.mark.parametrize(("now", "then"), [((24, 15, 5), (24, 22)), ((24, 21, 30), (25, 2)), ((25, 0, 40), (25, 2))])
def test_tonight_is_ten_in_the_evening_or_two_at_night(now: tuple[int, int, int], then: tuple[int, int]) -> None:
    moment = datetime(2026, 11, now[0], now[1], now[2]).astimezone()
    assert tonight(moment) == datetime(2026, 11, *then).astimezone()


def test_a_first_guess_for_a_time_is_the_next_full_hour() -> None:
    moment = datetime(2026, 11, 24, 23, 10).astimezone()
    assert next_hour(moment) == datetime(2026, 11, 25, 0).astimezone()
