"""The page "Activity"."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.theme import DARK, LIGHT, Theme
from podcast_studio.desktop.views.activity import ActivityPage
from podcast_studio.desktop.views.activity_chart import BarChart
from podcast_studio.domain.activity import Bucket, Period, RunOutcome
from podcast_studio.domain.jobs import PODCAST_JOB
from podcast_studio.domain.progress import Step
from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import runs
from podcast_studio.studio import Home
from tests.desktop.acts import GatedModel
from tests.desktop.pages import add_tides, show, studio_of

Until = Callable[[Callable[[], object]], None]
STEPS = {
    Step.RETRIEVING_CONTENT: 0.04,
    Step.GENERATING_SCRIPT: 0.63,
    Step.PARSING_TURNS: 0.0,
    Step.GENERATING_AUDIO: 0.27,
    Step.COMBINING_AUDIO: 0.06,
}
NOON = datetime(2024, 5, 10, 12).astimezone().timestamp()


class Past:
    """Runs that were made before the window was opened."""

    def __init__(self, home: Home) -> None:
        self._database = Database(home.database)
        self._count = 0
        self.collection = ""

    def add(self, ago: float, seconds: float, outcome: RunOutcome = RunOutcome.COMPLETED, turns: int = 20) -> None:
        """A run that ended `ago` seconds ago."""
        self._count += 1
        ended = time.time() - ago
        with self._database.write() as connection:
            connection.execute(
                runs.insert().values(
                    claim_id=f"c{self._count}",
                    job_id=f"j{self._count}",
                    kind=PODCAST_JOB,
                    subject_id="",
                    collection_id=self.collection,
                    started=ended - seconds,
                    ended=ended,
                    outcome=outcome.value,
                    seconds_per_step={step.value: share * seconds for step, share in STEPS.items()},
                    turns=turns,
                    voicing_seconds=turns * 1.5,
                )
            )

    def close(self) -> None:
        self._database.close()


@pytest.fixture
def past(desktop: Desktop, until: Until, home: Home, tmp_path: Path) -> Iterator[Past]:
    past = Past(home)
    past.collection = add_tides(desktop, until, tmp_path / "Tides").id
    yield past
    past.close()


@pytest.fixture
def chart(theme: Theme) -> Iterator[BarChart]:
    chart = BarChart(theme, "Podcasts")
    chart.resize(400, 200)
    counts = [(1, 0), (0, 0), (3, 1), (0, 2), (8, 0)]
    buckets = [Bucket(start=NOON + 3600 * n, completed=c, failed=f) for n, (c, f) in enumerate(counts)]
    chart.show_buckets(buckets, 3600)
    chart.show()
    yield chart
    chart.close()
    chart.deleteLater()


def opened(desktop: Desktop, until: Until) -> ActivityPage:
    page = show(desktop, ActivityPage, "activity")
    until(page.isEnabled)
    return page


def button_of(page: ActivityPage) -> QPushButton:
    """What the empty page offers."""
    button = page.empty.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    return button


def test_without_podcasts_it_says_what_to_do_first(desktop: Desktop, until: Until) -> None:
    page = opened(desktop, until)
    assert page.empty.isVisible()
    assert not page.completed.isVisible()
    assert not page.period.isVisible()
    button_of(page).click()
    until(lambda: desktop.window.place.page == "start")


def test_with_documents_but_without_podcasts_it_leads_to_where_one_is_made(
    desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    collection = add_tides(desktop, until, tmp_path / "tides")
    page = opened(desktop, until)
    button_of(page).click()
    until(lambda: (desktop.window.place.page, desktop.window.place.subject) == ("collection", collection.id))


def test_it_shows_the_figures_of_the_last_day(desktop: Desktop, until: Until, past: Past) -> None:
    past.add(7200, 100)
    past.add(5000, 222, turns=30)
    past.add(4000, 60, RunOutcome.FAILED, turns=0)
    past.add(3 * 86_400, 1000)
    page = opened(desktop, until)
    cards = (page.completed, page.failed, page.waiting, page.mean)
    assert [card.text for card in cards] == ["2", "1", "0", "2:41"]
    assert page.busy.text.endswith("%")
    assert page.steps.texts == [
        ("Finding content", "4 %"),
        ("Writing the script", "63 %"),
        ("Voicing", "27 %"),
        ("Combining", "6 %"),
    ]
    assert page.collections.texts == [("Tides", "3 podcasts  67 %")]
    small = (page.started, page.success, page.retries, page.slow, page.turns, page.voicing)
    assert [figure.value.text() for figure in small] == ["3", "67 %", "0 %", "3:42", "25.0", "1.50 s"]
    assert page.chart_title.text() == "Podcasts an hour"
    assert page.chart.accessibleDescription().startswith("2 completed, 1 failed")


def test_another_period_is_shown_at_once_and_kept(desktop: Desktop, until: Until, past: Past) -> None:
    past.add(7200, 100)
    past.add(40 * 86_400, 100)
    page = opened(desktop, until)
    assert page.completed.text == "1"
    page.period.button(Period.ALL).click()
    until(lambda: page.completed.text == "2")
    assert page.chart_title.text() == "Podcasts in 2 days"
    page.period.button(Period.HOUR).click()
    until(lambda: page.completed.text == "0")
    assert page.chart_title.text() == "Podcasts in 5 minutes"
    assert page.mean.text == "–"
    assert page.chart.accessibleDescription() == "No podcast ended in this time."
    again = ActivityPage(page.shell)
    assert again.period.value is Period.HOUR
    again.deleteLater()


def test_it_follows_the_jobs_while_it_is_on(desktop: Desktop, until: Until, gate: GatedModel, tmp_path: Path) -> None:
    add_tides(desktop, until, tmp_path / "tides")
    page = opened(desktop, until)
    studio = studio_of(desktop)
    for title in ("one", "two", "three", "four", "five", "six"):
        studio.order(folder=tmp_path / "tides", minutes=1, title=title)
    until(lambda: gate.reached and page.figures and page.figures.running == 2)
    until(lambda: page.waiting.text == "4")
    assert page.waiting.isVisible()
    gate.open()
    until(lambda: page.completed.text != "0" and int(page.waiting.text) < 4)
    assert page.figures is not None
    assert sum(bucket.completed for bucket in page.figures.buckets) == int(page.completed.text)


def test_screen_readers_are_told_what_a_figure_is_of(desktop: Desktop, until: Until, past: Past) -> None:
    past.add(100, 100)
    page = opened(desktop, until)
    names = {label.accessibleName() for label in page.findChildren(QLabel)}
    assert {"Completed: 1", "Waiting: 0", "Mean time: 1:40", "Turns in a podcast: 20.0"} <= names


@pytest.mark.parametrize("width", [900, 1280, 1600])
def test_cards_of_a_line_share_its_width_and_do_not_overlap(
    desktop: Desktop, until: Until, past: Past, width: int
) -> None:
    past.add(100, 100)
    page = opened(desktop, until)
    desktop.window.resize(width, 700)
    until(lambda: desktop.window.width() == width)
    QApplication.processEvents()
    cards = [page.completed, page.failed, page.waiting, page.mean, page.busy]
    for line in {card.y() for card in cards}:
        beside = [card for card in cards if card.y() == line]
        assert max(card.width() for card in beside) - min(card.width() for card in beside) <= 1
        assert max(card.geometry().right() for card in beside) == page.completed.parentWidget().width() - 1
    for one in cards:
        assert not any(one.geometry().intersects(other.geometry()) for other in cards if other is not one)


def test_a_bar_is_as_high_as_its_podcasts(chart: BarChart) -> None:
    one, none, four, _two, eight = (chart.area_of(position) for position in range(5))
    assert 0 < none.height() < one.height()
    assert four.height() == pytest.approx(4 * one.height())
    assert eight.height() == pytest.approx(2 * four.height())
    assert eight.top() > 0
    assert {area.bottom() for area in (one, none, four, eight)} == {one.bottom()}


def test_one_podcast_does_not_fill_the_chart(chart: BarChart) -> None:
    chart.show_buckets([Bucket(start=NOON, completed=1, failed=0)], 3600)
    assert chart.area_of(0).height() < chart.height() / 3


def test_what_failed_is_painted_on_top_in_the_colour_of_trouble(chart: BarChart, theme: Theme) -> None:
    for choice, colours in (("light", LIGHT), ("dark", DARK)):
        theme.choose(choice)
        picture, area = chart.grab().toImage(), chart.area_of(2)
        x = round(area.center().x())
        assert picture.pixelColor(x, round(area.top()) + 6).name() == colours.trouble
        assert picture.pixelColor(x, round(area.bottom()) - 6).name() == colours.accent


def test_the_mouse_asks_for_the_figures_of_a_bar(chart: BarChart, until: Until) -> None:
    place = chart.area_of(2).center().toPoint()
    QTest.mouseMove(chart, place)
    until(QToolTip.isVisible)
    assert QToolTip.text() == chart.told(2)
    assert chart.told(2).endswith(": 3 completed, 1 failed")
    assert chart.accessibleDescription() == chart.told(2)
    assert chart.bar_at(place.x()) == 2
    assert (chart.bar_at(-1), chart.bar_at(399)) == (None, None)
    QTest.mouseMove(chart, QPoint(398, 50))
    assert chart.accessibleDescription().startswith("12 completed, 3 failed. Most: ")


def test_the_arrow_keys_ask_too(chart: BarChart) -> None:
    for key, position in ((Qt.Key.Key_Left, 4), (Qt.Key.Key_Left, 3), (Qt.Key.Key_Right, 4), (Qt.Key.Key_Right, 4)):
        QTest.keyClick(chart, key)
        assert chart.accessibleDescription() == chart.told(position)
    chart.show_buckets([], 3600)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleDescription() == "No podcast ended in this time."


@pytest.mark.parametrize(("seconds", "wanted"), [(86_400, "5/10/24: 1"), (2 * 86_400, "5/10/24 to 5/11/24: 1")])
def test_bars_of_days_name_the_days(chart: BarChart, seconds: float, wanted: str) -> None:
    midnight = datetime(2024, 5, 10).astimezone().timestamp()  # so long ago that no day is called by its name
    chart.show_buckets([Bucket(start=midnight, completed=1, failed=0)], seconds)
    assert chart.told(0).startswith(wanted)
