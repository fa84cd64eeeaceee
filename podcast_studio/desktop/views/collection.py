"""The page of a collection: what is in it, the card that makes a podcast of it, and its podcasts."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from podcast_studio.desktop.collection_menu import CollectionMenu
from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Page, Place, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.collection_bars import IndexingBar, NoticeBar, trouble_of
from podcast_studio.desktop.views.create_card import CreateCard
from podcast_studio.desktop.views.documents import DocumentsDialog, Show
from podcast_studio.desktop.views.folder_watch import FolderWatch
from podcast_studio.desktop.views.podcast_list import PodcastList
from podcast_studio.desktop.views.podcast_verbs import PodcastVerbs
from podcast_studio.desktop.views.telling import language_name
from podcast_studio.desktop.widgets import EmptyState, IconButton, QuietButton, SectionTitle, Text, Title, column, row
from podcast_studio.desktop.widgets.link_text import LinkText
from podcast_studio.desktop.widgets.scrolled import Scrolled, scroll_page
from podcast_studio.desktop.words import counted, day, number
from podcast_studio.domain.errors import NotFoundError, PodcastStudioError
from podcast_studio.domain.jobs import INDEXING_JOB
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.domain.shelf import CollectionRow, QueueRow
from podcast_studio.studio import Change, Topic

_log = logging.getLogger(__name__)
_PODCAST_TOPICS = (Topic.PODCASTS, Topic.PROGRESS)
_JUST_NOW_SECONDS = 120
_ROOM_FOR_HINT = 560  # px of height; below that the drop hint only takes room away


class CollectionPage(Page):
    """Shows one collection at a time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._id = ""
        self._changed_ids: set[str] | None = None  # podcasts to read again; None is all
        self.collection: CollectionRow | None = None
        self._failed: QueueRow | None = None  # its indexing, if that needs attention
        self._differs = False
        self._load_collection = Reload(shell.door, self, self._read_collection, pause=200)
        self._load_podcasts = Reload(shell.door, self, self._read_podcasts)
        self._load_wishes = Reload(shell.door, self, self._read_wishes)
        self._look_at_folder = Reload(shell.door, self, self._compare, pause=1500)
        self._watch = FolderWatch(self)
        self._menu = CollectionMenu(shell, self)
        self._make_parts()
        self._verbs = PodcastVerbs(shell, self, self.list)
        self._lay_out()
        self._connect()

    @property
    def title(self) -> str:
        return self.collection.name if self.collection is not None else self.tr("Collection")

    def show_for(self, subject: str) -> None:
        if subject != self._id:
            self._id, self.collection, self._failed, self._differs = subject, None, None, False
            self.list.podcasts.begin_anew([])
            self._content.hide()
        self._changed_ids = None
        for load in (self._load_collection, self._load_podcasts, self._load_wishes, self._look_at_folder):
            load()

    def refresh(self, change: Change) -> None:
        if change.touches(Topic.COLLECTIONS, self._id):
            self._load_collection()
        if Topic.SETTINGS in change.topics:
            self._load_wishes()
        for topic in _PODCAST_TOPICS:
            if topic in change.topics:
                ids = change.topics[topic]
                self._changed_ids = None if not ids or self._changed_ids is None else self._changed_ids | ids
                self._load_podcasts()

    def leave(self) -> None:
        self.card.previews.stop()
        self._watch.stop()

    def _make_parts(self) -> None:
        self.name, self.facts = Title(), LinkText()
        self.documents = QuietButton(self.tr("Documents"), self._show_documents)
        self.rescan = QuietButton(self.tr("Rescan"), self._rescan)
        self.rescan.setToolTip(self.tr("Read new and changed documents"))
        self.more = IconButton(self.shell.theme.icons("more"), self.tr("More"), self._open_menu)
        self.indexing, self.notice = IndexingBar(self.shell.theme), NoticeBar()
        self.card = CreateCard(self.shell)
        self.list = PodcastList(self.shell.theme, self.tr("Podcasts of this collection"), with_collection=False)
        self.heading = SectionTitle(self.tr("Podcasts"))
        self.empty = EmptyState(
            self.shell.theme.icons("podcast"),
            self.tr("No podcast yet"),
            self.tr(
                "Choose a length and press “Create podcast”. You can listen as soon as the first turns are spoken."
            ),
        )
        self.hint = QFrame()
        self.hint.setProperty("kind", "drop")
        words = Text(self.tr("Drop a folder or documents anywhere"), "status")
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setLayout(column(words, margins=(0, 5 * UNIT, 0, 5 * UNIT)))

    def _lay_out(self) -> None:
        self._content = Scrolled()
        words = column(self.name, self.facts, gap=UNIT // 2)
        head = row(gap=3 * UNIT)
        head.addLayout(words, 1)
        head.addLayout(row(self.documents, self.rescan, self.more, gap=3 * UNIT))
        podcasts = column(self.heading, self.list, self.empty, gap=2 * UNIT)
        body = column(head, self.notice, self.indexing, self.card, 2 * UNIT, podcasts, None, self.hint, gap=4 * UNIT)
        self._content.setLayout(body)
        scroll_page(self.body, self._content)
        for hidden in (self._content, self.indexing, self.empty, self.list):
            hidden.hide()

    def _connect(self) -> None:
        self.facts.followed.connect(lambda: self._show_documents(Show.LEFT_OUT))
        self.indexing.cancelled.connect(lambda: self.shell.door.start(self._cancel_indexing(), self))
        self.notice.acted.connect(self._act)
        self.notice.dismissed.connect(self._dismiss)
        self.card.created.connect(self._created)
        self._watch.changed.connect(self._folder_changed)
        self.add_action(self.tr("Documents"), "Ctrl+D", self._show_documents)
        self.add_action(self.tr("Rescan"), "F5", self._rescan)
        self.add_action(self.tr("Rename…"), "F2", self._rename)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hint.setVisible(self.height() >= _ROOM_FOR_HINT)

    async def _read_collection(self) -> None:
        wanted, shelf = self._id, self.shell.studio.shelf
        rows = await self.shell.door.ask(shelf.collections)
        found = next((one for one in rows if one.id == wanted), None)
        if found is None or wanted != self._id:
            return
        before = self.collection
        self._failed = None
        if not found.indexing:
            queue = await self.shell.door.ask(shelf.queue)
            self._failed = next((job for job in queue if _failed_indexing(job, wanted)), None)
        if wanted != self._id:
            return
        self.collection = found
        renewed = before is not None and before.indexed_at != found.indexed_at
        if renewed:
            self._differs = False  # from what was known before
        if renewed or (before is not None and before.indexing and not found.indexing):
            self._look_at_folder()
        self._show_collection(found)

    async def _read_podcasts(self) -> None:
        ids, self._changed_ids = self._changed_ids, set()
        try:
            await self._take_podcasts(ids)
        except PodcastStudioError:
            self._changed_ids = None
            raise

    async def _take_podcasts(self, ids: set[str] | None) -> None:
        wanted, shelf = self._id, self.shell.studio.shelf
        known = {podcast.id for podcast in self.list.podcasts.rows}
        if ids is not None and ids <= known:
            fresh = await self.shell.door.ask(shelf.podcasts, ids=ids)
            if wanted == self._id and len(fresh) == len(ids):
                self.list.podcasts.put(fresh)
                return
        rows = await self.shell.door.ask(shelf.podcasts, collection_id=wanted)
        if wanted == self._id:
            self.list.podcasts.show(rows)
            self.list.setVisible(bool(rows))
            self.empty.setVisible(not rows)

    async def _read_wishes(self) -> None:
        await self.card.load()

    async def _compare(self) -> None:
        """Whether the folder is still as it was read. What was compared with an older reading says nothing."""
        wanted, read_at = self._id, self._read_at
        try:
            differs = await self.shell.door.ask_long(self.shell.studio.is_changed, collection_id=wanted)
        except NotFoundError:  # it has just been removed
            return
        except PodcastStudioError as error:
            _log.info("the folder could not be compared with its index: %s", error)
            return
        if (wanted, read_at) == (self._id, self._read_at):
            self._differs = differs
            if self.collection is not None:
                self._show_state(self.collection)

    @property
    def _read_at(self) -> str | None:
        return self.collection.indexed_at if self.collection is not None else None

    def _show_collection(self, collection: CollectionRow) -> None:
        self._content.show()
        self.name.setText(collection.name)
        self.facts.say(self._facts(collection), self._unreadable(collection))
        self.rescan.setEnabled(collection.folder_exists and not collection.indexing)
        self.indexing.setVisible(collection.indexing)
        if collection.indexing:
            self.indexing.show_collection(collection)
        self._show_state(collection)
        self._watch.follow(collection.folder, exists=collection.folder_exists)
        self.retitled.emit()

    def _facts(self, collection: CollectionRow) -> str:
        if collection.indexed_at is None:
            return self.tr("Being read…") if collection.indexing else self.tr("Not read yet.")
        facts = {
            "documents": counted.documents(collection.documents),
            "words": counted.words(collection.words),
            "when": self._when(collection.indexed_at),
        }
        if not collection.language:
            return self.tr("{documents}, {words}, indexed {when}.").format(**facts)
        return self.tr("{documents}, {words}, {language}, indexed {when}.").format(
            **facts, language=language_name(collection.language)
        )

    def _when(self, moment: str) -> str:
        age = datetime.now(UTC) - datetime.fromisoformat(moment)
        return self.tr("just now") if age.total_seconds() < _JUST_NOW_SECONDS else day(moment)

    def _unreadable(self, collection: CollectionRow) -> str:
        if not collection.unreadable:
            return ""
        return self.tr("{number} could not be read").format(number=number(collection.unreadable))

    def _show_state(self, collection: CollectionRow) -> None:
        self._show_notice(collection)
        self.card.show_collection(collection, changed=self._differs)

    def _show_notice(self, collection: CollectionRow) -> None:
        """The one thing that matters most now, if there is any."""
        if not collection.folder_exists:
            self.notice.say(
                self.tr("The folder {folder} is no longer there.").format(folder=collection.folder),
                self.tr("Put it back, or connect its disk, to make more podcasts of it. Those that are made stay."),
                trouble=True,
            )
        elif collection.indexing:
            self.notice.hide()
        elif self._failed is not None:
            reason, way_out, details = trouble_of(self._failed)
            again = self.tr("Try again")
            self.notice.say(reason, way_out, action=again, details=details, trouble=True, dismissable=True)
        elif self._differs and collection.indexed_at is not None:
            self.notice.say(
                self.tr("The folder has changed since it was read."),
                self.tr("New and changed documents are read before the next podcast, or now."),
                action=self.tr("Read them now"),
            )
        elif collection.indexed_at is None:
            self.notice.say(
                self.tr("The documents have not been read yet."),
                self.tr("That happens before the first podcast, or now."),
                action=self.tr("Read them now"),
            )
        elif not collection.documents:
            self._show_nothing_readable(collection)
        else:
            self.notice.hide()

    def _show_nothing_readable(self, collection: CollectionRow) -> None:
        kinds = self.tr("Add documents such as pdf, docx, epub, html, md or txt: they are noticed by themselves.")
        if collection.unreadable:
            self.notice.say(
                self.tr("None of these documents could be read."), kinds, action=self.tr("Show why"), trouble=True
            )
        else:
            self.notice.say(self.tr("There are no documents in this folder."), kinds, trouble=True)

    def _folder_changed(self) -> None:
        self._load_collection()
        self._look_at_folder()

    def _created(self, podcast: Podcast, begins_now: bool) -> None:
        """Go and watch it being made, unless that is for later."""
        if begins_now:
            self.shell.go(Place(page="podcast", subject=podcast.id))
        else:
            self.shell.notices.say(
                self.tr("“{title}” waits in the queue").format(title=podcast.order.title),
                actions=[(self.tr("Show the queue"), lambda: self.shell.go(Place(page="queue")))],
            )

    def _show_documents(self, show: Show = Show.ALL) -> None:
        if self.collection is not None:
            dialog = DocumentsDialog(self, self.shell, self.collection, show)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _rescan(self) -> None:
        if self.collection is not None and not self.collection.indexing:
            self._differs = False
            self.shell.door.call(self.shell.studio.index, self, collection_id=self.collection.id)

    def _act(self) -> None:
        """What the notice offers."""
        known = self.collection
        if self._failed is not None:
            self.shell.door.call(self.shell.studio.queue.retry, self, job_id=self._failed.job_id)
        elif known is not None and known.indexed_at is not None and not known.documents and not self._differs:
            self._show_documents(Show.LEFT_OUT)
        else:
            self._rescan()

    def _dismiss(self) -> None:
        """The failed indexing is given up."""
        if self._failed is not None:
            self.shell.door.call(self.shell.studio.queue.dismiss, self, job_id=self._failed.job_id)

    def _rename(self) -> None:
        if self.collection is not None:
            self.shell.door.start(self._menu.rename(self.collection), self)

    def _open_menu(self) -> None:
        if self.collection is not None:
            self._menu.open_at(self.collection, self.more.mapToGlobal(QPoint(0, self.more.height())))

    async def _cancel_indexing(self) -> None:
        wanted, studio = self._id, self.shell.studio
        for job in await self.shell.door.ask(studio.shelf.queue):
            if job.kind == INDEXING_JOB and job.collection_id == wanted and not job.needs_attention:
                await self.shell.door.ask(studio.queue.cancel, job_id=job.job_id)


def _failed_indexing(job: QueueRow, collection_id: str) -> bool:
    return job.needs_attention and job.kind == INDEXING_JOB and job.collection_id == collection_id
