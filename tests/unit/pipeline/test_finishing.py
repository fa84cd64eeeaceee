"""From turns that are voiced to a podcast that is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.errors import Cancelled, StorageError
from podcast_studio.pipeline.finishing import Finisher
from podcast_studio.pipeline.reporting import Reporter
from podcast_studio.testing.keeping import FakeProgress
from podcast_studio.testing.pipeline import Making, an_order, material
from podcast_studio.testing.speech import FakeMixer


@pytest.fixture
def made(tmp_path: Path) -> Making:
    """A podcast whose turns are written and voiced."""
    making = Making(tmp_path, material(3, 6), an_order(2))
    making.run()
    return making


def finisher(made: Making, mixer: FakeMixer) -> Finisher:
    return Finisher(
        order=replace(made.order, title="Again"),
        album="Sea",
        cover=None,
        today=lambda: date(2026, 3, 4),
        mixer=mixer,
        speeds=made.speeds,
        checkpoints=made.checkpoints,
        report=Reporter(FakeProgress(), made.speeds, 120),
        cancel=made.cancel,
    )


def finish(made: Making, mixer: FakeMixer, **changes: Any) -> Any:
    plan = made.checkpoints.plan()
    assert plan is not None
    told = dict[str, Passage]()
    given: dict[str, Any] = {"given_up": (), "documents_in": "en", "other_languages": {}} | changes
    return finisher(made, mixer).finish(plan, made.checkpoints.turns(), told, **given)


def test_what_is_voiced_becomes_one_file_with_its_texts(made: Making) -> None:
    mixer = FakeMixer()
    stored = finish(made, mixer)
    assert stored.audio == made.checkpoints.folder / "Again.wav"
    (programme,) = mixer.mixed
    assert len(programme.clips) == len(made.checkpoints.turns())
    assert made.transcript()["title"] == "Again"


def test_the_note_tells_of_another_language_and_of_answers_that_are_the_documents_own(made: Making) -> None:
    units = {turn.unit for turn in made.checkpoints.turns()}
    note = finish(made, FakeMixer(), documents_in="de", given_up=units).note
    assert "German" in note
    assert "nothing usable for 4 of 4 answers" in note


def test_audio_that_is_gone_is_told_before_anything_is_mixed(made: Making) -> None:
    last = made.checkpoints.turns()[-1]
    del made.checkpoints._spoken[last.index]
    mixer = FakeMixer()
    with pytest.raises(StorageError, match="audio of a turn"):
        finish(made, mixer)
    assert mixer.mixed == []


def test_who_cancels_while_it_is_mixed_finds_nothing_half_made(made: Making) -> None:
    before = set(made.checkpoints.folder.rglob("*"))
    with pytest.raises(Cancelled):
        finish(made, FakeMixer(before=lambda: made.cancel.cancel(Cancelled())))
    assert set(made.checkpoints.folder.rglob("*")) == before
