"""The page "Welcome"."""

from __future__ import annotations

from podcast_studio.desktop.shell import Page, PageHeader, Shell


class WelcomePage(Page):
    """Not built yet."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addWidget(PageHeader(self.title))
        self.body.addStretch(1)

    @property
    def title(self) -> str:
        return self.tr("Welcome")
