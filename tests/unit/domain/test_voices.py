"""Two speakers are heard as two people."""

from __future__ import annotations

from dataclasses import replace

from podcast_studio.domain.voices import GENTLE_PAN, distinguish
from podcast_studio.testing.speech import fake_voice

ALBA, BERT = fake_voice("alba"), fake_voice("bert", rate=1.1)


def test_two_models_are_only_panned_apart() -> None:
    host, expert = distinguish(ALBA, BERT)
    assert (host, expert) == (replace(ALBA, pan=-GENTLE_PAN), replace(BERT, pan=GENTLE_PAN))


def test_two_speakers_of_one_model_are_only_panned_apart() -> None:
    host, expert = distinguish(replace(ALBA, speaker=3), replace(ALBA, speaker=4))
    assert (host.pitch, expert.pitch, host.rate, expert.rate) == (1, 1, 1, 1)
    assert host.pan == -expert.pan != 0


def test_the_same_voice_twice_gets_two_pitches_and_paces() -> None:
    host, expert = distinguish(ALBA, ALBA)
    assert host.pitch / expert.pitch > 1.15
    assert host.rate != expert.rate
    assert host.pan == -expert.pan != 0
    assert (host.id, host.model) == (expert.id, expert.model) == (ALBA.id, ALBA.model)


def test_what_was_set_for_a_voice_still_counts() -> None:
    slow, _ = distinguish(replace(ALBA, rate=0.8, pitch=0.9), ALBA)
    plain, _ = distinguish(ALBA, ALBA)
    assert slow.rate == plain.rate * 0.8
    assert slow.pitch == 0.9 * plain.pitch


def test_the_pan_is_gentle() -> None:
    assert 0 < GENTLE_PAN < 0.3
