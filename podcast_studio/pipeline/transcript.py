"""The transcript: what was said when, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.timeline import Chapter, Timeline
from podcast_studio.pipeline.truth.checking import check_turns


def transcript(
    *,
    title: str,
    language: str,
    duration_seconds: float,
    requested_minutes: float,
    note: str,
    turns: Sequence[Turn],
    timeline: Timeline,
    passages: Mapping[str, Passage],
    chapters: Sequence[Chapter],
) -> dict[str, Any]:
    """The content of transcript.json; times in seconds of the final audio."""
    by_index = {turn.index: turn for turn in turns}
    checks = check_turns([by_index[placed.index] for placed in timeline.turns], passages)
    return {
        "title": title,
        "language": language,
        "duration_seconds": round(duration_seconds, 3),
        "requested_minutes": requested_minutes,
        "note": note,
        "turns": [
            {
                "index": placed.index,
                "speaker": by_index[placed.index].speaker.value,
                "text": by_index[placed.index].text,
                "start": round(placed.start, 3),
                "end": round(placed.end, 3),
                "sources": [
                    _source(passages[identifier])
                    for identifier in by_index[placed.index].passages
                    if identifier in passages
                ],
                "checks": checks[placed.index].as_json(),
            }
            for placed in timeline.turns
        ],
        "chapters": [
            {"title": chapter.title, "start": round(chapter.start, 3), "end": round(chapter.end, 3)}
            for chapter in chapters
        ],
    }


def _source(passage: Passage) -> dict[str, Any]:
    return {
        "document": passage.document,
        "heading": " > ".join(passage.heading),
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
    }
