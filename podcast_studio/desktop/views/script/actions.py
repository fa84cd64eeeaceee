"""The buttons on top of the page: of a podcast in the making, and of a finished one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from podcast_studio.desktop.shell import Shell
from podcast_studio.desktop.views.script.exporting import Exporter
from podcast_studio.desktop.views.script.rows import Shown
from podcast_studio.desktop.views.script.searching import SearchField
from podcast_studio.desktop.widgets import IconButton, PrimaryButton, QuietButton
from podcast_studio.domain.jobs import JobState

_OPEN = (JobState.QUEUED, JobState.HELD, JobState.GENERATING)


class Buttons(QObject):
    """Shows those that mean something now."""

    def __init__(self, shell: Shell, owner: QObject, listen: Callable[[], object]) -> None:
        super().__init__(owner)
        self._shell, self._owner = shell, owner
        self._shown: Shown | None = None
        self._asked_in: JobState | None = None  # in which state hold or cancel was asked for
        icons = shell.theme.icons
        self.search = SearchField()
        self.undo = IconButton(icons("undo"), self.tr("Undo"), self.undo_change)
        self.redo = IconButton(icons("redo"), self.tr("Redo"), self.redo_change)
        self.exporter = Exporter(shell)
        self.hold = QuietButton(self.tr("Hold"), self._hold)
        self.resume = QuietButton(self.tr("Resume"), self._resume)
        self.cancel = QuietButton(self.tr("Cancel"), self._cancel)
        self.listen = PrimaryButton("", listen, icons("play", "on_accent"))
        self.all = (
            *(self.search, self.undo, self.redo, self.exporter),
            *(self.hold, self.resume, self.cancel, self.listen),
        )

    def show_for(self, shown: Shown, *, playing: bool) -> None:
        """Bring them up to date; `playing` is whether this podcast is heard."""
        self._shown = shown
        state, finished = shown.made.state, shown.finished
        if state is not self._asked_in:
            self._asked_in = None
        self.undo.setVisible(shown.script.can_undo)
        self.redo.setVisible(shown.script.can_redo)
        self.exporter.setVisible(finished)
        self.hold.setVisible(state in (JobState.QUEUED, JobState.GENERATING) and not finished)
        self.resume.setVisible(state is JobState.HELD)
        self.cancel.setVisible(state in _OPEN and not finished)
        for button in (self.hold, self.cancel):
            button.setEnabled(self._asked_in is None)
        self.search.setVisible(finished)
        self._show_listen(shown, playing=playing)

    def undo_change(self) -> None:
        """Take the last change back."""
        if self._shown is not None and self._shown.script.can_undo:
            self._change(self._shell.studio.scripts.undo)

    def redo_change(self) -> None:
        """Take an undo back."""
        if self._shown is not None and self._shown.script.can_redo:
            self._change(self._shell.studio.scripts.redo)

    def retry(self) -> None:
        """Let a failed or cancelled job go on."""
        self._ask(self._shell.studio.queue.retry)

    def _show_listen(self, shown: Shown, *, playing: bool) -> None:
        self.listen.setVisible(shown.can_be_heard and not (playing and shown.finished))
        text = self.tr("Listen") if shown.finished else self.tr("Listen now")
        self.listen.setText(self.tr("Pause") if playing else text)
        self.listen.setIcon(self._shell.theme.icons("pause" if playing else "play", "on_accent"))

    def _hold(self) -> None:
        self._stop(self._shell.studio.queue.hold)

    def _cancel(self) -> None:
        self._stop(self._shell.studio.queue.cancel)

    def _resume(self) -> None:
        self._ask(self._shell.studio.queue.resume)

    def _stop(self, verb: Callable[..., None]) -> None:
        """A running job takes some seconds to stop; it is not asked twice."""
        if self._shown is not None:
            self._asked_in = self._shown.made.state
            for button in (self.hold, self.cancel):
                button.setEnabled(False)
            self._ask(verb)

    def _ask(self, verb: Callable[..., None]) -> None:
        if self._shown is not None and self._shown.made.job_id is not None:
            self._shell.door.call(verb, self._owner, job_id=self._shown.made.job_id)

    def _change(self, verb: Callable[..., int]) -> None:
        assert self._shown is not None
        self._shell.door.call(verb, self._owner, podcast_id=self._shown.made.id)
