"""The page "Podcast": how it is made, and what is said in it, to be heard, read and worked on."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from PySide6.QtGui import QKeySequence

from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Page, PageHeader, Place, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.script.actions import Buttons
from podcast_studio.desktop.views.script.listening import doing
from podcast_studio.desktop.views.script.making import MakingPanel
from podcast_studio.desktop.views.script.rows import ScriptRow, Shown, read_shown
from podcast_studio.desktop.views.script.searching import FoundBar
from podcast_studio.desktop.views.script.speakers import SpeakerCards
from podcast_studio.desktop.views.script.state_card import StateCard
from podcast_studio.desktop.views.script.transcript import TranscriptView
from podcast_studio.desktop.views.script.verbs import TurnVerbs
from podcast_studio.desktop.widgets import EmptyState, LinkButton, QuietButton, column, row
from podcast_studio.desktop.widgets.scrolled import Scrolled, scroll_page
from podcast_studio.desktop.words import clock, counted, day
from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.shelf import PodcastRow
from podcast_studio.studio import Change, Topic
from podcast_studio.studio.scripts import TurnView

_AT_ONCE = 40  # rows put into the transcript between two looks at what the user does
_TOPICS = (Topic.PODCASTS, Topic.PROGRESS, Topic.TURNS)


class PodcastPage(Page):
    """Shows one podcast as it is at this moment."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._podcast = ""
        self.shown: Shown | None = None
        self._reload = Reload(shell.door, self, self._load)
        self.buttons = Buttons(shell, self, self._listen)
        self.header = PageHeader(actions=self.buttons.all)
        self.making = MakingPanel(shell.theme)
        self.state_card = StateCard(self.buttons.retry)
        self.speakers = SpeakerCards(shell.theme)
        self.found = FoundBar(shell.theme)
        self.back = LinkButton(self.tr("Back to what is heard"), self._follow)
        self.transcript = TranscriptView(shell.theme)
        self.verbs = TurnVerbs(shell, self, self.transcript, self._play_turn)
        self._lay_out()
        self._connect()
        self.setEnabled(False)  # until it has been read

    @property
    def title(self) -> str:
        return self.shown.made.title if self.shown is not None else self.tr("Podcast")

    def show_for(self, subject: str) -> None:
        if subject != self._podcast or self.shown is None:
            self._podcast, self.shown = subject, None
            self.setEnabled(False)
            self._area.hide()
            self.buttons.search.clear()
            self.transcript.show_rows([])
            self.transcript.mark_playing("")
        self._reload()

    def refresh(self, change: Change) -> None:
        if any(change.touches(topic, self._podcast) for topic in _TOPICS) or Topic.JOBS in change.topics:
            self._reload()

    def _lay_out(self) -> None:
        content = Scrolled()
        strip = row(self.back, None, self.found, gap=3 * UNIT)
        self.back.hide()
        parts = (self.header, self.making, self.buttons.exporter.bar, self.state_card, self.speakers)
        content.setLayout(column(*parts, strip, self.transcript, gap=4 * UNIT))
        to_list = QuietButton(self.tr("Show podcasts"), lambda: self.shell.go(Place(page="podcasts")))
        self._gone = EmptyState(
            self.shell.theme.icons("podcast"),
            self.tr("This podcast is not there"),
            self.tr("It may have been deleted. Choose another one."),
            to_list,
        )
        self._area = scroll_page(self.body, content)
        self.body.addWidget(self._gone)
        for hidden in (self._area, self._gone):  # until it is known which
            hidden.hide()

    def _connect(self) -> None:
        player, search = self.shell.player, self.buttons.search
        for signal in (player.turn_changed, player.playing_changed, player.waiting_changed, player.podcast_changed):
            signal.connect(lambda _new: self._show_heard())
        self.transcript.play_wanted.connect(self._play_turn)
        self.transcript.wandered.connect(self.back.setVisible)
        search.wanted.connect(lambda _text: self._search())
        for stepping in (search.stepped, self.found.stepped):
            stepping.connect(self._step)
        self.add_action(self.tr("Search the transcript"), QKeySequence.StandardKey.Find, self._begin_search)
        self.add_action(self.tr("Next turn found"), "F3", lambda: self._step(1))
        self.add_action(self.tr("Turn found before"), "Shift+F3", lambda: self._step(-1))
        self.add_action(self.tr("Undo the last change"), QKeySequence.StandardKey.Undo, self.buttons.undo_change)
        self.add_action(self.tr("Redo it"), "Ctrl+Shift+Z", self.buttons.redo_change)

    # Showing

    async def _load(self) -> None:
        podcast = self._podcast
        try:
            shown = await self.shell.door.ask(read_shown, self.shell.studio, podcast)
        except NotFoundError:
            self._show_gone(podcast)
            return
        if podcast != self._podcast:
            return
        first = self.shown is None
        if first:
            self.verbs.offer(await self.shell.door.ask(self.shell.studio.voices))
        self.shown = shown
        self._show(shown)
        await self._fill(podcast, shown.rows)
        if podcast == self._podcast:
            self._show_heard()
            self.setEnabled(True)
        if first:
            self.retitled.emit()

    def _show_gone(self, podcast: str) -> None:
        if podcast == self._podcast:
            self.shown = None
            self._area.hide()
            self._gone.show()
            self.setEnabled(True)

    def _show(self, shown: Shown) -> None:
        made = shown.made
        self._gone.hide()
        self._area.show()
        self.header.say(made.title, self._subtitle(made))
        self.making.setVisible(not shown.finished)
        self.making.say(made)
        self.state_card.say(shown)
        self.speakers.name(shown.voices)
        self.verbs.use(made.id, editable=shown.finished)
        self.buttons.exporter.use(made.id)
        if self.buttons.search.text():
            self._search()

    async def _fill(self, podcast: str, rows: Sequence[ScriptRow]) -> None:
        """A long script comes in pieces, so that the window never stops."""
        known = len(self.transcript.script.rows)
        for end in range(known + _AT_ONCE, len(rows), _AT_ONCE):
            self.transcript.show_rows(rows[:end])
            await asyncio.sleep(0)
            if podcast != self._podcast:
                return
        self.transcript.show_rows(rows)

    def _subtitle(self, made: PodcastRow) -> str:
        if made.has_audio:
            text = self.tr("{collection}, {day}, {length}")
            when, length = day(made.completed_at or made.created_at), clock(made.duration_seconds or 0)
            told = text.format(collection=made.collection_name, day=when, length=length)
            return f"{told}. {made.note}" if made.note else told
        text = self.tr("{collection}, {minutes}")
        return text.format(collection=made.collection_name, minutes=counted.minutes(round(made.minutes)))

    def _show_heard(self) -> None:
        """Light up who speaks, and what is said."""
        if self.shown is None:
            return
        player = self.shell.player
        mine = player.podcast_id == self._podcast
        self.transcript.mark_playing((player.turn_id or "") if mine else "")
        heard = self._heard() if mine and player.playing and not player.waiting else None
        speaking = doing.speakers(self.shown, heard)
        self.speakers.say(speaking, doing.resting(heard))
        waits = not (self.shown.finished or self.state_card.isHidden() or any(speaking.values()))
        self.speakers.setVisible(not waits)  # what it waits for is said, and the room is for the turns
        self.buttons.show_for(self.shown, playing=mine and player.playing)

    def _heard(self) -> TurnView | None:
        assert self.shown is not None
        turn_id = self.shell.player.turn_id
        return next((turn for turn in self.shown.script.turns if turn.id == turn_id), None)

    # Listening

    def _listen(self) -> None:
        player = self.shell.player
        if player.podcast_id == self._podcast:
            player.toggle()
        else:
            player.play(self._podcast)
        self.transcript.follow()

    def _play_turn(self, turn_id: str) -> None:
        turns = self.shown.script.turns if self.shown is not None else ()
        start = next((turn.start for turn in turns if turn.id == turn_id), None)
        if start is not None:
            self.shell.player.play(self._podcast, at=start)

    def _follow(self) -> None:
        self.transcript.follow()

    # Searching

    def _begin_search(self) -> None:
        self.buttons.search.setFocus()
        self.buttons.search.selectAll()

    def _search(self) -> None:
        self.shell.door.start(self._find(self.buttons.search.text().strip()), self)

    async def _find(self, text: str) -> None:
        podcast = self._podcast
        keys: list[str] = []
        if text and podcast:
            keys = await self.shell.door.ask(self.shell.studio.scripts.search, podcast_id=podcast, text=text)
        if text != self.buttons.search.text().strip() or podcast != self._podcast:
            return
        before = self.found.key
        self.found.show_found(keys, searched=bool(text))
        self.transcript.mark_found(keys, text)
        if self.found.key and self.found.key != before:
            self._go_to_found()

    def _step(self, by: int) -> None:
        if self.found.step(by):
            self._go_to_found()

    def _go_to_found(self) -> None:
        self.transcript.away = bool(self.transcript.painter.playing)
        self.transcript.make_current(self.found.key)
        self.transcript.reveal(self.found.key)
