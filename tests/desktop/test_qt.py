"""What the window relies on in Qt's bindings."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

CALLS = 500


class Teller(QObject):
    told = Signal(bool)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None cannot die there")
def test_calls_do_not_use_up_none_and_true(qtbot: QtBot) -> None:
    """PySide6 6.12.0 takes one reference to None with every call that returns nothing, until Python aborts."""
    button, teller = QPushButton(), Teller()
    qtbot.addWidget(button)
    teller.told.connect(lambda _value: None)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        button.setChecked(True)
        teller.told.emit(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert after[0] > before[0] - CALLS // 2
    assert after[1] > before[1] - CALLS // 2
