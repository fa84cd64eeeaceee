"""The bar at the bottom of the window: a view of the player."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from podcast_studio.desktop.player.controls import SpeedButton, TimeText, VolumeControl
from podcast_studio.desktop.player.keys import PlayerKeys
from podcast_studio.desktop.player.now_playing import NowPlaying
from podcast_studio.desktop.player.player import SKIP_SECONDS, Player
from podcast_studio.desktop.player.waveform import Waveform
from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import IconButton, row

HEIGHT = 84  # px
_ROOMY = 1_100  # px; narrower than that the parts stand closer


class PlayerBar(QFrame):
    """Shows what the player does, and tells it what to do."""

    open_wanted = Signal(str)  # id of the podcast that the user wants to see

    def __init__(self, theme: Theme, player: Player) -> None:
        super().__init__()
        self._theme, self._player = theme, player
        self.setProperty("kind", "player")
        self.setFixedHeight(HEIGHT)
        self.previous = self._button("previous", self.tr("Previous chapter (Ctrl+Left)"), player.previous_chapter)
        self.back = self._button("back-15", self.tr("Back 15 seconds (Left)"), lambda: player.skip(-SKIP_SECONDS))
        self.play = IconButton(theme.icons("play", "on_accent"), "", player.toggle, kind="play", size=20)
        self.play.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.forward = self._button(
            "forward-15", self.tr("Forward 15 seconds (Right)"), lambda: player.skip(SKIP_SECONDS)
        )
        self.next = self._button("next", self.tr("Next chapter (Ctrl+Right)"), player.next_chapter)
        self.now = NowPlaying(theme)
        self.now.clicked.connect(lambda _checked=False: self.open_wanted.emit(player.podcast_id))
        self.position = TimeText(theme, self.tr("Position"), Qt.AlignmentFlag.AlignRight)
        self.waveform = Waveform(theme)
        self.waveform.chosen.connect(player.seek)
        self.length = TimeText(theme, self.tr("Length"), Qt.AlignmentFlag.AlignLeft)
        self.speed, self.volume = SpeedButton(player), VolumeControl(theme, player)
        self._lay_out()
        self.keys = PlayerKeys(self, player)
        self._connect()
        self._show()

    def _button(self, icon: str, name: str, slot: Callable[[], object]) -> IconButton:
        button = IconButton(self._theme.icons(icon), name, slot)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space plays after a click, too
        return button

    def _lay_out(self) -> None:
        transport = row(self.previous, self.back, self.play, self.forward, self.next, gap=UNIT)
        sound = row(self.speed, self.volume, gap=UNIT)
        self._row = row()
        self._row.addLayout(transport)
        self._row.addWidget(self.now, 3)
        self._row.addWidget(self.position)
        self._row.addWidget(self.waveform, 5)
        self._row.addWidget(self.length)
        self._row.addLayout(sound)
        self.setLayout(self._row)

    def _connect(self) -> None:
        player = self._player
        for signal in (player.podcast_changed, player.playing_changed, player.waiting_changed, player.device_changed):
            signal.connect(lambda _new: self._show())
        player.recording_changed.connect(self._show_recording)
        player.podcast_changed.connect(lambda _id: self._show_recording())
        player.levels.changed.connect(self._show_recording)
        player.position_changed.connect(self._show_position)

    def _show(self) -> None:
        """What can be done, and what is going on."""
        player = self._player
        loaded = player.recording is not None
        for button in (self.previous, self.back, self.play, self.forward, self.next, self.now):
            button.setEnabled(loaded)
        icon = self._theme.icons("pause" if player.playing else "play", "on_accent")
        self.play.rename(self.tr("Pause (Space)") if player.playing else self.tr("Play (Space)"), icon)
        self._show_words()

    def _show_words(self) -> None:
        recording = self._player.recording
        if recording is None:
            self.now.say(self.tr("Nothing is playing"), self.tr("Choose a podcast"))
        else:
            self.now.say(recording.title, self._state(), trouble=not self._player.has_device)

    def _state(self) -> str:
        player = self._player
        if not player.has_device:
            return self.tr("No sound device: connect speakers or headphones")
        if player.waiting:
            return self.tr("Waiting for the next turn…")
        if player.chapter is not None:
            return player.chapter.title
        return self.tr("Being made") if player.recording is not None and player.recording.growing else ""

    def _show_recording(self) -> None:
        recording = self._player.recording
        self.waveform.show_recording(recording, self._player.levels.values)
        seconds = recording.expected if recording is not None else 0.0
        about = recording is not None and recording.audio is None and recording.growing
        self.length.show_time(seconds, longest=seconds, about=about)
        self._show_position(self._player.position)
        self._show()

    def _show_position(self, seconds: float) -> None:
        self.position.show_time(seconds, longest=self.waveform.seconds)
        self.waveform.show_position(seconds)
        if self.now.state != self._state():
            self._show_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        self._row.setSpacing((4 if roomy else 2) * UNIT)
        self._row.setContentsMargins((5 if roomy else 3) * UNIT, 0, (5 if roomy else 3) * UNIT, 0)
        self.volume.slider.setFixedWidth((18 if roomy else 11) * UNIT)
