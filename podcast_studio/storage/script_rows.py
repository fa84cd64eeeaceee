"""Plans, turns and revisions as they lie in the database, made into values and back."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.revisions import RevisedTurn, Revision, Script, TurnAudio
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind, SpokenTurn, Turn


def plan_of(values: dict[str, Any]) -> Plan:
    segments = tuple(
        Segment(**{**part, "kind": SegmentKind(part["kind"]), "passages": tuple(part["passages"])})
        for part in values["segments"]
    )
    return Plan(**{**values, "segments": segments})


def turn_of(values: dict[str, Any]) -> Turn:
    return Turn(**{**values, "speaker": Speaker(values["speaker"]), "passages": tuple(values["passages"])})


def spoken_of(row: Any) -> SpokenTurn:
    return SpokenTurn(
        index=row.index,
        path=row.path,
        sha256=row.sha256,
        size=row.size,
        seconds=row.seconds,
        skipped=row.skipped,
        said=row.said or "",
    )


def revision_of(row: Any) -> Revision:
    return Revision(
        number=row.number,
        parent=row.parent,
        turns=tuple(revised_turn_of(values) for values in row.turns),
        audio=Path(os.fsdecode(row.audio)) if row.audio is not None else None,
        sha256=row.audio_sha256,
        size=row.audio_bytes,
        seconds=row.duration_seconds,
        note=row.note,
    )


def revised_turn_of(values: dict[str, Any]) -> RevisedTurn:
    audio = values["audio"]
    changed = {
        "speaker": Speaker(values["speaker"]),
        "passages": tuple(values["passages"]),
        "audio": TurnAudio(**audio) if audio is not None else None,
    }
    return RevisedTurn(**{**values, **changed})


def script_values(turns: Script) -> list[dict[str, Any]]:
    """What a revision's column of turns holds."""
    return [asdict(turn) for turn in turns]
