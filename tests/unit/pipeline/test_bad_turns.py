"""One bad turn never kills a podcast: it is tried again, then written anew once, then left out with a note."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import EngineDiedError, ModelError, SpeechError, UnspeakableError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.ports import TextRequest
from podcast_studio.domain.scripts import SpokenTurn, Turn
from podcast_studio.pipeline.generating_audio import TurnVoicer
from podcast_studio.pipeline.polishing import LARGE
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.keeping import FakeCheckpoints
from podcast_studio.testing.pipeline import Making, QuickMixer, QuickSpeech, an_order, material, two_voices

TEXTS = material(3, 6)
Trouble = Callable[[str], Exception | None]


@dataclass
class ChokingSpeech(QuickSpeech):
    """Cannot say some texts, and says all others."""

    said: list[str] = field(default_factory=list)  # with those that it could not

    def speak(self, text: str, voice: object, out: Path, cancel: CancelToken) -> float:
        self.said.append(text)
        if (error := self.trouble(text)) is not None:
            raise error
        return super().speak(text, voice, out, cancel)  # type: ignore[arg-type]


def voice_one(folder: Path, trouble: Trouble, rewrite: Callable[[Turn], str], *, index: int = 4) -> Voiced:
    """Voice one turn of EXPERT."""
    kept, speech = FakeCheckpoints(folder), ChokingSpeech(trouble=trouble)
    turn = Turn(index=index, segment=1, speaker=Speaker.EXPERT, text="A hard nut.")
    kept.save_turns([turn])
    rewritten: list[Turn] = []
    voicer = TurnVoicer(
        speech=speech,
        voices=two_voices(),
        language="en",
        checkpoints=kept,
        cancel=CancelToken(),
        on_done=lambda _turn: None,
        on_start=lambda _turn: None,
        rewrite=rewrite,
        on_rewritten=rewritten.append,
    )
    try:
        voicer.start(turn)
        return Voiced(voicer.result(index), kept, speech.said, rewritten)
    finally:
        voicer.close()


@dataclass
class Voiced:
    spoken: SpokenTurn
    kept: FakeCheckpoints
    said: list[str]
    rewritten: list[Turn]


@pytest.mark.parametrize("error", [SpeechError("Broke."), EngineDiedError("Died."), UnspeakableError("No sound.")])
def test_a_turn_that_cannot_be_voiced_is_written_anew_once(tmp_path: Path, error: Exception) -> None:
    made = voice_one(tmp_path, lambda text: error if "hard" in text else None, lambda _turn: "A soft nut.")
    tries = 1 if isinstance(error, UnspeakableError) else 3
    assert made.said == ["A hard nut."] * tries + ["A soft nut."]
    assert not made.spoken.skipped
    assert [turn.text for turn in made.kept.turns()] == ["A soft nut."]
    assert [turn.text for turn in made.rewritten] == ["A soft nut."]
    assert made.kept.spoken() == {4: made.spoken}


@pytest.mark.parametrize("other", ["", "Another hard nut."])
def test_one_that_still_cannot_be_voiced_is_left_out_with_its_reason(tmp_path: Path, other: str) -> None:
    made = voice_one(tmp_path, lambda text: SpeechError("Broke.") if "hard" in text else None, lambda _turn: other)
    assert made.spoken.skipped == "Broke."
    assert [turn.text for turn in made.kept.turns()] == ["A hard nut."]
    assert len(made.said) == (6 if other else 3)
    assert not list(tmp_path.rglob("*.wav"))


def test_the_first_turn_may_be_bad_where_the_voice_works(tmp_path: Path) -> None:
    made = voice_one(tmp_path, lambda text: SpeechError("Broke.") if "hard" in text else None, lambda _t: "", index=0)
    assert made.spoken.skipped == "Broke."
    assert made.said[-1] == "Yes."


def making(home: Path, *, model: FakeLanguageModel | None = None, speech: QuickSpeech | None = None) -> Making:
    return Making(
        home,
        TEXTS,
        an_order(1.5),
        model=model or FakeLanguageModel(),
        speech=speech or QuickSpeech(),
        mixer=QuickMixer(),
    )


def test_in_a_podcast_the_new_words_are_in_the_transcript(tmp_path: Path) -> None:
    plain = making(tmp_path / "plain")
    plain.run()
    line = next(turn for turn in plain.checkpoints.turns() if turn.unit > 1 and turn.speaker is Speaker.HOST)
    words = " ".join(line.text.split()[:4])
    speech = ChokingSpeech(trouble=lambda text: SpeechError("Broke.") if words in text else None)
    job = making(tmp_path / "choking", speech=speech)
    job.run()
    texts = {turn["text"] for turn in job.transcript()["turns"]}
    assert line.text not in texts
    assert not any(turn.skipped for turn in job.checkpoints.spoken().values())
    assert {turn.text for turn in job.checkpoints.turns()} == texts


def test_a_voice_that_dies_on_one_call_in_five_does_not_keep_a_podcast_from_its_end(tmp_path: Path) -> None:
    calls = itertools.count(1)
    speech = ChokingSpeech(trouble=lambda _text: EngineDiedError("Died.") if next(calls) % 5 == 0 else None)
    job = making(tmp_path, speech=speech)
    job.run()
    assert not any(turn.skipped for turn in job.checkpoints.spoken().values())


def test_a_model_that_dies_on_one_call_in_five_writes_the_same_podcast(tmp_path: Path) -> None:
    plain = making(tmp_path / "plain")
    plain.run()
    calls = itertools.count(1)

    class Dying(FakeLanguageModel):
        def write(self, request: TextRequest, cancel: CancelToken):  # type: ignore[no-untyped-def]
            if next(calls) % 5 == 0:
                raise ModelError("It died.")
            return super().write(request, cancel)

    job = making(tmp_path / "dying", model=Dying())
    job.run()
    assert job.transcript()["turns"] == plain.transcript()["turns"]


def test_what_the_model_dies_of_is_told_in_the_documents_own_words(tmp_path: Path) -> None:
    deadly: list[str] = []

    class Dying(FakeLanguageModel):
        def write(self, request: TextRequest, cancel: CancelToken):  # type: ignore[no-untyped-def]
            ask = request.messages[-1].text.split("\nMind:")[0]
            if not deadly and "Notes:" in ask:
                deadly.append(ask)
            if deadly and ask == deadly[0]:
                raise ModelError("It died.")
            return super().write(request, cancel)

    job = making(tmp_path, model=Dying(parameters=LARGE))
    job.run()
    assert deadly
    assert len(job.transcript()["turns"]) > 6


def test_a_model_that_always_fails_fails_the_attempt_with_its_reason(tmp_path: Path) -> None:
    def fail(_request: TextRequest) -> str:
        raise ModelError("The model fell asleep.")

    job = making(tmp_path, model=FakeLanguageModel(answer=fail))
    with pytest.raises(ModelError, match="fell asleep"):
        job.run()
    assert len(job.model.requests) < 12
