"""A revision from ports to files, on fakes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from podcast_studio.domain.audio import Tags
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import AudioError, Cancelled, SpeechError, Superseded
from podcast_studio.domain.podcasts import PodcastOrder, Speaker
from podcast_studio.domain.revisions import RevisedTurn, Revision, TurnAudio, content_key
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind
from podcast_studio.pipeline import revising
from podcast_studio.pipeline.revising import RevisionMaker, RevisionShop, RevisionTask
from podcast_studio.pipeline.storing_audio import sweep, waveform_file
from podcast_studio.testing.drafts import FakeDraft, revised_turn
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.speech import FakeMixer, FakeSpeech, fake_voice

PLAN = Plan(
    segments=(
        Segment(kind=SegmentKind.OPENING, title="Introduction", passages=(), words=40),
        Segment(kind=SegmentKind.TOPIC, title="Tides", passages=("p",), words=100),
    ),
    carries_seconds=60,
)
PASSAGE = Passage(
    id="p", document="tides.md", heading=("Tides",), page=None, start=0, end=9, text="The moon.", spoken="The moon.",
    order=0,
)  # fmt: skip
VOICES = {"": fake_voice("alba"), "bert": fake_voice("bert")}


@dataclass
class Bench:
    """Everything a revision is made with."""

    draft: FakeDraft
    speech: FakeSpeech = field(default_factory=FakeSpeech)
    mixer: FakeMixer = field(default_factory=FakeMixer)
    cancel: CancelToken = field(default_factory=CancelToken)
    models: int = 0  # how often one was asked for
    order: PodcastOrder = field(default_factory=lambda: PodcastOrder(collection_id="c", minutes=1, title="Tides: why?"))

    def run(self, *, first_seconds: float = 60.0, more_to_tell: bool = False) -> None:
        shop = RevisionShop(model=self._model, speech=self.speech, mixer=self.mixer)
        task = RevisionTask(
            order=self.order,
            plan=PLAN,
            passages={"p": PASSAGE},
            voice_of=lambda turn: VOICES[turn.voice],
            tags=Tags(title="Tides", artist="a", album="b", date="2026-01-01", comment="old"),
            first_seconds=first_seconds,
            more_to_tell=more_to_tell,
        )
        RevisionMaker(shop, task, self.draft, self.cancel).run()

    def _model(self) -> FakeLanguageModel:
        self.models += 1
        return FakeLanguageModel()

    @property
    def turns(self) -> list[RevisedTurn]:
        return list(self.draft.made.turns)

    def transcript(self) -> dict[str, object]:
        script: dict[str, object] = json.loads((self.draft.folder / "transcript.json").read_text())
        return script


TURNS = (
    revised_turn("a", text="Hello."),
    revised_turn("b", segment=1, unit=1, speaker=Speaker.EXPERT, text="The moon pulls.", passages=("p",)),
    revised_turn("c", segment=1, unit=1, text="Does it?", rate=1.2),
)
Make = Callable[..., Bench]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(*turns: RevisedTurn) -> Bench:
        return Bench(FakeDraft(tmp_path, Revision(number=1, parent=0, turns=turns or TURNS)))

    return made


def test_turns_without_sound_are_voiced_in_order_and_the_programme_published(make: Make) -> None:
    bench = make()
    bench.run()
    assert bench.speech.spoken == ["Hello.", "The moon pulls.", "Does it?"]
    assert bench.models == 0
    (audio,) = bench.draft.published
    assert audio == bench.draft.folder / "Tides why.mp3"
    assert bench.draft.made.size == audio.stat().st_size
    (programme,) = bench.mixer.mixed
    assert (programme.tags.title, programme.tags.comment) == ("Tides", "")
    assert [chapter.title for chapter in programme.chapters] == ["Introduction", "Tides"]
    script = bench.transcript()
    assert script["duration_seconds"] == pytest.approx(bench.draft.made.seconds, abs=0.001)
    assert (bench.draft.folder / "captions.srt").read_text().count("-->") == 3


def test_a_turn_is_voiced_at_its_own_pace_and_its_file_named_by_what_is_in_it(make: Make) -> None:
    bench = make(*TURNS[2:])
    bench.run()
    sound = bench.turns[0].audio
    assert sound is not None
    assert sound.key == content_key("Does it?", replace(VOICES[""], rate=1.2), "en")
    assert sound.path == f"turns/{sound.key}.wav"
    assert sound.seconds == pytest.approx(2 * 0.35 / 1.2, abs=0.001)


def test_what_was_said_before_is_not_voiced_again(make: Make) -> None:
    bench = make(*TURNS, revised_turn("d", segment=1, text="Hello."), revised_turn("e", text="Hello.", voice="bert"))
    bench.run()
    assert bench.speech.spoken == ["Hello.", "The moon pulls.", "Does it?", "Hello."]
    first, fourth, fifth = (bench.turns[place].audio for place in (0, 3, 4))
    assert first == fourth != fifth


def test_a_second_run_makes_nothing_but_the_texts_again(make: Make) -> None:
    bench = make()
    bench.run()
    (bench.draft.folder / "transcript.json").unlink()
    bench.run()
    assert len(bench.speech.spoken) == 3
    assert len(bench.mixer.mixed) == 1
    assert bench.draft.published[0] == bench.draft.published[1]
    assert bench.transcript()["turns"]


def test_what_is_finished_stays_when_a_voice_fails_and_is_not_made_twice(make: Make) -> None:
    bench = make()
    bench.speech.trouble = lambda text: SpeechError("No.") if text == "Does it?" else None
    with pytest.raises(SpeechError):
        bench.run()
    assert [turn.audio is not None for turn in bench.turns] == [True, True, False]
    assert not bench.draft.published
    bench.speech.trouble = lambda _text: None
    bench.run()
    assert bench.speech.spoken == ["Hello.", "The moon pulls.", "Does it?"]


def test_a_cancel_is_heard_between_turns(make: Make) -> None:
    bench = make()
    bench.speech.trouble = lambda text: bench.cancel.cancel(Cancelled()) if text.startswith("The") else None  # type: ignore[func-returns-value]
    with pytest.raises(Cancelled):
        bench.run()
    assert bench.speech.spoken == ["Hello."] or bench.speech.spoken == ["Hello.", "The moon pulls."]
    assert not bench.draft.published


def test_a_newer_revision_ends_a_mix_and_nothing_of_it_stays(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revising, "_LOOK_SECONDS", 0.0)
    bench = make()
    bench.mixer.before = lambda: setattr(bench.draft, "superseded", True)
    with pytest.raises(Superseded):
        bench.run()
    assert not bench.mixer.mixed
    assert not list(bench.draft.folder.glob("*.mp3"))


def test_a_revision_of_nothing_but_silence_says_what_to_do(make: Make) -> None:
    bench = make(revised_turn("a", text="…"))
    with pytest.raises(AudioError, match="None of these turns"):
        bench.run()


def test_the_note_tells_what_is_silent_and_that_the_material_was_short(make: Make) -> None:
    bench = make(*TURNS, revised_turn("d", segment=1, text="…"))
    bench.run(first_seconds=47.0)
    assert bench.draft.made.note.startswith("The material carries 0:47 minutes")
    assert bench.draft.made.note.endswith("1 of 4 turns could not be spoken and were left out.")
    assert bench.mixer.mixed[0].tags.comment == bench.draft.made.note
    assert bench.transcript()["note"] == bench.draft.made.note


def test_the_note_does_not_blame_material_that_was_not_told(make: Make) -> None:
    bench = make(*TURNS)
    bench.run(first_seconds=47.0, more_to_tell=True)
    assert bench.draft.made.note.startswith("The podcast came out at 0:47 minutes")


def test_a_question_is_written_anew_and_its_sound_follows(make: Make) -> None:
    asks = replace(TURNS[2], id="q", to_rewrite=True, rewrites=1, rate=1.0)
    bench = make(
        *TURNS[:2], asks, revised_turn("d", segment=1, unit=2, speaker=Speaker.EXPERT, text="It does so twice.")
    )
    bench.run()
    question = bench.turns[2]
    assert question.text != "Does it?"
    assert not question.to_rewrite
    assert question.audio is not None
    assert bench.models == 1
    assert len(bench.speech.spoken) == 4


def test_the_old_sound_is_kept_where_the_words_stay_the_same(make: Make) -> None:
    bench = make(*TURNS)
    bench.run()
    first = bench.turns[0]
    bench.draft.save_turn(replace(first, to_rewrite=True))
    bench.order = replace(bench.order, language="en")
    bench.run()
    again = bench.turns[0]
    assert (again.audio == first.audio) is (again.text == first.text)
    assert not again.to_rewrite


def test_a_sweep_takes_what_nobody_names_and_nothing_else(tmp_path: Path) -> None:
    turns = tmp_path / "turns"
    turns.mkdir()
    key, other = "0123456789abcdef" * 2, "f" * 32
    kept = [tmp_path / "Tides why (3).mp3", turns / f"{key}.wav"]
    foreign = [
        tmp_path / "Tides why not.mp3", tmp_path / "Tides why (x).mp3", tmp_path / "transcript.json",
        tmp_path / "notes of mine.wav", turns / "0000.wav", turns / "notes.wav", tmp_path / ".x.1234abcd.part.waveform",
        tmp_path / ".My export.1234abcd.part.mp3",
    ]  # fmt: skip
    gone = [
        tmp_path / "Tides why.mp3", tmp_path / "Tides why (2).mp3", tmp_path / "Tides why (12).ogg",
        turns / f"{other}.wav", tmp_path / ".mixing.mp3", tmp_path / "..mixing.1234abcd.part.mp3",
        turns / f".{key}.1234abcd.part.wav", waveform_file(tmp_path / "Tides why.mp3"),
        tmp_path / ".order.1234abcd.part.json", tmp_path / ".captions.1234abcd.part.vtt",
    ]  # fmt: skip
    for path in (*kept, *foreign, *gone):
        path.write_bytes(b"x")
    sweep(tmp_path, "Tides: why?", set(kept))
    assert not [path for path in gone if path.exists()]
    assert all(path.exists() for path in (*kept, *foreign))


def test_a_sound_that_could_not_be_made_before_is_not_tried_again(make: Make) -> None:
    silent = TurnAudio(key="k", path="", sha256="", size=0, seconds=0.0, skipped="Nothing there.")
    bench = make(*TURNS, revised_turn("d", segment=1, text="…", audio=silent))
    bench.run()
    assert bench.turns[3].audio == silent
    assert len(bench.speech.spoken) == 3
