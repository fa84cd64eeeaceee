"""Speed, volume and times: the small parts of the bar."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics
from PySide6.QtWidgets import QMenu, QSlider, QWidget

from podcast_studio.desktop.player.player import Player
from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import IconButton, QuietButton, Text, row
from podcast_studio.desktop.words import clock, percent

SPEEDS = (0.5, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class TimeText(Text):
    """A time whose width does not change while it runs."""

    def __init__(self, theme: Theme, name: str, side: Qt.AlignmentFlag) -> None:
        super().__init__("", "status")
        self._theme, self._name = theme, name
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.show_time(0.0, longest=0.0)

    def show_time(self, seconds: float, *, longest: float, about: bool = False) -> None:
        """`longest` is the longest time that will stand here; `about` is for one that nobody knows exactly."""
        text = self.tr("~{time}").format(time=clock(seconds)) if about else clock(seconds)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(self.tr("{name}: {time}").format(name=self._name, time=text))
        metrics = QFontMetrics(self._theme.font())
        width = max(metrics.horizontalAdvance(wide) for wide in (clock(longest), text, "00:00"))
        self.setFixedWidth(width + UNIT)


class SpeedButton(QuietButton):
    """Says how fast it plays, and opens the choice."""

    def __init__(self, player: Player) -> None:
        super().__init__("")
        self.setProperty("kind", "speed")
        self._player, self._choice = player, QMenu(self.tr("Speed"), self)
        self._group = QActionGroup(self)
        self._actions = {speed: self._add(speed) for speed in SPEEDS}
        self.setMenu(self._choice)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(self.tr("Speed; the voices keep their pitch"))
        player.speed_changed.connect(self._show)
        self._show(player.speed)

    def _add(self, speed: float) -> QAction:
        action = self._choice.addAction(speed_text(speed))
        action.setCheckable(True)
        action.triggered.connect(lambda _checked=False: self._player.set_speed(speed))
        self._group.addAction(action)
        return action

    def _show(self, speed: float) -> None:
        self.setText(speed_text(speed))
        self.setAccessibleName(self.tr("Speed: {speed}").format(speed=speed_text(speed)))
        self._group.setExclusive(False)  # a speed between two of them has none checked
        for value, action in self._actions.items():
            action.setChecked(value == speed)
        self._group.setExclusive(True)


class VolumeControl(QWidget):
    """Mutes with a click, and has a slider."""

    def __init__(self, theme: Theme, player: Player) -> None:
        super().__init__()
        self._theme, self._player = theme, player
        self.mute = IconButton(theme.icons("volume"), "", lambda: player.set_muted(not player.muted))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setSingleStep(5)
        self.slider.setAccessibleName(self.tr("Volume"))
        for control in (self.mute, self.slider):
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.slider.valueChanged.connect(lambda value: player.set_volume(value / 100))
        self.setLayout(row(self.mute, self.slider, gap=UNIT))
        player.volume_changed.connect(self._show)
        self._show(player.volume)

    def _show(self, heard: float) -> None:
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(heard * 100))
        self.slider.blockSignals(blocked)
        self.slider.setToolTip(self.tr("Volume: {share}").format(share=percent(round(heard * 100))))
        muted = self._player.muted
        name = self.tr("Sound on (M)") if muted else self.tr("Mute (M)")
        self.mute.rename(name, self._theme.icons("muted" if heard == 0 else "volume"))


def speed_text(speed: float) -> str:
    """1.25 -> "1.25×"."""
    return f"{QLocale().toString(speed, 'f', 1 if round(speed * 10) == speed * 10 else 2)}×"
