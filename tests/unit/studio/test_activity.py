from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import InputError, LengthError, UnspeakableError
from podcast_studio.domain.progress import Progress, Step
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.reporting import AUDIO_SPEED, MIXING_SPEED
from podcast_studio.studio import Studio
from podcast_studio.studio.measuring import FIRST_SOUND, SpeechMeter, StepTimer
from podcast_studio.testing.speech import FakeSpeech, fake_voice
from podcast_studio.testing.studio import FakeParts, HangingSpeech, fake_studio
from podcast_studio.testing.waiting import finished


class Ticks:
    """A clock that moves on by one second at every look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 1
        return self.now


class Reports:
    def __init__(self) -> None:
        self.seen: list[Progress] = []

    def report(self, progress: Progress) -> None:
        self.seen.append(progress)


def test_a_made_podcast_shows_in_the_figures(studio: Studio, documents: Path, parts: FakeParts) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    finished(studio, podcast.id)
    for period in ("hour", "day", "all"):
        figures = studio.activity.figures(period)
        assert (figures.started, figures.completed, figures.failed) == (1, 1, 0)
        assert figures.turns_per_podcast == len([text for text in parts.speech.spoken if text != "Yes."])
        assert figures.voicing_seconds_per_turn is not None
        assert figures.per_collection[0].name == "Sea and moon"
        assert sum(step.share for step in figures.steps) == pytest.approx(1)
        assert Step.COMBINING_AUDIO in {step.step for step in figures.steps}


def test_what_an_interrupted_run_has_voiced_is_counted(tmp_path: Path, documents: Path) -> None:
    speech = HangingSpeech()
    with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as studio:
        podcast = studio.order(folder=documents, minutes=1)
        studio.start_workers()
        assert speech.hanging.wait(60)
        studio.stop_workers()
        finished(studio, podcast.id)
        figures = studio.activity.figures("hour")
        assert (figures.started, figures.completed, figures.retry_rate) == (2, 1, 0)
        assert figures.turns_per_podcast == len(speech.turns)


def test_an_unknown_period_is_refused(studio: Studio) -> None:
    with pytest.raises(InputError, match="week"):
        studio.activity.figures("week")


def test_an_estimate_is_a_guess_until_something_was_made_here(studio: Studio, documents: Path) -> None:
    guess = studio.estimate(minutes=5)
    assert not guess.measured
    assert 0 < guess.first_sound_seconds < guess.seconds
    assert studio.estimate(minutes=10).seconds > guess.seconds
    studio._library.speeds.note(AUDIO_SPEED, 10.0)
    studio._library.speeds.note(MIXING_SPEED, 100.0)
    studio._library.speeds.note(FIRST_SOUND, 4.0)
    known = studio.estimate(minutes=5)
    assert known.measured
    assert known.first_sound_seconds == 4.0
    assert 33 <= known.seconds <= 36
    with pytest.raises(LengthError):
        studio.estimate(minutes=0)


def test_the_first_sound_of_a_fresh_run_is_measured(studio: Studio, documents: Path) -> None:
    finished(studio, studio.order(folder=documents, minutes=1).id)
    assert studio._library.speeds.get(FIRST_SOUND) is not None


def test_a_step_takes_as_long_as_it_is_the_present_one() -> None:
    reports, clock = Reports(), Ticks()
    timer = StepTimer(reports, clock)
    for step in (Step.RETRIEVING_CONTENT, Step.GENERATING_SCRIPT, Step.GENERATING_SCRIPT, Step.RETRIEVING_CONTENT):
        timer.report(Progress(step=step, percentage=1))
    assert timer.seconds() == {"retrieving_content": 2.0, "generating_script": 1.0}
    assert len(reports.seen) == 4


def test_voicing_is_counted_and_failures_cost_time_but_are_no_turns(tmp_path: Path) -> None:
    class Mute(FakeSpeech):
        def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken) -> float:
            if text == "mute":
                raise UnspeakableError
            return super().speak(text, voice, out, cancel)

    speech = Mute()
    meter, voice = SpeechMeter(speech, Ticks()), fake_voice("alba")
    meter.load(voice)
    with pytest.raises(UnspeakableError):
        meter.speak("mute", voice, tmp_path / "a.wav", CancelToken())
    assert (meter.turns, meter.seconds, meter.first_sound) == (0, 1.0, None)
    meter.speak("Good morning.", voice, tmp_path / "b.wav", CancelToken())
    assert (meter.turns, meter.seconds, meter.first_sound) == (1, 2.0, 5.0)
    meter.speak("Good evening.", voice, tmp_path / "c.wav", CancelToken())
    assert (meter.turns, meter.first_sound) == (2, 5.0)
