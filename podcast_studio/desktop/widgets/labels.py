"""Text in the few sizes that the design has."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class Text(QLabel):
    """Plain text; `kind` is one of the label kinds of the style sheet, e.g. "secondary" or "strong"."""

    def __init__(self, text: str = "", kind: str = "", *, wraps: bool = False) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)  # names of files and podcasts are never read as markup
        self.setWordWrap(wraps)
        self.set_kind(kind)

    def set_kind(self, kind: str) -> None:
        """Change how it looks."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().polish(self)


class Title(Text):
    """The one title of a page."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "title", wraps=True)


class SectionTitle(Text):
    """The title of a part of a page."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, "section")


class StatusText(Text):
    """What is going on, or what went wrong."""

    def __init__(self, text: str = "", *, wraps: bool = True) -> None:
        super().__init__(text, "status", wraps=wraps)

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Show it; in the colour of trouble only where the user must act."""
        self.set_kind("trouble" if trouble else "status")
        self.setText(text)
        self.setVisible(bool(text))


class ElidedLabel(QWidget):
    """One line that ends in "…" where there is no room, with the whole of it as its tooltip."""

    def __init__(self, text: str = "", kind: str = "") -> None:
        super().__init__()
        self._label = Text(text, kind)  # gives style and font; never shown
        self._label.setParent(self)
        self._label.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        return self._label.text()

    def setText(self, text: str) -> None:
        self._label.setText(" ".join(text.split()))
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Change how it looks."""
        if self._label.property("kind") != kind:
            self._label.set_kind(kind)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        self._label.ensurePolished()
        return self._label.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._label.ensurePolished()
        painter = QPainter(self)
        painter.setFont(self._label.font())
        painter.setPen(self._label.palette().color(QPalette.ColorRole.WindowText))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(self.rect(), flags, self._elided())

    def _elided(self) -> str:
        metrics = self._label.fontMetrics()
        return metrics.elidedText(self._label.text(), Qt.TextElideMode.ElideRight, self.width())

    def _fit(self) -> None:
        self.setToolTip(self._label.text() if self._elided() != self._label.text() else "")
