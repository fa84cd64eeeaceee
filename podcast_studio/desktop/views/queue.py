"""The page of the queue: what needs attention on top, then one row for each job."""

from __future__ import annotations

from podcast_studio.desktop.dialogs import confirmed
from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Page, PageHeader, Place, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.attention import Attention
from podcast_studio.desktop.views.queue_table import QueueTable
from podcast_studio.desktop.views.queue_verbs import QueueVerbs
from podcast_studio.desktop.widgets import EmptyState, QuietButton, column
from podcast_studio.desktop.widgets.scrolled import Scrolled, scroll_page
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import QueueRow
from podcast_studio.studio import Change, Topic

_TOPICS = {Topic.JOBS, Topic.PODCASTS, Topic.PROGRESS, Topic.COLLECTIONS}
_PAUSE = 250  # ms between two looks, however often jobs change


class QueuePage(Page):
    """Looks at the queue after changes, and changes only what is different on the screen."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._load = Reload(shell.door, self, self._read, pause=_PAUSE)
        self._make_parts()
        self._verbs = QueueVerbs(shell, self, self.table)
        content = Scrolled()
        parts = column(self.header, self.attention, self.table, gap=4 * UNIT)
        parts.addWidget(self.empty, 100)
        parts.addStretch(1)
        content.setLayout(parts)
        scroll_page(self.body, content)
        self.empty.hide()
        self.table.hide()
        self._connect()

    @property
    def title(self) -> str:
        return self.tr("Queue")

    def show_for(self, subject: str) -> None:
        self._load()

    def refresh(self, change: Change) -> None:
        if _TOPICS & change.topics.keys():
            self._load()

    def _make_parts(self) -> None:
        queue = self.shell.studio.queue
        self.hold_all = QuietButton(self.tr("Hold all"), lambda: self.shell.door.call(queue.hold_all, self))
        self.resume_all = QuietButton(self.tr("Resume all"), lambda: self.shell.door.call(queue.resume_all, self))
        self.retry_all = QuietButton(
            self.tr("Retry all failed"), lambda: self.shell.door.call(queue.retry_all_failed, self)
        )
        self.header = PageHeader(self.title, actions=(self.hold_all, self.resume_all, self.retry_all))
        self.attention = Attention(self.shell.theme)
        self.table = QueueTable(self.shell.theme, self.title)
        self.empty = EmptyState(
            self.shell.theme.icons("queue"),
            self.tr("Nothing is waiting"),
            self.tr("Podcasts stand here from “Create podcast” until they are finished."),
        )

    def _connect(self) -> None:
        queue = self.shell.studio.queue
        self.attention.retry_wanted.connect(lambda job: self.shell.door.call(queue.retry, self, job_id=job.job_id))
        self.attention.dismiss_wanted.connect(self._verbs.dismiss)
        self.attention.open_wanted.connect(self._verbs.open)
        self.attention.delete_wanted.connect(lambda job: self.shell.door.start(self._delete(job), self))
        self.attention.models_wanted.connect(lambda: self.shell.go(Place(page="models")))

    async def _read(self) -> None:
        rows = await self.shell.door.ask(self.shell.studio.shelf.queue)
        failed = [row for row in rows if row.needs_attention]
        others = [row for row in rows if not row.needs_attention]
        self.attention.show_jobs(failed)
        self.table.jobs.show(others)
        self.table.setVisible(bool(others))
        self.empty.setVisible(not rows)
        held = any(row.state is JobState.HELD for row in others)
        self.hold_all.setVisible(not others or any(row.state is not JobState.HELD for row in others))
        self.hold_all.setEnabled(bool(others))
        self.resume_all.setVisible(held)
        self.retry_all.setEnabled(bool(failed))

    async def _delete(self, job: QueueRow) -> None:
        title = self.tr("Delete “{title}”?").format(title=job.title)
        text = self.tr("Its audio and its script are deleted from this computer. What you have exported stays.")
        if await confirmed(self, title, text, yes=self.tr("Delete"), no=self.tr("Keep it")):
            studio, door = self.shell.studio, self.shell.door
            podcast = await door.ask(studio.find_podcast, name=job.podcast_id or "")
            await door.ask_long(studio.delete_podcast, podcast=podcast)
