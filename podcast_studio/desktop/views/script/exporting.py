"""The Export menu of a podcast: its audio in any format and its transcript in any form, where the user wants it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from podcast_studio.desktop.dialogs import chosen_place
from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import ProgressLine, QuietButton, Text, row
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled
from podcast_studio.domain.podcasts import AudioFormat
from podcast_studio.studio.output import TranscriptKind

_LOOK = 100  # ms between two looks at how far it is


class ExportBar(QFrame):
    """What is being exported, how far it is, and a way to stop it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._share, self._token = 0.0, CancelToken()
        self.says, self.line = Text(""), ProgressLine(shell.theme, self.tr("Progress of the export"))
        self.cancel = QuietButton(self.tr("Cancel"), self._stop)
        parts = row(self.says, self.line, self.cancel, gap=4 * UNIT, margins=(4 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT))
        self.setLayout(parts)
        self._timer = QTimer(self, interval=_LOOK)
        self._timer.timeout.connect(lambda: self.line.show_share(round(self._share * 100)))
        self.hide()

    def begin(self, text: str) -> CancelToken:
        """Show it; what is exported stops when this token is cancelled."""
        self._share, self._token = 0.0, CancelToken()
        self.says.setText(text)
        self.line.show_share(0)
        self.cancel.setEnabled(True)
        self._timer.start()
        self.show()
        return self._token

    def report(self, share: float) -> None:
        """Called from the thread that exports."""
        self._share = share

    def end(self) -> None:
        self._timer.stop()
        self.hide()

    def _stop(self) -> None:
        self.cancel.setEnabled(False)
        self._token.cancel(Cancelled())


class Exporter(QWidget):
    """The button with its menu."""

    busy = Signal(bool)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell, self._podcast = shell, ""
        self.bar = ExportBar(shell)
        self.menu = QMenu(self.tr("Export"), self)
        self.button = QuietButton(self.tr("Export"))
        self.button.setMenu(self.menu)
        self.setLayout(row(self.button))
        self._fill()

    def use(self, podcast_id: str) -> None:
        """What is exported from now on."""
        self._podcast = podcast_id

    def export_audio(self, audio_format: AudioFormat) -> None:
        """Ask where to, in this format unless another one is chosen there, and write the audio."""
        self._shell.door.start(self._export_audio(self._podcast, audio_format), self)

    def export_transcript(self, kind: TranscriptKind) -> None:
        """Ask where to, in this form unless another one is chosen there, and write what is said."""
        self._shell.door.start(self._export_transcript(self._podcast, kind), self)

    def _fill(self) -> None:
        for audio_format, text in self._formats().items():
            self.menu.addAction(f"{text}…").triggered.connect(partial(self._audio_chosen, audio_format))
        self.menu.addSeparator()
        for kind, text in self._kinds().items():
            self.menu.addAction(f"{text}…").triggered.connect(partial(self._kind_chosen, kind))

    def _kinds(self) -> dict[TranscriptKind, str]:
        return {
            TranscriptKind.TXT: self.tr("Transcript as text"),
            TranscriptKind.MD: self.tr("Transcript as Markdown"),
            TranscriptKind.VTT: self.tr("Captions as WebVTT"),
            TranscriptKind.SRT: self.tr("Subtitles as SRT"),
            TranscriptKind.JSON: self.tr("Transcript as JSON"),
        }

    def _formats(self) -> dict[AudioFormat, str]:
        text = self.tr("Audio as {format}")
        return {audio_format: text.format(format=audio_format.value.upper()) for audio_format in AudioFormat}

    def _audio_chosen(self, audio_format: AudioFormat, _checked: bool = False) -> None:
        self.export_audio(audio_format)

    def _kind_chosen(self, kind: TranscriptKind, _checked: bool = False) -> None:
        self.export_transcript(kind)

    async def _wanted_folder(self) -> Path:
        chosen = (await self._shell.door.ask(self._shell.studio.preferences.get)).output_folder
        music = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        return Path(chosen or music or Path.home())

    async def _folder_for_writing(self) -> Path:
        folder = await self._wanted_folder()
        if not folder.is_dir() and folder.parent.is_dir():  # many systems have no music folder before it is used
            await self._shell.door.ask(folder.mkdir, exist_ok=True)
        return folder

    async def _place(self, podcast_id: str, ending: str, kinds: Mapping[str, str]) -> Path | None:
        """Where the user wants it; the folder is the one of the last time."""
        folder, output = await self._folder_for_writing(), self._shell.studio.output
        name = await self._shell.door.ask(output.file_name, podcast_id=podcast_id)
        return await chosen_place(self, self.tr("Export"), folder / f"{name}{ending}", kinds)

    async def _export_audio(self, podcast_id: str, first: AudioFormat) -> None:
        kinds = {f".{audio_format.value}": text for audio_format, text in self._formats().items()}
        target = await self._place(podcast_id, f".{first.value}", kinds)
        if target is not None:
            await self._write_audio(podcast_id, target)

    async def _write_audio(self, podcast_id: str, target: Path) -> None:
        audio_format = AudioFormat(target.suffix.lower().lstrip("."))
        token = self.bar.begin(self.tr("Exporting {format}").format(format=audio_format.value.upper()))
        self._set_busy(True)
        try:
            done = await self._shell.door.ask_long(
                self._shell.studio.output.export_audio,
                podcast_id=podcast_id,
                target=target,
                audio_format=audio_format,
                cancel=token,
                report=self.bar.report,
            )
        finally:
            token.cancel(Cancelled())  # also when the window is closed meanwhile
            self.bar.end()
            self._set_busy(False)
        await self._tell(done)

    async def _export_transcript(self, podcast_id: str, first: TranscriptKind) -> None:
        kinds = {f".{kind.value}": text for kind, text in self._kinds().items()}
        target = await self._place(podcast_id, f".{first.value}", kinds)
        if target is not None:
            kind = TranscriptKind.parse(target.suffix)
            export = self._shell.studio.output.export_transcript
            await self._tell(await self._shell.door.ask(export, podcast_id=podcast_id, target=target, kind=kind))

    def _set_busy(self, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.busy.emit(busy)

    async def _tell(self, path: Path) -> None:
        folder = QUrl.fromLocalFile(str(path.parent))
        show = (self.tr("Show in folder"), lambda: QDesktopServices.openUrl(folder))
        self._shell.notices.say(self.tr("Saved as “{name}”.").format(name=path.name), str(path.parent), actions=[show])
        await self._shell.door.tell(self._shell.studio.preferences.set, output_folder=str(path.parent))
