"""What is left behind is swept away, and nothing that is needed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from podcast_studio.domain.documents import Collection
from podcast_studio.studio import Studio
from podcast_studio.studio import housekeeping as module
from podcast_studio.studio.housekeeping import Housekeeper
from podcast_studio.testing.waiting import finished, until

DAY = 86_400.0


@pytest.fixture
def housekeeper(studio: Studio) -> Housekeeper:
    return Housekeeper(studio.home, studio._library)


@pytest.fixture
def collection(studio: Studio, documents: Path) -> Collection:
    return studio.add_folder(folder=documents)


def put(path: Path, *, age: float = 2 * DAY) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    moment = time.time() - age
    os.utime(path, (moment, moment))
    return path


def test_what_killed_runs_left_half_made_goes_after_a_day(studio: Studio, housekeeper: Housekeeper) -> None:
    home = studio.home
    old = [
        put(home.podcasts / "p" / ".transcript.0123abcd.part.json"),
        put(home.podcasts / "p" / ".mixing.mp3"),
        put(home.podcasts / "p" / "..mixing.89abcdef.part.mp3"),
        put(home.podcasts / "p" / "turns" / ".0001.0123abcd.part.wav"),
        put(home.models / ".starter.0123abcd.part.gguf"),
        put(home.indexes / "c" / ".documents.0123abcd.part.json"),
    ]
    kept = [
        put(home.podcasts / "p" / ".transcript.89abcdef.part.json", age=60),
        put(home.podcasts / "p" / ".Talk.mp3.waveform"),
        put(home.podcasts / "p" / "Talk.mp3"),
        put(home.podcasts / "p" / "Talk.part.mp3"),
        put(home.models / "mine.gguf"),
    ]
    (home.root / ".voice-check-abc").mkdir()
    os.utime(home.root / ".voice-check-abc", (0, 0))
    housekeeper.tidy()
    assert [path for path in old if path.exists()] == []
    assert [path for path in kept if not path.exists()] == []
    assert not (home.root / ".voice-check-abc").exists()


def test_a_finished_podcast_is_whole_after_tidying(studio: Studio, documents: Path) -> None:
    podcast = studio.order(folder=documents, minutes=1)
    finished(studio, podcast.id)
    before = sorted(path for path in studio.home.podcasts.rglob("*"))
    Housekeeper(studio.home, studio._library, clock=lambda: time.time() + 99 * DAY).tidy()
    assert sorted(path for path in studio.home.podcasts.rglob("*")) == before


def test_only_so_many_previews_are_kept_the_newest(
    studio: Studio, housekeeper: Housekeeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PREVIEWS_KEPT", 2)
    for number in range(4):
        put(studio.home.previews / f"{number}.wav", age=number * 60)
    housekeeper.tidy()
    assert sorted(path.name for path in studio.home.previews.iterdir()) == ["0.wav", "1.wav"]


def test_the_index_of_a_collection_that_nobody_knows_goes(
    studio: Studio, housekeeper: Housekeeper, collection: Collection
) -> None:
    for name in (collection.id, "nobody", "just-made"):
        put(studio.home.indexes / name / "documents.json")
        os.utime(studio.home.indexes / name, (0, 0) if name != "just-made" else None)
    housekeeper.tidy()
    assert sorted(path.name for path in studio.home.indexes.iterdir()) == sorted([collection.id, "just-made"])


def test_it_is_done_while_there_are_workers(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_FIRST_SECONDS", 0.01)
    left = put(studio.home.podcasts / "p" / ".mixing.mp3")
    studio.start_workers()
    until(lambda: not left.exists())
    studio.stop_workers()
