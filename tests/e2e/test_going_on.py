"""Work that was cut off goes on where it stopped: after kill -9, and after Ctrl-C. Real model, real voice."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import signal
import subprocess
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.real

SAMPLES = Path(__file__).parents[2] / "resources" / "sample_collection"
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES / "lighthouses", tmp_path / "lighthouses")
    return tmp_path / "lighthouses"


def assert_whole(stage: Any, before: dict[str, tuple[int, str]]) -> None:
    """The podcast is finished; what was voiced before is untouched; no turn is missing, doubled or cut."""
    after = stage.voiced()
    assert {name: after[name] for name in before} == before
    told = stage.transcript()
    turns = told["turns"]
    assert [turn["index"] for turn in turns] == list(range(len(turns)))
    assert list(after) == [f"{turn['index']:04d}.wav" for turn in turns]
    assert len({turn["text"] for turn in turns}) == len(turns)
    assert {turn["speaker"] for turn in turns} == {"HOST", "EXPERT"}
    for earlier, later in itertools.pairwise(turns):
        assert 0.2 < later["start"] - earlier["end"] < 1.2
    for turn in turns:
        (path,) = stage.home.glob(f"podcasts/*/turns/{turn['index']:04d}.wav")
        with wave.open(str(path)) as file:
            assert file.getnframes() / file.getframerate() == pytest.approx(turn["end"] - turn["start"], abs=0.01)
    assert turns[-1]["end"] < told["duration_seconds"] < turns[-1]["end"] + 1.5
    assert not list(stage.home.glob("podcasts/*/.*"))
    assert not list(stage.home.glob("podcasts/*/turns/.*"))


def test_after_kill_9_a_worker_finishes_and_nothing_is_voiced_again(
    stage: Any, started: Start, documents: Path, group_of: Callable[[Any], list[Any]]
) -> None:
    killed = started("generate", documents, "--minutes", "1", "--json")
    stage.until(lambda: len(stage.voiced()) >= 3, killed)
    killed.kill()
    killed.wait()
    before = stage.voiced()
    stage.until(lambda: not group_of(killed))  # the engines end by themselves
    reached = json.loads(stage.command_line.run("status", stage.job()["subject_id"], "--json").stdout)
    assert (stage.job()["state"], reached["status"]) == ("GENERATING", "GENERATING")
    worker = started("worker")
    said, complaints = worker.communicate(timeout=280)
    assert (worker.returncode, complaints) == (0, "")
    assert "COMPLETED 100 %" in said.splitlines()[-1]
    percentages = [int(line.split()[-2]) for line in said.splitlines() if line.endswith(" %")]
    assert percentages == sorted(percentages)
    assert min(percentages) >= reached["progress_percentage"]
    stage.until(lambda: not group_of(worker))  # Python's own resource tracker ends a moment after its process
    job = stage.job()
    assert (job["state"], job["attempts"]) == ("COMPLETED", 2)
    assert_whole(stage, before)


def test_after_ctrl_c_the_job_is_queued_and_the_same_command_finishes_it(
    stage: Any, started: Start, documents: Path, group_of: Callable[[Any], list[Any]]
) -> None:
    words = ("generate", documents, "--minutes", "1", "--json")
    stopped = started(*words)
    stage.until(lambda: len(stage.voiced()) >= 2, stopped)
    os.killpg(stopped.pid, signal.SIGINT)  # as a terminal does: to the engines too
    said, complaints = stopped.communicate(timeout=5)
    assert (stopped.returncode, complaints) == (130, "Stopped. The same command goes on where it stopped.\n")
    stage.until(lambda: not group_of(stopped))
    before = stage.voiced()
    job = stage.job()
    assert (job["state"], job["attempts"], job["claim_id"], job["owner"]) == ("QUEUED", 0, None, None)
    again = stage.command_line.run(*words, timeout=280)
    assert (again.returncode, again.stderr) == (0, "")
    first, last = json.loads(said.splitlines()[0]), json.loads(again.stdout.splitlines()[-1])
    assert last["podcast_id"] == first["podcast_id"]
    reached = json.loads(said.splitlines()[-1])["progress_percentage"]
    shown = [json.loads(line)["progress_percentage"] for line in again.stdout.splitlines()[:-1]]
    assert shown == sorted(shown)
    assert shown[0] >= reached
    assert_whole(stage, before)


def test_documents_that_cannot_be_read_are_told_by_name(stage: Any, tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    ran = stage.command_line.run("generate", folder, "--minutes", "1")
    assert (ran.returncode, ran.stdout) == (1, "")
    line = ran.stderr.splitlines()[-1]
    assert line.startswith(f"podcast-studio: Nothing in {folder} could be read. broken.pdf: ")
    assert "Traceback" not in ran.stderr
    assert stage.job()["state"] == "FAILED"
