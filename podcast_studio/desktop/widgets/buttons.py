"""Buttons: one main action, quiet ones, icons, links and tags."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QPushButton

Slot = Callable[[], object]


class _Button(QPushButton):
    def __init__(self, text: str, kind: str, on_click: Slot | None, icon: QIcon | None = None) -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        if icon is not None:
            self.setIcon(icon)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())


class PrimaryButton(_Button):
    """The one main action of a view."""

    def __init__(self, text: str, on_click: Slot | None = None, icon: QIcon | None = None) -> None:
        super().__init__(text, "primary", on_click, icon)


class QuietButton(_Button):
    """Any other action; `plain` leaves the frame away."""

    def __init__(
        self, text: str, on_click: Slot | None = None, icon: QIcon | None = None, *, plain: bool = False
    ) -> None:
        super().__init__(text, "plain" if plain else "quiet", on_click, icon)


class LinkButton(_Button):
    """An action inside a sentence."""

    def __init__(self, text: str, on_click: Slot | None = None) -> None:
        super().__init__(text, "link", on_click)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class IconButton(_Button):
    """An icon alone: `name` is its tooltip and what a screen reader says."""

    def __init__(
        self, icon: QIcon, name: str, on_click: Slot | None = None, *, size: int = 20, kind: str = "icon"
    ) -> None:
        super().__init__("", kind, on_click, icon)
        self.setIconSize(QSize(size, size))
        self.rename(name)

    def rename(self, name: str, icon: QIcon | None = None) -> None:
        """Say what a click does now, e.g. Pause instead of Play."""
        self.setToolTip(name)
        self.setAccessibleName(name)
        if icon is not None:
            self.setIcon(icon)


class RoundButton(IconButton):
    """The play button of a row."""

    def __init__(self, icon: QIcon, name: str, on_click: Slot | None = None) -> None:
        super().__init__(icon, name, on_click, size=14, kind="round")


class Tag(_Button):
    """A small label that can be clicked, e.g. the source of a turn."""

    def __init__(self, text: str, on_click: Slot | None = None, *, hint: str = "") -> None:
        super().__init__(text, "tag", on_click)
        self.setToolTip(hint)
