"""The side bar: collections on top, the studio below, settings at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import IconButton, Text, column, row
from podcast_studio.desktop.words import APP_NAME, number
from podcast_studio.domain.shelf import CollectionRow, Counts

MIN_WIDTH, WIDTH, MAX_WIDTH = 180, 232, 400  # px
_MARGIN = 3 * UNIT
_HEAD_INSET = 10
_PADDING = 22  # of a line, both sides


class NavButton(QPushButton):
    """A line of the side bar: a name and a number."""

    def __init__(self, text: str, *, quiet: bool = False) -> None:
        super().__init__(text)
        self.setProperty("kind", "nav")
        self.setProperty("quiet", quiet)
        self.setCheckable(not quiet)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # long names end in "…"
        self._count = Text("", "status")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(None, self._count, margins=(0, 0, 10, 0)))
        self.set_count(0)

    def set_count(self, count: int, *, trouble: bool = False) -> None:
        """Show a number, or none for 0."""
        self._count.set_kind("trouble" if trouble else "status")
        self._count.setText(number(count) if count else "")
        self.setAccessibleName(f"{self.text()}, {number(count)}" if count else self.text())

    def text_width(self) -> int:
        """What the whole name takes."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&")) + _PADDING + 1

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        taken = self._count.sizeHint().width() + 8 if self._count.text() else 0
        room = self.width() - _PADDING - taken
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class Sidebar(QFrame):
    """Says where the user wants to go."""

    chosen = Signal(Place)
    add_folder = Signal()
    menu_wanted = Signal(QPoint)
    collection_menu_wanted = Signal(str, QPoint)  # id, global position

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "panel")
        self.setMinimumWidth(MIN_WIDTH)
        self.setMaximumWidth(MAX_WIDTH)
        self._name = Text(APP_NAME, "brand")
        self._group = QButtonGroup(self)
        self._places: dict[QPushButton, Place] = {}
        self._entries: list[CollectionRow] = []
        self._shown = Place(page="")
        self._collections: QVBoxLayout = column(gap=2)
        self._add = NavButton(self.tr("+ Add folder"), quiet=True)
        self._add.setAccessibleName(self.tr("Add folder"))
        self._add.clicked.connect(self.add_folder)
        self._pages = {
            "podcasts": NavButton(self.tr("Podcasts")),
            "queue": NavButton(self.tr("Queue")),
            "activity": NavButton(self.tr("Activity")),
            "models": NavButton(self.tr("Models & voices").replace("&", "&&")),
            "settings": NavButton(self.tr("Settings")),
        }
        for page, button in self._pages.items():
            self._register(button, Place(page=page))
        self._lay_out(theme)

    def showEvent(self, event: QShowEvent) -> None:
        self._take_room()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.isVisible():
            self._take_room()
        super().changeEvent(event)

    def _take_room(self) -> None:
        """Never narrower than the names of the pages in the font and language in hand."""
        buttons = [self._add, *self._pages.values()]
        names = [button.text_width() for button in buttons]
        head = self._name.sizeHint().width() + self.menu_button.sizeHint().width() + _HEAD_INSET
        self.setMinimumWidth(min(MAX_WIDTH, max(MIN_WIDTH, head + 2 * _MARGIN, max(names) + 2 * _MARGIN)))

    def show_place(self, place: Place) -> None:
        """Mark where the user is."""
        self._shown = place
        self._mark()

    def show_collections(self, entries: Sequence[CollectionRow]) -> None:
        """Show these, in this order; keeps the focus where it is."""
        if list(entries) == self._entries:
            return
        same = [entry.id for entry in entries] == [entry.id for entry in self._entries]
        self._entries = list(entries)
        if not same:
            self._rebuild()
        buttons = {place.subject: button for button, place in self._places.items() if place.page == "collection"}
        for entry in entries:
            button = buttons[entry.id]
            assert isinstance(button, NavButton)
            button.setText(entry.name.replace("&", "&&"))
            button.setToolTip(str(entry.folder))
            button.set_count(entry.documents)
        self._mark()

    def show_counts(self, counts: Counts) -> None:
        self._pages["podcasts"].set_count(counts.podcasts)
        self._pages["queue"].set_count(counts.queue, trouble=counts.needs_attention > 0)

    def _lay_out(self, theme: Theme) -> None:
        self.menu_button = IconButton(theme.icons("more"), self.tr("Menu"), self._ask_menu)
        scrolled = QWidget()
        scrolled.setProperty("kind", "scrolled")
        studio = [button for page, button in self._pages.items() if page != "settings"]
        scrolled.setLayout(
            column(
                self._heading(self.tr("Collections")),
                self._collections,
                self._add,
                4 * UNIT,
                self._heading(self.tr("Studio")),
                *studio,
                None,
                gap=2,
            )
        )
        area = QScrollArea()
        area.setWidget(scrolled)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = row(self._name, None, self.menu_button, margins=(_HEAD_INSET, 0, 0, 0))
        margins = (_MARGIN, 4 * UNIT, _MARGIN, 4 * UNIT)
        self.setLayout(column(head, 3 * UNIT, area, self._pages["settings"], gap=0, margins=margins))

    def _heading(self, text: str) -> Text:
        heading = Text(text.upper(), "heading")
        heading.setAccessibleName(text)
        heading.setContentsMargins(10, 4, 0, 6)
        return heading

    def _ask_menu(self) -> None:
        self.menu_wanted.emit(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))

    def _register(self, button: NavButton, place: Place) -> None:
        self._places[button] = place
        self._group.addButton(button)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(place))

    def _rebuild(self) -> None:
        for button in [button for button, place in self._places.items() if place.page == "collection"]:
            self._group.removeButton(button)
            del self._places[button]
            button.deleteLater()
        for entry in self._entries:
            button = NavButton(entry.name)
            self._register(button, Place(page="collection", subject=entry.id))
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            button.customContextMenuRequested.connect(
                lambda point, button=button, id=entry.id: self.collection_menu_wanted.emit(  # noqa: A006
                    id, button.mapToGlobal(point)
                )
            )
            self._collections.addWidget(button)

    def _mark(self) -> None:
        self._group.setExclusive(False)
        for button, place in self._places.items():
            button.setChecked(place == self._shown)
        self._group.setExclusive(True)
