"""The bands of progress, exactly as DESIGN gives them."""

from __future__ import annotations

import itertools
import json

import pytest

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import BANDS, PodcastStatus, Step, StepDetails, percentage


def test_steps_stand_in_their_order() -> None:
    assert [step.value for step in Step] == [
        "retrieving_content",
        "generating_script",
        "parsing_turns",
        "generating_audio",
        "combining_audio",
        "storing_audio",
    ]


@pytest.mark.parametrize(
    ("step", "low", "high"),
    [
        ("retrieving_content", 10, 30),
        ("generating_script", 30, 40),
        ("parsing_turns", 40, 50),
        ("generating_audio", 50, 90),
        ("combining_audio", 90, 95),
        ("storing_audio", 95, 100),
    ],
)
def test_each_step_has_its_band(step: str, low: int, high: int) -> None:
    assert percentage(Step(step), 0, 7) == low
    assert percentage(Step(step), 7, 7) == high
    assert BANDS[Step(step)] == (low, high)


def test_the_bands_join() -> None:
    assert all(before[1] == after[0] for before, after in itertools.pairwise(BANDS.values()))


@pytest.mark.parametrize("total", [1, 2, 3, 7, 40, 163])
def test_audio_is_fifty_and_forty_shares(total: int) -> None:
    shown = [percentage(Step.GENERATING_AUDIO, done, total) for done in range(total + 1)]
    assert shown == [50 + int(40 * done / total) for done in range(total + 1)]


@pytest.mark.parametrize("step", list(Step))
def test_odd_counts_stay_within_the_band(step: Step) -> None:
    low, high = BANDS[step]
    assert percentage(step, 0, 0) == percentage(step, -3, 5) == percentage(step, 5, 0) == low
    assert percentage(step, 9, 5) == high


def test_the_status_is_shown_field_for_field() -> None:
    status = PodcastStatus(
        podcast_id="1",
        status="GENERATING",
        progress_percentage=62,
        current_step=Step.GENERATING_AUDIO,
        step_details=StepDetails(total_turns=20, completed_turns=6, current_speaker=Speaker.HOST),
        estimated_time_remaining=12.5,
        created_at="2026-01-01T00:00:00+00:00",
        updated_at="2026-01-01T00:00:01+00:00",
        completed_at=None,
        error_message=None,
    )
    assert json.loads(json.dumps(status.as_dict())) == {
        "podcast_id": "1",
        "status": "GENERATING",
        "progress_percentage": 62,
        "current_step": "generating_audio",
        "step_details": {"total_turns": 20, "completed_turns": 6, "current_speaker": "HOST"},
        "estimated_time_remaining": 12.5,
        "created_at": "2026-01-01T00:00:00+00:00",
        "updated_at": "2026-01-01T00:00:01+00:00",
        "completed_at": None,
        "error_message": None,
    }
