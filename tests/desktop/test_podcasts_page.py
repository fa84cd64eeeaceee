from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.views.podcast_list import PodcastList
from podcast_studio.desktop.views.podcasts import PodcastsPage
from podcast_studio.desktop.views.sorting import Library, Order
from podcast_studio.desktop.views.telling import left_words, spoken_row, subtitle
from podcast_studio.domain.jobs import REVISION_JOB, JobState
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Step
from podcast_studio.domain.shelf import PodcastRow
from tests.desktop.acts import GatedModel
from tests.desktop.pages import add_tides, show, studio_of
from tests.desktop.rows import podcast_row

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def page(desktop: Desktop, until: Until, tmp_path: Path) -> PodcastsPage:
    """All podcasts: three that are finished."""
    add_tides(desktop, until, tmp_path / "tides")
    studio = studio_of(desktop)
    for title in ("Ebb", "Flood", "Neap tide"):
        studio.order(folder=tmp_path / "tides", minutes=1, title=title)
    until(lambda: all(row.has_audio for row in studio.shelf.podcasts()))
    page = show(desktop, PodcastsPage, "podcasts")
    until(lambda: page.list.podcasts.rowCount() == 3)
    return page


def titles(page: PodcastsPage) -> list[str]:
    return [row.title for row in page.list.podcasts.rows]


def test_all_podcasts_are_shown_the_newest_first(page: PodcastsPage) -> None:
    assert titles(page) == ["Neap tide", "Flood", "Ebb"]
    assert page.header.subtitle.text() == "3 podcasts"


def test_search_finds_words_of_title_and_collection_in_any_order(page: PodcastsPage) -> None:
    page.search.setText("tides neap")
    assert titles(page) == ["Neap tide"]
    assert page.header.subtitle.text() == "1 of 3 podcasts"
    page.search.setText("whales")
    assert page.empty.isVisible()
    assert not page.list.isVisible()
    page.search.clear()
    assert len(titles(page)) == 3


def test_the_order_is_chosen_and_remembered(page: PodcastsPage, desktop: Desktop) -> None:
    page.order.setCurrentIndex(page.order.findData(Order.TITLE))
    assert titles(page) == ["Ebb", "Flood", "Neap tide"]
    assert desktop.remembered.get("podcasts/order", "") == Order.TITLE


def test_a_podcast_that_is_ordered_elsewhere_appears_and_one_that_is_deleted_goes(
    gate: GatedModel, desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    add_tides(desktop, until, tmp_path / "tides")
    page = show(desktop, PodcastsPage, "podcasts")
    until(page.empty.isVisible)
    studio = studio_of(desktop)
    podcast = studio.order(folder=tmp_path / "tides", minutes=1, title="Ebb")
    until(lambda: titles(page) == ["Ebb"])
    gate.open()
    until(lambda: page.list.podcasts.rows[0].state is JobState.COMPLETED)
    studio.delete_podcast(podcast=studio.find_podcast(name=podcast.id))
    until(page.empty.isVisible)


def test_where_there_is_no_podcast_a_button_leads_to_a_collection(
    desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    collection = add_tides(desktop, until, tmp_path / "tides")
    page = show(desktop, PodcastsPage, "podcasts")
    until(page.begin.isVisible)
    page.begin.click()
    until(lambda: desktop.window.place.page == "collection")
    assert desktop.window.place.subject == collection.id


@pytest.fixture
def library() -> Library:
    library = Library()
    library.replace([podcast_row(3, title="b"), podcast_row(2, title="C", duration_seconds=900.0), podcast_row(1)])
    return library


def ids(rows: list[PodcastRow]) -> list[str]:
    return [row.id for row in rows]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, ["p3", "p2", "p1"]),
        (Order.OLDEST, ["p1", "p2", "p3"]),
        (Order.TITLE, ["p3", "p2", "p1"]),
        (Order.LONGEST, ["p2", "p3", "p1"]),
        (Order.COLLECTION, ["p3", "p2", "p1"]),
    ],
)
def test_podcasts_can_be_sorted(library: Library, order: Order, expected: list[str]) -> None:
    assert ids(library.shown("", order)) == expected


def test_those_not_heard_come_first(library: Library) -> None:
    library.update(["p3"], [podcast_row(3, listened_seconds=3.0)])
    assert ids(library.shown("", Order.UNHEARD)) == ["p2", "p1", "p3"]


def test_an_update_tells_whether_the_list_looks_different(library: Library) -> None:
    assert not library.update(["p1"], [podcast_row(1, percentage=40)])
    assert library.update(["p1"], [podcast_row(1, title="renamed")])
    assert library.update(["p4"], [podcast_row(4)])
    assert library.update(["p4"], [])
    assert not library.update(["p4"], [])
    assert len(library) == 3


MADE = {"state": JobState.GENERATING, "step": Step.GENERATING_AUDIO, "total_turns": 20, "completed_turns": 12}


@pytest.mark.parametrize(
    ("row", "words", "left"),
    [
        (podcast_row(1), "Interview", ""),
        (podcast_row(1, note="It is short."), "Interview, It is short.", ""),
        (podcast_row(1, listened_seconds=100.0), "Interview", "3:20 left"),
        (podcast_row(1, listened_seconds=299.0), "Interview", "played"),
        (podcast_row(1, **MADE, remaining_seconds=31.0), "Voicing turn 13 of 20", "31 s left"),
        (podcast_row(1, state=JobState.GENERATING), "Beginning", ""),
        (podcast_row(1, state=JobState.GENERATING, kind_of_job=REVISION_JOB), "Your changes are being spoken", ""),
        (podcast_row(1, state=JobState.HELD), "Held", ""),
        (podcast_row(1, state=JobState.QUEUED), "Waiting", ""),
        (podcast_row(1, state=JobState.CANCELLED), "Cancelled", ""),
        (
            podcast_row(1, state=JobState.FAILED, error="It broke.", way_out="Retry."),
            "Needs attention: It broke. R",
            "",
        ),
    ],
)
def test_a_row_says_what_it_is_at(row: PodcastRow, words: str, left: str) -> None:
    assert subtitle(row, with_collection=False).startswith(words)
    assert left_words(row) == left
    assert row.title in spoken_row(row)


@pytest.mark.parametrize("dark", [False, True])
def test_every_kind_of_row_can_be_painted_at_every_width(theme: Theme, qtbot: QtBot, dark: bool) -> None:
    theme.choose("dark" if dark else "light")
    view = PodcastList(theme, "Podcasts", with_collection=True)
    qtbot.addWidget(view)
    rows = [podcast_row(number, state=state) for number, state in enumerate(JobState)]
    view.podcasts.show([*rows, podcast_row(9, **MADE, current_speaker=Speaker.HOST, has_audio=False)])
    view.setCurrentIndex(view.podcasts.index(1, 0))
    for width in (320, 560, 1000):
        view.resize(width, 500)
        view.show()
        QApplication.processEvents()
        assert not view.grab().isNull()


def test_a_screen_reader_hears_a_row_as_a_sentence(theme: Theme, qtbot: QtBot) -> None:
    view = PodcastList(theme, "Podcasts", with_collection=True)
    qtbot.addWidget(view)
    view.podcasts.show([podcast_row(1, **MADE, percentage=76, remaining_seconds=31.0)])
    said = view.podcasts.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Podcast 1, Voicing turn 13 of 20, 76 %, 31 s left"
