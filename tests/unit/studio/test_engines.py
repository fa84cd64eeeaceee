"""One language model at a time, unless podcasts are being made with two."""

from __future__ import annotations

from pathlib import Path

import pytest

from podcast_studio.studio.engines import Adapters, Engines
from podcast_studio.studio.home import Home
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.studio import FakeParts, fake_adapters

SMALL, LARGE = Path("small.gguf"), Path("large.gguf")


@pytest.fixture
def made() -> dict[Path, FakeLanguageModel]:
    return {}


@pytest.fixture
def engines(tmp_path: Path, made: dict[Path, FakeLanguageModel]) -> Engines:
    def make_model(path: Path, _threads: int) -> FakeLanguageModel:
        made[path] = FakeLanguageModel()
        return made[path]

    home = Home(root=tmp_path)
    home.prepare()
    parts = fake_adapters(FakeParts())(home)
    return Engines(home, Adapters(**{**parts.__dict__, "make_model": make_model}))


def test_another_model_makes_room(engines: Engines, made: dict[Path, FakeLanguageModel]) -> None:
    first = engines.model(SMALL)
    assert engines.model(SMALL) is first
    engines.model(LARGE)
    assert made[SMALL].closed
    assert not made[LARGE].closed


def test_a_model_that_a_podcast_is_made_with_stays(engines: Engines, made: dict[Path, FakeLanguageModel]) -> None:
    with engines.using(SMALL) as small:
        engines.model(LARGE)
        assert not made[SMALL].closed
        assert engines.model(SMALL) is small


def test_of_two_the_one_that_is_done_goes(engines: Engines, made: dict[Path, FakeLanguageModel]) -> None:
    with engines.using(SMALL):
        with engines.using(LARGE):
            pass
        assert made[LARGE].closed
        assert not made[SMALL].closed
    assert not made[SMALL].closed


def test_the_last_one_stays_for_the_next_podcast(engines: Engines, made: dict[Path, FakeLanguageModel]) -> None:
    with engines.using(SMALL):
        pass
    assert not made[SMALL].closed
    engines.close()
    assert made[SMALL].closed
