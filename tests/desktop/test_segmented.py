"""A row of choices of which one is on."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.widgets import SegmentedControl

_PADDING = 28  # px, left and right, as in the style sheet


@pytest.mark.parametrize("family", ["", "DejaVu Sans", "Noto Sans"])
def test_the_one_that_is_on_is_bold_and_fits(desktop: Desktop, qtbot: QtBot, family: str) -> None:
    control = SegmentedControl("Length", [(number, f"{number} min") for number in (5, 15, 30, 60)])
    control.setParent(desktop.window)  # has the app's style
    for value in (5, 15, 30, 60):
        button = control.button(value)
        if family:
            button.setFont(QFont(family, 11))
        control.choose(value)
        bold = QFont(button.font())
        bold.setWeight(QFont.Weight.DemiBold)
        assert button.sizeHint().width() >= QFontMetrics(bold).horizontalAdvance(button.text()) + _PADDING
    control.deleteLater()
