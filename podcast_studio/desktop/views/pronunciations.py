"""How the names of a collection are said: a table of what is written and what is said, each to be heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.previews import Previews
from podcast_studio.desktop.widgets import (
    ElidedLabel,
    IconButton,
    PrimaryButton,
    RoundButton,
    StatusText,
    Text,
    column,
    row,
)
from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.pronunciations import LONGEST_SPOKEN, LONGEST_WRITTEN, Pronunciation
from podcast_studio.domain.shelf import CollectionRow
from podcast_studio.studio.changes import Topic

if TYPE_CHECKING:
    from podcast_studio.studio import Change

_WIDTH, _TABLE_HEIGHT = 560, 260  # px
_TRASH = 16


class PronunciationsDialog(Dialog):
    """Each entry is kept as soon as it is added, and gone as soon as it is removed."""

    def __init__(self, shell: Shell, parent: QWidget, collection: CollectionRow, previews: Previews) -> None:
        text = self.tr(
            "Write here how a name should be said when a voice says it wrong. It counts for what is voiced from now "
            "on; transcripts keep the name as it is written."
        )
        super().__init__(parent, self.tr("Pronunciations"), text)
        self._shell, self._collection, self.previews = shell, collection, previews
        self._icons = shell.theme.icons
        self.rows: list[EntryRow] = []
        self.written = self._field(self.tr("Written"), LONGEST_WRITTEN)
        self.spoken = self._field(self.tr("Said as"), LONGEST_SPOKEN)
        self.listen = RoundButton(self._icons("play"), self.tr("Listen"), lambda: self._hear(self.spoken.text()))
        self.add_entry = PrimaryButton(self.tr("Add"), lambda: shell.door.start(self._add(), self))
        self.status = StatusText()
        self.status.hide()
        self._lay_out()
        self.add_entry.setDefault(True)
        self.written.setFocus()
        self._load = Reload(shell.door, self, self._loaded)
        previews.trouble = lambda message, way_out: self.status.say(f"{message} {way_out}".strip(), trouble=True)
        previews.changed.connect(self._show_listening)
        shell.door.changed.connect(self._refresh)
        self.finished.connect(self._be_quiet)
        self._check()
        self._load()

    def _field(self, name: str, longest: int) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(name)
        field.setAccessibleName(name)
        field.setMaxLength(longest)
        field.textChanged.connect(self._check)
        return field

    def _lay_out(self) -> None:
        self._list = column(gap=UNIT)
        self._inside = QWidget()
        self._inside.setProperty("kind", "scrolled")
        self._inside.setLayout(column(self._heads(), self._list, None, gap=UNIT))
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setMinimumSize(_WIDTH, _TABLE_HEIGHT)
        self._empty = Text(self.tr("Every name is said as it is written."), "secondary", wraps=True)
        self._list.addWidget(self._empty)
        new = row(gap=3 * UNIT)
        new.addWidget(self.written, 1)
        new.addWidget(self.spoken, 1)
        new.addWidget(self.listen)
        new.addWidget(self.add_entry)
        self.add(new, self.status, self._area)
        self.done_button = self.add_button(self.tr("Done"), Dialog.DialogCode.Accepted)

    def _heads(self) -> QHBoxLayout:
        """Above the columns, with the room that the buttons of a row take."""
        heads = row(gap=3 * UNIT)
        for title in (self.tr("Written"), self.tr("Said as")):
            heads.addWidget(ElidedLabel(title, "secondary"), 1)
        for button in (RoundButton(self._icons("play"), ""), IconButton(self._icons("trash"), "", size=_TRASH)):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            heads.addWidget(button)
            button.hide()
        return heads

    async def _loaded(self) -> None:
        pronouncing = self._shell.studio.pronouncing
        self._show(await self._shell.door.ask(pronouncing.entries, collection_id=self._collection.id))

    def _show(self, entries: Sequence[Pronunciation]) -> None:
        if [one.entry for one in self.rows] == list(entries):
            return
        for old in self.rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [EntryRow(self._shell, entry, self._hear, self._forget) for entry in entries]
        for one in self.rows:
            self._list.addWidget(one)
            one.show()  # at once, so that it can be scrolled to
        self._empty.setVisible(not self.rows)
        buttons = [button for one in self.rows for button in (one.listen, one.remove)]
        for first, second in pairwise([self.add_entry, *buttons, self.done_button]):
            QWidget.setTabOrder(first, second)
        self._show_listening()

    async def _add(self) -> None:
        written, spoken = self.written.text(), self.spoken.text()
        pronouncing = self._shell.studio.pronouncing
        try:
            entry = await self._shell.door.tell(
                pronouncing.set, collection_id=self._collection.id, written=written, spoken=spoken
            )
        except PodcastStudioError as error:
            self.status.say(str(error), trouble=True)
            return
        self.status.say("")
        self.written.clear()
        self.spoken.clear()
        self.written.setFocus()
        await self._loaded()
        for one in self.rows:
            if one.entry == entry:
                self._inside.adjustSize()  # the new row has its place before it is scrolled to
                self._area.ensureWidgetVisible(one)

    def _forget(self, entry: Pronunciation) -> None:
        self._shell.door.start(self._forgotten(entry), self)

    async def _forgotten(self, entry: Pronunciation) -> None:
        pronouncing = self._shell.studio.pronouncing
        self.written.setFocus()
        try:
            await self._shell.door.tell(pronouncing.forget, collection_id=self._collection.id, written=entry.written)
        except PodcastStudioError as error:
            self.status.say(str(error), trouble=True)
        await self._loaded()

    def _hear(self, spoken: str) -> None:
        self.status.say("")
        self.previews.hear(("pronunciation", spoken), partial(self._shell.studio.pronouncing.listen, spoken=spoken))

    def _check(self) -> None:
        spoken = bool(self.spoken.text().strip())
        self.listen.setEnabled(spoken)
        self.add_entry.setEnabled(spoken and bool(self.written.text().strip()))
        self._show_listening()

    def _show_listening(self) -> None:
        asked = self.previews.asked
        heard = asked[1] if asked is not None and asked[0] == "pronunciation" else None
        stops = heard is not None and heard == self.spoken.text()
        self.listen.rename(self.tr("Stop") if stops else self.tr("Listen"), self._icons("stop" if stops else "play"))
        for one in self.rows:
            one.show_listening(heard=heard == one.entry.spoken)

    def _refresh(self, change: Change) -> None:
        if change.touches(Topic.COLLECTIONS, self._collection.id):
            self._load()

    def _be_quiet(self) -> None:
        self.previews.changed.disconnect(self._show_listening)
        self._shell.door.changed.disconnect(self._refresh)
        self.previews.stop()
        self.previews.trouble = None


class EntryRow(QWidget):
    """What is written, what is said, and buttons to hear and to remove it."""

    def __init__(
        self,
        shell: Shell,
        entry: Pronunciation,
        hear: Callable[[str], object],
        forget: Callable[[Pronunciation], object],
    ) -> None:
        super().__init__()
        self.entry, self._icons = entry, shell.theme.icons
        self.listen = RoundButton(self._icons("play"), "", lambda: hear(entry.spoken))
        name = self.tr("Remove “{name}”").format(name=entry.written)
        self.remove = IconButton(self._icons("trash"), name, lambda: forget(entry), size=_TRASH)
        line = row(gap=3 * UNIT)
        line.addWidget(ElidedLabel(entry.written, "strong"), 1)
        line.addWidget(ElidedLabel(entry.spoken), 1)
        line.addWidget(self.listen)
        line.addWidget(self.remove)
        self.setLayout(line)
        self.show_listening(heard=False)

    def show_listening(self, *, heard: bool) -> None:
        """Whether a click stops it."""
        text = self.tr("Stop “{name}”") if heard else self.tr("Listen to “{name}”")
        self.listen.rename(text.format(name=self.entry.written), self._icons("stop" if heard else "play"))
