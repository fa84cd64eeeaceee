"""The first thing a user sees: where to drop a folder."""

from __future__ import annotations

from pathlib import Path

from podcast_studio.desktop.resources import resource
from podcast_studio.desktop.shell import Page, Shell
from podcast_studio.desktop.widgets import EmptyState, PrimaryButton, QuietButton


class StartPage(Page):
    """Shown while there is no collection."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        add = PrimaryButton(self.tr("Add folder…"), shell.choose_folder)
        sample = QuietButton(self.tr("Try it with the sample documents"), self._add_sample)
        sample.setVisible(_sample_folder().is_dir())
        empty = EmptyState(
            shell.theme.icons("drop", "accent"),
            self.tr("Drop a folder of documents here"),
            self.tr(
                "Podcast Studio reads them and makes a podcast about them: a host and an expert who talk it through. "
                "Everything stays on this computer."
            ),
            add,
            sample,
        )
        self.body.addWidget(empty, 1)

    def _add_sample(self) -> None:
        self.shell.add([_sample_folder()])


def _sample_folder() -> Path:
    return resource("sample_collection")
