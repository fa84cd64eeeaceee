"""What the two speakers are at: whose words are written, whose are voiced, and who is heard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from podcast_studio.desktop.views.script.rows import Shown
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.studio.scripts import TurnState, TurnView


class _Doing(QObject):
    def speakers(self, shown: Shown, heard: TurnView | None) -> Mapping[Speaker, str]:
        """What each is at, in words; `heard` is the turn that plays now."""
        parts: dict[Speaker, list[str]] = {speaker: [] for speaker in Speaker}
        if shown.script.writing is not None:
            parts[shown.script.writing].append(self.tr("writing"))
        voicing = self._voicing(shown)
        if voicing is not None:
            number = voicing.position + 1
            parts[voicing.speaker].append(self.tr("voicing turn {number}").format(number=number))
        if heard is not None:
            parts[heard.speaker].append(self._heard(heard, finished=shown.finished))
        comma = self.tr(", ")
        return {speaker: comma.join(words) for speaker, words in parts.items() if words}

    def resting(self, heard: TurnView | None) -> str:
        """What is said of somebody who is at nothing."""
        return self.tr("listening") if heard is not None else ""

    def _heard(self, turn: TurnView, *, finished: bool) -> str:
        if finished:
            return self.tr("speaking")
        return self.tr("playing turn {number}").format(number=turn.position + 1)

    def _voicing(self, shown: Shown) -> TurnView | None:
        if not shown.finished and shown.made.state is not JobState.GENERATING:
            return None
        return next((turn for turn in shown.script.turns if turn.state is TurnState.VOICING), None)


doing = _Doing()
