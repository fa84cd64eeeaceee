"""A sentence that ends in something to click."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel


class LinkText(QLabel):
    """Wraps like any text; Tab reaches the link and Enter follows it."""

    followed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "status")
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.linkActivated.connect(lambda _target: self.followed.emit())

    def say(self, text: str, link: str = "") -> None:
        """Show the text, and after it the link if there is one."""
        whole = escape(link).replace(" ", "&nbsp;")
        self.setText(f'{escape(text)} <a href="#">{whole}</a>' if link else escape(text))
        flags = Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(flags if link else Qt.TextInteractionFlag.NoTextInteraction)
        self.setAccessibleName(f"{text} {link}".strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:  # the colour of a link is taken when its text is set
            text = self.text()
            self.setText("")
            self.setText(text)
