import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from podcast_studio.domain.errors import InputError
from podcast_studio.domain.hours import Hours

NIGHT = Hours.parse("22:00-07:00")


@pytest.fixture(params=["Europe/Berlin", "UTC", "Asia/Kolkata"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine stands there."""
    yield from _at(request.param, monkeypatch)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    yield from _at("Europe/Berlin", monkeypatch)


def _at(name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of a process cannot be set here")
    monkeypatch.setenv("TZ", name)
    time.tzset()
    yield name
    monkeypatch.undo()
    time.tzset()


def at(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("22:00-07:00", "22:00-07:00"), (" 9-17 ", "09:00-17:00"), ("7:30 to 24:00", "07:30-00:00")],
)
def test_hours_are_read_as_people_write_them(typed: str, shown: str) -> None:
    assert str(Hours.parse(typed)) == shown


@pytest.mark.parametrize("typed", ["", "22:00", "25:00-07:00", "22:60-07:00", "8-8", "0:00-24:00", "8-24:30", "a-b"])
def test_what_are_no_hours_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InputError, match="22:00-07:00"):
        Hours.parse(typed)


def test_over_midnight_both_ends_of_the_night_are_in_it(zone: str) -> None:
    inside = ("2026-03-04 22:00", "2026-03-04 23:59:59", "2026-03-05 00:00", "2026-03-05 06:59:59")
    outside = ("2026-03-04 21:59:59", "2026-03-05 07:00", "2026-03-05 12:00")
    assert all(NIGHT.contain(at(moment)) for moment in inside)
    assert not any(NIGHT.contain(at(moment)) for moment in outside)


@pytest.mark.parametrize(
    ("hours", "moment", "begin"),
    [
        ("22:00-07:00", "2026-03-04 12:34:56", "2026-03-04 22:00"),
        ("22:00-07:00", "2026-03-05 07:00", "2026-03-05 22:00"),
        ("08:00-12:00", "2026-03-04 12:00", "2026-03-05 08:00"),
    ],
)
def test_they_begin_when_the_clock_on_the_wall_says_so(zone: str, hours: str, moment: str, begin: str) -> None:
    assert Hours.parse(hours).begin(at(moment)) == at(begin)


def test_within_them_they_have_begun(zone: str) -> None:
    assert NIGHT.begin(at("2026-03-04 23:10")) == at("2026-03-04 23:10")


def test_the_night_when_clocks_go_forward_is_an_hour_shorter(berlin: str) -> None:
    opens, closes = NIGHT.begin(at("2026-03-28 12:00")), at("2026-03-29 07:00")
    assert (closes - opens) / 3600 == 8
    assert NIGHT.contain(closes - 1)
    assert not NIGHT.contain(closes)


def test_the_night_when_clocks_go_back_is_an_hour_longer(berlin: str) -> None:
    opens, closes = NIGHT.begin(at("2026-10-24 12:00")), at("2026-10-25 07:00")
    assert (closes - opens) / 3600 == 10
    assert all(NIGHT.contain(opens + hour * 3600) for hour in range(10))


def test_hours_that_begin_in_the_hour_that_is_left_out_begin_after_it(berlin: str) -> None:
    assert Hours.parse("02:30-05:00").begin(at("2026-03-29 01:59")) == at("2026-03-29 03:00")
