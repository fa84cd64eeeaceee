from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from podcast_studio.desktop import words
from podcast_studio.desktop.words import about, clock, counted, day, listed, size, time_of_day, voice_names
from podcast_studio.domain.voices import Voice


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00"), (59.6, "1:00"), (133, "2:13"), (892, "14:52"), (4000, "1:06:40"), (-3, "0:00")]
)
def test_positions_are_told_as_on_a_clock(seconds: float, said: str) -> None:
    assert clock(seconds) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.2, "1 s"), (31, "31 s"), (58, "1 min"), (260, "4 min"), (3599, "1 h 0 min"), (5000, "1 h 23 min")],
)
def test_stretches_are_told_as_exactly_as_anyone_knows_them(seconds: float, said: str) -> None:
    assert about(seconds) == said


def test_one_is_not_many() -> None:
    assert [counted.documents(number) for number in (0, 1, 2, 38_400)] == [
        "0 documents",
        "1 document",
        "2 documents",
        "38,400 documents",
    ]


NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)  # no midnight is near, and no change of the clocks


class Standing(datetime):
    """It is always the same time."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Standing:
        return cls.fromtimestamp(NOW.timestamp(), tz)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """What the clock says as long as the test lasts."""
    monkeypatch.setattr(words, "datetime", Standing)
    return NOW


def test_days_are_told_from_today(now: datetime) -> None:
    assert day(now) == "today"
    assert day((now - timedelta(days=1)).isoformat()) == "yesterday"
    assert day(now - timedelta(days=3)).endswith("day")
    assert "/" in day(now - timedelta(days=300))


def test_a_time_of_another_day_has_its_date(now: datetime) -> None:
    assert "," not in time_of_day(now)
    assert "," in time_of_day((now + timedelta(days=2)).timestamp())


def test_a_long_list_ends_in_how_many_more() -> None:
    assert listed(["A", "B"]) == "“A”, “B”"
    assert listed(list("ABCDE")) == "“A”, “B”, “C” and 2 more"


def test_sizes_are_told_in_units_of_disks() -> None:
    assert size(1_117_320_768) == "1.12 GB"


def test_a_voice_is_called_by_its_name_alone_unless_another_has_the_same() -> None:
    names = ("Joe (en_US, medium)", "Amy (en_US, low)", "Amy (en_GB, low)")
    voices = [Voice(id=name, name=name, language="en_US", model=Path(name)) for name in names]
    assert list(voice_names(voices).values()) == ["Joe", "Amy (en_US, low)", "Amy (en_GB, low)"]
