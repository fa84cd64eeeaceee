"""The one place where messages and errors are shown: bars on top of the page."""

from __future__ import annotations

import traceback
from collections.abc import Sequence

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import InfoBar, column
from podcast_studio.desktop.widgets.info_bar import Action
from podcast_studio.domain.errors import PodcastStudioError

_MOST = 3  # bars at a time; the oldest makes room


class Notices(QWidget):
    """A stack of info bars that takes no room while it is empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._bars: list[InfoBar] = []
        self._box: QVBoxLayout = column(gap=2 * UNIT, margins=(9 * UNIT, 4 * UNIT, 9 * UNIT, 0))
        self.setLayout(self._box)
        self.hide()

    @property
    def messages(self) -> list[str]:
        """What is shown now, oldest first."""
        return [bar.message for bar in self._bars]

    def say(self, message: str, way_out: str = "", *, actions: Sequence[Action] = (), seconds: float = 8.0) -> InfoBar:
        """Tell something that needs no answer; it goes by itself unless `seconds` is 0."""
        return self._add(InfoBar(self._theme, message, way_out, actions=actions, seconds=seconds))

    def trouble(self, message: str, way_out: str = "", *, details: str = "", actions: Sequence[Action] = ()) -> InfoBar:
        """Tell what went wrong and what to do; it stays until it is closed."""
        bar = InfoBar(self._theme, message, way_out, actions=actions, details=details, trouble=True)
        return self._add(bar)

    def error(self, error: BaseException, actions: Sequence[Action] = ()) -> InfoBar:
        """Tell an error of the studio, or one that nobody foresaw."""
        if isinstance(error, PodcastStudioError):
            details = f"{error}\n\n{error.details}".strip()
            return self.trouble(error.message, error.way_out, details=details, actions=actions)
        details = "".join(traceback.format_exception(error))
        message = self.tr("Something unexpected happened in Podcast Studio.")
        way_out = self.tr("Your podcasts are safe. If it happens again, copy the details into a report.")
        return self.trouble(message, way_out, details=details, actions=actions)

    def clear(self) -> None:
        """Take all messages away."""
        for bar in list(self._bars):
            bar.close_bar()

    def _add(self, bar: InfoBar) -> InfoBar:
        for same in [other for other in self._bars if other.message == bar.message]:
            same.close_bar()
        while len(self._bars) >= _MOST:
            self._bars[0].close_bar()
        self._bars.append(bar)
        self._box.addWidget(bar)
        bar.closed.connect(lambda: self._remove(bar))
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, bar.accessibleName()))
        return bar

    def _remove(self, bar: InfoBar) -> None:
        if bar in self._bars:
            self._bars.remove(bar)
            self._box.removeWidget(bar)
            bar.hide()
        self.setVisible(bool(self._bars))
