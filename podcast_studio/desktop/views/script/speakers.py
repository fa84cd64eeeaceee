"""HOST and EXPERT as two cards: whose words are written, whose are voiced, and who is heard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.widgets import ElidedLabel, SpeakerBadge, Text, column, row
from podcast_studio.domain.podcasts import Speaker


class SpeakerCards(QWidget):
    """One card each, side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.cards: Mapping[Speaker, SpeakerCard] = {speaker: SpeakerCard(theme, speaker) for speaker in Speaker}
        line = row(gap=3 * UNIT)
        for card in self.cards.values():
            line.addWidget(card, 1)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, doing: Mapping[Speaker, str], resting: str = "") -> None:
        """What each is at; what is said of somebody who rests."""
        for speaker, card in self.cards.items():
            card.say(doing.get(speaker, ""), resting)

    def name(self, voices: Mapping[Speaker, str]) -> None:
        """Whose voice each has."""
        for speaker, card in self.cards.items():
            card.voice.setText(voices.get(speaker, ""))


class SpeakerCard(QFrame):
    """Badge, name, voice, and what the person is at."""

    def __init__(self, theme: Theme, speaker: Speaker) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        host = speaker is Speaker.HOST
        self._kind = "host-doing" if host else "expert-doing"
        self.badge = SpeakerBadge(theme, speaker)
        self.voice, self.doing = ElidedLabel("", "status"), ElidedLabel("", "secondary")
        name = Text(self.tr("Host") if host else self.tr("Expert"), "strong")
        self.doing.hide()  # until there is something to say: the name alone stands in the middle
        words = column(None, row(name, self.voice, gap=2 * UNIT), self.doing, None, gap=UNIT // 2)
        layout = row(gap=3 * UNIT, margins=(3 * UNIT, 2 * UNIT, 4 * UNIT, 2 * UNIT))
        layout.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        self.setLayout(layout)

    def say(self, doing: str, resting: str = "") -> None:
        """Light the ring while there is something to do."""
        self.badge.set_lit(bool(doing), doing)
        self.doing.set_kind(self._kind if doing else "secondary")
        self.doing.setText(doing or resting)
        self.doing.setVisible(bool(doing or resting))
