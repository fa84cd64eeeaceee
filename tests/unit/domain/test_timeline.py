"""Where turns stand in the programme."""

from __future__ import annotations

import itertools

import pytest

from podcast_studio.domain.timeline import (
    LEAD_IN_SECONDS,
    LEAD_OUT_SECONDS,
    PAUSE_BETWEEN_SECONDS,
    PAUSE_SEGMENT_SECONDS,
    PAUSE_WITHIN_SECONDS,
    Placed,
    Spoken,
    lay_out,
    pause_before,
)


def spoken(index: int, *, segment: int = 0, unit: int = 0, seconds: float = 2.0) -> Spoken:
    return Spoken(index=index, segment=segment, unit=unit, seconds=seconds)


def test_pauses_grow_from_exchange_to_segment() -> None:
    assert LEAD_IN_SECONDS < PAUSE_BETWEEN_SECONDS < PAUSE_SEGMENT_SECONDS
    assert PAUSE_WITHIN_SECONDS < PAUSE_BETWEEN_SECONDS
    here = spoken(3, segment=1, unit=2)
    assert pause_before(None, here) == LEAD_IN_SECONDS
    assert pause_before(spoken(2, segment=1, unit=2), here) == PAUSE_WITHIN_SECONDS
    assert pause_before(spoken(2, segment=1, unit=1), here) == PAUSE_BETWEEN_SECONDS
    assert pause_before(spoken(2, segment=0, unit=1), here) == PAUSE_SEGMENT_SECONDS


def test_turns_follow_one_another() -> None:
    turns = [spoken(0), spoken(1, segment=1, unit=1), spoken(2, segment=1, unit=1), spoken(3, segment=1, unit=2)]
    timeline = lay_out(turns)
    first, *_, last = timeline.turns
    assert first == Placed(index=0, start=LEAD_IN_SECONDS, end=LEAD_IN_SECONDS + 2)
    gaps = [later.start - earlier.end for earlier, later in itertools.pairwise(timeline.turns)]
    assert gaps == pytest.approx([PAUSE_SEGMENT_SECONDS, PAUSE_WITHIN_SECONDS, PAUSE_BETWEEN_SECONDS])
    assert timeline.seconds == pytest.approx(last.end + LEAD_OUT_SECONDS)


def test_indexes_are_kept_where_a_turn_was_left_out() -> None:
    assert [placed.index for placed in lay_out([spoken(0), spoken(2), spoken(5)]).turns] == [0, 2, 5]


def test_nothing_said_takes_no_time() -> None:
    assert lay_out([]).seconds == 0
