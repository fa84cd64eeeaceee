"""What can be done from anywhere in the window, each with its keys, and the overview of all keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QScrollArea, QWidget

from podcast_studio.desktop.dialogs import Dialog
from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import SectionTitle, Text

Slot = Callable[[], object]


def add_action(widget: QWidget, text: str, keys: str | QKeySequence.StandardKey, slot: Slot) -> QAction:
    """An action that works while the focus is in `widget`; it is listed in the overview of keys."""
    action = QAction(text, widget)
    action.setShortcut(QKeySequence(keys))
    window = widget.isWindow()
    scope = Qt.ShortcutContext.WindowShortcut if window else Qt.ShortcutContext.WidgetWithChildrenShortcut
    action.setShortcutContext(scope)
    action.triggered.connect(lambda _checked=False: slot())
    widget.addAction(action)
    return action


class WindowMenu(QObject):
    """The menu of the window, opened from the top of the side bar."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window, self._menu = window, QMenu(window)

    def add(self, text: str, keys: str | QKeySequence.StandardKey, slot: Slot) -> QAction:
        """An entry of the menu."""
        action = add_action(self._window, text, keys, slot)
        self._menu.addAction(action)
        return action

    def add_line(self) -> None:
        self._menu.addSeparator()

    def open_at(self, point: QPoint) -> None:
        """Open it with its corner at a point of the screen."""
        self._menu.popup(point)


class KeysDialog(Dialog):
    """All keys, by where they work."""

    def __init__(self, parent: QWidget, groups: Sequence[tuple[str, QWidget]]) -> None:
        """`groups` are pairs of a title and the widget whose actions stand under it."""
        super().__init__(parent, "")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8 * UNIT)
        grid.setVerticalSpacing(2 * UNIT)
        for title, widget in groups:
            self._add_group(grid, title, [action for action in widget.actions() if not action.shortcut().isEmpty()])
        grid.setRowStretch(grid.rowCount(), 1)
        scrolled, area = QWidget(), QScrollArea()
        scrolled.setProperty("kind", "scrolled")
        scrolled.setLayout(grid)
        area.setWidget(scrolled)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        self.add(area)
        self.add_button(self.tr("Close"), Dialog.DialogCode.Rejected, main=True)
        self.resize(520, 560)

    def _add_group(self, grid: QGridLayout, title: str, actions: Sequence[QAction]) -> None:
        if not actions:
            return
        grid.addWidget(SectionTitle(title), grid.rowCount(), 0, 1, 2)
        for action in actions:
            at = grid.rowCount()
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(Text(action.text().replace("&&", "&")), at, 0)
            grid.addWidget(Text(keys, "strong"), at, 1, Qt.AlignmentFlag.AlignRight)
