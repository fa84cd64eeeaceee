"""Every command but generate and worker: what it prints for people, what as JSON, and its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.errors import ModelError
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, work_off

Run = Callable[..., Any]


@pytest.fixture
def waiting(opened: Callable[[], Studio], documents: Path) -> Podcast:
    """A podcast in the queue."""
    with opened() as studio:
        return studio.order(folder=documents, minutes=2, title="Ebbe und Flut – größer", focus="the moon")


@pytest.fixture
def finished(opened: Callable[[], Studio], documents: Path) -> Podcast:
    """A podcast that is made."""
    with opened() as studio:
        podcast = studio.order(folder=documents, minutes=1.5)
        work_off(studio, podcast)
        return studio.find_podcast(name=podcast.id)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("collections list", "There are no collections yet. Add one with: podcast-studio collections add FOLDER"),
        ("podcasts list", "There are no podcasts yet. Make one with: podcast-studio generate FOLDER"),
        ("jobs list", "The queue is empty."),
    ],
)
def test_an_empty_list_says_how_to_fill_it(run: Run, words: str, said: str) -> None:
    assert run(*words.split()).out == f"{said}\n"
    assert run(*words.split(), "--json").json == []


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("collections rescan nobody", "collection"),
        ("collections remove nobody", "collection"),
        ("podcasts show nobody", "podcast"),
        ("podcasts delete nobody", "podcast"),
        ("podcasts export nobody out.mp3", "podcast"),
        ("status nobody", "podcast"),
        ("jobs retry nobody", "job"),
        ("jobs dismiss nobody", "job"),
        ("jobs cancel nobody", "job"),
        ("jobs hold nobody", "job"),
        ("jobs resume nobody", "job"),
    ],
)
def test_what_is_not_there_is_told_with_the_list_to_look_in(run: Run, words: str, names: str) -> None:
    ran = run(*words.split())
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == f"podcast-studio: “nobody” names no {names}. See: podcast-studio {names}s list\n"
    assert run(*words.split(), "--json").err == ran.err


def test_collections_add_reads_the_folder_and_tells_what_it_left_out(run: Run, documents: Path) -> None:
    (documents / "photo.png").write_bytes(b"\x89PNG")
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7")
    ran = run("collections", "add", documents)
    assert ran.code == 0
    first, *left_out = ran.out.splitlines()
    assert first.startswith("Tides: 1 document, ")
    assert "(2 new, 0 changed, 0 gone, 0 as before)" in first
    assert [line.split(": ")[1] for line in left_out] == ["broken.pdf", "photo.png"]
    assert all(line.startswith("  left out: ") and len(line.split(": ", 2)[2]) > 5 for line in left_out)


def test_collections_add_as_json_has_the_collection_and_the_report(run: Run, documents: Path) -> None:
    added = run("collections", "add", documents, "--name", "Ebb & flow", "--json").json
    assert (added["name"], added["folder"]) == ("Ebb & flow", str(documents))
    assert (added["documents"], added["added"], added["unchanged"], added["skipped"]) == (1, 1, 0, [])
    (listed,) = run("collections", "list", "--json").json
    assert listed == {key: added[key] for key in ("id", "name", "folder", "created_at")} | {"language": "en"}


def test_collections_are_listed_rescanned_and_removed_by_name(run: Run, documents: Path) -> None:
    run("collections", "add", documents)
    (line,) = run("collections", "list").out.splitlines()
    assert line.endswith(f"  Tides  {documents}  (English)")
    assert "(0 new, 0 changed, 0 gone, 1 as before)" in run("collections", "rescan", "tides").out
    assert run("collections", "rescan", documents, "--json").json["unchanged"] == 1
    ran = run("collections", "remove", line.split()[0])
    assert ran.out == f"Tides is forgotten. Your files in {documents} are untouched.\n"
    assert run("collections", "list", "--json").json == []
    assert (documents / "tides.md").is_file()


def test_a_collection_of_no_known_language_is_listed_without_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tide.txt").write_text("High water at noon.")
    run("collections", "add", tmp_path / "tide.txt")
    assert run("collections", "list").out.rstrip().endswith("tide.txt")


def test_collections_remove_as_json(run: Run, documents: Path) -> None:
    added = run("collections", "add", documents, "--json").json
    assert run("collections", "remove", "Tides", "--json").json == {"removed": added["id"]}


@pytest.mark.parametrize("words", ["collections add", "generate"])
def test_a_folder_that_is_not_there_is_told(run: Run, tmp_path: Path, words: str) -> None:
    ran = run(*words.split(), tmp_path / "gone")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"podcast-studio: There is no folder {tmp_path / 'gone'}.")


def test_podcasts_list_shows_how_each_one_stands(run: Run, finished: Podcast, waiting: Podcast) -> None:
    lines = {line.split()[0]: line for line in run("podcasts", "list").out.splitlines()}
    assert lines[waiting.id[:8]].split() == f"{waiting.id[:8]} QUEUED 0 % 2 min asked {waiting.order.title}".split()
    seconds = int(finished.duration_seconds or 0)
    clock = f"{seconds // 60}:{seconds % 60:02d}"
    assert lines[finished.id[:8]].split() == f"{finished.id[:8]} COMPLETED 100 % {clock} Tides".split()
    listed = {podcast["id"]: podcast for podcast in run("podcasts", "list", "--json").json}
    assert listed[waiting.id]["order"]["title"] == waiting.order.title
    assert listed[finished.id]["audio"] == str(finished.audio)


def test_podcasts_show_tells_all_of_one(run: Run, finished: Podcast, waiting: Podcast) -> None:
    shown = dict(line.split(":", 1) for line in run("podcasts", "show", waiting.id[:8]).out.splitlines())
    assert {key: value.strip() for key, value in shown.items()} == {
        "title": "Ebbe und Flut – größer",
        "id": waiting.id,
        "status": "QUEUED, 0 %",
        "asked": "2 minutes",
        "length": "-",
        "focus": "the moon",
        "voices": "en_XX-alba-fake, en_XX-bert-fake",
        "audio": "-",
        "note": "-",
    }
    as_json = run("podcasts", "show", finished.id, "--json").json
    assert (as_json["id"], as_json["audio"]) == (finished.id, str(finished.audio))
    assert as_json["status"] == run("status", finished.id, "--json").json


def test_podcasts_export_says_where_the_files_are(run: Run, finished: Podcast, tmp_path: Path) -> None:
    ran = run("podcasts", "export", finished.id[:8], tmp_path / "talk.mp3")
    files = [tmp_path / name for name in ("talk.mp3", "talk.transcript.json", "talk.vtt", "talk.srt")]
    assert (ran.code, ran.out.splitlines()) == (0, [str(path) for path in files])
    assert all(path.is_file() for path in files)
    again = run("podcasts", "export", finished.id, tmp_path / "talk.mp3", "--json").json
    assert again["audio"] == str(tmp_path / "talk (2).mp3")


def test_podcasts_export_of_what_waits_is_refused(run: Run, waiting: Podcast, tmp_path: Path) -> None:
    ran = run("podcasts", "export", waiting.id, tmp_path / "talk.mp3")
    assert (ran.code, ran.out) == (1, "")
    assert "has no audio yet" in ran.err


def test_podcasts_delete_says_what_is_gone(run: Run, finished: Podcast, waiting: Podcast) -> None:
    assert run("podcasts", "delete", waiting.id).out == "“Ebbe und Flut – größer” is deleted.\n"
    assert run("podcasts", "delete", finished.id, "--json").json == {"deleted": finished.id}
    assert run("podcasts", "list", "--json").json == []
    assert finished.audio is not None
    assert not finished.audio.exists()


def test_jobs_list_shows_state_attempt_and_title(run: Run, waiting: Podcast) -> None:
    (job,) = run("jobs", "list", "--json").json
    assert (job["subject_id"], job["state"]) == (waiting.id, "QUEUED")
    assert run("jobs", "list").out == f"{job['id'][:8]}  QUEUED      attempt 0 of 4  Ebbe und Flut – größer\n"


def test_jobs_list_says_why_a_job_waits(
    run: Run, opened: Callable[[], Studio], parts: FakeParts, waiting: Podcast
) -> None:
    def asleep(_request: object) -> str:
        raise ModelError("The model fell asleep.", way_out="Wake it.")

    parts.model.answer = asleep
    with opened() as studio:
        work_off(studio, waiting)
    (line,) = run("jobs", "list").out.splitlines()
    assert "attempt 1 of 4" in line
    assert "The model fell asleep." in line


def test_jobs_stats_shows_how_the_work_went(run: Run, finished: Podcast) -> None:
    stats = run("jobs", "stats", "--json").json
    assert list(stats) == ["hour", "day", "all"]
    assert (stats["hour"]["completed"], stats["hour"]["success_rate"]) == (1, 1.0)
    hour = run("jobs", "stats").out.split("The last day")[0].splitlines()
    assert hour[0] == "The last hour"
    assert "1 completed" in hour[1]
    assert "100 % completed, 0 % of runs repeated" in hour[2]
    assert "0 waiting, 0 running" in hour[4]
    assert hour[-1].endswith(": 100 % of 1")


def test_jobs_stats_has_nothing_to_tell_before_the_first_podcast(run: Run) -> None:
    assert "- on average" in run("jobs", "stats").out
    assert run("jobs", "stats", "--json").json["all"]["mean_seconds"] is None


def test_jobs_are_held_resumed_cancelled_and_retried(run: Run, waiting: Podcast) -> None:
    (job,) = run("jobs", "list", "--json").json
    for verb, after in (("hold", "HELD"), ("resume", "QUEUED"), ("cancel", "CANCELLED"), ("retry", "QUEUED")):
        assert run("jobs", verb, waiting.id[:8]).out == f"{job['id'][:8]}  {after}\n"
    assert run("jobs", "hold", job["id"], "--json").json["state"] == "HELD"


def test_what_a_job_cannot_do_is_told(run: Run, waiting: Podcast) -> None:
    ran = run("jobs", "resume", waiting.id)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == ("podcast-studio: This job is not held; it is QUEUED. Only a held job can be resumed.\n")


def test_status_is_the_structure_that_every_shell_shows(run: Run, waiting: Podcast) -> None:
    assert list(run("status", waiting.id[:8], "--json").json) == [
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
    assert run("status", waiting.id).out == "QUEUED  0 %  \nturns: 0 of 0\n"


def test_status_says_what_the_user_should_know(run: Run, waiting: Podcast) -> None:
    run("jobs", "hold", waiting.id)
    assert run("status", waiting.id).out.splitlines()[-1] == "Paused. It goes on when you resume it."
    assert run("status", waiting.id, "--json").json["status"] == "QUEUED"


def test_voices_and_models_are_listed(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert [line.split() for line in run("voices", "list").out.splitlines()] == [
        ["en_XX-alba-fake", "en_XX", str(home / "voices" / "alba.onnx")],
        ["en_XX-bert-fake", "en_XX", str(home / "voices" / "bert.onnx")],
    ]
    assert run("voices", "list", "--json").json[0]["id"] == "en_XX-alba-fake"
    (line,) = run("models", "list").out.splitlines()
    assert line.split()[0] == "starter"
    assert line.endswith("(put together when first used)")
    (model,) = run("models", "list", "--json").json
    assert (model["name"], model["ready"]) == ("starter", False)


def test_without_voices_and_models_it_says_where_to_put_them(run: Run, parts: FakeParts, tmp_path: Path) -> None:
    parts.voices, parts.starter = (), False
    home = tmp_path / "home"
    assert run("voices", "list").out == f"No voice is installed. Put Piper voices into {home / 'voices'}.\n"
    assert run("models", "list").out == f"No model is installed. Put a .gguf file into {home / 'models'}.\n"


def test_doctor_is_content(run: Run) -> None:
    ran = run("doctor")
    assert (ran.code, ran.err) == (0, "")
    assert [line[:3] for line in ran.out.splitlines()] == ["ok "] * 7
    findings = run("doctor", "--json").json
    assert [finding["what"] for finding in findings][-4:] == ["ffmpeg", "Database", "Files", "Disk"]
    assert all(finding["ok"] for finding in findings)


def test_doctor_says_what_to_do_and_fails(run: Run, parts: FakeParts) -> None:
    parts.voices = ()
    ran = run("doctor")
    assert ran.code == 1
    assert "!!  Voices: none is installed\n     What to do: pip install" in ran.out
    assert run("doctor", "--json").code == 1


def test_json_keeps_letters_as_they_are(run: Run, waiting: Podcast) -> None:
    assert "größer" in run("podcasts", "show", waiting.id, "--json").out
    assert json.loads(run("podcasts", "show", waiting.id, "--json").out)["order"]["focus"] == "the moon"


def test_a_library_that_was_damaged_is_told_before_the_answer(run: Run, documents: Path, tmp_path: Path) -> None:
    assert run("collections", "add", documents).code == 0
    database = tmp_path / "home" / "studio.sqlite3"
    with database.open("r+b") as file:
        file.write(b"x" * 100)
    ran = run("collections", "list", "--json")
    assert ran.code == 0
    assert [collection["name"] for collection in ran.json] == ["Tides"]
    assert "The library was damaged and has been made anew" in ran.err
    assert "studio.damaged-" in ran.err
    assert run("collections", "list").err == ""
