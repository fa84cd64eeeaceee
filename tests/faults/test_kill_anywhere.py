"""A worker process is killed at a random moment, and another goes on: nothing is lost but the turn in the making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from podcast_studio.testing.killing import KILLED_AT, Killing
from podcast_studio.testing.stage import Company, Undisturbed

ROUNDS = 10  # of a kill in each of six steps


@pytest.mark.timeout(600)
def test_sixty_kills_over_all_six_steps(
    tmp_path: Path, company: Company, undisturbed: Callable[..., Undisturbed], tell: Callable[[str], None]
) -> None:
    killing = Killing(tmp_path, company, seed=20260101)
    for _ in range(ROUNDS):
        killing.round()
    tell(killing.told())
    assert killing.kills == ROUNDS * len(KILLED_AT)
    assert all(killing.steps[step] for step in KILLED_AT)
    assert killing.most_revoiced <= 1
    assert killing.finished == 2 * ROUNDS
    assert killing.samples == {seed: {undisturbed(seed).samples} for seed in killing.samples}
