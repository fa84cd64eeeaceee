"""The page "Podcast"."""

from __future__ import annotations

from podcast_studio.desktop.shell import Page, PageHeader, Shell
from podcast_studio.desktop.widgets import EmptyState


class PodcastPage(Page):
    """Not built yet."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._header = PageHeader(self.title)
        self.body.addWidget(self._header)
        self.body.addWidget(EmptyState(shell.theme.icons("podcast"), self.tr("Nothing here yet"), ""), 1)

    @property
    def title(self) -> str:
        return self.tr("Podcast")
