"""What can be done with a job in the queue: one set of actions for the menu and the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from podcast_studio.desktop.actions import add_action
from podcast_studio.desktop.dialogs import Dialog, answered
from podcast_studio.desktop.shell import Page, Place, Shell
from podcast_studio.desktop.views.queue_table import QueueTable
from podcast_studio.desktop.views.starting import StartDialog
from podcast_studio.desktop.views.telling import jobs
from podcast_studio.domain.jobs import JobState, Priority
from podcast_studio.domain.shelf import QueueRow

_ANY = tuple(JobState)
_WAITING = (JobState.QUEUED, JobState.HELD)
_GOING = (JobState.QUEUED, JobState.GENERATING)


class QueueVerbs(QObject):
    """Joins the table to what can be done with its rows."""

    def __init__(self, shell: Shell, page: Page, table: QueueTable) -> None:
        super().__init__(page)
        self._shell, self._page, self._table = shell, page, table
        self._entries: list[tuple[QAction, tuple[JobState, ...]] | None] = []  # None is a line between
        self._add_all()
        table.opened.connect(self.open)
        table.moved.connect(self.move)
        table.menu_wanted.connect(self.show_menu)

    def open(self, row: QueueRow) -> None:
        """Show what the job is about."""
        if row.podcast_id is not None:
            self._shell.go(Place(page="podcast", subject=row.podcast_id))
        elif row.collection_id is not None:
            self._shell.go(Place(page="collection", subject=row.collection_id))

    def move(self, job_id: str, before: str | None) -> None:
        """Put a waiting job before another one; None for the end."""
        self._ask(self._shell.studio.queue.move, job_id, before=before)

    def cancel(self, row: QueueRow) -> None:
        """At once: what was made is kept, and it can be taken back."""
        self._ask(self._shell.studio.queue.cancel, row.job_id)
        undo = partial(self._ask, self._shell.studio.queue.retry, row.job_id)
        text = self.tr("“{title}” was cancelled").format(title=jobs.title(row))
        self._shell.notices.say(text, actions=[(self.tr("Undo"), undo)])

    def dismiss(self, row: QueueRow) -> None:
        """Give a failed job up. It goes from the list at once, so it can be taken back."""
        self._ask(self._shell.studio.queue.dismiss, row.job_id)
        again = partial(self._ask, self._shell.studio.queue.retry, row.job_id)
        text = self.tr("“{title}” was dismissed").format(title=jobs.title(row))
        self._shell.notices.say(text, actions=[(self.tr("Retry it"), again)])

    def show_menu(self, at: QPoint) -> None:
        """The menu of the current row, with what can be done with it now."""
        row = self._table.current()
        if row is None:
            return
        menu = QMenu(self._page)
        for entry in self._entries:
            if entry is None:
                menu.addSeparator()
            elif row.state in entry[1]:
                menu.addAction(entry[0])
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _add_all(self) -> None:
        queue = self._shell.studio.queue
        self._add(self.tr("Open"), "Return", self.open, _ANY)
        self._entries.append(None)
        self._add(self.tr("Hold"), "H", lambda row: self._ask(queue.hold, row.job_id), _GOING)
        self._add(self.tr("Resume"), "R", lambda row: self._ask(queue.resume, row.job_id), (JobState.HELD,))
        self._add(self.tr("Start at…"), "S", lambda row: self._shell.door.start(self._start_at(row), self), _WAITING)
        self._add(self.tr("Cancel"), "Delete", self.cancel, (*_WAITING, JobState.GENERATING))
        self._entries.append(None)
        queued = (JobState.QUEUED,)
        self._add(self.tr("Move up"), "Alt+Up", lambda row: self._step(row, -1), queued)
        self._add(self.tr("Move down"), "Alt+Down", lambda row: self._step(row, 1), queued)
        self._add(self.tr("Move to the top"), "Alt+Home", self._move_first, queued)
        self._add(self.tr("Move to the end"), "Alt+End", lambda row: self.move(row.job_id, None), queued)
        self._entries.append(None)
        self._add_priority(self.tr("Priority: urgent"), "U", Priority.URGENT)
        self._add_priority(self.tr("Priority: normal"), "N", Priority.NORMAL)
        self._add_priority(self.tr("Priority: low"), "L", Priority.LOW)

    def _add(self, text: str, keys: str, verb: Callable[[QueueRow], object], states: tuple[JobState, ...]) -> None:
        def act() -> None:
            row = self._table.current()
            if row is not None and row.state in states:
                verb(row)

        action = add_action(self._table, text, keys, act)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._page.addAction(action)  # which is where the overview of keys looks
        self._entries.append((action, states))

    def _add_priority(self, text: str, keys: str, priority: Priority) -> None:
        verb = self._shell.studio.queue.set_priority
        self._add(text, keys, lambda row: self._ask(verb, row.job_id, priority=priority), _WAITING)

    def _ask(self, verb: Callable[..., object], job_id: str, **more: object) -> None:
        self._shell.door.call(verb, self._page, job_id=job_id, **more)

    def _step(self, row: QueueRow, by: int) -> None:
        possible, before = self._table.jobs.neighbour(row, by)
        if possible:
            self.move(row.job_id, before)

    def _move_first(self, row: QueueRow) -> None:
        first = self._table.jobs.first_waiting()
        if first != row.job_id:
            self.move(row.job_id, first)

    async def _start_at(self, row: QueueRow) -> None:
        dialog = StartDialog(self._page, row, jobs.title(row))
        result = await answered(dialog)
        if result != Dialog.DialogCode.Rejected:
            run_at = dialog.run_at(result)
            await self._shell.door.ask(self._shell.studio.queue.start_at, job_id=row.job_id, run_at=run_at)
