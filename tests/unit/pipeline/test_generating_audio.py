"""Turns are voiced one behind the other, and one that cannot be voiced does not stop the rest."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Cancelled, ClaimLostError, EngineDiedError, SpeechError, UnspeakableError
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import SpokenTurn, Turn
from podcast_studio.pipeline.generating_audio import TurnVoicer
from podcast_studio.testing.keeping import FakeCheckpoints
from podcast_studio.testing.pipeline import two_voices
from podcast_studio.testing.speech import SECONDS_PER_WORD, FakeSpeech
from podcast_studio.testing.waiting import until

Start = Callable[..., TurnVoicer]


def a_turn(index: int, text: str = "", **changes: float) -> Turn:
    speaker = Speaker.EXPERT if index % 2 else Speaker.HOST
    return Turn(index=index, segment=1, speaker=speaker, text=text or f"This is turn {index}.", **changes)  # type: ignore[arg-type]


@pytest.fixture
def kept(tmp_path: Path) -> FakeCheckpoints:
    return FakeCheckpoints(tmp_path)


@pytest.fixture
def begin(kept: FakeCheckpoints) -> Iterator[Start]:
    voicers: list[TurnVoicer] = []

    def start(
        speech: FakeSpeech,
        *,
        cancel: CancelToken | None = None,
        done: list[SpokenTurn] | None = None,
        started: list[Turn] | None = None,
    ) -> TurnVoicer:
        voicer = TurnVoicer(
            speech=speech,
            voices=two_voices(),
            language="en",
            checkpoints=kept,
            cancel=cancel or CancelToken(),
            on_done=(done if done is not None else []).append,
            on_start=(started if started is not None else []).append,
        )
        voicers.append(voicer)
        return voicer

    yield start
    for voicer in voicers:
        voicer.close()


def test_a_turn_becomes_a_whole_file_and_a_checkpoint(begin: Start, kept: FakeCheckpoints) -> None:
    done: list[SpokenTurn] = []
    started: list[Turn] = []
    voicer = begin(FakeSpeech(), done=done, started=started)
    voicer.start(a_turn(3))
    spoken = voicer.result(3)
    path = kept.folder / spoken.path
    assert (spoken.path, spoken.sha256, spoken.size) == ("turns/0003.wav", sha256_of(path), path.stat().st_size)
    assert spoken.seconds == pytest.approx(4 * SECONDS_PER_WORD / 1.1, abs=0.001)
    assert kept.spoken() == {3: spoken}
    assert done == [spoken]
    assert started == [a_turn(3)]
    assert voicer.audio_made == spoken.seconds


def test_turns_are_voiced_in_the_order_they_are_given(begin: Start) -> None:
    speech = FakeSpeech()
    voicer = begin(speech)
    for index in (2, 0, 1):
        voicer.start(a_turn(index))
    for index in (0, 1, 2):
        voicer.result(index)
    assert speech.spoken == [f"This is turn {word}." for word in ("two", "zero", "one")]


def test_what_is_sent_to_the_voice_is_sayable(begin: Start) -> None:
    speech = FakeSpeech()
    voicer = begin(speech)
    voicer.start(a_turn(0, "It cost **$5** in 1905 [1]."))
    voicer.result(0)
    assert speech.spoken == ["It cost five dollars in nineteen oh-five."]


def test_a_turns_own_pace_counts_on_top_of_the_voices(begin: Start) -> None:
    voicer = begin(FakeSpeech())
    voicer.start(a_turn(0, rate=1.25))
    assert voicer.result(0).seconds == pytest.approx(4 * SECONDS_PER_WORD / 1.25, abs=0.001)


@pytest.mark.parametrize("text", ["", "🙂", "...", "[1]", "```code```"])
def test_text_without_sound_is_left_out_with_its_reason(begin: Start, kept: FakeCheckpoints, text: str) -> None:
    voicer = begin(FakeSpeech())
    voicer.start(a_turn(1, text or " "))
    voicer.start(a_turn(2))
    assert "nothing to be spoken" in voicer.result(1).skipped
    assert not voicer.result(2).skipped
    assert kept.spoken()[1].path == ""


@pytest.mark.parametrize("error", [SpeechError("Broke."), EngineDiedError("Died.")])
@pytest.mark.parametrize(("failures", "left_out"), [(1, False), (2, False), (3, True)])
def test_a_failure_is_tried_three_times(begin: Start, error: Exception, failures: int, left_out: bool) -> None:
    errors = iter([error] * failures)
    voicer = begin(FakeSpeech(trouble=lambda _: next(errors, None)))
    voicer.start(a_turn(5))
    assert bool(voicer.result(5).skipped) == left_out
    assert voicer.result(5).skipped == ("" if not left_out else str(error))


def test_the_very_first_turn_must_succeed(begin: Start) -> None:
    """A voice that does not work at all is told at once, and not after a whole script."""
    voicer = begin(FakeSpeech(trouble=lambda _: SpeechError("Broke.", details="why")))
    voicer.start(a_turn(0))
    with pytest.raises(SpeechError, match="Alba failed again and again") as caught:
        voicer.result(0)
    assert caught.value.details == "why"


def test_one_voice_that_fails_three_turns_running_ends_it(begin: Start, kept: FakeCheckpoints) -> None:
    """The other voice's successes between do not hide it."""
    voicer = begin(FakeSpeech(trouble=lambda text: SpeechError("Broke.") if "odd" in text else None))
    for index in range(2, 9):
        voicer.start(a_turn(index, "An odd one." if index % 2 else "An even one."))
    with pytest.raises(SpeechError, match="Bert failed"):
        voicer.result(7)
    assert [index for index, turn in kept.spoken().items() if turn.skipped] == [3, 5]


def test_failures_apart_do_not_add_up(begin: Start, kept: FakeCheckpoints) -> None:
    voicer = begin(FakeSpeech(trouble=lambda text: SpeechError("Broke.") if "odd" in text else None))
    for index in range(1, 30, 2):
        voicer.start(a_turn(index, "An odd one." if index % 3 == 0 else "A fine one."))
    for index in range(1, 30, 2):
        voicer.result(index)
    assert sum(bool(turn.skipped) for turn in kept.spoken().values()) == 5


def test_what_a_finished_turn_raised_is_heard_at_the_next_check(begin: Start) -> None:
    voicer = begin(FakeSpeech(trouble=lambda _: SpeechError("Broke.")))
    voicer.check()
    voicer.start(a_turn(0))
    with pytest.raises(SpeechError):
        voicer.result(0)
    with pytest.raises(SpeechError):
        voicer.check()


def test_a_cancel_stops_what_is_left(begin: Start, kept: FakeCheckpoints) -> None:
    cancel = CancelToken()
    done: list[SpokenTurn] = []
    voicer = begin(FakeSpeech(), cancel=cancel, done=done)
    voicer.start(a_turn(0))
    voicer.result(0)
    cancel.cancel(Cancelled())
    voicer.start(a_turn(1))
    with pytest.raises(Cancelled):
        voicer.result(1)
    assert len(done) == 1
    assert set(kept.spoken()) == {0}


def test_a_lost_claim_ends_it(begin: Start, kept: FakeCheckpoints) -> None:
    done: list[SpokenTurn] = []
    voicer = begin(FakeSpeech(), done=done)
    kept.lost = True
    voicer.start(a_turn(0))
    with pytest.raises(ClaimLostError):
        voicer.result(0)
    assert not done


def test_closing_waits_for_the_turn_in_the_making_and_drops_the_others(begin: Start, kept: FakeCheckpoints) -> None:
    speaking, go_on = threading.Event(), threading.Event()

    def wait(_text: str) -> None:
        speaking.set()
        assert go_on.wait(20)

    voicer = begin(FakeSpeech(trouble=wait))
    for index in range(5):
        voicer.start(a_turn(index))
    assert speaking.wait(20)
    closing = threading.Thread(target=voicer.close)
    closing.start()
    until(lambda: all(voicer._futures[index].cancelled() for index in range(1, 5)))
    assert closing.is_alive()
    go_on.set()
    closing.join(20)
    assert not closing.is_alive()
    assert set(kept.spoken()) == {0}


def test_an_unspeakable_turn_is_no_failure_of_the_voice(begin: Start) -> None:
    voicer = begin(FakeSpeech(trouble=lambda text: UnspeakableError("odd") if "odd" in text else None))
    for index in range(8):
        voicer.start(a_turn(index, "odd"))
    assert all(voicer.result(index).skipped for index in range(8))
