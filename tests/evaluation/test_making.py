"""What is judged is read back from a podcast that the studio made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from podcast_studio.domain.styles import Level, Style
from podcast_studio.studio import Home
from podcast_studio.testing.studio import fake_studio, write_collection
from tests.evaluation.making import MODELS_VARIABLE, Case, make, model_file
from tests.evaluation.performance import EXPERT, HOST, Performance
from tests.evaluation.talk import told_documents, untold_threads


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = write_collection(tmp_path / "all_about_tides")
    return Case(folder=folder, minutes=1, style=Style.STORY, level=Level.NEWCOMER, seed=3)


@pytest.fixture
def podcast(tmp_path: Path, case: Case) -> Iterator[Performance]:
    home = Home(root=tmp_path / "home")
    with fake_studio(home.root) as studio:
        yield make(studio, home, case, "")


def test_a_podcast_is_read_with_all_that_it_is_held_against(podcast: Performance) -> None:
    assert {turn.speaker for turn in podcast.turns} == {HOST, EXPERT}
    assert podcast.turns[0].frames
    assert podcast.turns[-1].frames
    assert any(turn.sources and not turn.frames for turn in podcast.turns)
    assert (podcast.title, podcast.language) == ("All about tides", "en")
    assert (podcast.style, podcast.level) == ("story", "newcomer")
    assert podcast.asked_seconds == 60
    assert podcast.seconds > 0
    assert podcast.making_seconds > 0


def test_a_language_that_no_voice_speaks_is_judged_all_the_same(tmp_path: Path, case: Case) -> None:
    german = replace(case, folder=case.folder.rename(tmp_path / "tides.de"))
    with fake_studio(tmp_path / "home") as studio:
        assert make(studio, studio.home, german, "").language == "de"


def test_its_plan_meets_its_turns(podcast: Performance) -> None:
    assert podcast.threads
    assert all(thread.places for thread in podcast.threads)
    assert len(untold_threads(podcast)) < len(podcast.threads)
    assert podcast.documents == ("tides.md",)
    assert told_documents(podcast) == {"tides.md"}


def test_the_prompts_are_the_real_ones(podcast: Performance) -> None:
    assert any("never add facts" in prompt for prompt in podcast.prompts)


def test_a_model_that_is_named_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MODELS_VARIABLE, raising=False)
    assert model_file("other.gguf", Home(root=tmp_path)) == "other.gguf"
