"""Which state of a job may follow which, exactly as docs/job-states.md draws it."""

from __future__ import annotations

import itertools

import pytest

from podcast_studio.domain.errors import TransitionError
from podcast_studio.domain.jobs import TRANSITIONS, JobState, check_transition

ALLOWED = {
    ("QUEUED", "HELD"),
    ("QUEUED", "GENERATING"),
    ("QUEUED", "CANCELLED"),
    ("HELD", "QUEUED"),
    ("HELD", "CANCELLED"),
    ("GENERATING", "COMPLETED"),
    ("GENERATING", "FAILED"),
    ("GENERATING", "CANCELLED"),
    ("GENERATING", "QUEUED"),
    ("GENERATING", "HELD"),
    ("FAILED", "QUEUED"),
    ("FAILED", "CANCELLED"),
    ("CANCELLED", "QUEUED"),
}


@pytest.mark.parametrize(("before", "after"), list(itertools.product(JobState, JobState)))
def test_only_these_transitions_are_possible(before: JobState, after: JobState) -> None:
    if (before.value, after.value) in ALLOWED:
        check_transition(before, after)
    else:
        with pytest.raises(TransitionError, match=f"{before.value} cannot become {after.value}"):
            check_transition(before, after)


def test_every_state_has_its_followers() -> None:
    assert set(TRANSITIONS) == set(JobState)


def test_a_refusal_says_what_is_possible() -> None:
    with pytest.raises(TransitionError, match="it can become: CANCELLED, QUEUED"):
        check_transition(JobState.HELD, JobState.GENERATING)
    with pytest.raises(TransitionError, match="it can become: nothing else"):
        check_transition(JobState.COMPLETED, JobState.QUEUED)
