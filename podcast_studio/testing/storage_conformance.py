"""What everything that keeps checkpoints, progress and speeds must do.

Subclass a suite in a test module and give it its fixtures. Needs pytest.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from podcast_studio.domain.errors import ClaimLostError, StorageError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import Checkpoints, ProgressSink, SpeedBook
from podcast_studio.domain.progress import Progress, Step
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind, SpokenTurn, Turn

PLAN = Plan(
    segments=(
        Segment(kind=SegmentKind.OPENING, title="Introduction", passages=(), words=45),
        Segment(kind=SegmentKind.TOPIC, title="Ebbe und Flut – “größer”", passages=("a", "b"), words=300),
        Segment(kind=SegmentKind.CLOSING, title="What stays", passages=(), words=45),
    ),
    carries_seconds=151.25,
    words_per_second=2.625,
    fingerprint="one",
)
TURNS = [
    Turn(index=0, segment=0, speaker=Speaker.HOST, text="Hello. “Grüße” 🙂"),
    Turn(index=1, segment=1, speaker=Speaker.HOST, text="Why?", passages=("a",), unit=1),
    Turn(index=2, segment=1, speaker=Speaker.EXPERT, text="So.", passages=("a", "b"), unit=1, note="short", rate=1.25),
]
SKIPPED = SpokenTurn(
    index=2, path="", sha256="", size=0, seconds=0.0, skipped="Nothing to be spoken.", said="\x01 \x03"
)


def voiced(folder: Path, index: int, content: bytes = b"sound") -> SpokenTurn:
    """A turn whose audio lies in `folder`."""
    path = folder / "turns" / f"{index:04d}.wav"
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(content)
    return SpokenTurn(
        index=index,
        path=f"turns/{index:04d}.wav",
        sha256=sha256_of(path),
        size=len(content),
        seconds=1.5,
        said="\x02so\x03",
    )


class CheckpointsConformance:
    """Give the fixtures `checkpoints`, fresh and with an existing folder; `reopened`, which opens what they keep once
    more; and `lose`, which takes the claim away.
    """

    def test_nothing_is_there_at_first(self, checkpoints: Checkpoints) -> None:
        assert checkpoints.folder.is_dir()
        assert (checkpoints.plan(), checkpoints.turns(), checkpoints.spoken()) == (None, [], {})

    def test_what_was_kept_is_there_when_opened_again(
        self, checkpoints: Checkpoints, reopened: Callable[[], Checkpoints]
    ) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS)
        spoken = {0: voiced(checkpoints.folder, 0), 2: SKIPPED}
        for turn in spoken.values():
            checkpoints.save_spoken(turn)
        for kept in (checkpoints, reopened()):
            assert (kept.plan(), kept.turns(), kept.spoken()) == (PLAN, TURNS, spoken)
            assert kept.folder == checkpoints.folder

    def test_another_plan_drops_what_was_made_from_the_first(self, checkpoints: Checkpoints) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS)
        checkpoints.save_spoken(voiced(checkpoints.folder, 0))
        other = Plan(segments=PLAN.segments, carries_seconds=10, fingerprint="two")
        checkpoints.save_plan(other)
        assert (checkpoints.plan(), checkpoints.turns(), checkpoints.spoken()) == (other, [], {})

    def test_turns_come_by_index(self, checkpoints: Checkpoints) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns([TURNS[2], TURNS[1]])
        checkpoints.save_turns([])
        checkpoints.save_turns([TURNS[0]])
        assert checkpoints.turns() == TURNS

    def test_turns_written_together_are_kept_all_or_none(self, checkpoints: Checkpoints) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS[:1])
        with pytest.raises(StorageError):
            checkpoints.save_turns([TURNS[1], TURNS[0]])
        assert checkpoints.turns() == TURNS[:1]

    @pytest.mark.parametrize("damage", ["gone", "shorter", "other content", "other content, same age", "a folder"])
    def test_audio_that_is_not_whole_does_not_count(
        self, checkpoints: Checkpoints, reopened: Callable[[], Checkpoints], damage: str
    ) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS)
        whole, hurt = voiced(checkpoints.folder, 0), voiced(checkpoints.folder, 1)
        checkpoints.save_spoken(whole)
        checkpoints.save_spoken(hurt)
        _damage(checkpoints.folder / hurt.path, damage)
        assert checkpoints.spoken() == {0: whole}
        assert reopened().spoken() == {0: whole}

    def test_audio_is_looked_at_each_time(self, checkpoints: Checkpoints) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS)
        turn = voiced(checkpoints.folder, 0)
        checkpoints.save_spoken(turn)
        assert checkpoints.spoken() == {0: turn}
        _damage(checkpoints.folder / turn.path, "other content")
        assert checkpoints.spoken() == {}

    def test_a_turn_can_be_voiced_anew(self, checkpoints: Checkpoints) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS)
        checkpoints.save_spoken(voiced(checkpoints.folder, 0))
        again = voiced(checkpoints.folder, 0, b"another sound")
        checkpoints.save_spoken(again)
        assert checkpoints.spoken() == {0: again}

    def test_a_turn_can_be_given_other_words(self, checkpoints: Checkpoints) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS)
        other = replace(TURNS[1], text="Why so?")
        checkpoints.change_turn(other)
        assert checkpoints.turns() == [TURNS[0], other, TURNS[2]]

    def test_a_lost_claim_writes_nothing(self, checkpoints: Checkpoints, lose: Callable[[], None]) -> None:
        checkpoints.save_plan(PLAN)
        checkpoints.save_turns(TURNS[:1])
        first = voiced(checkpoints.folder, 0)
        checkpoints.save_spoken(first)
        lose()
        with pytest.raises(ClaimLostError):
            checkpoints.save_plan(Plan(segments=(), carries_seconds=0, fingerprint="two"))
        with pytest.raises(ClaimLostError):
            checkpoints.save_turns(TURNS[1:])
        with pytest.raises(ClaimLostError):
            checkpoints.change_turn(TURNS[0])
        with pytest.raises(ClaimLostError):
            checkpoints.save_spoken(SKIPPED)
        assert (checkpoints.plan(), checkpoints.turns(), checkpoints.spoken()) == (PLAN, TURNS[:1], {0: first})

    def test_a_turn_voiced_elsewhere_is_moved_to_its_place_with_its_row(self, checkpoints: Checkpoints) -> None:
        checkpoints.save_spoken(voiced(checkpoints.folder, 0, b"old"))
        turn, made = _voiced_elsewhere(checkpoints.folder)
        checkpoints.save_spoken(turn, made)
        assert checkpoints.spoken() == {0: turn}
        assert not made.exists()

    def test_a_lost_claim_puts_no_file_in_the_place_of_anothers(
        self, checkpoints: Checkpoints, lose: Callable[[], None]
    ) -> None:
        first = voiced(checkpoints.folder, 0, b"theirs")
        checkpoints.save_spoken(first)
        turn, made = _voiced_elsewhere(checkpoints.folder)
        with checkpoints.placing():
            pass
        lose()
        with pytest.raises(ClaimLostError):
            checkpoints.save_spoken(turn, made)
        with pytest.raises(ClaimLostError), checkpoints.placing():
            raise AssertionError("nothing may be placed any more")
        assert (checkpoints.folder / first.path).read_bytes() == b"theirs"
        assert checkpoints.spoken() == {0: first}

    def test_one_thread_writes_turns_while_another_voices_them(self, checkpoints: Checkpoints) -> None:
        count = 12
        checkpoints.save_plan(PLAN)
        turns = [Turn(index=index, segment=1, speaker=Speaker.HOST, text=f"Turn {index}.") for index in range(count)]
        spoken = [voiced(checkpoints.folder, index) for index in range(count)]
        voicing = threading.Thread(target=lambda: list(map(checkpoints.save_spoken, spoken)))
        voicing.start()
        for turn in turns:
            checkpoints.save_turns([turn])
        voicing.join()
        assert checkpoints.turns() == turns
        assert checkpoints.spoken() == dict(enumerate(spoken))


def _voiced_elsewhere(folder: Path) -> tuple[SpokenTurn, Path]:
    """A turn whose file is not at its path yet, and where it is."""
    made = folder / "turns" / ".made.wav"
    made.write_bytes(b"new")
    return SpokenTurn(index=0, path="turns/0000.wav", sha256=sha256_of(made), size=3, seconds=1.5), made


def _damage(path: Path, how: str) -> None:
    before = path.stat()
    content = path.read_bytes()
    path.unlink()
    if how == "shorter":
        path.write_bytes(content[:-1])
    elif how.startswith("other content"):
        path.write_bytes(content[::-1])
        moved = 0 if how.endswith("age") else 1_000_000_000
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + moved))
    elif how == "a folder":
        path.mkdir()


def report(step: Step, percentage: int, **more: object) -> Progress:
    """A progress report."""
    return Progress(step=step, percentage=percentage, **more)  # type: ignore[arg-type]


class ProgressSinkConformance:
    """Give the fixtures `sink`; `shown`, which tells what a user sees (None when nothing); and `lose`."""

    def test_nothing_is_shown_at_first(self, shown: Callable[[], Progress | None]) -> None:
        assert shown() is None

    def test_the_newest_report_is_shown_whole(self, sink: ProgressSink, shown: Callable[[], Progress | None]) -> None:
        sink.report(report(Step.RETRIEVING_CONTENT, 10))
        newest = report(
            Step.GENERATING_SCRIPT,
            62,
            total_turns=20,
            completed_turns=6,
            current_speaker=Speaker.EXPERT,
            remaining_seconds=12.5,
        )
        sink.report(newest)
        assert shown() == newest

    def test_the_percentage_never_falls(self, sink: ProgressSink, shown: Callable[[], Progress | None]) -> None:
        sink.report(report(Step.GENERATING_AUDIO, 70, total_turns=20, completed_turns=10))
        sink.report(report(Step.RETRIEVING_CONTENT, 10, total_turns=25))
        assert shown() == report(Step.RETRIEVING_CONTENT, 70, total_turns=25)

    def test_a_new_speaker_is_shown_at_once(self, sink: ProgressSink, shown: Callable[[], Progress | None]) -> None:
        for speaker in (Speaker.HOST, Speaker.EXPERT, Speaker.HOST):
            sink.report(report(Step.GENERATING_AUDIO, 60, current_speaker=speaker))
            now = shown()
            assert now is not None
            assert now.current_speaker is speaker

    def test_every_percent_and_turn_is_shown_at_once(
        self, sink: ProgressSink, shown: Callable[[], Progress | None]
    ) -> None:
        for done in range(9):
            made = report(Step.GENERATING_AUDIO, 50 + 5 * done, total_turns=8, completed_turns=done)
            sink.report(made)
            assert shown() == made

    def test_a_lost_claim_reports_nothing(
        self, sink: ProgressSink, shown: Callable[[], Progress | None], lose: Callable[[], None]
    ) -> None:
        sink.report(report(Step.GENERATING_AUDIO, 60))
        lose()
        with pytest.raises(ClaimLostError):
            sink.report(report(Step.COMBINING_AUDIO, 91))
        assert shown() == report(Step.GENERATING_AUDIO, 60)


class SpeedBookConformance:
    """Give the fixtures `speeds`, fresh, and `reopened`, which opens what it keeps once more."""

    def test_an_unknown_speed_is_none(self, speeds: SpeedBook) -> None:
        assert speeds.get("words a second of “Jo”") is None

    def test_the_first_measurement_stands_and_names_are_kept_apart(
        self, speeds: SpeedBook, reopened: Callable[[], SpeedBook]
    ) -> None:
        speeds.note("words a second of “Jo”", 2.75)
        speeds.note("other", 40.0)
        for book in (speeds, reopened()):
            assert (book.get("words a second of “Jo”"), book.get("other")) == (2.75, 40.0)

    def test_new_measurements_are_blended_in(self, speeds: SpeedBook) -> None:
        speeds.note("a", 10.0)
        speeds.note("a", 20.0)
        blended = speeds.get("a")
        assert blended is not None
        assert 11 < blended < 19
        for _ in range(30):
            speeds.note("a", 20.0)
        assert speeds.get("a") == pytest.approx(20.0, rel=0.01)
