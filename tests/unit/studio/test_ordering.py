"""Ordering a podcast: what can be known is told at once and leaves nothing; the same order goes on."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import (
    CollectionError,
    InputError,
    LengthError,
    ModelError,
    ModelFileError,
    PodcastStudioError,
    UnknownVoiceError,
    UnspeakableError,
    VoiceFileError,
)
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import AudioFormat, Podcast
from podcast_studio.domain.voices import Voice
from podcast_studio.studio import Home, Studio, open_studio
from podcast_studio.studio.engines import Adapters
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.index import TextReader
from podcast_studio.testing.languages import TEXTS
from podcast_studio.testing.speech import FakeVoices, fake_voice
from podcast_studio.testing.studio import (
    SMALLEST_GGUF,
    FakeParts,
    HangingSpeech,
    fake_adapters,
    fake_studio,
    work_off,
    write_collection,
)


def refused(studio: Studio, error: type[PodcastStudioError], **wishes: Any) -> PodcastStudioError:
    """The error that such an order gets; nothing of it is left in the library."""
    with pytest.raises(error) as caught:
        studio.order(**{"minutes": 1, **wishes})
    assert caught.value.way_out
    assert (studio.podcasts(), studio.jobs(), studio.collections()) == ([], [], [])
    assert not list(studio.home.podcasts.iterdir())
    return caught.value


@pytest.mark.parametrize("minutes", [0, -5, 0.99, 60.5, 1e9, math.nan, math.inf])
def test_a_length_that_cannot_be_is_refused(studio: Studio, documents: Path, minutes: float) -> None:
    error = refused(studio, LengthError, folder=documents, minutes=minutes)
    assert f"{minutes:g} minutes" in error.message
    assert "1 to 60" in error.way_out


def test_a_language_without_a_voice_is_refused_and_the_way_out_named(studio: Studio, documents: Path) -> None:
    error = refused(studio, UnknownVoiceError, folder=documents, language="de")
    assert "no German voice" in error.message
    assert str(studio.home.voices) in error.way_out


def test_a_voice_chosen_by_name_speaks_any_language(studio: Studio, documents: Path) -> None:
    voice = studio.voices()[0].id
    podcast = studio.order(folder=documents, minutes=1, language="de", host_voice=voice, expert_voice=voice)
    assert podcast.order.language == "de"
    assert podcast.order.host_voice == voice


def written(folder: Path, *languages: str) -> Path:
    """A folder with a document in each of these languages, each longer than the one before."""
    folder.mkdir()
    for number, language in enumerate(languages, start=1):
        (folder / f"{language}.md").write_text(TEXTS[language] * number * 2, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("languages", "podcast"), [(["de"], "de"), (["en", "de"], "de"), (["en"], "en"), (["en", "da"], "en"), ([], "en")]
)
def test_a_podcast_can_take_the_language_of_its_documents(tmp_path: Path, languages: list[str], podcast: str) -> None:
    folder = written(tmp_path / "flut", *languages)
    (folder / "tiny.md").write_text("Flut und Ebbe.")
    with fake_studio(tmp_path / "home", FakeParts(voices=("alba", "de_XX-carl", "bert"))) as studio:
        order = studio.order(folder=folder, minutes=1, language="auto").order
    assert order.language == podcast
    names = {"de": ["carl", "carl"], "en": ["alba", "bert"]}[podcast]
    assert all(name in voice for name, voice in zip(names, (order.host_voice, order.expert_voice), strict=True))


def test_what_the_index_knows_decides_and_is_not_read_again(tmp_path: Path) -> None:
    folder = written(tmp_path / "flut", "de")
    with fake_studio(tmp_path / "home", FakeParts(voices=("alba", "de_XX-carl"))) as studio:
        studio.rescan(collection=studio.add_folder(folder=folder))
        (folder / "de.md").write_text(TEXTS["en"])
        assert studio.language_of(folder=folder) == "de"
        studio.preferences.set(language="auto")
        assert studio.order(folder=folder, minutes=1).order.language == "de"
        assert studio.order(folder=folder, minutes=1, language="en").order.language == "en"


def test_where_the_documents_have_chosen_a_language_without_a_voice_english_is_a_way_out(
    studio: Studio, tmp_path: Path
) -> None:
    error = refused(studio, UnknownVoiceError, folder=written(tmp_path / "flut", "de"), language="auto")
    assert "no German voice" in error.message
    assert "as the documents are" in error.message
    assert "choose English" in error.way_out


def test_of_a_large_folder_only_some_documents_are_tried(tmp_path: Path) -> None:
    reader = TextReader({f"{number:03d}.md": TEXTS["fr"] for number in range(100)} | {"050.md": " "})
    (tmp_path / "mer").mkdir()
    with fake_studio(tmp_path / "home", FakeParts(reader=reader)) as studio:
        assert studio.language_of(folder=tmp_path / "mer") == "fr"
    assert len(reader.reads) == 8


def test_an_unknown_language_is_refused(studio: Studio, documents: Path) -> None:
    error = refused(studio, InputError, folder=documents, language="xx")
    assert "de (German)" in error.way_out


def test_a_missing_folder_is_named(studio: Studio, tmp_path: Path) -> None:
    assert str(tmp_path / "gone") in refused(studio, CollectionError, folder=tmp_path / "gone").message


def test_an_empty_folder_is_named(studio: Studio, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    assert f"{tmp_path / 'bare'} is empty" in refused(studio, CollectionError, folder=tmp_path / "bare").message


def test_of_a_folder_with_nothing_readable_every_file_is_told_with_its_reason(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "cat.png").write_bytes(b"\x89PNG")
    (folder / "empty.txt").touch()
    message = refused(studio, CollectionError, folder=folder).message
    assert "cat.png (not a kind of document" in message
    assert "empty.txt (empty)" in message


def test_an_unknown_voice_is_answered_with_the_known_ones(studio: Studio, documents: Path) -> None:
    for wish in ({"host_voice": "nobody"}, {"expert_voice": "nobody"}):
        error = refused(studio, UnknownVoiceError, folder=documents, **wish)
        assert "nobody" in error.message
        assert "en_XX-alba-fake" in error.way_out


def test_without_any_voice_it_is_told_how_to_get_one(tmp_path: Path, documents: Path) -> None:
    with fake_studio(tmp_path / "home", FakeParts(voices=())) as studio:
        error = refused(studio, InputError, folder=documents)
    assert "no voice installed" in error.message
    assert str(tmp_path / "home" / "voices") in error.way_out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "is not there"),
        (b"", "is not a GGUF model file"),
        (b"PK\x03\x04 a zip", "is not a GGUF model file"),
        (SMALLEST_GGUF[:20], "is cut short or damaged"),
    ],
)
def test_a_model_file_that_is_none_is_named(
    studio: Studio, documents: Path, tmp_path: Path, content: bytes | None, told: str
) -> None:
    path = tmp_path / "mine.gguf"
    if content is not None:
        path.write_bytes(content)
    error = refused(studio, ModelFileError, folder=documents, model=str(path))
    assert "mine.gguf" in error.message
    assert told in error.message


def test_without_the_starter_model_it_is_told_how_to_get_one(tmp_path: Path, documents: Path) -> None:
    with fake_studio(tmp_path / "home", FakeParts(starter=False)) as studio:
        error = refused(studio, ModelFileError, folder=documents)
    assert "starter model is not installed" in error.message
    assert "choose a GGUF file" in error.way_out


@dataclass
class UnloadableModel(FakeLanguageModel):
    def load(self) -> None:
        raise ModelFileError("The model file cannot be loaded.", way_out="Choose another model.")


def test_a_model_that_does_not_load_is_told_before_work_starts(tmp_path: Path, documents: Path) -> None:
    with fake_studio(tmp_path / "home", FakeParts(model=UnloadableModel())) as studio:
        refused(studio, ModelFileError, folder=documents)


def test_a_voice_that_makes_no_sound_is_told_before_work_starts(
    studio: Studio, parts: FakeParts, documents: Path
) -> None:
    parts.speech.trouble = lambda _text: UnspeakableError()
    error = refused(studio, VoiceFileError, folder=documents)
    assert "Alba makes no sound" in error.message
    assert not [path for path in studio.home.root.iterdir() if path.suffix == ".wav"]


def test_a_bad_order_is_told_before_the_starter_model_is_put_together(studio: Studio, tmp_path: Path) -> None:
    shares: list[float] = []
    refused(studio, CollectionError, folder=tmp_path / "gone", preparing=shares.append)
    assert shares == []
    assert not list(studio.home.models.glob("*.gguf"))


def test_an_order_is_accepted_at_once_and_waits_in_the_queue(studio: Studio, documents: Path) -> None:
    shares: list[float] = []
    podcast = studio.order(
        folder=documents,
        minutes=12.5,
        title="  Of   the\nsea ",
        focus=" the moon ",
        audio_format=AudioFormat.FLAC,
        host_voice="BERT",
        expert_voice="en_xx-alba-fake",
        seed=3,
        preparing=shares.append,
    )
    order = podcast.order
    assert (order.minutes, order.title, order.focus, order.format, order.seed) == (
        12.5,
        "Of the sea",
        "the moon",
        AudioFormat.FLAC,
        3,
    )
    assert (order.host_voice, order.expert_voice) == ("en_XX-bert-fake", "en_XX-alba-fake")
    assert studio.status(podcast_id=podcast.id).status == "QUEUED"
    assert [collection.folder for collection in studio.collections()] == [documents]
    assert Path(order.model).read_bytes() == SMALLEST_GGUF
    assert shares == sorted(shares)
    assert shares[-1] == 1


@pytest.mark.parametrize(
    ("folder", "focus", "title"),
    [
        ("sea_and-moon", "", "Sea and moon"),
        ("tides", "the moon", "Tides: the moon"),
        ("Łódź", "", "Łódź"),
        ("_", "", "Podcast"),
    ],
)
def test_without_a_title_the_folder_gives_it(
    studio: Studio, tmp_path: Path, folder: str, focus: str, title: str
) -> None:
    podcast = studio.order(folder=write_collection(tmp_path / folder), minutes=1, focus=focus)
    assert podcast.order.title == title


def test_a_single_file_is_a_collection_of_its_own(studio: Studio, documents: Path) -> None:
    podcast = studio.order(folder=documents / "tides.md", minutes=1)
    assert podcast.order.title == "Tides"
    assert studio.collections()[0].folder == documents / "tides.md"


@pytest.mark.parametrize(
    ("host", "expert", "cast"),
    [("", "", "alba bert"), ("bert", "", "bert alba"), ("", "alba", "bert alba"), ("bert", "bert", "bert bert")],
)
def test_two_voices_are_chosen_when_there_are_two(
    studio: Studio, documents: Path, host: str, expert: str, cast: str
) -> None:
    order = studio.order(folder=documents, minutes=1, host_voice=host, expert_voice=expert).order
    assert [voice.split("-")[1] for voice in (order.host_voice, order.expert_voice)] == cast.split()


def test_one_voice_does_for_both(tmp_path: Path, documents: Path) -> None:
    with fake_studio(tmp_path / "home", FakeParts(voices=("alba",))) as studio:
        order = studio.order(folder=documents, minutes=1).order
    assert order.host_voice == order.expert_voice == "en_XX-alba-fake"


class VoicesBesides(FakeVoices):
    """Knows one more voice than it lists, by its file alone."""

    def __init__(self, listed: Sequence[Voice], stranger: Voice) -> None:
        super().__init__(listed)
        self.stranger = stranger

    def find(self, voice_id: str) -> Voice:
        named = (str(self.stranger.model), f"{self.stranger.model}#{self.stranger.speaker}")
        return self.stranger if voice_id in named else super().find(voice_id)


def test_a_voice_that_the_catalogue_does_not_list_is_remembered_by_its_file(tmp_path: Path, documents: Path) -> None:
    stranger = replace(fake_voice("cleo"), model=tmp_path / "cleo.onnx", speaker=4)
    stranger.model.touch()

    def adapters(home: Home) -> Adapters:
        made = fake_adapters(FakeParts())(home)
        return replace(made, voices=VoicesBesides(made.voices.voices(), stranger))

    with open_studio(Home(root=tmp_path / "home"), adapters=adapters) as studio:
        order = studio.order(folder=documents, minutes=1, host_voice=str(stranger.model)).order
    assert order.host_voice == f"{stranger.model}#4"


@pytest.mark.parametrize("wanted", ["mine", "mine.gguf"])
def test_a_model_in_the_models_folder_is_found_by_its_name(studio: Studio, documents: Path, wanted: str) -> None:
    path = studio.home.models / "mine.gguf"
    path.write_bytes(SMALLEST_GGUF)
    assert studio.order(folder=documents, minutes=1, model=wanted).order.model == str(path)


def test_files_that_proved_good_are_not_loaded_again_until_they_change(
    studio: Studio, parts: FakeParts, documents: Path
) -> None:
    def ordered(seed: int) -> int:
        studio.order(folder=documents, minutes=1, seed=seed)
        return len(parts.speech.spoken)

    assert [ordered(0), ordered(1)] == [2, 2]
    assert len(parts.models_made) == 1
    os.utime(studio.home.voices / "bert.onnx", ns=(1, 1))
    assert ordered(2) == 3


class TestTheSameOrder:
    """Ordered again, a podcast goes on where it stopped."""

    def again(self, studio: Studio, documents: Path) -> Podcast:
        return studio.order(folder=documents, minutes=1)

    def test_waits_on_in_the_queue(self, studio: Studio, documents: Path) -> None:
        first = self.again(studio, documents)
        assert self.again(studio, documents) == first
        assert len(studio.jobs()) == 1

    def test_is_resumed_when_it_was_held(self, studio: Studio, documents: Path) -> None:
        first = self.again(studio, documents)
        studio.hold(job=studio.jobs()[0])
        assert self.again(studio, documents) == first
        assert studio.jobs()[0].state is JobState.QUEUED

    def test_is_retried_when_it_was_cancelled(self, studio: Studio, documents: Path) -> None:
        first = self.again(studio, documents)
        studio.cancel(job=studio.jobs()[0])
        assert self.again(studio, documents) == first
        assert studio.jobs()[0].state is JobState.QUEUED

    def test_is_retried_when_it_failed(self, studio: Studio, parts: FakeParts, documents: Path) -> None:
        first = self.again(studio, documents)
        text = (documents / "tides.md").read_text()
        (documents / "tides.md").write_text("| 1 | 2 |\n")
        assert work_off(studio, first).status == "FAILED"
        studio.stop_workers()
        (documents / "tides.md").write_text(text)
        assert self.again(studio, documents) == first
        assert work_off(studio, first).status == "COMPLETED"

    def test_is_followed_while_it_is_being_made(self, tmp_path: Path, documents: Path) -> None:
        speech = HangingSpeech()
        with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as studio:
            first = self.again(studio, documents)
            studio.start_workers()
            assert speech.hanging.wait(30)
            assert self.again(studio, documents) == first
            assert [job.state for job in studio.jobs()] == [JobState.GENERATING]

    def test_is_another_podcast_once_it_is_finished(self, studio: Studio, documents: Path) -> None:
        first = self.again(studio, documents)
        assert work_off(studio, first).status == "COMPLETED"
        assert self.again(studio, documents).id != first.id

    def test_does_not_wait_when_it_is_about_to_be_tried_again(
        self, studio: Studio, parts: FakeParts, documents: Path
    ) -> None:
        first = self.again(studio, documents)
        parts.model.answer = _busy
        assert "busy" in str(work_off(studio, first).error_message)
        studio.stop_workers()
        parts.model.answer = None
        self.again(studio, documents)
        assert work_off(studio, first).status == "COMPLETED"


def _busy(_request: object) -> str:
    raise ModelError("The model is busy.")
