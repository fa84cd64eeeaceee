"""Dialogs that never hold the program up: they are opened, and answered when the user answers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import PrimaryButton, QuietButton, SectionTitle, Text, column, row
from podcast_studio.desktop.widgets.surfaces import Part

_LEAST_WIDTH = 372  # px


class Dialog(QDialog):
    """A title, what there is to say or fill in, and buttons, the main one last."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.body = column(gap=3 * UNIT)
        if title:
            self.body.addWidget(SectionTitle(title))
        if text:
            self.body.addWidget(Text(text, wraps=True))
        self.buttons = row(None, gap=2 * UNIT)
        margins = (6 * UNIT, 5 * UNIT, 6 * UNIT, 5 * UNIT)
        layout = column(self.body, self.buttons, gap=5 * UNIT, margins=margins)
        layout.addStrut(_LEAST_WIDTH)  # of the layout, not of the window: buttons with long words still widen it
        self.setLayout(layout)

    def add(self, *parts: Part) -> None:
        """Put something below the title."""
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            elif part is None:
                self.body.addStretch(1)
            elif isinstance(part, int):
                self.body.addSpacing(part)
            else:
                self.body.addLayout(part)

    def add_button(self, text: str, result: int, *, main: bool = False) -> QPushButton:
        """A button that closes the dialog with this result."""
        button = (PrimaryButton if main else QuietButton)(text, lambda: self.done(result))
        button.setDefault(main)
        self.buttons.addWidget(button)
        if main:
            button.setFocus()
        return button


async def answered(dialog: QDialog) -> int:
    """Open it and wait for the result; `QDialog.Rejected` when it was closed or went away with its window."""
    future: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def settle(result: int) -> None:
        if not future.done():
            future.set_result(result)

    dialog.finished.connect(settle)
    dialog.destroyed.connect(lambda _dialog=None: settle(QDialog.DialogCode.Rejected))
    dialog.open()
    try:
        return await future
    finally:
        dialog.deleteLater()


async def confirmed(parent: QWidget, title: str, text: str, *, yes: str, no: str) -> bool:
    """Ask before something that cannot be undone."""
    dialog = Dialog(parent, title, text)
    dialog.add_button(no, QDialog.DialogCode.Rejected)
    dialog.add_button(yes, QDialog.DialogCode.Accepted, main=True)
    return await answered(dialog) == QDialog.DialogCode.Accepted


async def chosen_files(
    parent: QWidget, title: str, mode: QFileDialog.FileMode, filters: Sequence[str] = (), start: str = ""
) -> list[Path]:
    """Let the user choose; empty when they did not."""
    dialog = QFileDialog(parent, title, start)
    dialog.setFileMode(mode)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    if filters:
        dialog.setNameFilters(list(filters))
    chosen: list[str] = []
    dialog.filesSelected.connect(chosen.extend)
    await answered(dialog)
    return [Path(name) for name in chosen]


async def chosen_place(parent: QWidget, title: str, start: Path, kinds: Mapping[str, str]) -> Path | None:
    """Let the user name a file to save, `start` at first, of one of `kinds` (by ending); None when they did not.

    A name that is taken is not asked about: whoever saves takes the next one that is free.
    """
    dialog = QFileDialog(parent, title, str(start.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    filters = {f"{name} (*{ending})": ending for ending, name in kinds.items()}
    dialog.setNameFilters(list(filters))
    dialog.selectNameFilter(next(words for words, ending in filters.items() if ending == start.suffix))
    dialog.selectFile(start.name)

    def take_kind(words: str) -> None:
        named = [Path(name) for name in dialog.selectedFiles() if Path(name).suffix.lower() in kinds]
        for path in named[:1]:
            dialog.selectFile(path.with_suffix(filters[words]).name)

    dialog.filterSelected.connect(take_kind)
    chosen: list[str] = []
    dialog.filesSelected.connect(chosen.extend)
    await answered(dialog)
    if not chosen:
        return None
    path = Path(chosen[0])
    return path if path.suffix.lower() in kinds else path.with_name(path.name + filters[dialog.selectedNameFilter()])
