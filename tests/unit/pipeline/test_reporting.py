"""Progress of one run, told by two threads."""

from __future__ import annotations

import itertools
import sys
import threading
import time
from collections.abc import Iterator

import pytest

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Progress, Step
from podcast_studio.pipeline.reporting import AUDIO_SPEED, MIXING_SPEED, Reporter
from podcast_studio.testing.keeping import FakeProgress, FakeSpeeds


@pytest.fixture
def sink() -> FakeProgress:
    return FakeProgress()


@pytest.fixture
def reporter(sink: FakeProgress) -> Reporter:
    return Reporter(sink, FakeSpeeds({AUDIO_SPEED: 10.0, MIXING_SPEED: 100.0}), target_seconds=600)


def latest(sink: FakeProgress) -> Progress:
    return sink.reports[-1]


def test_a_run_goes_through_its_bands(sink: FakeProgress, reporter: Reporter) -> None:
    shown: list[tuple[str, int]] = []

    def note() -> None:
        shown.append((latest(sink).step.value, latest(sink).percentage))

    for done in (0, 1, 2):
        reporter.retrieving(done, 2)
        note()
    reporter.planned(total=8, completed=0)
    note()
    reporter.wrote(total=8, audio_left=500)
    note()
    for done in (1, 2):
        reporter.voiced(done)
        note()
    reporter.all_written(4)
    note()
    for done in (3, 4):
        reporter.voiced(done)
        note()
    for share in (0.0, 0.5, 1.0):
        reporter.combining(share)
        note()
    for share in (0.0, 1.0):
        reporter.storing(share)
        note()
    assert shown == [
        ("retrieving_content", 10),
        ("retrieving_content", 20),
        ("retrieving_content", 30),
        ("generating_script", 35),
        ("generating_script", 45),
        ("generating_script", 55),
        ("generating_script", 60),
        ("generating_audio", 70),
        ("generating_audio", 80),
        ("generating_audio", 90),
        ("combining_audio", 90),
        ("combining_audio", 92),
        ("combining_audio", 95),
        ("storing_audio", 95),
        ("storing_audio", 100),
    ]


def test_more_turns_than_expected_do_not_turn_it_back(sink: FakeProgress, reporter: Reporter) -> None:
    reporter.planned(total=10, completed=0)
    reporter.voiced(5)
    reporter.wrote(total=50, audio_left=400)
    assert (latest(sink).percentage, latest(sink).total_turns) == (70, 50)
    reporter.voiced(6)
    assert (latest(sink).percentage, latest(sink).completed_turns) == (70, 6)
    reporter.voiced(40)
    assert latest(sink).percentage == 82


def test_a_run_taken_up_shows_what_was_done_before(sink: FakeProgress, reporter: Reporter) -> None:
    reporter.planned(total=20, completed=10)
    assert (latest(sink).percentage, latest(sink).completed_turns) == (70, 10)
    assert latest(sink).remaining_seconds == pytest.approx(300 / 10 + 6)


def test_who_is_written_and_who_is_voiced_is_told_at_once(sink: FakeProgress, reporter: Reporter) -> None:
    reporter.planned(total=10, completed=0)
    before = latest(sink).percentage
    reporter.writing(Speaker.EXPERT)
    reporter.voicing(Speaker.HOST)
    now = latest(sink)
    assert (now.writing, now.current_speaker, now.percentage) == (Speaker.EXPERT, Speaker.HOST, before)
    reporter.wrote(total=10, audio_left=1)
    assert (latest(sink).writing, latest(sink).current_speaker) == (None, Speaker.HOST)
    reporter.combining(0.1)
    assert latest(sink).current_speaker is None


def test_the_remaining_time_comes_from_measured_speeds(sink: FakeProgress, reporter: Reporter) -> None:
    reporter.retrieving(0, 1)
    assert latest(sink).remaining_seconds == pytest.approx(600 / 10 + 600 / 100)
    reporter.planned(total=10, completed=0)
    reporter.wrote(total=10, audio_left=200)
    assert latest(sink).remaining_seconds == pytest.approx(200 / 10 + 6)
    reporter.wrote(total=10, audio_left=-5)
    assert latest(sink).remaining_seconds == pytest.approx(6)
    reporter.combining(0.5)
    assert latest(sink).remaining_seconds == pytest.approx(3)
    reporter.storing(0)
    assert latest(sink).remaining_seconds == 1


def test_an_unmeasured_machine_gets_a_guess(sink: FakeProgress) -> None:
    Reporter(sink, FakeSpeeds(), target_seconds=60).retrieving(0, 1)
    assert 5 < (latest(sink).remaining_seconds or 0) < 60


class YieldingProgress(FakeProgress):
    """Lets another thread go first, if it may."""

    def report(self, progress: Progress) -> None:
        time.sleep(0)
        super().report(progress)


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty_threads")
def test_no_report_overtakes_another() -> None:
    turns, sink = 300, YieldingProgress()
    reporter = Reporter(sink, FakeSpeeds(), target_seconds=600)
    reporter.planned(total=turns, completed=0)

    def voice() -> None:
        for done in range(1, turns + 1):
            reporter.voicing(Speaker.HOST if done % 2 else Speaker.EXPERT)
            reporter.voiced(done)

    voicing = threading.Thread(target=voice)
    voicing.start()
    for _ in range(turns):
        reporter.wrote(total=turns, audio_left=100)
    reporter.all_written(turns)
    voicing.join()
    steps = list(Step)
    for before, after in itertools.pairwise(sink.reports):
        assert before.percentage <= after.percentage
        assert before.completed_turns <= after.completed_turns
        assert steps.index(before.step) <= steps.index(after.step)
    assert (latest(sink).step, latest(sink).percentage) == (Step.GENERATING_AUDIO, 90)
