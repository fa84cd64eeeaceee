"""Checkpoints, progress and speeds in SQLite keep what the ports promise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from podcast_studio.domain.podcasts import PodcastOrder
from podcast_studio.domain.progress import Progress
from podcast_studio.storage.checkpoints import PodcastCheckpoints
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.progress import StoredProgress
from podcast_studio.storage.speeds import StoredSpeeds
from podcast_studio.testing.storage_conformance import (
    CheckpointsConformance,
    ProgressSinkConformance,
    SpeedBookConformance,
)


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A podcast whose job is being run."""

    database: Database
    podcast: str
    claim: str

    def lose(self) -> None:
        """Its owner is taken for dead, and another worker claims the job."""
        queue = JobStore(self.database)
        queue.recover(["me"])
        assert queue.claim("you", ["podcast"]) is not None


@pytest.fixture
def claimed(tmp_path: Path) -> Claimed:
    database = Database(tmp_path / "library.sqlite3")
    database.migrate()
    (tmp_path / "documents").mkdir()
    collection = CollectionStore(database).add(tmp_path / "documents", "Tides")
    order = PodcastOrder(collection_id=collection.id, minutes=2, title="Tides")
    podcast, _ = PodcastStore(database).order(order, job_kind="podcast")
    job = JobStore(database).claim("me", ["podcast"])
    assert job is not None
    assert job.claim_id is not None
    return Claimed(database=database, podcast=podcast.id, claim=job.claim_id)


@pytest.fixture
def lose(claimed: Claimed) -> Callable[[], None]:
    return claimed.lose


class TestPodcastCheckpoints(CheckpointsConformance):
    @pytest.fixture
    def reopened(self, claimed: Claimed, tmp_path: Path) -> Callable[[], PodcastCheckpoints]:
        folder = tmp_path / "podcast"
        folder.mkdir()
        path = claimed.database.path
        return lambda: PodcastCheckpoints(Database(path), claimed.podcast, folder, claimed.claim)

    @pytest.fixture
    def checkpoints(self, reopened: Callable[[], PodcastCheckpoints]) -> PodcastCheckpoints:
        return reopened()


class TestStoredProgress(ProgressSinkConformance):
    @pytest.fixture
    def sink(self, claimed: Claimed) -> StoredProgress:
        return StoredProgress(claimed.database, claimed.podcast, claimed.claim)

    @pytest.fixture
    def shown(self, claimed: Claimed) -> Callable[[], Progress | None]:
        return lambda: _shown(PodcastStore(claimed.database), claimed.podcast)


def _shown(podcasts: PodcastStore, podcast_id: str) -> Progress | None:
    status = podcasts.status(podcast_id)
    if status.current_step is None:
        return None
    return Progress(
        step=status.current_step,
        percentage=status.progress_percentage,
        total_turns=status.step_details.total_turns,
        completed_turns=status.step_details.completed_turns,
        current_speaker=status.step_details.current_speaker,
        remaining_seconds=status.estimated_time_remaining,
    )


class TestStoredSpeeds(SpeedBookConformance):
    @pytest.fixture
    def speeds(self, claimed: Claimed) -> StoredSpeeds:
        return StoredSpeeds(claimed.database)

    @pytest.fixture
    def reopened(self, claimed: Claimed) -> Callable[[], StoredSpeeds]:
        return lambda: StoredSpeeds(Database(claimed.database.path))
