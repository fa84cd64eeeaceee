"""The length is steered by the audio already made, whatever the pace of the voices."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.voices import distinguish
from podcast_studio.testing.pipeline import Making, QuickMixer, QuickSpeech, an_order, material
from podcast_studio.testing.speech import fake_voice

ENOUGH = material(24, 12)
SHORT_PARAGRAPHS = material(30, 12, sentences=3, seed=3)


def making(home: Path, texts: dict[str, str], minutes: float, *, letters: float = 17.0, seed: int = 7) -> Making:
    host, expert = distinguish(fake_voice("alba"), fake_voice("bert"))
    return Making(
        home,
        texts,
        an_order(minutes, seed=seed),
        speech=QuickSpeech(letters=letters),
        mixer=QuickMixer(),
        voices={Speaker.HOST: host, Speaker.EXPERT: expert},
    )


@pytest.mark.parametrize(
    ("minutes", "letters"),
    [*itertools.product([1, 2, 5], [15.0, 18.0, 22.0]), (15, 15.0), (15, 22.0), (30, 22.0), (60, 18.0)],
)
def test_lands_within_a_tenth_with_slow_and_fast_voices(tmp_path: Path, minutes: int, letters: float) -> None:
    made = making(tmp_path, ENOUGH, minutes, letters=letters).run()
    assert made.seconds == pytest.approx(minutes * 60, rel=0.1)
    assert made.note == ""


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("minutes", [2, 5])
def test_lands_within_a_tenth_whatever_is_told(tmp_path: Path, minutes: int, seed: int) -> None:
    texts = ENOUGH if seed % 2 else SHORT_PARAGRAPHS
    made = making(tmp_path, texts, minutes, seed=seed).run()
    assert made.seconds == pytest.approx(minutes * 60, rel=0.1)
    assert made.note == ""


def test_speakers_of_quite_different_pace_are_steered_too(tmp_path: Path) -> None:
    job = making(tmp_path, ENOUGH, 5)
    job.voices = {Speaker.HOST: fake_voice("alba", rate=0.8), Speaker.EXPERT: fake_voice("bert", rate=1.25)}
    assert job.run().seconds == pytest.approx(300, rel=0.1)


def test_a_pace_measured_once_is_known_the_next_time(tmp_path: Path) -> None:
    first = making(tmp_path / "one", ENOUGH, 5, letters=25.0)
    first.run()
    (pace,) = [value for name, value in first.speeds.values.items() if name.startswith("words a second")]
    second = making(tmp_path / "two", ENOUGH, 2, letters=25.0)
    second.speeds = first.speeds
    second.run()
    plan = second.checkpoints.plan()
    assert plan is not None
    assert plan.words_per_second == pytest.approx(pace)
    assert pace > 3


@pytest.mark.parametrize(("documents", "paragraphs", "minutes"), [(1, 2, 5), (1, 12, 30), (2, 3, 60)])
def test_material_that_carries_less_is_not_padded_and_said_so(
    tmp_path: Path, documents: int, paragraphs: int, minutes: int
) -> None:
    job = making(tmp_path, material(documents, paragraphs), minutes)
    made = job.run()
    transcript = job.transcript()
    told = [
        source["start"] for turn in transcript["turns"] if turn["speaker"] == "EXPERT" for source in turn["sources"]
    ]
    assert made.seconds < minutes * 60 * 0.9
    assert len(told) == documents * paragraphs  # everything once, nothing twice
    assert made.note.startswith("The material carries ")
    assert f"not the {minutes}:00 minutes asked for" in made.note
    assert transcript["note"] == made.note
    assert transcript["requested_minutes"] == minutes
    assert transcript["duration_seconds"] == pytest.approx(made.seconds, abs=0.001)
