"""Closing the window while podcasts are being made: asked once, remembered if the user likes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from podcast_studio.desktop.dialogs import Dialog, answered
from podcast_studio.desktop.door import Door
from podcast_studio.desktop.words import counted, listed
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import QueueRow
from podcast_studio.studio import Studio
from podcast_studio.studio.preferences import CloseAction

_ANSWERS = {2: CloseAction.BACKGROUND, 3: CloseAction.STOP}


class LeaveDialog(Dialog):
    """Finish in the background, or stop and go on later."""

    def __init__(self, parent: QWidget | None, busy: Sequence[QueueRow]) -> None:
        super().__init__(parent, *_words(busy))
        self.every_time = QCheckBox(self.tr("Do this every time"))
        self.add(self.every_time)
        self.cancel = self.add_button(self.tr("Cancel"), QDialog.DialogCode.Rejected)
        self.stop = self.add_button(self.tr("Stop, and go on later"), 3)
        self.background = self.add_button(self.tr("Finish in the background"), 2, main=True)


async def decided(studio: Studio, door: Door, window: QWidget) -> CloseAction | None:
    """What closing shall do: BACKGROUND or STOP; None when the user wants to stay."""
    busy = [row for row in await door.ask(studio.shelf.queue) if _works(row)]
    if not busy:
        return CloseAction.STOP
    wanted = (await door.ask(studio.preferences.get)).close_action
    if wanted is not CloseAction.ASK:
        return wanted
    dialog = LeaveDialog(window if window.isVisible() else None, busy)
    answer = _ANSWERS.get(await answered(dialog))
    if answer is not None and dialog.every_time.isChecked():
        await door.tell(studio.preferences.set, close_action=answer)
    return answer


def _works(row: QueueRow) -> bool:
    """Whether it would go on by itself if the program stayed."""
    return row.state is JobState.GENERATING or (row.state is JobState.QUEUED and not row.waiting_for_time)


def _words(busy: Sequence[QueueRow]) -> tuple[str, str]:
    translate = QCoreApplication.translate
    title = translate("LeaveDialog", "{podcasts} still to be made").format(podcasts=counted.podcasts(len(busy)))
    text = translate("LeaveDialog", "{titles}. Whatever you choose: what is finished is kept, and nothing is lost.")
    return title, text.format(titles=listed([row.title for row in busy]))
