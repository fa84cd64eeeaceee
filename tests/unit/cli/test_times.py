from datetime import datetime

import pytest

from podcast_studio.cli.times import parse_time
from podcast_studio.domain.errors import InputError

NOON = datetime(2026, 3, 4, 12, 0, 30).astimezone()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("22:00", "2026-03-04 22:00"),
        ("12:00", "2026-03-05 12:00"),
        ("7:05", "2026-03-05 07:05"),
        ("2026-12-24 18:00", "2026-12-24 18:00"),
        ("2026-12-24T18:00", "2026-12-24 18:00"),
    ],
)
def test_a_time_is_the_next_one_that_the_clock_shows_or_that_of_a_day(typed: str, expected: str) -> None:
    assert parse_time(typed, NOON) == datetime.fromisoformat(expected).timestamp()


@pytest.mark.parametrize("typed", ["", "tonight", "25:00", "12:60", "2026-13-01", "9999999"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="is not a time"):
        parse_time(typed, NOON)
