"""The fakes that keep things in memory keep what the ports promise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from podcast_studio.domain.progress import Progress
from podcast_studio.testing.keeping import FakeCheckpoints, FakeProgress, FakeSpeeds
from podcast_studio.testing.storage_conformance import (
    CheckpointsConformance,
    ProgressSinkConformance,
    SpeedBookConformance,
)


class TestFakeCheckpoints(CheckpointsConformance):
    @pytest.fixture
    def checkpoints(self, tmp_path: Path) -> FakeCheckpoints:
        return FakeCheckpoints(tmp_path)

    @pytest.fixture
    def reopened(self, checkpoints: FakeCheckpoints) -> Callable[[], FakeCheckpoints]:
        return lambda: checkpoints

    @pytest.fixture
    def lose(self, checkpoints: FakeCheckpoints) -> Callable[[], None]:
        return lambda: setattr(checkpoints, "lost", True)


class TestFakeProgress(ProgressSinkConformance):
    @pytest.fixture
    def sink(self) -> FakeProgress:
        return FakeProgress()

    @pytest.fixture
    def shown(self, sink: FakeProgress) -> Callable[[], Progress | None]:
        return lambda: sink.shown

    @pytest.fixture
    def lose(self, sink: FakeProgress) -> Callable[[], None]:
        return lambda: setattr(sink, "lost", True)


class TestFakeSpeeds(SpeedBookConformance):
    @pytest.fixture
    def speeds(self) -> FakeSpeeds:
        return FakeSpeeds()

    @pytest.fixture
    def reopened(self, speeds: FakeSpeeds) -> Callable[[], FakeSpeeds]:
        return lambda: speeds


def test_each_checkpoint_is_told_as_it_is_kept(tmp_path: Path) -> None:
    told: list[str] = []
    suite = CheckpointsConformance()
    checkpoints = FakeCheckpoints(tmp_path, saved=told.append)
    suite.test_what_was_kept_is_there_when_opened_again(checkpoints, lambda: checkpoints)
    assert told == ["plan", "turns 0-2", "spoken 0", "spoken 2"]
