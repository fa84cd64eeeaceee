"""One language model at a time, unless podcasts are being made with two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from podcast_studio.domain.endpoints import Endpoint
from podcast_studio.domain.errors import InputError, ModelFileError
from podcast_studio.studio.engines import Adapters, Engines
from podcast_studio.studio.home import Home
from podcast_studio.testing.engines import FakeLanguageModel
from podcast_studio.testing.studio import FakeParts, fake_adapters, fake_studio
from tests.model_server import ModelServer

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


def test_other_threads_are_for_the_next_podcast_and_not_for_those_in_the_making(tmp_path: Path) -> None:
    home = Home(root=tmp_path)
    home.prepare()
    parts, wanted = FakeParts(), [1]
    engines = Engines(home, fake_adapters(parts)(home), threads=lambda: wanted[0])
    with engines.using(SMALL):
        wanted[0] = 2
        with engines.using(SMALL):
            assert parts.threads == [1]
    with engines.using(SMALL):
        assert parts.threads == [1, 2]
    with engines.using(SMALL):
        assert parts.threads == [1, 2]
    engines.close()


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


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer().running() as running:
        yield running


def test_a_model_of_a_server_is_found_by_its_address(engines: Engines, server: ModelServer) -> None:
    found = engines.find_model(server.address)
    assert found == Endpoint(address=server.address, model="tide")
    assert engines.find_model(f"{server.address}#other") == Endpoint(address=server.address, model="other")
    assert engines.model(found) is engines.model(found)
    assert engines.model(found) is not engines.model(SMALL)
    engines.close()


def test_of_many_models_one_must_be_named(engines: Engines, server: ModelServer) -> None:
    server.models = ["moon", "sun"]
    with pytest.raises(InputError, match="2 models") as caught:
        engines.find_model(server.address)
    assert f"{server.address}#NAME" in caught.value.way_out
    assert "moon, sun" in caught.value.way_out


def test_an_order_is_refused_where_the_server_is_gone(tmp_path: Path, server: ModelServer) -> None:
    folder = tmp_path / "tides"
    folder.mkdir()
    (folder / "tides.md").write_text("# Tides\n\n" + "The sea rises twice a day because the moon pulls at it. " * 9)
    with fake_studio(tmp_path / "home") as studio:
        studio.preferences.set(model=f"{server.address}#tide")
        assert studio.order(folder=folder, minutes=1).order.model == f"{server.address}#tide"
        studio.preferences.set(model="http://127.0.0.1:9/v1#tide")
        with pytest.raises(ModelFileError, match="does not answer"):
            studio.order(folder=folder, minutes=2)


def test_a_server_is_added_shown_checked_and_forgotten(tmp_path: Path, server: ModelServer) -> None:
    with fake_studio(tmp_path / "home") as studio:
        assert studio.installing.server_models(address=server.address) == ["tide"]
        endpoint = studio.installing.add_server(address=f"{server.address}/", model="tide")
        studio.preferences.set(model=str(endpoint))
        assert [model.endpoint for model in studio.models() if model.name == "tide"] == [endpoint]
        (found,) = [one for one in studio.diagnose() if server.address.split("/")[2] in one.found]
        assert found.ok
        with pytest.raises(ModelFileError, match="“moon”"):
            studio.installing.add_server(address=server.address, model="moon")
        studio.installing.forget_server()
        assert not [model for model in studio.models() if model.endpoint]
        assert studio.preferences.get().model == ""
