"""What speakers, turns and sources are called on this page."""

from __future__ import annotations

from pathlib import PurePosixPath

from PySide6.QtCore import QObject

from podcast_studio.desktop.words import clock
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.studio.scripts import Source, TurnState, TurnView

_LONGEST = 40  # characters of a heading in a tag


class _Names(QObject):
    def speaker(self, speaker: Speaker) -> str:
        return self.tr("Host") if speaker is Speaker.HOST else self.tr("Expert")

    def lower(self, voice: str) -> str:
        """The second speaker where both have one voice."""
        return self.tr("{voice}, lower").format(voice=voice)

    def source(self, source: Source) -> str:
        """ "Swarming.epub, p. 4", "Scouts.docx, Nest choice" or the document alone."""
        document = PurePosixPath(source.document).name
        if source.page is not None:
            return self.tr("{document}, p. {page}").format(document=document, page=source.page)
        heading = source.heading.rpartition(" > ")[2].strip()
        if not heading or heading == PurePosixPath(document).stem:
            return document
        if len(heading) > _LONGEST:
            heading = f"{heading[: _LONGEST - 1].rstrip()}…"
        return self.tr("{document}, {heading}").format(document=document, heading=heading)

    def writing(self) -> str:
        return self.tr("writing…")

    def state(self, turn: TurnView, *, finished: bool) -> str:
        """How far a turn is; of a finished podcast, where it begins."""
        if turn.state is TurnState.LEFT_OUT:
            return self.tr("left out")
        if turn.rewriting:
            return self.tr("waits for other words")
        if turn.state is TurnState.VOICING:
            return self.tr("voicing…")
        if turn.state is TurnState.WRITTEN:
            return self.tr("waits for its voice") if finished else self.tr("written")
        if finished:
            return clock(turn.start) if turn.start is not None else self.tr("voiced")
        return self.tr("ready, {time}").format(time=clock(max(1.0, turn.seconds or 0.0)))


names = _Names()  # e.g. names.speaker(Speaker.HOST) -> "Host"
