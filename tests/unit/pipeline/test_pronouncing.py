"""Names are said as their collection wants it, in podcasts that are made and in those that go on."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Interrupted, SpeechError, UnspeakableError
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.pronunciations import Pronunciations, pronunciation
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.generating_audio import TurnVoicer
from podcast_studio.pipeline.speech.sayable import sayable
from podcast_studio.testing.keeping import FakeCheckpoints
from podcast_studio.testing.pipeline import Making, an_order, material, two_voices
from podcast_studio.testing.speech import FakeSpeech

TEXTS = material(3, 5)
ORDER = an_order(1.5)
VOICED = 5  # turns, when a run is stopped


def texts(job: Making) -> list[str]:
    turns = job.transcript()["turns"]
    return [str(turn["text"]) for turn in turns]


def heard(job: Making) -> list[str]:
    assert isinstance(job.speech, FakeSpeech)
    return job.speech.spoken


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Making:
    """Made without entries."""
    job = Making(tmp_path_factory.mktemp("plain"), TEXTS, ORDER)
    job.run()
    return job


@pytest.fixture(scope="module")
def word(plain: Making) -> str:
    """A made-up word that is said early on, and not by every turn."""
    early = texts(plain)[:VOICED]
    counted = Counter(word for text in early for word in set(re.findall(r"\b[a-z]{7}\b", text)))
    return next(word for word, times in counted.most_common() if times < VOICED)


def test_the_voice_gets_the_spoken_form_and_the_transcript_keeps_the_written_one(
    plain: Making, word: str, tmp_path: Path
) -> None:
    job = Making(tmp_path, TEXTS, ORDER, pronunciations=Pronunciations([pronunciation(word, "Xylo")]))
    job.run()
    assert texts(job) == texts(plain)
    assert heard(job) == [re.sub(rf"(?i)\b{word}\b", "Xylo", text) for text in heard(plain)]
    captions = (job.checkpoints.folder / "captions.vtt").read_text()
    assert word in captions
    assert "Xylo" not in captions


def test_without_a_hit_everything_is_as_it_was(plain: Making, tmp_path: Path) -> None:
    job = Making(tmp_path, TEXTS, ORDER, pronunciations=Pronunciations([pronunciation("Nguyen", "win")]))
    made = job.run()
    assert heard(job) == heard(plain)
    assert job.checkpoints.spoken() == plain.checkpoints.spoken()
    (before,) = plain.checkpoints.folder.glob("*.wav")
    assert made.audio.read_bytes() == before.read_bytes()


def stopped(tmp_path: Path, entries: Pronunciations) -> Making:
    """Stopped when some turns were voiced."""
    job = Making(tmp_path, TEXTS, ORDER, pronunciations=entries)
    job.pull_the_plug_at(f"spoken {VOICED - 1}")
    with pytest.raises(Interrupted):
        job.run()
    return job


def test_a_run_that_goes_on_says_all_alike_and_ends_in_the_same_sound(word: str, tmp_path: Path) -> None:
    entries = Pronunciations([pronunciation(word, "Xylo fon")])
    whole = Making(tmp_path / "whole", TEXTS, ORDER, pronunciations=entries)
    made = whole.run()
    again = stopped(tmp_path / "stopped", entries).taken_up()
    assert again.run().audio.read_bytes() == made.audio.read_bytes()
    assert heard(again) == heard(whole)[VOICED:]


def test_turns_that_were_voiced_with_another_entry_are_voiced_again_and_no_others(word: str, tmp_path: Path) -> None:
    job = stopped(tmp_path, Pronunciations([pronunciation(word, "Xylo")]))
    before = job.checkpoints.turns()[:VOICED]
    again = job.taken_up()
    again.pronunciations = Pronunciations([pronunciation(word, "Zither")])
    again.run()
    hit = [turn.text for turn in before if re.search(rf"(?i)\b{word}\b", turn.text)]
    assert heard(again)[: len(hit)] == [re.sub(rf"(?i)\b{word}\b", "Zither", sayable(text)) for text in hit]
    assert len(heard(again)) == len(hit) + len(texts(again)) - VOICED
    assert not any("Xylo" in text for text in heard(again))


def voicer(speech: FakeSpeech, folder: Path, entries: Pronunciations) -> TurnVoicer:
    return TurnVoicer(
        speech=speech,
        voices=two_voices(),
        language="en",
        checkpoints=FakeCheckpoints(folder),
        cancel=CancelToken(),
        on_done=lambda _turn: None,
        on_start=lambda _turn: None,
        pronunciations=entries,
    )


@pytest.mark.parametrize("error", [UnspeakableError(), SpeechError()])
def test_a_turn_that_is_left_out_tells_what_was_tried(tmp_path: Path, error: SpeechError) -> None:
    def trouble(text: str) -> SpeechError | None:
        return error if "zork" in text else None

    said = Pronunciations([pronunciation("moon", "zork")])
    voicing = voicer(FakeSpeech(trouble=trouble), tmp_path, said)
    turn = Turn(index=0, segment=0, speaker=Speaker.HOST, text="The moon.")
    voicing.start(turn)
    left_out = voicing.result(0)
    voicing.close()
    assert left_out.skipped
    assert left_out.said == said.said(turn.text) != ""
