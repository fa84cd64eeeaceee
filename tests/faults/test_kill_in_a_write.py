"""A worker kills itself in the middle of a file, between a rename and its commit, and between two commits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from podcast_studio.testing.stage import Stage, Undisturbed, pcm_of

MINUTES = 2.0
_TEXTS = ("transcript.json", "captions.vtt", "captions.srt")


def points(turns: int) -> list[str]:
    """Where to die, in the order in which one podcast comes by."""
    voiced = [f"{kind} turns/{turn:04d}.wav" for turn in range(turns) for kind in ("half", "placed", "commit")]
    texts = [f"{kind} {name}" for name in _TEXTS for kind in ("half", "placed")]
    audio = [f"{kind} Tides 1.wav" for kind in ("placed", "commit", "after")]
    sources = [f"{kind} sources.json" for kind in ("half", "placed", "commit")]
    return [*sources, *voiced, "half mixing.wav", "placed mixing.wav", *texts, *audio]


@pytest.mark.timeout(600)
def test_a_kill_at_each_write_of_a_podcast_costs_at_most_a_turn(
    stage: Stage, undisturbed: Callable[..., Undisturbed], tell: Callable[[str], None]
) -> None:
    podcast = stage.order(1, minutes=MINUTES)
    done: list[str] = []
    by_hand: list[int] = []
    for point in points(undisturbed(1, MINUTES).turns):
        worker = stage.begin(die=point)
        worker.meanwhile = lambda: by_hand.append(stage.retry_what_failed())  # after four kills it has failed
        assert worker.wait() == -9, f"{point} was not reached: {stage.complaints()}"
        done.append(point)
    (made,) = stage.finish(podcast)
    kinds = Counter(point.split()[0] for point in done)
    tell(
        f"{len(done)} kills of one podcast ({kinds['half']} in the middle of a file, {kinds['placed']} after a rename, "
        f"{kinds['commit']} before the commit, {kinds['after']} after it), {sum(by_hand)} times retried by hand"
    )
    assert len(done) >= 40
    assert pcm_of(made) == undisturbed(1, MINUTES).samples
    assert max(stage.redone().values(), default=0) <= 1
    assert stage.half_made() == []
    assert sorted(path.name for path in (stage.home / "podcasts" / podcast.id).glob("*.wav")) == ["Tides 1.wav"]
