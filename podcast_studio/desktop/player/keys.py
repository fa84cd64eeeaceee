"""Keys that work the player from anywhere in the window, wherever they are not needed for something else."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QTableView,
    QTreeView,
    QWidget,
)

from podcast_studio.desktop.actions import add_action
from podcast_studio.desktop.player.player import SKIP_SECONDS, Player
from podcast_studio.desktop.player.waveform import Waveform

SPEED_STEP, VOLUME_STEP = 0.1, 0.05


class _Kind(Enum):
    """Which other controls know that key. (Text fields see to theirs by themselves.)"""

    SPACE = auto()
    ARROW = auto()
    OTHER = auto()


class PlayerKeys(QObject):
    """The actions of the player, on the bar, where the overview of keys finds them."""

    def __init__(self, bar: QWidget, player: Player) -> None:
        super().__init__(bar)
        self._bar, self._player = bar, player
        self._actions: list[tuple[QAction, _Kind]] = []
        self._add_all()
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        player.podcast_changed.connect(lambda _id: self._focus_moved(None, QApplication.focusWidget()))
        self._focus_moved(None, QApplication.focusWidget())

    def _add_all(self) -> None:
        player = self._player
        self._add(self.tr("Play or pause"), "Space", player.toggle, _Kind.SPACE)
        self._add(self.tr("Back 15 seconds"), "Left", lambda: player.skip(-SKIP_SECONDS), _Kind.ARROW)
        self._add(self.tr("Forward 15 seconds"), "Right", lambda: player.skip(SKIP_SECONDS), _Kind.ARROW)
        self._add(self.tr("Previous chapter"), "Ctrl+Left", player.previous_chapter)
        self._add(self.tr("Next chapter"), "Ctrl+Right", player.next_chapter)
        self._add(self.tr("Slower"), "[", lambda: player.set_speed(player.speed - SPEED_STEP))
        self._add(self.tr("Faster"), "]", lambda: player.set_speed(player.speed + SPEED_STEP))
        self._add(self.tr("Mute"), "M", lambda: player.set_muted(not player.muted))
        self._add(self.tr("Louder"), "Ctrl+Shift+Up", lambda: player.set_volume(player.volume + VOLUME_STEP))
        self._add(self.tr("Quieter"), "Ctrl+Shift+Down", lambda: player.set_volume(player.volume - VOLUME_STEP))

    def _add(self, text: str, keys: str, slot: Callable[[], object], kind: _Kind = _Kind.OTHER) -> None:
        action = add_action(self._bar, text, keys, slot)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._actions.append((action, kind))

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        taken = _keys_of(new)
        for action, kind in self._actions:
            action.setEnabled(bool(self._player.podcast_id) and kind not in taken)


def _keys_of(focus: QWidget | None) -> set[_Kind]:
    """The keys that a control works with itself."""
    if isinstance(focus, QAbstractButton):
        return {_Kind.SPACE, _Kind.ARROW} if focus.group() is not None else {_Kind.SPACE}
    if isinstance(focus, QComboBox):
        return {_Kind.SPACE, _Kind.ARROW}
    if isinstance(focus, QAbstractSpinBox | QTableView | QTreeView):
        return {_Kind.ARROW}
    if isinstance(focus, QAbstractSlider) and not isinstance(focus, Waveform):
        return {_Kind.ARROW}
    return set()
