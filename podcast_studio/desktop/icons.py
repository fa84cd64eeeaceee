"""The app's own icons: drawn as SVG, tinted in the colours in use, sharp at any scale."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from podcast_studio.desktop.resources import resource

if TYPE_CHECKING:
    from podcast_studio.desktop.theme import Theme


class Icons:
    """Makes icons by name, e.g. `icons("play")` or `icons("play", "on_accent")`."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}

    def __call__(self, name: str, colour: str = "secondary") -> QIcon:
        """The icon of that name in one of the theme's colours, whichever theme is on when it is painted."""
        return QIcon(_TintedEngine(self, name, colour))

    def paint(self, painter: QPainter, name: str, colour: str, area: QRectF) -> None:
        """Draw it into `area`."""
        self._renderer(name, colour).render(painter, area)

    def pixmap(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        """A picture of `size` logical px for a screen of that pixel ratio."""
        picture = QPixmap(round(size * ratio), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, name, colour, QRectF(0, 0, size, size))
        painter.end()
        return picture

    def write(self, name: str, folder: Path, tint: str) -> Path:
        """Write a tinted copy into `folder`, for style sheets; the path of the file."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.svg"
        path.write_text(self._source(name).replace("currentColor", tint), encoding="utf-8")
        return path

    def forget(self) -> None:
        """Drop what was rendered in the colours before."""
        self._renderers.clear()

    def _renderer(self, name: str, colour: str) -> QSvgRenderer:
        if (name, colour) not in self._renderers:
            tint = getattr(self._theme.colours, colour)
            source = self._source(name).replace("currentColor", tint)
            self._renderers[name, colour] = QSvgRenderer(QByteArray(source.encode()))
        return self._renderers[name, colour]

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        return self._sources[name]


class _TintedEngine(QIconEngine):
    """Paints when asked, so one QIcon serves both themes and every scale."""

    def __init__(self, icons: Icons, name: str, colour: str) -> None:
        super().__init__()
        self._icons, self._name, self._colour = icons, name, colour

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._icons, self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        colour = "faint" if mode is QIcon.Mode.Disabled else self._colour
        self._icons.paint(painter, self._name, colour, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture
