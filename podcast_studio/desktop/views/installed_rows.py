"""The parts of the page "Models & voices": a card of rows, and a row for each model and voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.installed import ModelLine, VoiceLine
from podcast_studio.desktop.views.previews import Previews
from podcast_studio.desktop.widgets import (
    Card,
    Choice,
    ElidedLabel,
    EmptyState,
    Line,
    ProgressLine,
    QuietButton,
    RoundButton,
    SectionTitle,
    StatusText,
    Text,
    column,
    row,
)
from podcast_studio.desktop.widgets.flow import flow
from podcast_studio.domain.podcasts import Speaker

_SPEAKER_WIDTH = 150  # px


class ModelRow(QWidget):
    """Name, size, and whether it writes the scripts."""

    forgotten = Signal()  # a server's model is to be taken out

    def __init__(self, line: ModelLine, group: QButtonGroup) -> None:
        super().__init__()
        self.line = line
        self.use = QRadioButton(self.tr("Use this"))
        self.use.setAccessibleName(self.tr("Use this: {name}").format(name=line.name))
        self.use.setAccessibleDescription(line.detail)
        self.use.setEnabled(line.usable)
        group.addButton(self.use)
        self.controls: list[QWidget] = [self.use]
        if line.server:
            forget = QuietButton(self.tr("Forget"), self.forgotten.emit, plain=True)
            forget.setAccessibleName(self.tr("Forget {name}").format(name=line.name))
            self.controls.insert(0, forget)
        detail = ElidedLabel(line.detail, _detail_kind(usable=line.usable))
        self.setLayout(_row_layout(ElidedLabel(line.name, "strong"), detail, *self.controls))


class VoiceRow(QWidget):
    """Name, language, a sentence to hear, and who speaks with it."""

    turned = Signal()  # another speaker of the model is shown
    chosen = Signal(str, str)  # role and voice id

    def __init__(
        self, shell: Shell, line: VoiceLine, groups: Mapping[Speaker, QButtonGroup], previews: Previews
    ) -> None:
        super().__init__()
        self._icons, self.line, self._previews = shell.theme.icons, line, previews
        self._titles = {Speaker.HOST: self.tr("Host"), Speaker.EXPERT: self.tr("Expert")}
        self._chosen: Mapping[Speaker, str] = {}
        self.listen = RoundButton(self._icons("play"), "", self._hear)
        self.listen.setEnabled(line.usable)
        self._detail = ElidedLabel(line.detail, _detail_kind(usable=line.usable))
        self.roles = {role: self._radio(role, group) for role, group in groups.items()}
        self.speaker = self._speakers() if len(line.voices) > 1 else None
        picker: list[QWidget] = [self.speaker] if self.speaker is not None else []
        self.controls: list[QWidget] = [self.listen, *picker, *self.roles.values()]
        layout = _row_layout(ElidedLabel(line.name, "strong"), self._detail, *picker, *self.roles.values())
        layout.insertWidget(0, self.listen)
        self.setLayout(layout)
        previews.changed.connect(self._show_listening)
        self._show_listening()

    @property
    def voice(self) -> str:
        """The id of the voice, or of the speaker that is shown."""
        return str(self.speaker.value) if self.speaker is not None else self.line.voices[0][0]

    def show_chosen(self, chosen: Mapping[Speaker, str]) -> None:
        """Tell which speakers of this model were chosen, and show one of them at first."""
        first_time, self._chosen = not self._chosen, {role: self._own(voice) for role, voice in chosen.items()}
        if self.speaker is None:
            return
        mine = {role: voice for role, voice in self._chosen.items() if voice in dict(self.line.voices)}
        if first_time and mine:
            self.speaker.choose(next(iter(mine.values())))
        names = dict(self.line.voices)
        who = [
            self.tr("{role}: {voice}").format(role=self._titles[role], voice=names[voice])
            for role, voice in mine.items()
        ]
        self._detail.setText(" · ".join([self.line.detail, *who]))

    def speaks(self, role: Speaker) -> bool:
        """Whether the voice that is shown was chosen for that role."""
        return self._chosen.get(role) == self.voice

    def _own(self, voice: str) -> str:
        """A model's name alone means its first speaker."""
        first = self.line.voices[0][0]
        return first if voice == first.partition("#")[0] else voice

    def _radio(self, role: Speaker, group: QButtonGroup) -> QRadioButton:
        radio = QRadioButton(self._titles[role])
        name = self.tr("{role}: {voice}").format(role=self._titles[role], voice=self.line.name)
        radio.setAccessibleName(name)
        radio.setEnabled(self.line.usable)
        radio.clicked.connect(lambda _checked=False: self.chosen.emit(role, self.voice))
        group.addButton(radio)
        return radio

    def _speakers(self) -> Choice:
        choice = Choice(self.line.voices)
        choice.setFixedWidth(_SPEAKER_WIDTH)
        choice.setAccessibleName(self.tr("Speaker of {name}").format(name=self.line.name))
        choice.activated.connect(lambda _index: self._turn())
        return choice

    def _turn(self) -> None:
        self._show_listening()
        self.turned.emit()

    def _hear(self) -> None:
        self._previews.toggle(self.voice, Speaker.HOST)

    def _show_listening(self) -> None:
        asked = self._previews.asked
        if asked is not None and asked[0] == self.voice:
            self.listen.rename(self.tr("Stop {voice}").format(voice=self.line.name), self._icons("stop"))
        else:
            self.listen.rename(self.tr("Hear {voice}").format(voice=self.line.name), self._icons("play"))


class InstalledCard(QWidget):
    """Rows under a title, what to do where there are none, and the ways to add one."""

    copied = Signal(int)  # percent of what is being added, from the thread that copies it

    def __init__(
        self,
        shell: Shell,
        title: tuple[str, str],
        empty: EmptyState,
        add: QuietButton,
        show: QuietButton,
        *others: QuietButton,
    ) -> None:
        """`title` is the title and what is below it; `others` are more ways to add one."""
        super().__init__()
        self.add, self.show_folder, self._empty, self._others = add, show, empty, others
        self.rows: list[ModelRow | VoiceRow] = []
        self._lines: Sequence[object] = ()
        self._list = column(gap=3 * UNIT)
        self.status = StatusText()
        self.status.hide()
        self.progress = ProgressLine(shell.theme, self.tr("Copying"))
        self.progress.hide()
        self.copied.connect(self._show_copied)
        card = Card(empty, self._list, gap=0, padding=4 * UNIT)
        words = column(SectionTitle(title[0]), Text(title[1], "secondary", wraps=True), gap=UNIT // 2)
        ways = flow(add, *others, show)
        self.setLayout(column(words, card, self.status, self.progress, ways, gap=3 * UNIT))

    def is_of(self, lines: Sequence[object]) -> bool:
        """Whether these are the lines whose rows it shows."""
        return list(self._lines) == list(lines)

    def show_rows(self, lines: Sequence[object], rows: Sequence[ModelRow | VoiceRow]) -> None:
        """Take these rows, each of the line at its place, instead of those that are there."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._lines, self.rows = tuple(lines), list(rows)
        for number, one in enumerate(rows):
            if number:
                self._list.addWidget(Line())
            self._list.addWidget(one)
        self._empty.setVisible(not rows)
        controls = [control for one in rows for control in one.controls]
        for first, second in pairwise([self, *controls, self.add, *self._others, self.show_folder]):
            QWidget.setTabOrder(first, second)

    def say(self, text: str, *, trouble: bool = False) -> None:
        """What is being added, or why it cannot be."""
        self.progress.hide()
        self.status.say(text, trouble=trouble)

    def report(self, share: float) -> None:
        """Called from the thread that copies."""
        self.copied.emit(round(share * 100))

    def _show_copied(self, share: int) -> None:
        self.progress.setVisible(share < 100)
        self.progress.show_share(share)


def check_only(group: QButtonGroup, wanted: QRadioButton | None) -> None:
    """Have this one on, or none."""
    if wanted is not None:
        wanted.setChecked(True)
    elif (checked := group.checkedButton()) is not None:
        group.setExclusive(False)
        checked.setChecked(False)
        group.setExclusive(True)


def _detail_kind(*, usable: bool) -> str:
    return "secondary" if usable else "trouble"


def _row_layout(name: QWidget, detail: QWidget, *controls: QWidget) -> QHBoxLayout:
    line = row(gap=4 * UNIT)
    line.addLayout(column(name, detail, gap=UNIT // 2), 1)
    for control in controls:
        line.addWidget(control)
    return line
