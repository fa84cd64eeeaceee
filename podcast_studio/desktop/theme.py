"""Colours, type and style: the one table that everything on the screen is drawn from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from podcast_studio.desktop.icons import Icons
from podcast_studio.desktop.resources import resource

UNIT = 4  # px; every distance is a multiple of it
CARD_RADIUS = 10
CONTROL_RADIUS = 6
_BODY, _SECONDARY, _HEADING, _TITLE, _SECTION, _FIGURE = 14.0, 12.5, 11.0, 22.0, 15.0, 25.0  # px


@dataclass(frozen=True, kw_only=True)
class Colours:
    """What each colour is for; as #rrggbb."""

    window: str
    panel: str  # side bar, player
    card: str
    line: str
    ink: str  # text
    secondary: str  # text that may be overlooked; still 4.5 : 1
    faint: str  # lines and disabled things, never text that must be read
    accent: str  # the one main action, selection, progress
    accent_soft: str
    on_accent: str
    host: str
    host_soft: str
    expert: str
    expert_soft: str
    trouble: str  # only where the user must act
    trouble_soft: str


LIGHT = Colours(
    window="#faf9f7",
    panel="#f2f0ec",
    card="#ffffff",
    line="#e4e0d9",
    ink="#23211e",
    secondary="#6a645d",
    faint="#a8a29a",
    accent="#1f6f6b",
    accent_soft="#e3efee",
    on_accent="#ffffff",
    host="#a9421f",
    host_soft="#fbe9e2",
    expert="#315e9a",
    expert_soft="#e4ecf7",
    trouble="#b3372f",
    trouble_soft="#f9e4e1",
)
DARK = Colours(
    window="#1d1c1b",
    panel="#242322",
    card="#2b2a28",
    line="#3a3835",
    ink="#eceae6",
    secondary="#a19b93",
    faint="#6f6a64",
    accent="#58b5ae",
    accent_soft="#233433",
    on_accent="#10201f",
    host="#ef8a63",
    host_soft="#3b2a23",
    expert="#86aee6",
    expert_soft="#25303f",
    trouble="#ef8279",
    trouble_soft="#3c2624",
)


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """Type sizes in px."""

    body: float
    secondary: float
    heading: float  # of a group in the side bar
    title: float
    section: float
    figure: float

    @classmethod
    def for_system(cls, pixels: int) -> Sizes:
        """The scale of the design, grown with the system's font for people who need larger type."""
        factor = max(1.0, pixels / _BODY)
        return cls(
            body=_BODY * factor,
            secondary=_SECONDARY * factor,
            heading=_HEADING * factor,
            title=_TITLE * factor,
            section=_SECTION * factor,
            figure=_FIGURE * factor,
        )


class Theme(QObject):
    """The colours in use. Follows the system's colour scheme unless told otherwise."""

    changed = Signal()  # after palette, icons and style sheet have been replaced

    def __init__(self, app: QApplication, cache: Path) -> None:
        """`cache` is a folder for the few icons that a style sheet can only name as files."""
        super().__init__(app)
        self._app, self._cache, self._choice = app, cache, "system"
        self.colours = LIGHT
        self._mixed: dict[str, QColor] = {}
        self._cut: dict[tuple[str, QFont.Weight], QFont] = {}
        self.sizes = Sizes.for_system(QFontInfo(app.font()).pixelSize())
        self.icons = Icons(self)
        app.setStyle("Fusion")
        app.setFont(self.font())
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._apply()

    @property
    def dark(self) -> bool:
        return self.colours is DARK

    def colour(self, name: str) -> QColor:
        """The colour of that name in use now."""
        if name not in self._mixed:
            self._mixed[name] = QColor(getattr(self.colours, name))
        return QColor(self._mixed[name])

    def font(self, size: str = "body", *, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system's interface font at one of `Sizes`, with figures of equal width."""
        if (size, weight) not in self._cut:  # a table asks for every cell that it paints
            self._cut[size, weight] = self._cut_font(size, weight)
        return QFont(self._cut[size, weight])

    def _cut_font(self, size: str, weight: QFont.Weight) -> QFont:
        font = QFont(self._app.font())
        font.setPixelSize(round(getattr(self.sizes, size)))
        font.setWeight(weight)
        tag = QFont.Tag.fromString("tnum")
        if tag is not None:
            font.setFeature(tag, 1)
        return font

    def choose(self, choice: str) -> None:
        """Take "light", "dark" or "system"."""
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        self._choice = choice
        self._app.styleHints().setColorScheme(schemes.get(choice, Qt.ColorScheme.Unknown))
        self._follow()

    def _follow(self) -> None:
        if self._wanted() is not self.colours:
            self._apply()

    def _wanted(self) -> Colours:
        if self._choice in ("light", "dark"):  # not every system can be asked to change its scheme
            return DARK if self._choice == "dark" else LIGHT
        return DARK if QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT

    def _apply(self) -> None:
        self.colours = self._wanted()
        self._mixed.clear()
        self.icons.forget()
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def _style_sheet(self) -> str:
        place = self._cache / ("dark" if self.dark else "light")
        arrows = {
            "image_down": self.icons.write("chevron-down", place, self.colours.secondary),
            "image_up": self.icons.write("chevron-up", place, self.colours.secondary),
            "image_check": self.icons.write("check", place, self.colours.on_accent),
        }
        sizes = {f"size_{name}": f"{value:g}px" for name, value in asdict(self.sizes).items()}
        text = Template(resource("styles", "desktop.qss").read_text(encoding="utf-8"))
        return text.substitute(
            asdict(self.colours),
            **sizes,
            **{name: path.as_posix() for name, path in arrows.items()},
            card_radius=f"{CARD_RADIUS}px",
            control_radius=f"{CONTROL_RADIUS}px",
        )


def _palette(colours: Colours) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, name in {
        roles.Window: colours.window,
        roles.WindowText: colours.ink,
        roles.Base: colours.card,
        roles.AlternateBase: colours.panel,
        roles.Text: colours.ink,
        roles.PlaceholderText: colours.secondary,
        roles.Button: colours.card,
        roles.ButtonText: colours.ink,
        roles.BrightText: colours.trouble,
        roles.ToolTipBase: colours.card,
        roles.ToolTipText: colours.ink,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.Accent: colours.accent,
        roles.Link: colours.accent,
        roles.LinkVisited: colours.accent,
        roles.Light: colours.card,
        roles.Midlight: colours.panel,
        roles.Mid: colours.line,
        roles.Dark: colours.line,
        roles.Shadow: colours.faint,
    }.items():
        palette.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return palette
