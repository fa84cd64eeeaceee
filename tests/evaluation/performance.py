"""What an evaluation looks at: one finished podcast, its sources, its plan and what was asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.scripts import Plan, SegmentKind

HOST, EXPERT = "HOST", "EXPERT"
Place = tuple[str, int, int]  # a passage: document, first character, one past the last


@dataclass(frozen=True, kw_only=True)
class Source:
    """A passage that a turn cites."""

    document: str
    heading: str
    text: str
    start: int = 0
    end: int = 0

    @property
    def place(self) -> Place:
        return self.document, self.start, self.end


@dataclass(frozen=True, kw_only=True)
class Said:
    """A turn as it can be heard."""

    speaker: str
    text: str
    sources: tuple[Source, ...] = ()
    frames: bool = False  # belongs to the opening or the close, which speak of the programme itself


@dataclass(frozen=True, kw_only=True)
class Thread:
    """One topic of the plan."""

    title: str
    places: frozenset[Place]  # of its passages


@dataclass(frozen=True, kw_only=True)
class Performance:
    """A podcast, and what it is held against."""

    turns: tuple[Said, ...]
    language: str = "en"
    asked_seconds: float = 60.0
    seconds: float = 60.0  # of the final audio
    making_seconds: float = 0.0  # on the clock
    title: str = ""
    note: str = ""
    style: str = ""
    level: str = ""
    threads: tuple[Thread, ...] = ()
    documents: tuple[str, ...] = ()  # paths of the collection
    prompts: tuple[str, ...] = ()  # texts of which nothing may be heard

    def of(self, speaker: str) -> list[Said]:
        return [turn for turn in self.turns if turn.speaker == speaker]

    @property
    def everything(self) -> tuple[Source, ...]:
        """All passages that any turn cites, each once."""
        return tuple({source.place: source for turn in self.turns for source in turn.sources}.values())

    @property
    def about(self) -> str:
        """What may be said of the programme itself: its titles, and how many documents there are."""
        names = [name.replace("_", " ").replace("-", " ").replace("/", " ") for name in self.documents]
        counts = [str(len(self.documents)), str(len({source.document for source in self.everything}))]
        minutes = f"{self.asked_seconds / 60:g} minutes"
        threads = [thread.title for thread in self.threads]
        return ". ".join([self.title, *threads, *names, *counts, minutes])


def read_turns(transcript: Mapping[str, Any]) -> tuple[Said, ...]:
    """The turns of a transcript.json; those of its first and last chapter frame the programme."""
    chapters: Sequence[Mapping[str, Any]] = transcript.get("chapters") or []
    framed = len(chapters) > 2
    opens = float(chapters[0]["end"]) if framed else -1.0
    closes = float(chapters[-1]["start"]) if framed else float("inf")

    def said(turn: Mapping[str, Any]) -> Said:
        middle = (float(turn["start"]) + float(turn["end"])) / 2
        sources = tuple(
            Source(
                document=source["document"],
                heading=source.get("heading") or "",
                text=source["text"],
                start=source["start"],
                end=source["end"],
            )
            for source in turn.get("sources") or ()
        )
        frames = middle < opens or middle > closes
        return Said(speaker=turn["speaker"], text=turn["text"], sources=sources, frames=frames)

    return tuple(said(turn) for turn in transcript["turns"])


def threads_of(plan: Plan | None, passages: Mapping[str, Passage]) -> tuple[Thread, ...]:
    """The topics of a plan, with the places of their passages."""
    topics = [segment for segment in plan.segments if segment.kind is SegmentKind.TOPIC] if plan else []
    return tuple(
        Thread(
            title=topic.title,
            places=frozenset(
                (passages[known].document, passages[known].start, passages[known].end)
                for known in topic.passages
                if known in passages
            ),
        )
        for topic in topics
    )
