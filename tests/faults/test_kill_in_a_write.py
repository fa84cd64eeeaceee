"""A worker kills itself in the middle of a file, between a rename and its commit, and between two commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from podcast_studio.domain.podcasts import Podcast
from podcast_studio.testing.stage import Stage, Undisturbed, pcm_of

MINUTES = 2.0
_TEXTS = ("transcript.json", "captions.vtt", "captions.srt")


def points(turns: int) -> list[str]:
    """Where to die, in the order in which one podcast comes by."""
    voiced = [f"{kind} turns/{turn:04d}.wav" for turn in range(turns) for kind in ("half", "whole", "placed")]
    texts = [f"{kind} {name}" for name in _TEXTS for kind in ("half", "placed")]
    sources = [f"{kind} sources.json" for kind in ("half", "placed", "commit")]
    order = ["half order.json", "placed order.json"]
    return [*order, *sources, *voiced, "half mixing.wav", "placed mixing.wav", *texts, "placed Tides 1.wav"]


@pytest.mark.timeout(600)
def test_a_kill_at_each_write_of_a_podcast_costs_at_most_a_turn(
    stage: Stage, undisturbed: Callable[..., Undisturbed], tell: Callable[[str], None]
) -> None:
    podcast = stage.order(1, minutes=MINUTES)
    done: list[str] = []
    by_hand: list[int] = []
    for point in points(undisturbed(1, MINUTES).turns):
        by_hand.append(_killed_at(stage, point))
        done.append(point)
    (made,) = stage.finish(podcast)
    kinds = Counter(point.split()[0] for point in done)
    tell(
        f"{len(done)} kills of one podcast ({kinds['half']} in the middle of a file, {kinds['placed']} after a rename, "
        f"{kinds['whole']} before a rename, {kinds['commit']} before the commit), {sum(by_hand)} times retried by hand"
    )
    assert len(done) >= 39  # three more are done below
    _is_as_if_nothing_had_been(stage, made, undisturbed(1, MINUTES))


@pytest.mark.parametrize("point", ["placed", "commit", "after"])
def test_a_kill_around_the_last_commit_makes_no_second_file(
    stage: Stage, undisturbed: Callable[..., Undisturbed], point: str, tell: Callable[[str], None]
) -> None:
    podcast = stage.order(1)
    _killed_at(stage, f"{point} Tides 1.wav")
    (made,) = stage.finish(podcast)
    tell(f"1 kill of another podcast, at its last file: {point}")
    _is_as_if_nothing_had_been(stage, made, undisturbed(1))


def test_what_is_in_its_place_when_the_kill_comes_is_not_voiced_again(
    stage: Stage, undisturbed: Callable[..., Undisturbed], tell: Callable[[str], None]
) -> None:
    podcast = stage.order(1)
    for turn in (0, 1):
        _killed_at(stage, f"placed turns/{turn:04d}.wav")
    (made,) = stage.finish(podcast)
    tell("2 kills of another podcast, each just after a turn's file came to its place")
    assert not stage.redone()
    _is_as_if_nothing_had_been(stage, made, undisturbed(1))


def _killed_at(stage: Stage, point: str) -> int:
    """A worker goes on and dies there; how many jobs had to be retried by hand, since four kills make one fail."""
    by_hand: list[int] = []
    worker = stage.begin("--stay", die=point)  # also while nothing is left to do until it is retried
    worker.meanwhile = lambda: by_hand.append(stage.retry_what_failed())
    assert worker.wait() == -9, f"{point} was not reached: {stage.complaints()}"
    return sum(by_hand)


def _is_as_if_nothing_had_been(stage: Stage, podcast: Podcast, undisturbed: Undisturbed) -> None:
    assert pcm_of(podcast) == undisturbed.samples
    assert max(stage.redone().values(), default=0) <= 1
    assert stage.half_made() == []
    assert sorted(path.name for path in (stage.home / "podcasts" / podcast.id).glob("*.wav")) == ["Tides 1.wav"]
