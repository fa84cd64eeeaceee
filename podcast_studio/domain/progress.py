"""How far a podcast is, in exactly the structure that every shell shows."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from podcast_studio.domain.podcasts import Speaker


class Step(StrEnum):
    RETRIEVING_CONTENT = "retrieving_content"
    GENERATING_SCRIPT = "generating_script"
    PARSING_TURNS = "parsing_turns"
    GENERATING_AUDIO = "generating_audio"
    COMBINING_AUDIO = "combining_audio"
    STORING_AUDIO = "storing_audio"


BANDS: dict[Step, tuple[int, int]] = {
    Step.RETRIEVING_CONTENT: (10, 30),
    Step.GENERATING_SCRIPT: (30, 40),
    Step.PARSING_TURNS: (40, 50),
    Step.GENERATING_AUDIO: (50, 90),
    Step.COMBINING_AUDIO: (90, 95),
    Step.STORING_AUDIO: (95, 100),
}


def percentage(step: Step, done: int, total: int) -> int:
    """The percentage for `done` of `total` parts of a step, e.g. audio: 50 + int(40 * completed / total)."""
    low, high = BANDS[step]
    share = min(max(done, 0), total) / total if total > 0 else 0.0
    return low + int((high - low) * share)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """What a running job reports."""

    step: Step
    percentage: int  # 0 to 100
    total_turns: int = 0
    completed_turns: int = 0
    current_speaker: Speaker | None = None  # who is being voiced
    writing: Speaker | None = None  # whose words are being written
    remaining_seconds: float | None = None


@dataclass(frozen=True, kw_only=True)
class StepDetails:
    total_turns: int = 0
    completed_turns: int = 0
    current_speaker: Speaker | None = None


@dataclass(frozen=True, kw_only=True)
class PodcastStatus:
    """The status structure, field for field as it is shown."""

    podcast_id: str
    status: str  # QUEUED, GENERATING, COMPLETED, FAILED or CANCELLED; a held podcast is QUEUED
    progress_percentage: int
    current_step: Step | None
    step_details: StepDetails
    estimated_time_remaining: float | None  # seconds
    created_at: str  # ISO 8601, UTC
    updated_at: str
    completed_at: str | None
    error_message: str | None  # why it failed, or what the listener should know

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)
