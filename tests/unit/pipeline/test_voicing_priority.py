"""Turns are voiced in the background, unless somebody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.domain.voices import Voice
from podcast_studio.pipeline.generating_audio import TurnVoicer
from podcast_studio.testing.keeping import FakeCheckpoints
from podcast_studio.testing.speech import FakeSpeech, fake_voice
from podcast_studio.testing.waiting import until


class GatedSpeech(FakeSpeech):
    """Speaks one turn each time the gate is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Semaphore(0)

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken, *, background: bool = False) -> float:
        self.in_background.append(background)
        self.gate.acquire()
        out.write_text(text)
        return 1.0


def a_voicer(speech: FakeSpeech, folder: Path, cancel: CancelToken) -> TurnVoicer:
    return TurnVoicer(
        speech=speech,
        voices=dict.fromkeys(Speaker, fake_voice("alba")),
        language="en",
        checkpoints=FakeCheckpoints(folder),
        cancel=cancel,
        on_done=lambda _: None,
        on_start=lambda _: None,
    )


@pytest.fixture
def speech() -> GatedSpeech:
    return GatedSpeech()


@pytest.fixture
def voicer(speech: GatedSpeech, tmp_path: Path) -> Iterator[TurnVoicer]:
    voicer = a_voicer(speech, tmp_path, CancelToken())
    yield voicer
    speech.gate.release(100)
    voicer.close()


def turn(index: int) -> Turn:
    return Turn(index=index, segment=1, speaker=Speaker.HOST, text=f"This is turn {index}.")


def voice_one(voicer: TurnVoicer, speech: GatedSpeech, index: int) -> None:
    voicer.start(turn(index))
    speech.gate.release()
    voicer.result(index)


def test_the_first_two_go_first(voicer: TurnVoicer, speech: GatedSpeech) -> None:
    for index in range(2):
        voice_one(voicer, speech, index)
    assert speech.in_background == [False, False]


def test_a_turn_begun_while_nobody_waits_is_in_the_background(voicer: TurnVoicer, speech: GatedSpeech) -> None:
    voicer.start(turn(7))
    until(lambda: len(speech.in_background) == 1)
    assert speech.in_background == [True]


def test_a_turn_begun_while_somebody_waits_is_not(voicer: TurnVoicer, speech: GatedSpeech) -> None:
    voicer.start(turn(7))
    voicer.start(turn(8))
    until(lambda: len(speech.in_background) == 1)
    waiting = threading.Thread(target=voicer.result, args=(8,))
    waiting.start()
    until(lambda: voicer.awaited)
    speech.gate.release(2)
    waiting.join()
    assert speech.in_background == [True, False]


def test_when_the_voice_falls_behind_it_catches_up(voicer: TurnVoicer, speech: GatedSpeech) -> None:
    for index in range(7, 14):
        voicer.start(turn(index))
    until(lambda: len(speech.in_background) == 1)
    speech.gate.release(100)
    voicer.result(13)
    assert not speech.in_background[1]


class StarvedSpeech(FakeSpeech):
    """Never gets to speak in the background."""

    def speak(self, text: str, voice: Voice, out: Path, cancel: CancelToken, *, background: bool = False) -> float:
        self.in_background.append(background)
        while background:
            cancel.check()
            cancel.wait(0.01)
        out.write_text(text)
        return 1.0


def test_a_turn_that_is_starved_begins_anew_at_normal_priority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podcast_studio.pipeline.generating_audio._PATIENCE_SECONDS", 0.05)
    speech = StarvedSpeech()
    voicer = a_voicer(speech, tmp_path, CancelToken())
    voicer.start(turn(7))
    until(lambda: speech.in_background == [True])
    assert voicer.result(7).seconds == 1.0
    assert speech.in_background == [True, False]
    voicer.start(turn(8))  # the machine is busy: the background is not tried again at once
    voicer.result(8)
    assert speech.in_background == [True, False, False]
    voicer.close()


def test_a_cancel_reaches_what_is_voiced_in_the_background(tmp_path: Path) -> None:
    speech, cancel = StarvedSpeech(), CancelToken()
    voicer = a_voicer(speech, tmp_path, cancel)
    voicer.start(turn(7))
    until(lambda: speech.in_background == [True])
    cancel.cancel(Cancelled())
    with pytest.raises(Cancelled):
        voicer.result(7)
    voicer.close()
