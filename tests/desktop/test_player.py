from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from podcast_studio.desktop.door import Door
from podcast_studio.desktop.player.player import Player
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import FakeParts, fake_studio, write_collection
from podcast_studio.testing.waiting import finished
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def studio(tmp_path: Path, parts: FakeParts) -> Iterator[Studio]:
    with fake_studio(tmp_path / "home", parts) as opened:
        yield opened


@pytest.fixture
def sound() -> FakeSound:
    return FakeSound()


@pytest.fixture
def player(door: Door, studio: Studio, sound: FakeSound) -> Player:
    player = Player(door, door, sound=lambda: sound)  # type: ignore[arg-type,return-value]
    player.use(studio)
    return player


@pytest.fixture
def podcast(studio: Studio, tmp_path: Path) -> str:
    """A finished podcast."""
    ordered = studio.order(folder=write_collection(tmp_path / "tides"), minutes=1)
    return finished(studio, ordered.id).id


def test_a_finished_podcast_is_played_from_its_file(
    player: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    player.play(podcast)
    until(lambda: sound.playing)
    assert sound.path == studio.find_podcast(name=podcast).audio
    assert (player.podcast_id, player.playing, player.position) == (podcast, True, 0.0)


def test_where_somebody_stopped_is_where_they_go_on(
    player: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    player.play(podcast)
    until(lambda: sound.playing)
    sound.pass_to(7.5)
    player.stop()
    until(lambda: studio.listening.get(podcast_id=podcast) == 7.5)
    player.play(podcast)
    until(lambda: sound.playing)
    assert sound.at == 7.5
