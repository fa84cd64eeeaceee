"""A process that stands still loses its jobs, and a slow one keeps them."""

from __future__ import annotations

from podcast_studio.jobs.leases import Leases


def test_one_that_has_not_beaten_in_so_many_of_our_beats_has_lapsed() -> None:
    leases = Leases("me", beats=3)
    assert leases.lapsed({"other": 1.0}) == []
    for _ in range(2):
        leases.beaten()
        assert leases.lapsed({"other": 1.0}) == []
    leases.beaten()
    assert leases.lapsed({"other": 1.0}) == ["other"]


def test_one_that_beats_ever_so_slowly_keeps_its_lease() -> None:
    leases = Leases("me", beats=3)
    for beat in range(10):
        assert leases.lapsed({"other": float(beat)}) == []
        for _ in range(2):
            leases.beaten()


def test_time_alone_takes_no_lease_whatever_the_clock_does() -> None:
    """Beats carry the time of the wall: it may jump, as long as it is another one each time."""
    leases = Leases("me", beats=3)
    for beat in (1_000.0, 90_000.0, 5.0, 1_000_000.0):
        assert leases.lapsed({"other": beat}) == []
        for _ in range(2):
            leases.beaten()
    for _ in range(100):
        assert leases.lapsed({"other": 1_000_000.0}) == []


def test_we_never_lapse_and_who_is_gone_is_forgotten() -> None:
    leases = Leases("me", beats=1)
    leases.lapsed({"me": 1.0, "other": 1.0, "new": None})
    leases.beaten()
    assert leases.lapsed({"me": 1.0, "new": None}) == []
    assert leases.lapsed({"other": 1.0}) == []
