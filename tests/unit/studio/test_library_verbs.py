"""Collections, jobs and podcasts of the library by the names that people give them; exporting and deleting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.errors import InputError, NoPermissionError, NotFoundError, UnknownFormatError
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, HangingSpeech, fake_studio, work_off, write_collection


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio with a finished podcast and one that waits."""
    folder = tmp_path_factory.mktemp("shelf")
    with fake_studio(folder / "home") as studio:
        documents = write_collection(folder / "tides")
        work_off(studio, studio.order(folder=documents, minutes=1))
        studio.stop_workers()
        studio.order(folder=documents, minutes=2, title="Waiting")
        yield studio


@pytest.fixture
def finished(shelf: Studio) -> Podcast:
    return next(podcast for podcast in shelf.podcasts() if podcast.audio)


@pytest.fixture
def waiting(shelf: Studio) -> Podcast:
    return next(podcast for podcast in shelf.podcasts() if podcast.order.title == "Waiting")


def test_a_collection_is_found_by_its_folder_too(shelf: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    (collection,) = shelf.collections()
    monkeypatch.chdir(collection.folder.parent)
    for name in (str(collection.folder), "tides", "TIDES", f"{collection.folder}/", collection.id[:8]):
        assert shelf.find_collection(name=name) == collection


def test_a_collection_may_have_a_name_of_its_own(studio: Studio, documents: Path) -> None:
    assert studio.add_folder(folder=documents, name="Ebb & flow").name == "Ebb & flow"
    assert studio.find_collection(name="ebb & flow").folder == documents


def test_a_rescan_tells_what_is_new_changed_and_gone(studio: Studio, documents: Path) -> None:
    collection = studio.add_folder(folder=documents)
    seen: list[tuple[int, int]] = []
    report = studio.rescan(collection=collection, report=lambda done, total: seen.append((done, total)))
    assert (report.documents, report.added, report.changed, report.removed) == (1, 1, 0, 0)
    assert seen[-1] == (1, 1)
    again = studio.rescan(collection=collection)
    assert (again.added, again.changed, again.removed, again.unchanged) == (0, 0, 0, 1)
    (documents / "tides.md").rename(documents / "waves.md")
    (documents / "picture.png").write_bytes(b"\x89PNG")
    last = studio.rescan(collection=collection)
    assert (last.added, last.removed) == (1, 1)
    assert [file.path for file in last.skipped] == ["picture.png"]


def test_a_forgotten_collection_leaves_files_and_podcasts(studio: Studio, documents: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    work_off(studio, podcast)
    studio.remove_collection(collection=studio.collections()[0])
    assert studio.collections() == []
    assert (documents / "tides.md").is_file()
    assert studio.files(podcast=studio.find_podcast(name=podcast.id)).audio.is_file()


def test_a_job_is_found_by_its_own_id_and_by_its_podcasts(shelf: Studio, finished: Podcast) -> None:
    job = shelf.job_of(podcast=finished)
    assert job is not None
    for name in (job.id, job.id[:13], finished.id, finished.id[:13]):
        assert shelf.find_job(name=name) == job


@pytest.mark.parametrize("name", ["", "nobody"])
def test_what_names_no_job_is_told(shelf: Studio, name: str) -> None:
    with pytest.raises(NotFoundError, match="names") as caught:
        shelf.find_job(name=name)
    assert "jobs list" in caught.value.way_out


def test_a_podcast_that_waits_has_no_files_yet(shelf: Studio, waiting: Podcast) -> None:
    with pytest.raises(NotFoundError, match="“Waiting” has no audio yet"):
        shelf.files(podcast=waiting)


def test_a_podcast_whose_audio_is_gone_says_so(studio: Studio, documents: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    work_off(studio, podcast)
    made = studio.find_podcast(name=podcast.id)
    assert made.audio is not None
    made.audio.unlink()
    with pytest.raises(NotFoundError, match="no longer there"):
        studio.files(podcast=made)


@pytest.mark.parametrize("target", ["talk.mp3", "talk", "v1.mp3", "TALK.MP3"])
def test_an_export_has_audio_transcript_and_captions_under_one_name(
    shelf: Studio, finished: Podcast, tmp_path: Path, target: str
) -> None:
    exported = shelf.export(podcast=finished, target=tmp_path / target)
    stem = Path(target).stem if "." in target else target
    suffix = Path(target).suffix or ".mp3"
    names = {f"{stem}{suffix}", f"{stem}.transcript.json", f"{stem}.vtt", f"{stem}.srt"}
    assert {path.name for path in tmp_path.iterdir()} == names
    files = shelf.files(podcast=finished)
    for kind in ("audio", "transcript", "captions", "subtitles"):
        assert getattr(exported, kind).read_bytes() == getattr(files, kind).read_bytes()


def test_an_export_to_a_folder_has_the_podcasts_own_name(shelf: Studio, finished: Podcast, tmp_path: Path) -> None:
    assert shelf.export(podcast=finished, target=tmp_path).audio == tmp_path / "Tides.mp3"


def test_an_export_never_overwrites(shelf: Studio, finished: Podcast, tmp_path: Path) -> None:
    (tmp_path / "talk.mp3").write_text("mine")
    (tmp_path / "talk (2).vtt").write_text("mine too")
    second = shelf.export(podcast=finished, target=tmp_path / "talk.mp3")
    third = shelf.export(podcast=finished, target=tmp_path / "talk.mp3")
    assert (second.audio.name, third.audio.name) == ("talk (2).mp3", "talk (3).mp3")
    assert (second.transcript.name, third.transcript.name) == ("talk (2).transcript.json", "talk (3).transcript.json")
    assert second.captions.name == "talk (2) (2).vtt"
    assert ((tmp_path / "talk.mp3").read_text(), (tmp_path / "talk (2).vtt").read_text()) == ("mine", "mine too")


def test_an_export_under_the_name_of_another_format_is_refused(
    shelf: Studio, finished: Podcast, tmp_path: Path
) -> None:
    with pytest.raises(UnknownFormatError, match=r"talk\.ogg does not end in \.mp3"):
        shelf.export(podcast=finished, target=tmp_path / "talk.ogg")
    assert list(tmp_path.iterdir()) == []


def test_an_export_into_a_folder_that_is_not_there_is_refused(shelf: Studio, finished: Podcast, tmp_path: Path) -> None:
    with pytest.raises(NoPermissionError, match="is not there") as caught:
        shelf.export(podcast=finished, target=tmp_path / "nowhere" / "talk.mp3")
    assert str(tmp_path / "nowhere") in caught.value.message


def test_an_export_of_what_is_not_finished_is_refused(shelf: Studio, waiting: Podcast, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="has no audio yet"):
        shelf.export(podcast=waiting, target=tmp_path / "talk.mp3")
    assert list(tmp_path.iterdir()) == []


def test_a_deleted_podcast_leaves_no_row_and_no_file(studio: Studio, documents: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    work_off(studio, podcast)
    studio.delete_podcast(podcast=studio.find_podcast(name=podcast.id))
    assert (studio.podcasts(), studio.jobs()) == ([], [])
    assert list(studio.home.podcasts.iterdir()) == []
    assert (documents / "tides.md").is_file()


def test_a_podcast_in_the_making_is_not_deleted(tmp_path: Path, documents: Path) -> None:
    speech = HangingSpeech()
    with fake_studio(tmp_path / "home", FakeParts(speech=speech)) as studio:
        podcast = studio.order(folder=documents, minutes=1)
        studio.start_workers()
        assert speech.hanging.wait(30)
        with pytest.raises(InputError, match="is being made") as caught:
            studio.delete_podcast(podcast=podcast)
        assert "Cancel" in caught.value.way_out
        assert (studio.home.podcasts / podcast.id).is_dir()


def test_models_are_the_starter_and_what_lies_in_the_models_folder(studio: Studio) -> None:
    (studio.home.models / "mine.gguf").touch()
    (studio.home.models / "notes.txt").touch()
    assert [(model.name, model.ready) for model in studio.models()] == [("starter", False), ("mine", True)]
    studio.prepare_starter(report=lambda _share: None)
    assert [(model.name, model.ready) for model in studio.models()] == [("starter", True), ("mine", True)]


def test_without_the_starter_extra_only_own_models_are_listed(tmp_path: Path) -> None:
    with fake_studio(tmp_path / "home", FakeParts(starter=False)) as studio:
        assert studio.models() == []


def test_voices_are_those_of_the_catalogue(studio: Studio) -> None:
    assert [voice.id for voice in studio.voices()] == ["en_XX-alba-fake", "en_XX-bert-fake"]
