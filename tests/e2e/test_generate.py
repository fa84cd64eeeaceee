"""One podcast of five kinds of documents, from the command line to its files, with the real model and voice."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from podcast_studio.engines.ffmpeg import ffmpeg_path

pytestmark = pytest.mark.real

SAMPLES = Path(__file__).parents[2] / "resources" / "sample_collection"
KINDS = ("pdf", "docx", "epub", "html", "md")
RATE = 44_100
SILENT = 10 ** (-45 / 20)  # of full scale
MARGIN = 0.06  # seconds at a turn's ends that an encoder smears


@dataclass(frozen=True)
class Made:
    """What one run of generate made."""

    folder: Path
    output: Path  # where the copy was wanted
    home: Path
    ran: subprocess.CompletedProcess[str]

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.ran.stdout.splitlines()]

    @property
    def audio(self) -> Path:
        return Path(self.lines[-1]["audio"])

    @property
    def transcript(self) -> dict[str, Any]:
        return dict(json.loads(Path(self.lines[-1]["transcript"]).read_text()))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, staged_at: Callable[[Path], Any]) -> Made:
    """A podcast of one minute, copied to a name that is taken already."""
    place = tmp_path_factory.mktemp("generate")
    folder = place / "island life"
    folder.mkdir()
    for kind in KINDS:
        shutil.copy(next(SAMPLES.rglob(f"*.{kind}")), folder)
    (place / "talk.mp3").write_text("mine")
    command_line = staged_at(place / "home")
    words = ["generate", folder, "--minutes", "1", "--title", "Five kinds", "--output", place / "talk.mp3", "--json"]
    return Made(folder, place / "talk.mp3", place / "home", command_line.run(*words, timeout=280))


@pytest.fixture(scope="module")
def sound(made: Made) -> npt.NDArray[np.float32]:
    """The finished audio as players hear it: two channels of samples."""
    command = [ffmpeg_path(), "-v", "error", "-i", str(made.audio), "-f", "f32le", "-ac", "2", "-ar", str(RATE), "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.float32).reshape(-1, 2)


def test_it_ends_well_and_says_where_everything_is(made: Made) -> None:
    assert (made.ran.returncode, made.ran.stderr) == (0, "")
    *statuses, last = made.lines
    assert list(last) == ["podcast_id", "audio", "transcript", "captions", "duration_seconds"]
    percentages = [status["progress_percentage"] for status in statuses]
    assert percentages == sorted(percentages)
    assert statuses[-1]["status"] == "COMPLETED"
    steps = [status["current_step"] for status in statuses if status["current_step"]]
    known = ["retrieving_content", "generating_script", "parsing_turns", "generating_audio", "combining_audio"]
    order = [*known, "storing_audio"]
    assert [order.index(step) for step in steps] == sorted(order.index(step) for step in steps)
    assert {"HOST", "EXPERT"} <= {status["step_details"]["current_speaker"] for status in statuses}


def test_what_was_there_is_not_overwritten(made: Made) -> None:
    assert made.output.read_text() == "mine"
    last = made.lines[-1]
    assert last["audio"] == str(made.output.with_name("talk (2).mp3"))
    assert last["transcript"] == str(made.output.with_name("talk (2).transcript.json"))
    assert last["captions"] == str(made.output.with_name("talk (2).vtt"))
    (kept,) = made.home.glob("podcasts/*/Five kinds.mp3")
    assert kept.read_bytes() == made.audio.read_bytes()


def test_it_is_as_long_as_asked(made: Made) -> None:
    assert made.transcript["note"] == ""
    assert made.transcript["duration_seconds"] == pytest.approx(60, rel=0.1)


def test_players_show_title_chapters_and_length(made: Made) -> None:
    said = _ffmpeg("-i", str(made.audio), "-f", "ffmetadata", "-").stdout
    tags = dict(line.split("=", 1) for line in said.partition("[CHAPTER]")[0].splitlines() if "=" in line)
    assert (tags["title"], tags["artist"], tags["album"]) == ("Five kinds", "Podcast Studio", "Island life")
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", tags["date"])
    chapters = [_chapter(part) for part in said.split("[CHAPTER]")[1:]]
    told = made.transcript["chapters"]
    assert [chapter[0] for chapter in chapters] == [chapter["title"] for chapter in told]
    for (_, start, end), chapter in zip(chapters, told, strict=True):
        assert (start, end) == pytest.approx((chapter["start"], chapter["end"]), abs=0.05)  # an encoder delays by 25 ms
    assert len(chapters) >= 3
    about = _ffmpeg("-i", str(made.audio), "-f", "null", "-").stderr
    hours, minutes, seconds = re.search(r"Duration: (\d+):(\d+):([\d.]+)", about).groups()  # type: ignore[union-attr]
    length = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    assert length == pytest.approx(made.transcript["duration_seconds"], abs=0.1)
    assert "Video: png" in about or "Video: mjpeg" in about  # the cover


def _chapter(part: str) -> tuple[str, float, float]:
    fields = dict(line.split("=", 1) for line in part.splitlines() if "=" in line)
    numerator, denominator = fields["TIMEBASE"].split("/")
    base = int(numerator) / int(denominator)
    return fields["title"].replace("\\", ""), int(fields["START"]) * base, int(fields["END"]) * base


def test_it_is_as_loud_as_podcasts_are(made: Made) -> None:
    said = _ffmpeg("-i", str(made.audio), "-af", "ebur128=peak=true", "-f", "null", "-").stderr
    summary = said[said.rindex("Summary:") :]
    loudness = float(re.search(r"I:\s+(-[\d.]+) LUFS", summary)[1])  # type: ignore[index]
    peak = float(re.search(r"True peak:\s+Peak:\s+(-?[\d.]+) dBFS", summary)[1])  # type: ignore[index]
    assert loudness == pytest.approx(-16, abs=1)
    assert peak <= -1


def test_the_transcript_has_every_field_and_nothing_else(made: Made) -> None:
    told = made.transcript
    assert list(told) == ["title", "language", "duration_seconds", "requested_minutes", "note", "turns", "chapters"]
    assert (told["title"], told["language"], told["requested_minutes"]) == ("Five kinds", "en", 1)
    fields = ["index", "speaker", "text", "start", "end", "sources", "checks"]
    assert [list(turn) for turn in told["turns"]] == [fields] * len(told["turns"])
    checks = ["supported", "details_not_in_sources", "quotations_not_in_sources", "repeats_turn"]
    assert [list(turn["checks"]) for turn in told["turns"]] == [checks] * len(told["turns"])
    assert [list(chapter) for chapter in told["chapters"]] == [["title", "start", "end"]] * len(told["chapters"])
    sources = [source for turn in told["turns"] for source in turn["sources"]]
    assert [list(source) for source in sources] == [["document", "heading", "page", "start", "end", "text"]] * len(
        sources
    )


def test_every_turn_on_the_subject_rests_on_a_passage_of_a_document(made: Made) -> None:
    told = made.transcript
    sources = [source for turn in told["turns"] for source in turn["sources"]]
    assert {turn["speaker"] for turn in told["turns"] if turn["sources"]} == {"HOST", "EXPERT"}
    for source in sources:
        path = made.folder / source["document"]
        assert path.is_file()
        assert source["end"] - source["start"] == len(source["text"]) > 0
        assert isinstance(source["heading"], str)
        assert (source["page"] is not None) == (path.suffix == ".pdf")
        if path.suffix == ".md":
            assert path.read_text()[source["start"] : source["end"]] == source["text"]


def test_turns_and_chapters_follow_each_other_without_gap_or_overlap(made: Made) -> None:
    told = made.transcript
    turns, chapters = told["turns"], told["chapters"]
    assert [turn["index"] for turn in turns] == list(range(len(turns)))
    for before, after in itertools.pairwise(turns):
        assert 0.2 < after["start"] - before["end"] < 1.2
        assert before["speaker"] != after["speaker"] or after["start"] - before["end"] > 1.0  # a new chapter
    assert len({turn["text"] for turn in turns}) == len(turns)
    assert chapters[0]["start"] == 0
    assert chapters[-1]["end"] == pytest.approx(told["duration_seconds"], abs=0.01)
    assert all(before["end"] == after["start"] for before, after in itertools.pairwise(chapters))


def test_speech_is_where_the_transcript_says_and_silence_between(made: Made, sound: npt.NDArray[np.float32]) -> None:
    turns = made.transcript["turns"]
    mono = sound.mean(axis=1)
    assert len(mono) / RATE == pytest.approx(made.transcript["duration_seconds"], abs=0.1)
    for turn in turns:
        speech = _between(mono, turn["start"], turn["end"])
        assert _level(speech) > 10 ** (-32 / 20), turn
        for edge in (
            _between(mono, turn["start"], turn["start"] + 0.3),
            _between(mono, turn["end"] - 0.3, turn["end"]),
        ):
            assert np.abs(edge).max() > SILENT, turn
    edges = [0.0, *(edge for turn in turns for edge in (turn["start"], turn["end"])), len(mono) / RATE]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        assert np.abs(_between(mono, start + MARGIN, end - MARGIN)).max() < SILENT, (start, end)


def test_the_speakers_sit_a_little_apart(made: Made, sound: npt.NDArray[np.float32]) -> None:
    for turn in made.transcript["turns"]:
        left, right = (_level(_between(sound[:, side], turn["start"], turn["end"])) for side in (0, 1))
        lean = (right - left) / (right + left)
        assert 0.02 < abs(lean) < 0.4
        assert (lean > 0) == (turn["speaker"] == "EXPERT")


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_captions_are_in_step_with_the_transcript(made: Made, kind: str) -> None:
    text = made.audio.with_suffix(f".{kind}").read_text()
    cues = list(_cues(text))
    for turn in made.transcript["turns"]:
        inside = [cue for cue in cues if turn["start"] - 0.01 <= cue[0] < turn["end"]]
        assert inside[0][0] == pytest.approx(turn["start"], abs=0.01)
        assert inside[-1][1] == pytest.approx(turn["end"], abs=0.01)
        assert turn["speaker"] in inside[0][2]
        said = " ".join(re.sub(r"<[^>]*>|\b(HOST|EXPERT): ", "", cue[2]) for cue in inside)
        assert said.split() == turn["text"].split()
    assert all(start < end for start, end, _ in cues)
    assert all(before[1] <= after[0] + 0.001 for before, after in itertools.pairwise(cues))


def _cues(text: str) -> Iterator[tuple[float, float, str]]:
    for block in text.replace("&amp;", "&").split("\n\n"):
        found = re.search(r"([\d:.,]+) --> ([\d:.,]+)\n(.*)", block, re.DOTALL)
        if found:
            yield _seconds(found[1]), _seconds(found[2]), " ".join(found[3].split())


def _seconds(clock: str) -> float:
    parts = [float(part) for part in clock.replace(",", ".").split(":")]
    return sum(part * 60**place for place, part in enumerate(reversed(parts)))


def _between(samples: npt.NDArray[np.float32], start: float, end: float) -> npt.NDArray[np.float32]:
    return samples[round(start * RATE) : round(end * RATE)]


def _level(samples: npt.NDArray[np.float32]) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


def _ffmpeg(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ffmpeg_path(), "-hide_banner", *words], capture_output=True, text=True, check=True)
