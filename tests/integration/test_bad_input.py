"""What bad input gets, through the real command line: a sentence that names the thing and the way out, and nothing
left half done. No model is put together for any of it.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.podcasts import Podcast
from podcast_studio.engines.starter import installed_parts
from podcast_studio.engines.voices import PiperVoiceCatalogue
from podcast_studio.testing.studio import SMALLEST_GGUF, fake_studio, work_off, write_collection


@dataclass(frozen=True)
class Refusal:
    """Runs commands that are to be refused."""

    command_line: Any  # the fixture's CommandLine
    place: Path  # whose other contents must stay as they are

    def of(self, *words: object, code: int = 1) -> str:
        """The one sentence that a command gets; nothing but the empty data folder came of it."""
        before = contents(self.place, self.command_line.home)
        ran = self.command_line.run(*words)
        assert (ran.returncode, ran.stdout) == (code, ""), ran.stderr
        (line,) = ran.stderr.splitlines()
        assert re.fullmatch(r"podcast-studio: .{10,400}\.", line), line
        assert "Traceback" not in line
        assert contents(self.place, self.command_line.home) == before
        assert left_in(self.command_line.home) == []
        return line

    def bound(self, prefix: tuple[str, ...]) -> Refusal:
        return replace(self, command_line=replace(self.command_line, before=prefix))


def contents(place: Path, without: Path) -> dict[str, bytes]:
    """Every file below a place but those of the data folder."""
    return {
        str(path): path.read_bytes()
        for path in sorted(place.rglob("*"))
        if path.is_file() and not path.is_relative_to(without)
    }


def left_in(home: Path) -> list[str]:
    """What a refused order has left in a data folder: rows, files of podcasts, models and halves of files."""
    left = [str(path) for pattern in ("podcasts/*", "models/*.gguf", "indexes/*") for path in home.glob(pattern)]
    left += [str(path) for pattern in ("*.part*", "*.wav") for path in home.rglob(pattern)]
    if (home / "studio.sqlite3").is_file():
        with sqlite3.connect(f"file:{home / 'studio.sqlite3'}?mode=ro", uri=True) as connection:
            for table in ("podcasts", "jobs", "collections"):
                left += [f"{table}: {row}" for row in connection.execute(f"SELECT * FROM {table}")]
    return left


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return write_collection(tmp_path / "tides")


@pytest.fixture
def refusal(command_line: Any, tmp_path: Path) -> Refusal:
    return Refusal(command_line, tmp_path)


class TestFolder:
    def test_missing(self, refusal: Refusal, tmp_path: Path) -> None:
        line = refusal.of("generate", tmp_path / "gone")
        assert f"There is no folder {tmp_path / 'gone'}." in line
        assert "Choose a folder that exists" in line

    def test_empty(self, refusal: Refusal, tmp_path: Path) -> None:
        (tmp_path / "bare").mkdir()
        line = refusal.of("generate", tmp_path / "bare")
        assert f"{tmp_path / 'bare'} is empty. Add documents such as pdf" in line

    def test_unreadable(self, refusal: Refusal, bound_by_permissions: tuple[str, ...], documents: Path) -> None:
        documents.chmod(0)
        line = refusal.bound(bound_by_permissions).of("generate", documents)
        documents.chmod(0o700)
        assert f"The folder {documents} cannot be opened: no permission. Allow this program to read it" in line

    def test_with_nothing_readable_in_it(self, refusal: Refusal, tmp_path: Path) -> None:
        folder = tmp_path / "pictures"
        folder.mkdir()
        (folder / "cat.jpg").write_bytes(b"\xff\xd8\xff")
        (folder / "empty.md").touch()
        line = refusal.of("generate", folder)
        assert f"{folder} holds nothing that can be read" in line
        assert "cat.jpg (not a kind of document" in line
        assert "empty.md (empty)" in line
        assert "Add documents" in line

    def test_a_single_file_of_no_known_kind(self, refusal: Refusal, tmp_path: Path) -> None:
        (tmp_path / "film.mkv").write_bytes(b"\x1aE\xdf\xa3")
        assert "film.mkv (not a kind of document" in refusal.of("generate", tmp_path / "film.mkv")

    def test_a_device(self, refusal: Refusal) -> None:
        assert "/dev/null is neither a folder nor a file" in refusal.of("generate", "/dev/null")

    def test_a_single_file_is_accepted(self, command_line: Any, documents: Path) -> None:
        ran = command_line.run("collections", "add", documents / "tides.md")
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.startswith("Tides: 1 document, ")

    def test_what_cannot_be_read_in_it_is_named_and_the_rest_goes_on(
        self, command_line: Any, bound_by_permissions: tuple[str, ...], documents: Path
    ) -> None:
        (documents / "secret.txt").write_text("Nobody may read this.")
        (documents / "secret.txt").chmod(0)
        (documents / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
        (documents / "garbage.docx").write_bytes(os.urandom(5000))
        (documents / "out").symlink_to("/etc")
        ran = replace(command_line, before=bound_by_permissions).run("collections", "add", documents)
        assert (ran.returncode, ran.stderr) == (0, "")
        first, *left_out = ran.stdout.splitlines()
        assert first.startswith("Tides: 1 document, ")
        named = {line.split(": ")[1] for line in left_out}
        assert named == {"secret.txt", "broken.pdf", "garbage.docx", "out"}


@pytest.mark.parametrize("minutes", ["0", "-5", "1e9", "nan"])
def test_a_length_that_cannot_be(refusal: Refusal, documents: Path, minutes: str) -> None:
    line = refusal.of("generate", documents, "--minutes", minutes, code=2)
    assert f"cannot be {float(minutes):g} minutes long. Ask for 1 to 60 minutes." in line


def test_a_length_that_is_no_number(command_line: Any, documents: Path) -> None:
    ran = command_line.run("generate", documents, "--minutes", "long")
    assert ran.returncode == 2
    assert "argument --minutes: invalid float value: 'long'" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not command_line.home.exists()


@pytest.mark.parametrize("words", ["--format mp4", "--output talk.mp4"])
def test_an_unknown_format_lists_the_known_ones(refusal: Refusal, documents: Path, words: str) -> None:
    line = refusal.of("generate", documents, *words.split(), code=2)
    assert "mp4” is not an audio format. Choose one of: mp3, m4a, ogg, flac, wav." in line


@pytest.fixture(scope="module")
def joe() -> Path:
    """The model file of the voice that comes with the starter extra."""
    return PiperVoiceCatalogue([]).find("joe").model


class TestVoice:
    def install(self, home: Path, joe: Path, name: str, *, model: float = 1.0, settings: str | None = None) -> Path:
        """Put a voice into the voices folder: a share of the model's bytes, and its description or another one."""
        folder = home / "voices"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.onnx"
        data = joe.read_bytes()
        path.write_bytes(data[: int(len(data) * model)])
        beside = joe.with_name(joe.name + ".json").read_text() if settings is None else settings
        if beside:
            path.with_name(path.name + ".json").write_text(beside)
        return path

    @pytest.mark.parametrize("option", ["--host-voice", "--expert-voice"])
    def test_an_unknown_one_lists_the_known_ones(self, refusal: Refusal, documents: Path, option: str) -> None:
        line = refusal.of("generate", documents, option, "nobody", code=2)
        assert "There is no voice “nobody”." in line
        assert "en_US-joe-medium" in line

    @pytest.mark.parametrize("share", [0.0, 0.5, 0.999])
    def test_cut_short(self, refusal: Refusal, documents: Path, joe: Path, share: float) -> None:
        path = self.install(refusal.command_line.home, joe, "half", model=share)
        line = refusal.of("generate", documents, "--host-voice", "half")
        assert f"The voice file “{path}” is cut short" in line
        assert "Download the voice again" in line

    @pytest.mark.parametrize(
        ("settings", "said"),
        [
            ('{"audio": {"sample_ra', "cannot be read: it is damaged"),
            ("{}", "does not describe a Piper voice"),
            ("", "lacks its description “odd.onnx.json”"),
        ],
    )
    def test_with_a_broken_json(self, refusal: Refusal, documents: Path, joe: Path, settings: str, said: str) -> None:
        path = self.install(refusal.command_line.home, joe, "odd", settings=settings)
        line = refusal.of("generate", documents, "--expert-voice", "odd")
        assert str(path) in line
        assert said in line
        assert "Download the voice again" in line

    def test_that_is_no_model_at_all(self, refusal: Refusal, documents: Path, joe: Path) -> None:
        path = self.install(refusal.command_line.home, joe, "noise")
        path.write_bytes(os.urandom(300_000))
        assert str(path) in refusal.of("generate", documents, "--host-voice", "noise")


class TestModel:
    def test_missing(self, refusal: Refusal, documents: Path, tmp_path: Path) -> None:
        line = refusal.of("generate", documents, "--model", tmp_path / "gone.gguf")
        assert f"The model file {tmp_path / 'gone.gguf'} is not there. Check the path" in line

    def test_a_folder(self, refusal: Refusal, documents: Path) -> None:
        assert f"{documents} is not a file." in refusal.of("generate", documents, "--model", documents)

    @pytest.mark.skipif(not installed_parts(), reason="the starter extra, whose first part is a truncated model")
    def test_truncated(self, refusal: Refusal, documents: Path) -> None:
        part = installed_parts()[0]
        line = refusal.of("generate", documents, "--model", part)
        assert re.search(rf"The model file {part.name} is cut short: [\d,]+ of [\d,]+ bytes are there\. Download", line)

    @pytest.mark.parametrize("content", [b"", b"<html>404 Not Found</html>"])
    def test_that_is_not_gguf(self, refusal: Refusal, documents: Path, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "mine.gguf").write_bytes(content)
        line = refusal.of("generate", documents, "--model", tmp_path / "mine.gguf")
        assert "mine.gguf is not a GGUF model file. Give the path of a .gguf file." in line

    @pytest.mark.parametrize("content", [b"GGUF", b"GGUF" + b"\xff" * 2000])
    def test_with_a_damaged_header(self, refusal: Refusal, documents: Path, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "mine.gguf").write_bytes(content)
        line = refusal.of("generate", documents, "--model", tmp_path / "mine.gguf")
        assert "mine.gguf is" in line
        assert "Download the file again, or choose another model." in line

    @pytest.mark.real
    def test_that_is_whole_and_yet_no_model(self, refusal: Refusal, documents: Path, tmp_path: Path) -> None:
        (tmp_path / "mine.gguf").write_bytes(SMALLEST_GGUF)
        line = refusal.of("generate", documents, "--model", tmp_path / "mine.gguf")
        assert "The model file mine.gguf cannot be loaded." in line
        assert "Choose another model." in line

    def test_that_may_not_be_read(
        self, refusal: Refusal, bound_by_permissions: tuple[str, ...], documents: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "mine.gguf"
        path.write_bytes(b"GGUF")
        bound = replace(refusal, place=documents).bound(bound_by_permissions)
        path.chmod(0)
        assert f"{path} may not be read. Change its permissions." in bound.of("generate", documents, "--model", path)


class TestOutput:
    def test_in_a_folder_that_is_not_there(self, refusal: Refusal, documents: Path, tmp_path: Path) -> None:
        line = refusal.of("generate", documents, "--output", tmp_path / "nowhere" / "talk.mp3")
        assert f"The folder {tmp_path / 'nowhere'} is not there. Create it, or choose another place." in line

    def test_in_a_folder_that_may_not_be_written(
        self, refusal: Refusal, bound_by_permissions: tuple[str, ...], documents: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "shared").mkdir(mode=0o555)
        bound = refusal.bound(bound_by_permissions)
        line = bound.of("generate", documents, "--output", tmp_path / "shared" / "talk.mp3")
        assert f"Nothing can be written to {tmp_path / 'shared'} (Permission denied). Choose another place." in line

    def test_under_the_ending_of_another_format(self, refusal: Refusal, documents: Path, tmp_path: Path) -> None:
        line = refusal.of("generate", documents, "--output", tmp_path / "talk.ogg", "--format", "mp3", code=2)
        assert "talk.ogg does not end in .mp3. Name it …" in line

    def test_on_a_disk_that_is_too_small(
        self, refusal: Refusal, documents: Path, small_disk: Callable[[int], Path]
    ) -> None:
        disk = small_disk(1024)
        line = refusal.of("generate", documents, "--minutes", "1", "--output", disk / "talk.mp3")
        assert re.search(rf"There are 1\.0 MB free in {disk}, and the podcast needs 2\.5 MB there\. Free some", line)


class TestDataFolder:
    def test_that_may_not_be_written(
        self, refusal: Refusal, bound_by_permissions: tuple[str, ...], documents: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "locked").mkdir(mode=0o555)
        cut_off = replace(refusal.command_line, home=tmp_path / "locked" / "data")
        bound = replace(refusal, command_line=cut_off).bound(bound_by_permissions)
        line = bound.of("generate", documents)
        assert f"The data folder {tmp_path / 'locked' / 'data'} cannot be used (Permission denied)." in line
        assert "PODCAST_STUDIO_HOME" in line

    def test_whose_library_may_not_be_written(
        self, refusal: Refusal, bound_by_permissions: tuple[str, ...], documents: Path
    ) -> None:
        home = refusal.command_line.home
        with fake_studio(home):
            pass
        for path in home.glob("studio.sqlite3*"):
            path.chmod(0o444)
        line = refusal.bound(bound_by_permissions).of("collections", "add", documents)
        assert f"The library {home / 'studio.sqlite3'} cannot be written." in line
        assert "PODCAST_STUDIO_HOME" in line

    def test_that_is_a_file(self, refusal: Refusal, documents: Path) -> None:
        refusal.command_line.home.write_text("mine")
        line = refusal.of("generate", documents)
        assert f"The data folder {refusal.command_line.home} cannot be used" in line
        assert refusal.command_line.home.read_text() == "mine"

    def test_whose_library_is_damaged(self, refusal: Refusal, documents: Path) -> None:
        home = refusal.command_line.home
        home.mkdir()
        nonsense = b"no database " * 1000
        (home / "studio.sqlite3").write_bytes(nonsense)
        ran = refusal.command_line.run("podcasts", "list")
        assert (ran.returncode, ran.stdout[:26]) == (0, "There are no podcasts yet.")
        (aside,) = home.glob("studio.damaged-*.sqlite3")
        assert aside.read_bytes() == nonsense
        assert "The library was damaged and has been made anew" in ran.stderr
        assert f"The damaged file is kept as {aside}" in ran.stderr
        assert "Traceback" not in ran.stderr
        assert refusal.command_line.run("podcasts", "list").stderr == ""

    def test_of_a_newer_version(self, command_line: Any) -> None:
        with fake_studio(command_line.home):
            pass
        with sqlite3.connect(command_line.home / "studio.sqlite3") as connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
        ran = command_line.run("podcasts", "list")
        assert (ran.returncode, ran.stdout) == (1, "")
        assert ran.stderr.startswith("podcast-studio: The library in ")
        assert "was written by a newer version of Podcast Studio. Install the newer version" in ran.stderr


class TestFullDisk:
    def test_too_small_for_the_podcast(
        self, refusal: Refusal, documents: Path, small_disk: Callable[[int], Path]
    ) -> None:
        disk = small_disk(50 * 1024)
        on_it = replace(refusal, command_line=replace(refusal.command_line, home=disk / "data"))
        line = on_it.of("generate", documents, "--minutes", "2")
        assert re.search(rf"There are \d+ MB free in {disk / 'data'}, and 2 minutes need 136 MB\.", line)
        assert "Free some space, or ask for a shorter podcast." in line

    @pytest.mark.parametrize("kilobytes", [0, 8, 64])
    def test_with_next_to_no_room(
        self, refusal: Refusal, documents: Path, small_disk: Callable[[int], Path], kilobytes: int
    ) -> None:
        disk = small_disk(1024)
        (disk / "filling").write_bytes(bytes((1024 - kilobytes) * 1024))
        ran = replace(refusal.command_line, home=disk / "data").run("generate", documents)
        assert (ran.returncode, ran.stdout) == (1, "")
        (line,) = ran.stderr.splitlines()
        assert re.search(rf"podcast-studio: .*{disk}.*\. Free some space", line), line

    def test_an_export_leaves_all_or_nothing(
        self, command_line: Any, documents: Path, small_disk: Callable[[int], Path]
    ) -> None:
        podcast = finished(command_line.home, documents)
        assert podcast.audio is not None
        size = podcast.audio.stat().st_size // 1024
        for room in (size // 2, size + 2):
            disk = small_disk(room)
            ran = command_line.run("podcasts", "export", podcast.id, disk / "talk.mp3")
            assert (ran.returncode, ran.stdout) == (1, "")
            assert re.fullmatch(rf"podcast-studio: The disk is full: {disk}.* Free some space\.\n", ran.stderr)
            assert list(disk.iterdir()) == []


def finished(home: Path, documents: Path) -> Podcast:
    """A podcast of the fakes in a data folder."""
    with fake_studio(home) as studio:
        podcast = studio.order(folder=documents, minutes=1)
        assert work_off(studio, podcast).status == "COMPLETED"
        return studio.find_podcast(name=podcast.id)


def test_an_export_never_overwrites(command_line: Any, documents: Path, tmp_path: Path) -> None:
    podcast = finished(command_line.home, documents)
    (tmp_path / "talk.mp3").write_text("mine")
    ran = command_line.run("podcasts", "export", podcast.id, tmp_path / "talk.mp3")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[0] == str(tmp_path / "talk (2).mp3")
    assert (tmp_path / "talk.mp3").read_text() == "mine"
    assert (tmp_path / "talk (2).mp3").stat().st_size == podcast.audio_bytes


def test_a_reader_that_goes_away_is_no_trouble(command_line: Any) -> None:
    process = command_line.start("voices", "list")
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 1
    assert complaints == ""
