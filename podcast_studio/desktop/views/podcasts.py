"""The page of all podcasts: search, sort, listen."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from podcast_studio.desktop.door import Reload
from podcast_studio.desktop.shell import Page, PageHeader, Place, Shell
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.views.podcast_list import PodcastList
from podcast_studio.desktop.views.podcast_verbs import PodcastVerbs
from podcast_studio.desktop.views.sorting import Library, Order
from podcast_studio.desktop.widgets import Choice, EmptyState, PrimaryButton, column
from podcast_studio.desktop.widgets.search_field import SearchField
from podcast_studio.desktop.words import counted, number
from podcast_studio.domain.errors import PodcastStudioError
from podcast_studio.studio import Change, Topic

_TOPICS = (Topic.PODCASTS, Topic.PROGRESS)
_ORDER = "podcasts/order"  # where it is remembered
_MANY = 500  # changed podcasts; from then on it is quicker to read all anew


class PodcastsPage(Page):
    """Holds all podcasts, and shows those that are looked for."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._library = Library()
        self._changed: set[str] | None = None  # ids to read again; None is all
        self._loaded = False
        self._load = Reload(shell.door, self, self._read)
        self._make_parts()
        self._verbs = PodcastVerbs(shell, self, self.list)
        self.body.addWidget(self.header)
        self.body.addLayout(column(self.list, None, gap=0), 1)
        self.body.addWidget(self.empty, 100)
        self.empty.hide()
        self.add_action(self.tr("Search"), QKeySequence.StandardKey.Find, self._find)

    @property
    def title(self) -> str:
        return self.tr("Podcasts")

    def show_for(self, subject: str) -> None:
        self._changed = None
        self._load()

    def refresh(self, change: Change) -> None:
        for topic in _TOPICS:
            if topic in change.topics:
                ids = change.topics[topic]
                self._changed = None if not ids or self._changed is None else self._changed | ids
                self._load()

    def _make_parts(self) -> None:
        self.search = SearchField(self.tr("Search"), self.tr("Search in titles and collections"))
        self.search.setMinimumWidth(40 * UNIT)
        self.search.textChanged.connect(lambda _text: self._show_anew())
        self.order = Choice(self._orders())
        self.order.setAccessibleName(self.tr("Order"))
        self.order.choose(self.shell.remembered.get(_ORDER, str(Order.NEWEST)))
        self.order.currentIndexChanged.connect(lambda _index: self._reorder())
        self.header = PageHeader(self.title, actions=(self.search, self.order))
        self.list = PodcastList(self.shell.theme, self.title, with_collection=True)
        self.begin = PrimaryButton(self.tr("Create one"), lambda: self.shell.door.start(self._go_to_collection(), self))
        self.empty = EmptyState(self.shell.theme.icons("podcast"), "", "", self.begin)

    def _orders(self) -> list[tuple[Order, str]]:
        return [
            (Order.NEWEST, self.tr("Newest first")),
            (Order.OLDEST, self.tr("Oldest first")),
            (Order.TITLE, self.tr("By title")),
            (Order.COLLECTION, self.tr("By collection")),
            (Order.LONGEST, self.tr("Longest first")),
            (Order.UNHEARD, self.tr("Not heard first")),
        ]

    async def _read(self) -> None:
        ids, self._changed = self._changed, set()
        try:
            await self._take(ids)
        except PodcastStudioError:
            self._changed = None
            raise

    async def _take(self, ids: set[str] | None) -> None:
        shelf, door = self.shell.studio.shelf, self.shell.door
        if ids is None or len(ids) > _MANY:
            self._library.replace(await door.ask(shelf.podcasts))
            self._show()
            return
        rows = await door.ask(shelf.podcasts, ids=ids)
        if self._library.update(ids, rows):
            self._show()
        else:
            self.list.podcasts.put(rows)

    def _show(self) -> None:
        self._loaded = True
        rows = self._library.shown(self.search.text(), Order(self.order.value))
        self.list.podcasts.show(rows)
        self._show_state()

    def _show_anew(self) -> None:
        """Other podcasts, or the same in another order: begin at the top, with the same one marked."""
        if not self._loaded:
            return
        current = self.list.current()
        rows = self._library.shown(self.search.text(), Order(self.order.value))
        self.list.podcasts.begin_anew(rows)
        if current is not None:
            self.list.setCurrentIndex(self.list.podcasts.index_of(current.id))
        self._show_state()

    def _show_state(self) -> None:
        shown, known = self.list.podcasts.rowCount(), len(self._library)
        words = counted.podcasts(known)
        if shown != known:
            words = self.tr("{number} of {podcasts}").format(number=number(shown), podcasts=words)
        self.header.say(self.title, words if known else "")
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        for control in (self.search, self.order):
            control.setVisible(bool(known))
        self.begin.setVisible(not known)
        if not known:
            text = self.tr("Open a collection and press “Create podcast”, or drop a folder of documents here.")
            self.empty.say(self.tr("No podcast yet"), text)
        elif not shown:
            text = self.tr("Words in titles and names of collections are found, in any order.")
            self.empty.say(self.tr("Nothing found for “{text}”").format(text=self.search.text().strip()), text)

    def _reorder(self) -> None:
        self.shell.remembered.put(_ORDER, str(self.order.value))
        self._show_anew()

    async def _go_to_collection(self) -> None:
        found = await self.shell.door.ask(self.shell.studio.shelf.collections)
        self.shell.go(Place(page="collection", subject=found[0].id) if found else Place(page="start"))

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
