"""The first run: what is missing to make podcasts, and the ways to get it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from podcast_studio.desktop.dialogs import chosen_files
from podcast_studio.desktop.shell import Page, Place, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import (
    Card,
    PrimaryButton,
    ProgressLine,
    QuietButton,
    SectionTitle,
    StatusText,
    Text,
    Title,
    column,
    row,
)
from podcast_studio.desktop.widgets.scrolled import Scrolled, scroll_page
from podcast_studio.desktop.widgets.surfaces import centred
from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.domain.files import is_file
from podcast_studio.studio import Change

_WIDTH = 620  # px


class WelcomePage(Page):
    """Gone as soon as there is a language model and a voice."""

    prepared = Signal(int)  # percent of the starter model, from the thread that puts it together

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.starter = PrimaryButton(self.tr("Use the starter pack"), lambda: self._begin(self._use_starter))
        self.choose_model = QuietButton(self.tr("Choose a model file…"), lambda: self._begin(self._use_model))
        self.choose_voice = QuietButton(self.tr("Choose a voice file…"), lambda: self._begin(self._use_voice))
        self.start = PrimaryButton(self.tr("Start"), lambda: shell.go(Place(page="start")))
        self.model_status, self.voice_status = StatusText(), StatusText()
        self._complete = False  # whether podcasts can be made
        self._progress = ProgressLine(shell.theme, self.tr("Preparing the starter pack"))
        self._progress.hide()
        self.prepared.connect(self._progress.show_share)
        content = Scrolled()
        content.setLayout(column(None, centred(self._card(), width=_WIDTH), None, None))
        scroll_page(self.body, content)

    @property
    def title(self) -> str:
        return self.tr("Welcome")

    def show_for(self, subject: str) -> None:
        self._begin(self._look)

    def refresh(self, change: Change) -> None:
        """What is here changes by what is done here."""

    def _card(self) -> Card:
        intro = self.tr(
            "Podcast Studio makes podcasts on this computer, and nothing leaves it. For that it needs two things."
        )
        return Card(
            Title(self.tr("Welcome")),
            Text(intro, wraps=True),
            3 * UNIT,
            SectionTitle(self.tr("A language model writes the script")),
            self.model_status,
            row(self.choose_model, None),
            3 * UNIT,
            SectionTitle(self.tr("A voice speaks it")),
            self.voice_status,
            row(self.choose_voice, None),
            3 * UNIT,
            self._progress,
            row(None, self.starter, self.start),
            padding=8 * UNIT,
        )

    async def _look(self) -> None:
        """Say what is there and what is missing."""
        studio, door = self.shell.studio, self.shell.door
        preferences = await door.ask(studio.preferences.get)
        models = await door.ask(studio.models)
        voices = await door.ask(studio.voices)
        own_model, own_voice = Path(preferences.model), Path(preferences.host_voice)
        model = own_model.name if is_file(own_model) else next((one.name for one in models if one.ready), "")
        voice = own_voice.stem if is_file(own_voice) else next((one.name for one in voices), "")
        packed = not model and any(not one.ready for one in models)
        missing_model = self.tr("There is none yet. It is a file that ends in .gguf.")
        missing_voice = self.tr(
            "There is none yet. It is a Piper voice: a file that ends in .onnx, with its .onnx.json."
        )
        self.model_status.say(
            model or (self.tr("In the starter pack, ready to be set up.") if packed else missing_model)
        )
        self.voice_status.say(voice or missing_voice)
        self.starter.setVisible(packed)
        self.start.setVisible(not packed)
        self._complete = bool(model and voice)

    def _begin(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self.shell.door.start(self._alone(work), self)

    async def _alone(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """One thing at a time."""
        buttons = (self.starter, self.choose_model, self.choose_voice, self.start)
        for button in buttons:
            button.setEnabled(False)
        try:
            await work()
        finally:
            for button in buttons[:-1]:
                button.setEnabled(True)
            self.start.setEnabled(self._complete)

    async def _use_starter(self) -> None:
        self._progress.show()
        self.model_status.say(self.tr("Putting the starter model together, once…"))
        try:
            await self.shell.door.ask_long(
                self.shell.studio.prepare_starter, report=lambda share: self.prepared.emit(int(share * 100))
            )
        except PodcastStudioError as error:
            self.model_status.say(str(error), trouble=True)
            return
        finally:
            self._progress.hide()
        await self.shell.door.ask(self.shell.studio.installing.get_ready)
        await self._look()
        if self._complete:
            self.shell.go(Place(page="start"))

    async def _use_model(self) -> None:
        title, filters = self.tr("Choose a language model"), [self.tr("Language models (*.gguf)")]
        for path in await chosen_files(self, title, QFileDialog.FileMode.ExistingFile, filters):
            self.model_status.say(self.tr("Loading {file}, to see that it works…").format(file=path.name))
            try:
                await self.shell.door.ask_long(self.shell.studio.output.check_model, path=path)
            except PodcastStudioError as error:
                self.model_status.say(str(error), trouble=True)
                return
            await self.shell.door.tell(self.shell.studio.preferences.set, model=str(path))
        await self._look()

    async def _use_voice(self) -> None:
        title, filters = self.tr("Choose a voice"), [self.tr("Piper voices (*.onnx)")]
        for path in await chosen_files(self, title, QFileDialog.FileMode.ExistingFile, filters):
            self.voice_status.say(self.tr("Letting {file} say a word…").format(file=path.name))
            try:
                await self.shell.door.ask_long(self.shell.studio.output.check_voice, voice=str(path))
            except PodcastStudioError as error:
                self.voice_status.say(str(error), trouble=True)
                return
            await self.shell.door.tell(self.shell.studio.preferences.set, host_voice=str(path), expert_voice=str(path))
        await self._look()
