"""`generate` and `worker`: what is shown while it goes on, how it ends, and what Ctrl-C does."""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import AudioError, ModelError
from podcast_studio.domain.jobs import JobState
from podcast_studio.studio import Studio
from podcast_studio.testing.languages import TEXTS
from podcast_studio.testing.studio import FakeParts, HangingSpeech

Run = Callable[..., Any]
LAST_LINE = ["podcast_id", "audio", "transcript", "captions", "duration_seconds"]
STATUS_FIELDS = [
    "podcast_id",
    "status",
    "progress_percentage",
    "current_step",
    "step_details",
    "estimated_time_remaining",
    "created_at",
    "updated_at",
    "completed_at",
    "error_message",
]


class Interrupting:
    """Sends a signal to this process once something has happened."""

    def __init__(self, happened: threading.Event, number: signal.Signals) -> None:
        self._happened, self._number = happened, number
        self._thread = threading.Thread(target=self._send)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._thread.join()

    def _send(self) -> None:
        assert self._happened.wait(30)
        os.kill(os.getpid(), self._number)


def test_for_people_it_shows_each_step_and_says_where_the_podcast_is(
    run: Run, parts: FakeParts, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    err = Watched("writing")
    monkeypatch.setattr(sys, "stderr", err)
    parts.speech.trouble = lambda text: None if text == "Yes." or err.seen.wait(30) else AudioError("nothing is shown")
    ran = run("generate", documents, "--minutes", "1.5")
    assert ran.code == 0
    (audio,) = (tmp_path / "home" / "podcasts").glob("*/Tides.mp3")
    title, *files = ran.out.strip().splitlines()
    assert re.fullmatch(r"“Tides”, 1:[23]\d minutes", title)
    assert [line.split()[-1] for line in files] == [
        str(audio),
        str(audio.parent / "transcript.json"),
        str(audio.parent / "captions.vtt"),
    ]
    shown = err.getvalue().splitlines()
    assert shown[0] == "Preparing the starter model (once): 60 %"
    progress = [line for line in shown if "starter" not in line]
    percentages = [int(line.split("%")[0]) for line in progress]
    assert percentages == sorted(percentages)
    assert progress[-1].startswith("100 %  completed  turn ")
    assert any("writing" in line for line in progress)


def test_as_json_it_prints_a_status_a_line_and_last_where_the_files_are(run: Run, documents: Path) -> None:
    ran = run("generate", documents, "--minutes", "1", "--json")
    assert (ran.code, ran.err) == (0, "")
    *statuses, last = ran.json_lines
    assert [list(status) for status in statuses] == [STATUS_FIELDS] * len(statuses)
    assert statuses[-1]["status"] == "COMPLETED"
    percentages = [status["progress_percentage"] for status in statuses]
    assert percentages == sorted(percentages)
    assert percentages[-1] == 100
    changes = [{**status, "updated_at": None} for status in statuses]
    assert all(one != other for one, other in itertools.pairwise(changes))
    assert list(last) == LAST_LINE
    assert last["podcast_id"] == statuses[0]["podcast_id"]
    assert all(Path(last[kind]).is_file() for kind in ("audio", "transcript", "captions"))
    assert json.loads(Path(last["transcript"]).read_text())["duration_seconds"] == round(last["duration_seconds"], 3)


def test_every_wish_reaches_the_order(run: Run, opened: Callable[[], Studio], documents: Path) -> None:
    words = "--minutes 1.5 --focus moon --title Ebb --format flac --host-voice bert --expert-voice alba --seed 9"
    assert run("generate", documents, *words.split()).code == 0
    with opened() as studio:
        (podcast,) = studio.podcasts()
    order = podcast.order
    assert (order.minutes, order.focus, order.title, order.format.value, order.seed) == (1.5, "moon", "Ebb", "flac", 9)
    assert (order.host_voice, order.expert_voice) == ("en_XX-bert-fake", "en_XX-alba-fake")


@pytest.fixture
def german(tmp_path: Path) -> Path:
    folder = tmp_path / "flut"
    folder.mkdir()
    (folder / "flut.md").write_text(TEXTS["de"] * 3, encoding="utf-8")
    return folder


WARNING = (
    "podcast-studio: The documents are mostly in German and the podcast is in English: it will quote them badly. "
    "For a podcast in German: --language de"
)


def test_that_the_documents_are_in_another_language_is_told_once_and_noted(run: Run, german: Path) -> None:
    ran = run("generate", german, "--minutes", "1")
    assert ran.err.splitlines().count(WARNING) == 1
    (note,) = (line for line in ran.out.splitlines() if line.startswith("  note"))
    assert "mostly in German and the podcast is in English" in note


def test_as_json_that_is_told_beside_the_output(run: Run, german: Path) -> None:
    ran = run("generate", german, "--minutes", "1", "--queue", "--json")
    assert ran.json["status"] == "QUEUED"
    assert ran.err.splitlines() == [WARNING]


def test_of_documents_in_a_language_without_podcasts_no_way_out_is_told(run: Run, german: Path) -> None:
    (german / "flut.md").write_text(TEXTS["da"] * 3, encoding="utf-8")
    (line,) = run("generate", german, "--minutes", "1", "--queue", "--json").err.splitlines()
    assert line.endswith("in Danish and the podcast is in English: it will quote them badly.")


def test_the_language_can_be_that_of_the_documents(run: Run, german: Path, documents: Path, parts: FakeParts) -> None:
    assert run("generate", documents, "--minutes", "1", "--language", "auto", "--queue").code == 0
    ran = run("generate", german, "--minutes", "1", "--language", "auto")
    assert ran.code == 2
    assert "no German voice" in ran.err
    assert "choose English (en)" in ran.err
    parts.voices = ("alba", "de_XX-carl")
    ran = run("generate", german, "--minutes", "1", "--language", "auto", "--queue", "--json")
    assert (ran.code, ran.err) == (0, "")


def test_the_output_is_a_copy_under_a_name_of_ones_own(run: Run, documents: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.ogg").write_text("mine")
    last = run("generate", documents, "--minutes", "1", "--output", tmp_path / "talk.ogg", "--json").json_lines[-1]
    assert last["audio"] == str(tmp_path / "talk (2).ogg")
    assert last["transcript"] == str(tmp_path / "talk (2).transcript.json")
    assert last["captions"] == str(tmp_path / "talk (2).vtt")
    assert all(Path(last[kind]).is_file() for kind in ("audio", "transcript", "captions"))
    assert (tmp_path / "talk.ogg").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--minutes 0", 2, "cannot be 0 minutes long. Ask for 1 to 60 minutes."),
        ("--minutes -5", 2, "cannot be -5 minutes long"),
        ("--minutes 1e9", 2, "cannot be 1e+09 minutes long"),
        ("--minutes nan", 2, "cannot be nan minutes long"),
        ("--format mp4", 2, "“mp4” is not an audio format. Choose one of: mp3, m4a, ogg, flac, wav."),
        ("--output talk.xyz", 2, "“.xyz” is not an audio format. Choose one of: mp3, m4a, ogg, flac, wav."),
        ("--output talk.ogg --format mp3", 2, "talk.ogg does not end in .mp3. Name it …"),
        ("--output nowhere/talk.mp3", 1, "nowhere is not there. Create it, or choose another place."),
        ("--host-voice nobody", 2, "no voice “nobody”. Choose one of: en_XX-alba-fake, en_XX-bert-fake."),
        ("--expert-voice nobody", 2, "no voice “nobody”. Choose one of: en_XX-alba-fake, en_XX-bert-fake."),
        ("--model gone.gguf", 1, "The model file gone.gguf is not there. Check the path"),
    ],
)
def test_a_bad_wish_is_told_before_work_starts_and_leaves_nothing(
    run: Run, documents: Path, tmp_path: Path, words: str, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("generate", documents, *words.split())
    assert (ran.code, ran.out) == (code, "")
    (line,) = ran.err.splitlines()
    assert line.startswith("podcast-studio: ")
    assert said in line
    for words_of_list in ("podcasts list", "jobs list", "collections list"):
        assert run(*words_of_list.split(), "--json").json == []
    assert not list((tmp_path / "home").rglob("*.gguf"))


def test_a_failure_is_told_with_its_reason_and_how_to_go_on(run: Run, documents: Path) -> None:
    (documents / "tides.md").write_text("| 1 | 2 |\n")
    ran = run("generate", documents, "--minutes", "1")
    assert (ran.code, ran.out) == (1, "")
    reason = ran.err.splitlines()[-1]
    (podcast,) = run("podcasts", "list", "--json").json
    assert reason.startswith("podcast-studio: There is nothing in this folder that could be told.")
    assert reason.endswith(f"What is finished is kept: podcast-studio jobs retry {podcast['id'][:8]}")
    assert run("status", podcast["id"], "--json").json["status"] == "FAILED"


def test_what_was_cancelled_elsewhere_ends_with_a_failure(
    run: Run, opened: Callable[[], Studio], parts: FakeParts, documents: Path
) -> None:
    speech = parts.speech = HangingSpeech()

    def cancel() -> None:
        assert speech.hanging.wait(30)
        with opened() as studio:
            studio.cancel(job=studio.jobs()[0])

    other = threading.Thread(target=cancel)
    other.start()
    ran = run("generate", documents, "--minutes", "1")
    other.join()
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("podcast-studio: Cancelled. What is finished is kept: ")


class Watched(io.StringIO):
    """A stream that tells when a text was written to it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text, self.seen = text, threading.Event()

    def write(self, text: str) -> int:
        written = super().write(text)
        if self._text in text:
            self.seen.set()
        return written


def test_while_it_waits_for_the_next_attempt_it_says_why(
    run: Run, parts: FakeParts, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asleep(_request: object) -> str:
        raise ModelError("The model fell asleep.", way_out="Wake it.")

    parts.model.answer = asleep
    err = Watched("(The model fell asleep. Wake it.)")
    monkeypatch.setattr(sys, "stderr", err)
    with Interrupting(err.seen, signal.SIGINT):
        assert run("generate", documents, "--minutes", "1").code == 130
    assert any("queued" in line and "(The model fell asleep. Wake it.)" in line for line in err.getvalue().splitlines())


class TestCtrlC:
    @pytest.fixture
    def speech(self, parts: FakeParts) -> HangingSpeech:
        parts.speech = speech = HangingSpeech()
        return speech

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
    def test_leaves_the_job_queued_and_the_same_command_goes_on(
        self, run: Run, documents: Path, speech: HangingSpeech, number: signal.Signals
    ) -> None:
        with Interrupting(speech.hanging, number):
            ran = run("generate", documents, "--minutes", "1", "--json")
        assert ran.code == 130
        assert ran.err == "Stopped. The same command goes on where it stopped.\n"
        (job,) = run("jobs", "list", "--json").json
        assert (job["state"], job["attempts"], job["claim_id"]) == ("QUEUED", 0, None)
        reached = ran.json_lines[-1]["progress_percentage"]
        voiced = list(speech.turns)
        assert len(voiced) == 2
        again = run("generate", documents, "--minutes", "1", "--json")
        assert again.code == 0
        assert again.json_lines[-1]["podcast_id"] == ran.json_lines[-1]["podcast_id"]
        assert min(status["progress_percentage"] for status in again.json_lines[:-1]) >= reached
        assert speech.turns[:2] == voiced
        assert len(set(speech.turns)) == len(speech.turns)

    def test_while_the_starter_model_is_put_together_leaves_nothing(
        self, run: Run, opened: Callable[[], Studio], documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        order = Studio.order

        def interrupted(studio: Studio, **wishes: Any) -> Any:
            os.kill(os.getpid(), signal.SIGINT)
            return order(studio, **wishes)

        monkeypatch.setattr(Studio, "order", interrupted)
        assert run("generate", documents, "--minutes", "1").code == 130
        assert run("podcasts", "list", "--json").json == []
        left = {path.suffix for path in (tmp_path / "home" / "models").iterdir()}
        assert left <= {".lock"}

    def test_a_worker_that_is_asked_to_stop_has_not_failed(
        self, run: Run, opened: Callable[[], Studio], documents: Path, speech: HangingSpeech
    ) -> None:
        with opened() as studio:
            studio.order(folder=documents, minutes=1)
        with Interrupting(speech.hanging, signal.SIGINT):
            ran = run("worker")
        assert (ran.code, ran.err) == (0, "")
        with opened() as studio:
            assert [job.state for job in studio.jobs()] == [JobState.QUEUED]


class TestWorker:
    def test_has_nothing_to_do_with_an_empty_queue(self, run: Run) -> None:
        ran = run("worker")
        assert (ran.code, ran.out, ran.err) == (0, "", "")

    def test_works_off_all_that_waits_and_says_so(
        self, run: Run, opened: Callable[[], Studio], documents: Path
    ) -> None:
        with opened() as studio:
            made = [studio.order(folder=documents, minutes=1, title=title) for title in ("One", "Two")]
            held = studio.order(folder=documents, minutes=1, title="Held")
            studio.hold(job=studio.find_job(name=held.id))
        ran = run("worker", "--workers", "1")
        assert ran.code == 0
        for podcast in made:
            assert f"{podcast.id[:8]} {podcast.order.title}: COMPLETED 100 %" in ran.out
        assert "Held" not in ran.out
        with opened() as studio:
            states = {studio.find_podcast(name=job.subject_id).order.title: job.state.value for job in studio.jobs()}
        assert states == {"One": "COMPLETED", "Two": "COMPLETED", "Held": "HELD"}

    def test_says_why_a_podcast_failed(self, run: Run, opened: Callable[[], Studio], documents: Path) -> None:
        with opened() as studio:
            studio.order(folder=documents, minutes=1)
        (documents / "tides.md").write_text("| 1 | 2 |\n")
        ran = run("worker")
        assert ran.code == 0
        assert "Tides: FAILED" in ran.out.splitlines()[-1]
        assert "(There is nothing in this folder that could be told. Add documents" in ran.out.splitlines()[-1]


def test_what_follows_a_podcast_is_waited_for_and_a_failure_of_it_told(
    run: Run, documents: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    ran = run(
        "generate",
        *(documents, "--minutes", "1"),
        *("--then-export", target, "--then-run", f"'{sys.executable}' -c 'raise SystemExit(3)' {{audio}}"),
    )
    assert ran.code == 0
    assert len(list(target.glob("Tides.*"))) == 4
    assert "ended with code 3" in ran.err
    states = {job["kind"]: job["state"] for job in run("jobs", "list", "--json").json}
    assert states == {"podcast": "COMPLETED", "export": "COMPLETED", "command": "FAILED"}
    assert "command of Tides  (The program" in run("jobs", "list").out
