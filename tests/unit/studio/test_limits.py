"""How long a run may take, from the settings or from what is expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.jobs import Job
from podcast_studio.jobs.limits import TimeLimits
from podcast_studio.pipeline.reporting import AUDIO_SPEED
from podcast_studio.studio import Studio
from podcast_studio.studio.limits import Patience


@pytest.fixture
def patience(studio: Studio) -> Patience:
    return Patience(studio._library, studio.activity)


def job_for(studio: Studio, documents: Path, minutes: float) -> Job:
    return studio.find_job(name=studio.order(folder=documents, minutes=minutes).id)


def test_defaults_grow_with_the_length_and_the_measured_speed(
    studio: Studio, patience: Patience, documents: Path
) -> None:
    short, long = (job_for(studio, documents, minutes) for minutes in (1, 60))
    assert patience.limits(short) == TimeLimits(soft=1800, hard=3600, stall=600)
    guessed = patience.limits(long).soft or 0
    studio._library.speeds.note(AUDIO_SPEED, 1.0)
    soft = patience.limits(long).soft or 0
    assert soft > guessed
    assert soft == pytest.approx(6 * studio.estimate(minutes=60).seconds)
    assert patience.limits(long) == TimeLimits(soft=soft, hard=2 * soft, stall=0.1 * soft)


def test_the_settings_come_first_and_soft_is_never_after_hard(
    studio: Studio, patience: Patience, documents: Path
) -> None:
    job = job_for(studio, documents, 1)
    studio.preferences.set(soft_minutes=5, hard_minutes=3, stall_minutes=1)
    assert patience.limits(job) == TimeLimits(soft=180, hard=180, stall=60)


def test_a_folder_may_be_as_large_as_it_likes(studio: Studio, patience: Patience, documents: Path) -> None:
    studio.add_files(paths=[documents])
    (job,) = studio.jobs()
    assert job.kind == "indexing"
    assert patience.limits(job) == TimeLimits(stall=600)
