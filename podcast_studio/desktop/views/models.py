"""The page "Models & voices": what is installed, how it sounds, and what new podcasts are made with."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QFrame, QScrollArea, QWidget

from podcast_studio.desktop.dialogs import answered, chosen_files
from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Page, PageHeader, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.installed import ModelLine, VoiceLine, chosen_model, model_lines, voice_lines
from podcast_studio.desktop.views.installed_rows import InstalledCard, ModelRow, VoiceRow, check_only
from podcast_studio.desktop.views.previews import Previews
from podcast_studio.desktop.views.server_dialog import ServerDialog
from podcast_studio.desktop.views.voice_picker import cast
from podcast_studio.desktop.widgets import EmptyState, QuietButton, Text, column
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, PodcastStudioError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.studio import Change, Topic

_WIDTH = 760  # px; longer lines are hard to follow from the name to the choice


class ModelsPage(Page):
    """Reads anew what is installed whenever the user comes back, e.g. from a folder."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._reload = Reload(shell.door, self, self._load)
        self.previews = Previews(shell, self)
        self._used = QButtonGroup(self)
        self._speakers = {role: QButtonGroup(self) for role in Speaker}
        self._voice_lines: Sequence[VoiceLine] = ()
        self._voices_chosen: dict[Speaker, str] = {}
        self.models, self.voices = self._models_card(), self._voices_card()
        later = Text(self.tr("A catalogue of models and voices to download comes later."), "secondary", wraps=True)
        self.body.addWidget(PageHeader(self.title))
        content, self._area = QWidget(), QScrollArea()
        content.setProperty("kind", "scrolled")
        content.setLayout(column(self.models, self.voices, later, None, gap=7 * UNIT, margins=(0, 0, 2 * UNIT, 0)))
        content.setMaximumWidth(_WIDTH)
        self._area.setWidget(content)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.hide()  # until it is known what to show
        self.body.addWidget(self._area, 100)
        self.body.addStretch(1)
        self.setEnabled(False)  # until what is installed has been read

    @property
    def title(self) -> str:
        return self.tr("Models & voices")

    def show_for(self, subject: str) -> None:
        self._reload()

    def refresh(self, change: Change) -> None:
        if Topic.SETTINGS in change.topics:
            self._reload()

    def leave(self) -> None:
        self.previews.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow() and self.isVisible():
            self._reload()

    def _models_card(self) -> InstalledCard:
        empty = EmptyState(
            self.shell.theme.icons("model"),
            self.tr("No language model yet"),
            self.tr("Add a file that ends in .gguf. It is loaded once, to see that it works."),
        )
        return InstalledCard(
            self.shell,
            (
                self.tr("Language models"),
                self.tr("Write the script. The one that is on is used for new podcasts."),
            ),
            empty,
            QuietButton(self.tr("Add a model file…"), lambda: self.shell.door.start(self._choose_model(), self)),
            self._folder_button(self.tr("Folder of the language models"), self.shell.studio.home.models),
            QuietButton(self.tr("Use a model server…"), lambda: self.shell.door.start(self._choose_server(), self)),
        )

    def _voices_card(self) -> InstalledCard:
        empty = EmptyState(
            self.shell.theme.icons("voice"),
            self.tr("No voice yet"),
            self.tr("Add a Piper voice: a file that ends in .onnx, with its .onnx.json beside it."),
        )
        return InstalledCard(
            self.shell,
            (
                self.tr("Voices"),
                self.tr("Speak the script. Choose who is the host and who is the expert of new podcasts."),
            ),
            empty,
            QuietButton(self.tr("Add a voice…"), lambda: self.shell.door.start(self._choose_voice(), self)),
            self._folder_button(self.tr("Folder of the voices"), self.shell.studio.home.voices),
        )

    def _folder_button(self, name: str, folder: Path) -> QuietButton:
        button = QuietButton(
            self.tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        )
        button.setAccessibleName(name)
        return button

    async def _load(self) -> None:
        studio, door = self.shell.studio, self.shell.door
        preferences = await door.ask(studio.preferences.get)
        models = await door.ask(studio.models)
        voices = await door.ask(studio.voices)
        own = (preferences.host_voice, preferences.expert_voice)
        written, spoken = (
            await door.ask(model_lines, models, preferences.model),
            await door.ask(voice_lines, voices, own),
        )
        self._show_models(written)
        self._show_voices(spoken)
        value = chosen_model(models, preferences.model)
        used = (one.use for one in self.models.rows if isinstance(one, ModelRow) and one.line.value == value)
        check_only(self._used, next(used, None))
        self._voices_chosen = dict(zip((Speaker.HOST, Speaker.EXPERT), cast(voices, *own), strict=True))
        self._show_speakers()
        self._area.show()
        self.setEnabled(True)

    def _show_models(self, lines: Sequence[ModelLine]) -> None:
        if self.models.is_of(lines):
            return
        rows = [ModelRow(line, self._used) for line in lines]
        for one in rows:
            one.use.clicked.connect(lambda _checked=False, value=one.line.value: self._keep(model=value))
            one.forgotten.connect(lambda: self.shell.door.call(self.shell.studio.installing.forget_server, self))
        self.models.show_rows(lines, rows)

    def _show_voices(self, lines: Sequence[VoiceLine]) -> None:
        if self.voices.is_of(lines):
            return
        self._voice_lines = lines
        rows = [VoiceRow(self.shell, line, self._speakers, self.previews) for line in lines]
        for one in rows:
            one.chosen.connect(lambda role, voice: self._keep(**{_preference(role): voice}))
            one.turned.connect(self._show_speakers)
        self.voices.show_rows(lines, rows)

    def _show_speakers(self) -> None:
        rows = [one for one in self.voices.rows if isinstance(one, VoiceRow)]
        for one in rows:
            one.show_chosen(self._voices_chosen)
        for role, group in self._speakers.items():
            check_only(group, next((one.roles[role] for one in rows if one.speaks(role)), None))

    def _keep(self, **changes: str) -> None:
        self.shell.door.call(self.shell.studio.preferences.set, self, **changes)

    async def _choose_model(self) -> None:
        title, filters = self.tr("Choose a language model"), [self.tr("Language models (*.gguf)")]
        for path in await chosen_files(self, title, QFileDialog.FileMode.ExistingFile, filters):
            self.models.say(self.tr("Loading {file}, to see that it works…").format(file=path.name))
            await self._adding(self.models, self._add_model(path))

    async def _choose_server(self) -> None:
        known = (await self.shell.door.ask(self.shell.studio.preferences.get)).server
        dialog = ServerDialog(self, self.shell, known)
        wanted = await answered(dialog) == ServerDialog.DialogCode.Accepted
        address, model = dialog.address.text(), dialog.model
        if wanted and model:
            self.models.say(self.tr("Asking the server…"))
            await self._adding(self.models, self._add_server(address, model))

    async def _choose_voice(self) -> None:
        title, filters = self.tr("Choose a voice"), [self.tr("Piper voices (*.onnx)")]
        for path in await chosen_files(self, title, QFileDialog.FileMode.ExistingFile, filters):
            self.voices.say(self.tr("Letting {file} say a word…").format(file=path.name))
            await self._adding(self.voices, self._add_voice(path))

    async def _adding(self, card: InstalledCard, work: Coroutine[Any, Any, str]) -> None:
        """Have one added, and say how that ended where the user is looking."""
        card.add.setEnabled(False)
        try:
            card.say(await work)
        except PodcastStudioError as error:
            card.say(str(error), trouble=True)
        except BaseException:  # also a cancelled task: it must not go on saying that it works
            card.say("")
            raise
        finally:
            card.add.setEnabled(True)
            self._reload()

    async def _add_model(self, path: Path) -> str:
        add, token = self.shell.studio.installing.add_model, CancelToken()
        try:
            kept = await self.shell.door.ask_long(add, path=path, cancel=token, report=self.models.report)
        finally:
            token.cancel(Cancelled())  # where the window closes meanwhile
        used = self._used.checkedButton()
        if used is not None and used.isEnabled():
            return self.tr("{name} works. Choose “Use this” to have it write new podcasts.").format(name=kept.stem)
        await self.shell.door.tell(self.shell.studio.preferences.set, model=str(kept))
        return self.tr("{name} works, and writes new podcasts from now on.").format(name=kept.stem)

    async def _add_server(self, address: str, model: str) -> str:
        studio, door = self.shell.studio, self.shell.door
        endpoint = await door.ask_long(studio.installing.add_server, address=address, model=model)
        await door.tell(studio.preferences.set, model=str(endpoint))
        text = self.tr("{name} on {server} writes new podcasts from now on.")
        return text.format(name=endpoint.model, server=endpoint.server)

    async def _add_voice(self, path: Path) -> str:
        add, token = self.shell.studio.installing.add_voice, CancelToken()
        try:
            voice = await self.shell.door.ask_long(add, path=path, cancel=token, report=self.voices.report)
        finally:
            token.cancel(Cancelled())
        gone = {one for line in self._voice_lines if not line.usable for one, _speaker in line.voices}
        silent = {_preference(role): voice.id for role, chosen in self._voices_chosen.items() if chosen in gone}
        if silent:
            await self.shell.door.tell(self.shell.studio.preferences.set, **silent)
        return self.tr("{name} speaks well. Choose it as host or expert.").format(name=voice.name)


def _preference(role: str) -> str:
    return f"{role.lower()}_voice"
