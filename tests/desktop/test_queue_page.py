import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.views.attention import Attention
from podcast_studio.desktop.views.queue import QueuePage
from podcast_studio.desktop.views.queue_model import MIME, Column, QueueRows
from podcast_studio.desktop.views.queue_table import QueueTable
from podcast_studio.desktop.views.starting import StartDialog
from podcast_studio.desktop.views.telling import jobs
from podcast_studio.desktop.widgets import InfoBar
from podcast_studio.domain.errors import VoiceFileError
from podcast_studio.domain.jobs import INDEXING_JOB, REVISION_JOB, JobState, Priority
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Step
from podcast_studio.domain.shelf import QueueRow
from podcast_studio.testing.studio import FakeParts, write_collection
from tests.desktop.acts import GatedModel
from tests.desktop.pages import add_tides, show, studio_of
from tests.desktop.rows import queue_row

Until = Callable[[Callable[[], object]], None]


def failed(number: int = 1, **changes: object) -> QueueRow:
    reason = {"error": "The model ran out of memory.", "way_out": "Choose a smaller one.", "error_details": "llama: -3"}
    return queue_row(number, **({"state": JobState.FAILED, "needs_attention": True} | reason | changes))


@pytest.fixture
def page(gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path) -> QueuePage:
    """Two podcasts in the making, and three that wait for them."""
    add_tides(desktop, until, tmp_path / "tides")
    studio = studio_of(desktop)
    for title in ("one", "two", "three", "four", "five"):
        studio.order(folder=tmp_path / "tides", minutes=1, title=title)
    until(lambda: sum(row.state is JobState.GENERATING for row in studio.shelf.queue()) == 2)
    page = show(desktop, QueuePage, "queue")
    until(lambda: waiting(page) == ["three", "four", "five"])
    return page


def waiting(page: QueuePage) -> list[str]:
    return [row.title for row in page.table.jobs.rows if row.state is JobState.QUEUED]


def state_of(page: QueuePage, title: str) -> JobState | None:
    return next((row.state for row in page.table.jobs.rows if row.title == title), None)


def mark(page: QueuePage, title: str) -> None:
    """Go to a row."""
    row = next(row for row in page.table.jobs.rows if row.title == title)
    page.table.setCurrentIndex(page.table.jobs.index_of(row.job_id))


def act(page: QueuePage, words: str) -> None:
    """Choose from the menu of the current row."""
    page.table.menu_wanted.emit(QPoint(5, 5))
    menu = page.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def test_a_running_job_says_what_it_is_at(page: QueuePage) -> None:
    running = [row for row in page.table.jobs.rows if row.state is JobState.GENERATING]
    assert len(running) == 2
    assert page.table.jobs.text(running[0], Column.STARTED) != "–"
    assert page.table.jobs.text(running[0], Column.ATTEMPTS) == "1"


def test_the_menu_moves_holds_resumes_and_cancels(page: QueuePage, until: Until) -> None:
    mark(page, "five")
    act(page, "Move to the top")
    until(lambda: waiting(page) == ["five", "three", "four"])
    act(page, "Move down")
    until(lambda: waiting(page) == ["three", "five", "four"])
    act(page, "Move to the end")
    until(lambda: waiting(page) == ["three", "four", "five"])
    act(page, "Hold")
    until(lambda: state_of(page, "five") is JobState.HELD)
    act(page, "Resume")
    until(lambda: state_of(page, "five") is JobState.QUEUED)
    act(page, "Cancel")
    until(lambda: state_of(page, "five") is None)


def test_a_cancelled_job_can_be_taken_back(page: QueuePage, desktop: Desktop, until: Until) -> None:
    mark(page, "four")
    act(page, "Cancel")
    until(lambda: state_of(page, "four") is None)
    assert desktop.window.notices.messages[-1] == "“four” was cancelled"
    row = next(row for row in studio_of(desktop).shelf.podcasts() if row.title == "four")
    until(lambda: studio_of(desktop).shelf.podcast(id=row.id).state is JobState.CANCELLED)
    page._verbs._ask(studio_of(desktop).queue.retry, row.job_id or "")
    until(lambda: state_of(page, "four") is JobState.QUEUED)


def test_keys_do_what_the_menu_does(page: QueuePage, desktop: Desktop, until: Until, qtbot: QtBot) -> None:
    desktop.window.activateWindow()
    mark(page, "five")
    page.table.setFocus()
    until(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    until(lambda: waiting(page) == ["three", "five", "four"])
    qtbot.keyClick(page.table, Qt.Key.Key_H)
    until(lambda: state_of(page, "five") is JobState.HELD)
    qtbot.keyClick(page.table, Qt.Key.Key_R)
    until(lambda: state_of(page, "five") is JobState.QUEUED)
    qtbot.keyClick(page.table, Qt.Key.Key_L)
    until(lambda: page.table.current() and page.table.current().priority == Priority.LOW)


def test_a_row_is_dragged_before_another(page: QueuePage, until: Until) -> None:
    jobs_before = {row.title: row.job_id for row in page.table.jobs.rows}
    data = page.table.jobs.mimeData([page.table.jobs.index_of(jobs_before["five"])])
    area = page.table.visualRect(page.table.jobs.index_of(jobs_before["three"]))
    drop(page.table, data, QPointF(area.center().x(), area.top() + 2))
    until(lambda: waiting(page) == ["five", "three", "four"])
    data = page.table.jobs.mimeData([page.table.jobs.index_of(jobs_before["five"])])
    drop(page.table, data, QPointF(area.center().x(), page.table.viewport().height() + 50))
    until(lambda: waiting(page) == ["three", "four", "five"])


def drop(table: QueueTable, data: QMimeData, at: QPointF) -> None:
    move, button = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    table.dropEvent(QDropEvent(at, move, data, button, Qt.KeyboardModifier.NoModifier))


def test_a_start_can_be_put_off_and_hurried(
    page: QueuePage, desktop: Desktop, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timedelta(hours=1)
    monkeypatch.setattr("podcast_studio.desktop.views.starting.tonight", lambda now: now + later)  # not in a second
    mark(page, "three")
    act(page, "Start at…")
    until(lambda: page.findChildren(StartDialog))
    page.findChildren(StartDialog)[0].then.click()
    until(lambda: page.table.current() and page.table.current().waiting_for_time)
    row = page.table.current()
    assert row is not None
    assert re.match(r"At .*\d", jobs.state(row))
    act(page, "Start at…")
    until(lambda: [one for one in page.findChildren(StartDialog) if one.isVisible()])
    next(one for one in page.findChildren(StartDialog) if one.isVisible()).soon.click()
    until(lambda: page.table.current() and not page.table.current().waiting_for_time)


def test_all_are_held_and_resumed_at_once(page: QueuePage, until: Until) -> None:
    assert not page.resume_all.isVisible()
    page.hold_all.click()
    until(lambda: all(row.state is JobState.HELD for row in page.table.jobs.rows))
    until(page.resume_all.isVisible)
    assert not page.hold_all.isVisible()
    page.resume_all.click()
    until(lambda: waiting(page))


def test_a_job_is_opened_where_it_is_made(page: QueuePage, desktop: Desktop) -> None:
    row = page.table.jobs.rows[0]
    page.table.opened.emit(row)
    assert desktop.window.place == Place(page="podcast", subject=row.podcast_id or "")


def test_a_failed_podcast_stands_on_top_with_reason_and_way_out_until_it_is_retried(
    parts: FakeParts, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    gone = VoiceFileError("The voice file is gone.", way_out="Choose another voice.", details="trace")
    parts.speech.trouble = lambda text: None if text == "Yes." else gone
    add_tides(desktop, until, tmp_path / "tides")
    page = show(desktop, QueuePage, "queue")
    until(page.empty.isVisible)
    assert not page.retry_all.isEnabled()
    studio_of(desktop).order(folder=tmp_path / "tides", minutes=1, title="Ebb")
    until(lambda: page.attention.cards)
    (card,) = page.attention.cards
    assert (card.title.text(), card.reason.text()) == ("Ebb", "The voice file is gone. Choose another voice.")
    assert page.attention.isVisible()
    card.models.click()
    assert desktop.window.place.page == "models"
    parts.speech.trouble = lambda _text: None
    desktop.window.go_back()
    until(page.retry_all.isEnabled)
    page.retry_all.click()
    until(page.empty.isVisible)
    assert studio_of(desktop).shelf.podcasts()[0].state is JobState.COMPLETED


def test_a_failed_indexing_can_be_dismissed_and_retried_after_all(
    desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    page = show(desktop, QueuePage, "queue")
    studio, folder = studio_of(desktop), write_collection(tmp_path / "tides")
    collection = studio.add_folder(folder=folder)
    folder.rename(tmp_path / "elsewhere")
    studio.index(collection_id=collection.id)
    until(lambda: page.attention.cards)
    page.attention.cards[0].more.click()
    menu = page.findChildren(QMenu)[-1]
    next(action for action in menu.actions() if action.text() == "Dismiss").trigger()
    menu.close()
    until(lambda: not page.attention.cards and page.empty.isVisible())
    assert desktop.window.notices.messages[-1] == "“Tides: reading its documents” was dismissed"
    (job,) = studio.jobs()
    assert job.state is JobState.CANCELLED
    assert str(folder) in (job.error or "")
    (tmp_path / "elsewhere").rename(folder)
    (bar,) = desktop.window.notices.findChildren(InfoBar)
    next(button for button in bar.findChildren(QPushButton) if button.text() == "Retry it").click()
    until(lambda: studio.find_job(name=job.id).state is JobState.COMPLETED)


def test_the_reason_can_be_copied_with_its_details(theme: Theme, qtbot: QtBot) -> None:
    attention = Attention(theme)
    qtbot.addWidget(attention)
    attention.show_jobs([failed()])
    (card,) = attention.cards
    assert card.reason.text() == "The model ran out of memory. Choose a smaller one."
    assert card.models.isVisibleTo(card)
    card.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Podcast 1" in copied
    assert "llama: -3" in copied


def test_cards_that_stay_are_not_built_anew_and_many_are_folded(theme: Theme, qtbot: QtBot) -> None:
    attention = Attention(theme)
    qtbot.addWidget(attention)
    attention.show_jobs([failed(number) for number in range(1, 6)])
    first = attention.cards[0]
    assert [card.job.job_id for card in attention.cards] == ["j1", "j2", "j3"]
    assert attention.more.text() == "Show 2 more that need attention"
    attention.show_jobs([failed(1, error="Again."), failed(4), failed(5)])
    assert attention.cards[0] is first
    assert first.reason.text().startswith("Again.")
    assert [card.job.job_id for card in attention.cards] == ["j1", "j4", "j5"]
    attention.show_jobs([failed(number) for number in range(1, 6)])
    attention.more.click()
    assert len(attention.cards) == 5
    attention.show_jobs([])
    assert not attention.isVisibleTo(None)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (queue_row(1), "Waiting"),
        (queue_row(1, state=JobState.HELD), "Held"),
        (queue_row(1, state=JobState.GENERATING, stopping="hold"), "Stopping…"),
        (queue_row(1, state=JobState.GENERATING, kind=INDEXING_JOB), "Reading"),
        (queue_row(1, state=JobState.GENERATING, step=Step.GENERATING_SCRIPT), "Writing the script"),
        (
            queue_row(1, state=JobState.GENERATING, step=Step.GENERATING_AUDIO, current_speaker=Speaker.EXPERT),
            "Voicing, expert",
        ),
    ],
)
def test_a_row_says_its_state(row: QueueRow, words: str) -> None:
    assert jobs.state(row) == words


def test_what_is_not_about_a_podcast_alone_says_so() -> None:
    assert jobs.title(queue_row(1, kind=INDEXING_JOB, title="Tides")) == "Tides: reading its documents"
    assert jobs.title(queue_row(1, kind=REVISION_JOB, title="Ebb")) == "Ebb: your changes"
    assert jobs.title(queue_row(1, title="Ebb")) == "Ebb"


def test_a_retry_that_waits_says_when_it_is_tried_again() -> None:
    row = queue_row(1, waiting_for_time=True, run_at=4e9, error="The model failed.")
    assert jobs.state(row).startswith("Again at ")


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = QueueRows()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show([queue_row(number) for number in range(5)])
    model.show([queue_row(number, percentage=number) for number in (3, 1, 4, 7)])
    assert model.rowCount() == 4
    assert model.neighbour(queue_row(1), -1) == (True, "j3")
    assert model.neighbour(queue_row(1), 1) == (True, "j7")
    assert model.neighbour(queue_row(7), 1) == (False, None)
    assert model.neighbour(queue_row(9), 1) == (False, None)
    assert model.mimeData([]).data(MIME).isEmpty()
    del tester


def test_only_waiting_rows_can_be_dragged() -> None:
    model = QueueRows()
    model.show([queue_row(1, state=JobState.GENERATING), queue_row(2), queue_row(3, state=JobState.HELD)])
    drag = Qt.ItemFlag.ItemIsDragEnabled
    assert [bool(model.flags(model.index(at, 0)) & drag) for at in range(3)] == [False, True, False]


def test_a_thousand_jobs_that_change_fifty_times_tell_only_what_is_different(theme: Theme, qtbot: QtBot) -> None:
    table = QueueTable(theme, "Queue")
    qtbot.addWidget(table)
    table.resize(900, 500)
    table.show()
    rows = [queue_row(number) for number in range(1000)]
    table.jobs.show(rows)
    told: list[int] = []
    table.jobs.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))
    for turn in range(50):
        rows[turn * 7] = queue_row(turn * 7, state=JobState.GENERATING, percentage=turn)
        table.jobs.show(list(rows))
        QApplication.processEvents()
    assert told == [1] * 50


@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_row_can_be_painted_at_every_width(theme: Theme, qtbot: QtBot, dark: bool) -> None:
    theme.choose("dark" if dark else "light")
    table = QueueTable(theme, "Queue")
    qtbot.addWidget(table)
    table.jobs.show([queue_row(number, state=state) for number, state in enumerate(JobState)])
    table.setCurrentIndex(table.jobs.index(1, 0))
    shown = []
    for width in (420, 700, 1000):
        table.resize(width, 400)
        table.show()
        QApplication.processEvents()
        assert not table.grab().isNull()
        shown.append(sum(not table.isColumnHidden(column) for column in Column))
    assert shown == sorted(shown)
    assert shown[-1] == len(Column)


def test_a_failed_podcast_can_be_deleted_after_a_yes(page: QueuePage, desktop: Desktop, until: Until) -> None:
    mark(page, "five")
    row = page.table.current()
    assert row is not None
    act(page, "Cancel")
    until(lambda: state_of(page, "five") is None)
    page.attention.delete_wanted.emit(row)
    until(lambda: page.findChildren(Dialog))
    page.findChildren(Dialog)[-1].done(Dialog.DialogCode.Accepted)
    until(lambda: row.podcast_id not in [podcast.id for podcast in studio_of(desktop).podcasts()])
