"""How long a podcast is to be: one of the usual lengths, or any."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from podcast_studio.desktop.theme import UNIT
from podcast_studio.desktop.widgets import Number, SegmentedControl
from podcast_studio.domain.podcasts import MAX_MINUTES

_USUAL = (5, 15, 30, 60)  # minutes
_ANY = 0


class LengthChoice(QWidget):
    """A row of lengths, and a field for any other."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        options = [(minutes, str(minutes)) for minutes in _USUAL]
        self._usual = SegmentedControl(self.tr("Length in minutes"), [*options, (_ANY, "…")])
        self._usual.button(_ANY).setAccessibleName(self.tr("Any length"))
        self._usual.button(_ANY).setToolTip(self.tr("Any length"))
        self.any = Number(1, int(MAX_MINUTES))
        self.any.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.any.setSuffix(self.tr(" min"))
        self.any.setAccessibleName(self.tr("Length in minutes"))
        self.any.hide()
        side_by_side = QHBoxLayout(self)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(3 * UNIT)
        side_by_side.addWidget(self._usual)
        side_by_side.addWidget(self.any)
        self._usual.changed.connect(lambda _minutes: self._show())
        self.any.valueChanged.connect(lambda _minutes: self._show())

    @property
    def minutes(self) -> float:
        """The length that is chosen."""
        return float(self._usual.value or self.any.value())

    def choose(self, minutes: float) -> None:
        """Show this one."""
        self.any.setValue(round(minutes))
        self._usual.choose(int(minutes) if minutes in _USUAL else _ANY)
        self._show()

    def button(self, minutes: int) -> QPushButton:
        """That of a usual length; 0 is that of any other."""
        return self._usual.button(minutes)

    def _show(self) -> None:
        for minutes in _USUAL:
            chosen = self._usual.value == minutes
            self.button(minutes).setText(self.tr("{number} min").format(number=minutes) if chosen else str(minutes))
        self.any.setVisible(self._usual.value == _ANY)
        self.changed.emit()
