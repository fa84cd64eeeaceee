"""Rows of lists as a studio gives them, for tests that need many or special ones."""

from typing import Any

from podcast_studio.domain.jobs import PODCAST_JOB, JobState, Priority
from podcast_studio.domain.shelf import PodcastRow, QueueRow


def podcast_row(number: int, **changes: Any) -> PodcastRow:
    """A finished podcast; the higher the number, the newer."""
    values: dict[str, Any] = {
        "id": f"p{number}",
        "title": f"Podcast {number}",
        "collection_id": "c",
        "collection_name": "Tides",
        "minutes": 5.0,
        "style": "interview",
        "created_at": f"2026-11-24T10:{number // 60:02d}:{number % 60:02d}+00:00",
        "completed_at": "2026-11-24T12:00:00+00:00",
        "duration_seconds": 300.0,
        "job_id": f"j{number}",
        "kind_of_job": PODCAST_JOB,
        "state": JobState.COMPLETED,
        "percentage": 100,
        "step": None,
        "total_turns": 0,
        "completed_turns": 0,
        "current_speaker": None,
        "remaining_seconds": None,
        "error": None,
        "way_out": "",
        "note": "",
        "listened_seconds": 0.0,
        "has_audio": True,
    }
    return PodcastRow(**(values | changes))


def queue_row(number: int, **changes: Any) -> QueueRow:
    """A job that waits."""
    values: dict[str, Any] = {
        "job_id": f"j{number}",
        "kind": PODCAST_JOB,
        "podcast_id": f"p{number}",
        "collection_id": "c",
        "title": f"Podcast {number}",
        "state": JobState.QUEUED,
        "stopping": None,
        "priority": Priority.NORMAL,
        "run_at": 0.0,
        "waiting_for_time": False,
        "position": number,
        "attempts": 0,
        "max_attempts": 4,
        "percentage": 0,
        "step": None,
        "current_speaker": None,
        "remaining_seconds": None,
        "created_at": "2026-11-24T10:00:00+00:00",
        "started_at": None,
        "error": None,
        "error_details": None,
        "way_out": "",
        "needs_attention": False,
    }
    return QueueRow(**(values | changes))
