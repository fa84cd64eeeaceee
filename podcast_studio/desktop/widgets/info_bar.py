"""A message in the window: what happened, what to do, and a way to copy the details."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets.buttons import IconButton, PrimaryButton, QuietButton
from podcast_studio.desktop.widgets.labels import Text
from podcast_studio.desktop.widgets.surfaces import column, row

Action = tuple[str, Callable[[], object]]  # what the button says, and what it does


class InfoBar(QFrame):
    """Stays until it is closed, or for `seconds`. In trouble the first action is the main one."""

    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        message: str,
        way_out: str = "",
        *,
        actions: Sequence[Action] = (),
        details: str = "",
        trouble: bool = False,
        seconds: float = 0.0,
    ) -> None:
        super().__init__()
        self.message = message
        self.setProperty("kind", "trouble-card" if trouble else "bar")
        self.setAccessibleName(f"{message} {way_out}".strip())
        words = column(Text(message, "strong", wraps=True), gap=UNIT // 2)
        if way_out:
            words.addWidget(Text(way_out, wraps=True))
        buttons = [self._button(action, main=trouble and action is actions[0]) for action in actions]
        if details:
            copy = QuietButton(self.tr("Copy details"), lambda: QGuiApplication.clipboard().setText(details))
            buttons.insert(0, copy)
        close = IconButton(theme.icons("close"), self.tr("Close this message"), self.close_bar, size=16)
        line = row(gap=2 * UNIT, margins=(4 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT))
        line.addLayout(words, 1)
        for part in (*buttons, close):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(line)
        if seconds:
            QTimer.singleShot(int(seconds * 1000), self, self.close_bar)

    def close_bar(self) -> None:
        """Take it away."""
        self.closed.emit()
        self.deleteLater()

    def _button(self, action: Action, *, main: bool) -> QuietButton | PrimaryButton:
        text, slot = action

        def clicked() -> None:
            self.close_bar()
            slot()

        return PrimaryButton(text, clicked) if main else QuietButton(text, clicked)
