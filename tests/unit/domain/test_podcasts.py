"""What can be asked for."""

from __future__ import annotations

import pytest

from podcast_studio.domain.errors import LengthError, UnknownFormatError
from podcast_studio.domain.podcasts import AudioFormat, check_minutes


@pytest.mark.parametrize("minutes", [1, 1.5, 15, 60])
def test_one_to_sixty_minutes_are_possible(minutes: float) -> None:
    assert check_minutes(minutes) == minutes


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (0, "0"),
        (-5, "-5"),
        (0.99, "0.99"),
        (60.1, "60.1"),
        (1e9, "1e+09"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_other_lengths_are_refused_with_what_is_possible(minutes: float, shown: str) -> None:
    with pytest.raises(LengthError) as caught:
        check_minutes(minutes)
    assert caught.value.message == f"A podcast cannot be {shown} minutes long."
    assert caught.value.way_out == "Ask for 1 to 60 minutes."


@pytest.mark.parametrize("name", ["mp3", "MP3", ".mp3", " Mp3 "])
def test_a_format_is_known_however_it_is_written(name: str) -> None:
    assert AudioFormat.parse(name) is AudioFormat.MP3


@pytest.mark.parametrize("name", ["", "aiff", "mp", "mp3 wav"])
def test_an_unknown_format_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownFormatError, match="mp3, m4a, ogg, flac, wav") as caught:
        AudioFormat.parse(name)
    assert f"“{name}”" in caught.value.message
