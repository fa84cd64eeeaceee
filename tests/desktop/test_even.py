"""Columns of the same width, and lines that are filled where they are to be."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.widgets.even import EvenLayout


@pytest.mark.parametrize(("fills", "widths"), [(False, [192, 192, 192, 192, 192]), (True, [192, 192, 192, 294, 294])])
def test_a_last_line_keeps_the_columns_or_fills_the_width(qtbot: QtBot, fills: bool, widths: list[int]) -> None:
    holder, layout = QWidget(), EvenLayout(gap=12, line_gap=12, fills=fills)
    qtbot.addWidget(holder)
    parts = [QWidget() for _ in range(5)]
    for part in parts:
        part.setMinimumSize(150, 40)
        layout.addWidget(part)
    holder.setLayout(layout)
    holder.resize(600, 200)
    holder.show()
    assert [part.width() for part in parts] == widths
    assert [part.y() for part in parts] == [0, 0, 0, 52, 52]


def test_without_widgets_it_takes_no_room(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayout(EvenLayout(gap=12, line_gap=12))
    assert holder.layout() is not None
    assert holder.heightForWidth(300) <= 0
