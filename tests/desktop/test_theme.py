import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from podcast_studio import desktop
from podcast_studio.desktop.resources import resource
from podcast_studio.desktop.theme import DARK, LIGHT, Colours, Sizes, Theme
from podcast_studio.desktop.widgets.link_text import LinkText
from tests.desktop.acts import delete_later

ICONS = sorted(path.stem for path in resource("icons").glob("*.svg"))


def luminance(colour: str) -> float:
    channels = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in QColor(colour).getRgbF()[:3]]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "secondary"])
@pytest.mark.parametrize("surface", ["window", "panel", "card"])
def test_text_can_be_read_on_every_surface(colours: Colours, text: str, surface: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, surface)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("on_accent", "accent"),
        ("accent", "accent_soft"),
        ("host", "host_soft"),
        ("expert", "expert_soft"),
        ("ink", "trouble_soft"),
        ("ink", "accent_soft"),
        ("host", "window"),
        ("expert", "window"),
        ("trouble", "window"),
        ("accent", "card"),
    ],
)
def test_coloured_text_can_be_read_where_it_stands(colours: Colours, text: str, surface: str) -> None:
    assert contrast(getattr(colours, text), getattr(colours, surface)) >= 4.5


def test_both_themes_have_every_colour() -> None:
    for field in fields(Colours):
        assert QColor(getattr(LIGHT, field.name)).isValid()
        assert QColor(getattr(DARK, field.name)).isValid()


def test_a_choice_overrides_the_system_and_is_told_once(theme: Theme) -> None:
    told: list[bool] = []
    theme.choose("light")
    theme.changed.connect(lambda: told.append(theme.dark))
    theme.choose("dark")
    theme.choose("dark")
    theme.choose("light")
    assert told == [True, False]


def test_the_system_is_followed_while_nothing_else_is_chosen(
    theme: Theme, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.choose("system")
    hints = type(qapp.styleHints())
    for scheme, dark in ((Qt.ColorScheme.Dark, True), (Qt.ColorScheme.Light, False), (Qt.ColorScheme.Dark, True)):
        monkeypatch.setattr(hints, "colorScheme", lambda _hints, scheme=scheme: scheme)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert theme.dark is dark


def test_larger_system_type_makes_the_whole_scale_larger() -> None:
    assert Sizes.for_system(13) == Sizes.for_system(14)
    assert Sizes.for_system(21).title == pytest.approx(33)


def test_figures_have_equal_widths(theme: Theme) -> None:
    assert theme.font().featureTags()
    assert QFontInfo(theme.font("title")).pixelSize() == 22


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_drawn_at_any_scale(theme: Theme, name: str) -> None:
    for ratio in (1.0, 1.5, 2.0, 3.0):
        picture = theme.icons(name, "ink").pixmap(QSize(20, 20), ratio)
        assert picture.size() == QSize(round(20 * ratio), round(20 * ratio))
        image = picture.toImage()
        drawn = [x for x in range(image.width()) if any(image.pixelColor(x, y).alpha() for y in range(image.height()))]
        assert drawn[-1] - drawn[0] >= image.width() // 4


@pytest.mark.parametrize("name", ICONS)
def test_no_icon_is_cut_off_at_its_edges(name: str) -> None:
    drawn = resource("icons").joinpath(f"{name}.svg").read_text("utf-8").replace("currentColor", "#000")
    (size,) = set(re.findall(r'viewBox="0 0 (\d+) \1"', drawn))
    edge = int(size) // 6
    wider = re.sub(r'viewBox="[^"]*"', f'viewBox="{-edge} {-edge} {8 * edge} {8 * edge}"', drawn)
    image = QImage(160, 160, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(wider.encode())).render(painter, QRectF(0, 0, 160, 160))
    painter.end()
    inside = range(19, 141)
    outside = [(x, y) for x in range(160) for y in range(160) if x not in inside or y not in inside]
    assert not [place for place in outside if image.pixelColor(*place).alpha() > 40]


def test_an_icon_takes_the_colours_of_the_theme_it_is_painted_in(theme: Theme) -> None:
    icon = theme.icons("stop", "ink")
    theme.choose("light")
    light = icon.pixmap(QSize(24, 24), 1.0).toImage().pixelColor(12, 12)
    theme.choose("dark")
    dark = icon.pixmap(QSize(24, 24), 1.0).toImage().pixelColor(12, 12)
    assert (light.name(), dark.name()) == (LIGHT.ink, DARK.ink)
    off = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled).toImage().pixelColor(12, 12)
    assert off.name() == DARK.faint


def test_a_link_takes_the_accent_of_the_theme_that_is_on(theme: Theme) -> None:
    label = LinkText()
    theme.choose("light")
    label.say("12 documents.", "1 could not be read")
    label.show()
    for choice, colours in (("dark", DARK), ("light", LIGHT)):
        theme.choose(choice)
        image = label.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert colours.accent in seen
    delete_later(label)


def test_every_token_of_the_style_sheet_is_known(theme: Theme, qapp: QApplication) -> None:
    assert "$" not in qapp.styleSheet().partition("*/")[2]
    assert LIGHT.accent in qapp.styleSheet() or DARK.accent in qapp.styleSheet()


def test_no_colour_is_written_anywhere_but_in_the_table() -> None:
    places = [*Path(desktop.__file__).parent.rglob("*.py"), resource("styles", "desktop.qss")]
    found = {path.name for path in places if re.search(r"#[0-9a-fA-F]{6}\b", path.read_text(encoding="utf-8"))}
    assert found == {"theme.py"}
