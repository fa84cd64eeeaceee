"""The page "Activity": how the work goes, and where the time goes."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QWidget

from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Page, PageHeader, Place, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.activity_chart import BarChart
from podcast_studio.desktop.views.activity_parts import NOTHING, Figure, FigureCard, Share, ShareList
from podcast_studio.desktop.views.telling import step_words
from podcast_studio.desktop.widgets import Card, EmptyState, PrimaryButton, SegmentedControl, Text, column, row
from podcast_studio.desktop.widgets.even import EvenLayout
from podcast_studio.desktop.widgets.scrolled import Scrolled, scroll_page
from podcast_studio.desktop.words import clock, counted, number, percent
from podcast_studio.domain.activity import Figures, Period
from podcast_studio.studio import Change, Topic

_TOPICS = frozenset({Topic.JOBS, Topic.COLLECTIONS, Topic.SETTINGS})
_REMEMBERED = "activity/period"
_PAUSE = 60_000  # ms; time goes on though no job changes
_DAY = 86_400.0  # seconds
_LEFT, _RIGHT = 17, 12  # how the width is shared


class ActivityPage(Page):
    """Shows the figures of the last hour, the last day, or of all time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.figures: Figures | None = None  # what is shown
        self._reload = Reload(shell.door, self, self._load)
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._reload)
        self._make_controls()
        self._make_figures()
        self._lay_out()
        self.setEnabled(False)  # until the figures have been read

    @property
    def title(self) -> str:
        return self.tr("Activity")

    def show_for(self, subject: str) -> None:
        self._timer.start()
        self._reload()

    def refresh(self, change: Change) -> None:
        if not _TOPICS.isdisjoint(change.topics):
            self._reload()

    def leave(self) -> None:
        self._timer.stop()

    # Building

    def _make_controls(self) -> None:
        options = [
            (Period.HOUR, self.tr("Hour"), self.tr("The last hour")),
            (Period.DAY, self.tr("Day"), self.tr("The last 24 hours")),
            (Period.ALL, self.tr("All"), self.tr("All time")),
        ]
        self.period = SegmentedControl(self.tr("Period"), [(period, name) for period, name, _hint in options])
        for period, _name, hint in options:
            self.period.button(period).setToolTip(hint)
        kept = self.shell.remembered.get(_REMEMBERED, "")
        self.period.choose(Period(kept) if kept in set(Period) else Period.DAY)
        self.period.changed.connect(self._choose)
        self.empty = EmptyState(
            self.shell.theme.icons("activity"),
            self.tr("Nothing has been made yet"),
            self.tr("Make your first podcast. Then this page shows how long it took, and where the time went."),
            PrimaryButton(self.tr("Make a podcast"), self._make_podcast),
        )

    def _make_figures(self) -> None:
        theme = self.shell.theme
        self.completed = FigureCard(self.tr("Completed"))
        self.failed = FigureCard(self.tr("Failed"))
        self.waiting = FigureCard(self.tr("Waiting"))
        self.mean = FigureCard(self.tr("Mean time"))
        self.busy = FigureCard(self.tr("Workers busy"))
        self.chart_title = Text("", "section", wraps=True)
        self.chart = BarChart(theme, self.tr("Podcasts over time"))
        self.steps, self.collections = ShareList(theme), ShareList(theme)
        self.started = Figure(self.tr("Begun"))
        self.success = Figure(self.tr("Went well"))
        self.retries = Figure(self.tr("Tried again"))
        self.slow = Figure(self.tr("95 of 100 took at most"))
        self.turns = Figure(self.tr("Turns in a podcast"))
        self.voicing = Figure(self.tr("Voicing a turn"))

    def _lay_out(self) -> None:
        cards = EvenLayout(gap=3 * UNIT, line_gap=3 * UNIT, fills=True)
        more = EvenLayout(gap=6 * UNIT, line_gap=4 * UNIT)
        for card in (self.completed, self.failed, self.waiting, self.mean, self.busy):
            cards.addWidget(card)
        for figure in (self.started, self.success, self.retries, self.slow, self.turns, self.voicing):
            more.addWidget(figure)
        chart = Card(self.chart_title, self.chart, gap=3 * UNIT)
        steps = Card(self._section(self.tr("Where the time goes")), self.steps, None, gap=3 * UNIT)
        details = Card(self._section(self.tr("More figures")), more, None, gap=3 * UNIT)
        self._per_collection = Card(self._section(self.tr("What went well")), self.collections, None, gap=3 * UNIT)
        self._filled = QWidget()
        self._filled.setLayout(
            column(cards, _pair(chart, steps), _pair(details, self._per_collection), None, gap=4 * UNIT)
        )
        header = PageHeader(self.title, actions=(self.period,))
        content = Scrolled()
        parts = column(header, self._filled, gap=4 * UNIT)
        parts.addWidget(self.empty, 100)
        parts.addStretch(1)
        content.setLayout(parts)
        scroll_page(self.body, content)
        self.empty.hide()
        self._filled.hide()

    def _section(self, text: str) -> Text:
        return Text(text, "section", wraps=True)

    # Showing

    async def _load(self) -> None:
        period = self.period.value
        ask, studio = self.shell.door.ask, self.shell.studio
        figures = await ask(studio.activity.figures, period)
        ever = figures if period is Period.ALL else await ask(studio.activity.figures, Period.ALL)
        if period is not self.period.value:
            return  # another one was chosen meanwhile, and is on its way
        self.figures = figures
        empty = not (ever.started or ever.waiting)
        self.empty.setVisible(empty)
        self._filled.setVisible(not empty)
        self.period.setVisible(not empty)
        self._show(figures)
        self.setEnabled(True)

    def _show(self, figures: Figures) -> None:
        self.completed.say(number(figures.completed))
        self.failed.say(number(figures.failed))
        self.waiting.say(number(figures.waiting))
        self.mean.say(_time(figures.mean_seconds))
        self.busy.say(_percent(figures.workers_busy))
        self.chart_title.setText(self._bar_words(figures.bucket_seconds))
        self.chart.show_buckets(figures.buckets, figures.bucket_seconds)
        self.started.say(number(figures.started))
        self.success.say(_percent(figures.success_rate))
        self.retries.say(_percent(figures.retry_rate))
        self.slow.say(_time(figures.p95_seconds))
        self.turns.say(_decimal(figures.turns_per_podcast, 1))
        self.voicing.say(self._seconds(figures.voicing_seconds_per_turn))
        shares = [Share(name=step_words(one.step, 0, 0), share=one.share) for one in figures.steps]
        self.steps.show_shares([share for share in shares if round(share.share * 100)])
        self.collections.show_shares(
            [
                Share(name=one.name, share=one.success_rate, note=counted.podcasts(one.count))
                for one in figures.per_collection
            ]
        )
        self._per_collection.setVisible(bool(figures.per_collection))

    def _bar_words(self, seconds: float) -> str:
        """What one bar of the chart stands for."""
        if seconds > _DAY:
            return self.tr("Podcasts in {number} days").format(number=number(round(seconds / _DAY)))
        if seconds == _DAY:
            return self.tr("Podcasts a day")
        if seconds < 3600:
            return self.tr("Podcasts in {number} minutes").format(number=number(round(seconds / 60)))
        return self.tr("Podcasts an hour")

    def _seconds(self, value: float | None) -> str:
        return NOTHING if value is None else self.tr("{number} s").format(number=_decimal(value, 2))

    # What the user does

    def _choose(self, period: Period) -> None:
        self.shell.remembered.put(_REMEMBERED, period.value)
        self._reload()

    def _make_podcast(self) -> None:
        self.shell.door.start(self._go_and_make(), self)

    async def _go_and_make(self) -> None:
        """Where a podcast is ordered: the first collection, or the way to one."""
        found = await self.shell.door.ask(self.shell.studio.shelf.collections)
        self.shell.go(Place(page="collection", subject=found[0].id) if found else Place(page="start"))


def _pair(left: QWidget, right: QWidget) -> QWidget:
    """Two cards beside each other."""
    box = row(left, right, gap=3 * UNIT)
    box.setStretch(0, _LEFT)
    box.setStretch(1, _RIGHT)
    holder = QWidget()
    holder.setLayout(box)
    return holder


def _percent(share: float | None) -> str:
    return NOTHING if share is None else percent(round(share * 100))


def _time(seconds: float | None) -> str:
    return NOTHING if seconds is None else clock(seconds)


def _decimal(value: float | None, digits: int) -> str:
    return NOTHING if value is None else QLocale().toString(value, "f", digits)
