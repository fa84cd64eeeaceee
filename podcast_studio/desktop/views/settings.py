"""The page "Settings": every choice takes effect at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QScrollArea, QWidget

from podcast_studio.desktop.dialogs import chosen_files
from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Page, PageHeader, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import QuietButton, SegmentedControl, column
from podcast_studio.desktop.widgets.fields import Choice, Number
from podcast_studio.desktop.widgets.form import FormCard, FormRow
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.domain.voices import Voice
from podcast_studio.studio import Change, Installed, Topic
from podcast_studio.studio.preferences import CloseAction, Preferences, Theme

_WIDTH, _CONTROL, _LIMIT = 760, 280, 136  # px; longer lines are hard to follow from the words to the control
_MOST_WORKERS, _MOST_THREADS, _MOST_PER_COLLECTION, _MOST_MINUTES = 8, 256, 8, 9_999
_LIMITS = ("soft_minutes", "hard_minutes", "stall_minutes")
_NIGHT, _OUT_OF_HOURS = "22:00-07:00", "18:00-08:00"


class SettingsPage(Page):
    """Shows what is chosen, and keeps what the user chooses."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._reload = Reload(shell.door, self, self._load)
        self._make_controls()
        self.body.addWidget(PageHeader(self.title))
        form, self._area = QWidget(), QScrollArea()
        form.setProperty("kind", "scrolled")
        form.setLayout(column(*self._cards(), None, gap=6 * UNIT, margins=(0, 0, 2 * UNIT, 0)))
        form.setMaximumWidth(_WIDTH)
        self._area.setWidget(form)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.hide()  # until it is known what to show
        self.body.addWidget(self._area, 100)
        self.body.addStretch(1)
        self.setEnabled(False)  # until what is chosen has been read

    @property
    def title(self) -> str:
        return self.tr("Settings")

    def show_for(self, subject: str) -> None:
        self._reload()

    def refresh(self, change: Change) -> None:
        if Topic.SETTINGS in change.topics:
            self._reload()

    def _make_controls(self) -> None:
        themes = [(Theme.SYSTEM, self.tr("System")), (Theme.LIGHT, self.tr("Light")), (Theme.DARK, self.tr("Dark"))]
        self.theme = SegmentedControl(self.tr("Colours"), themes)
        self.theme.changed.connect(lambda value: self._keep(theme=value))
        self.notifications = QCheckBox(self.tr("Tell me"))
        self.notifications.clicked.connect(lambda checked: self._keep(notifications=checked))
        self.close_action = self._combo("close_action", self._close_actions())
        self.model, self.host_voice, self.expert_voice = (
            self._combo(name, ()) for name in ("model", "host_voice", "expert_voice")
        )
        self.format = self._combo("format", [(one, one.value.upper()) for one in AudioFormat])
        self.workers = self._spin("workers", 1, _MOST_WORKERS)
        self.threads = self._spin("threads", 0, _MOST_THREADS)
        self.threads.setSpecialValueText(self.tr("All"))
        self.only_between = self._combo("only_between", ())
        self.per_collection = self._spin("per_collection", 0, _MOST_PER_COLLECTION)
        self.per_collection.setSpecialValueText(self.tr("Any"))
        self.soft_minutes, self.hard_minutes, self.stall_minutes = (self._limit(name) for name in _LIMITS)
        self.output_folder = QuietButton(self.tr("Choose…"), self._choose_folder)

    def _cards(self) -> list[QWidget]:
        home = self.shell.studio.home
        return [
            FormCard(
                self.tr("Window"),
                FormRow(self.tr("Colours"), self.theme),
                FormRow(self.tr("When a podcast is ready or needs attention"), self.notifications),
                FormRow(self.tr("Closing the window while podcasts are made"), self.close_action),
            ),
            FormCard(
                self.tr("New podcasts"),
                FormRow(self.tr("Language model"), self.model, self.tr("Writes the script.")),
                FormRow(self.tr("Voice of the host"), self.host_voice),
                FormRow(self.tr("Voice of the expert"), self.expert_voice),
                FormRow(self.tr("Format"), self.format),
            ),
            FormCard(
                self.tr("This computer"),
                FormRow(
                    self.tr("Podcasts made at the same time"),
                    self.workers,
                    self.tr("More of them finish later each."),
                ),
                FormRow(
                    self.tr("Of these, from one collection"),
                    self.per_collection,
                    self.tr("With one, a collection with many podcasts does not hold up the others."),
                ),
                FormRow(
                    self.tr("Podcasts are made"),
                    self.only_between,
                    self.tr("What is not finished by then waits, and goes on where it stopped."),
                ),
                FormRow(
                    self.tr("Processor cores for the language model"),
                    self.threads,
                    self.tr("Fewer leave more for other programs. Counts from the next podcast on."),
                ),
            ),
            FormCard(
                self.tr("When making a podcast takes too long"),
                FormRow(
                    self.tr("It stops after the turn in the making, and begins again"),
                    self.soft_minutes,
                    self.tr("Automatic goes by the length you ask for and by how fast this computer is."),
                ),
                FormRow(
                    self.tr("It is broken off, and begins again"),
                    self.hard_minutes,
                    self.tr("What is finished is kept; after four times it needs your attention."),
                ),
                FormRow(self.tr("Nothing moves any more, and it begins again"), self.stall_minutes),
            ),
            FormCard(
                self.tr("Folders"),
                self._folder_row(self.tr("Exports"), self.output_folder),
                self._show_row(self.tr("Podcasts, indexes and settings"), str(home.root)),
                self._show_row(self.tr("Log files, for reports of problems"), str(home.log.parent)),
            ),
        ]

    async def _load(self) -> None:
        studio, door = self.shell.studio, self.shell.door
        preferences = await door.ask(studio.preferences.get)
        models = await door.ask(studio.models)
        voices = await door.ask(studio.voices)
        self.model.offer(self._models(models, preferences.model))
        for combo, chosen in ((self.host_voice, preferences.host_voice), (self.expert_voice, preferences.expert_voice)):
            combo.offer(self._voices(voices, chosen))
        self.only_between.offer(_with_chosen(self._hours(), preferences.only_between))
        self._show(preferences)
        self._area.show()
        self.setEnabled(True)

    def _show(self, preferences: Preferences) -> None:
        self.theme.choose(preferences.theme)
        self.notifications.setChecked(preferences.notifications)
        for name in ("close_action", "model", "host_voice", "expert_voice", "format", "only_between"):
            combo: Choice = getattr(self, name)
            combo.choose(getattr(preferences, name))
        for name in ("workers", "per_collection", "threads", *_LIMITS):
            spin: Number = getattr(self, name)
            if not spin.hasFocus():
                spin.setValue(math.ceil(getattr(preferences, name)))
        self._exports.setText(preferences.output_folder or self.tr("Your music folder"))

    def _keep(self, **changes: Any) -> None:
        self.shell.door.call(self.shell.studio.preferences.set, self, **changes)

    def _combo(self, name: str, options: Sequence[tuple[str, str]]) -> Choice:
        combo = Choice(options)
        combo.setFixedWidth(_CONTROL)
        combo.activated.connect(lambda _index: self._keep(**{name: combo.value}))
        return combo

    def _spin(self, name: str, low: int, high: int) -> Number:
        spin = Number(low, high)
        spin.setFixedWidth(104)
        spin.editingFinished.connect(lambda: self._keep(**{name: spin.value()}))
        return spin

    def _limit(self, name: str) -> Number:
        spin = self._spin(name, 0, _MOST_MINUTES)
        spin.setFixedWidth(_LIMIT)
        spin.setSpecialValueText(self.tr("Automatic"))
        spin.setSuffix(self.tr(" min"))
        return spin

    def _close_actions(self) -> list[tuple[StrEnum, str]]:
        return [
            (CloseAction.ASK, self.tr("Ask me")),
            (CloseAction.BACKGROUND, self.tr("Finish them in the background")),
            (CloseAction.STOP, self.tr("Stop, and go on at the next start")),
        ]

    def _hours(self) -> list[tuple[str, str]]:
        return [
            ("", self.tr("At any time")),
            (_NIGHT, self.tr("Only from 22:00 to 7:00")),
            (_OUT_OF_HOURS, self.tr("Only from 18:00 to 8:00")),
        ]

    def _models(self, models: Sequence[Installed], chosen: str) -> list[tuple[str, str]]:
        offered = [("", self.tr("Starter model"))]
        offered += [(str(model.path), model.name) for model in models if model.name != "starter"]
        return _with_chosen(offered, chosen)

    def _voices(self, voices: Sequence[Voice], chosen: str) -> list[tuple[str, str]]:
        offered = [("", self.tr("First that is installed"))]
        return _with_chosen(offered + [(voice.id, voice.name) for voice in voices], chosen)

    def _choose_folder(self) -> None:
        self.shell.door.start(self._choose(), self)

    async def _choose(self) -> None:
        mode = QFileDialog.FileMode.Directory
        for folder in await chosen_files(self, self.tr("Where exports go"), mode, start=self._exports.text()):
            self._keep(output_folder=str(folder))

    def _folder_row(self, title: str, control: QWidget) -> FormRow:
        found = FormRow(title, control, " ")
        self._exports = found.hint
        return found

    def _show_row(self, title: str, folder: str) -> FormRow:
        show = QuietButton(self.tr("Show"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(folder)))
        return FormRow(title, show, folder)


def _with_chosen(offered: list[tuple[str, str]], chosen: str) -> list[tuple[str, str]]:
    """What is chosen stays in the list though it is no longer found."""
    if chosen and chosen not in [value for value, _text in offered]:
        offered.append((chosen, chosen))
    return offered
