"""The player over a studio of fakes, on a sound that tests move."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qasync import QEventLoop

from podcast_studio.desktop.door import Door
from podcast_studio.desktop.player.player import Player
from podcast_studio.domain.audio import Programme
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.jobs import JobState
from podcast_studio.studio import Change, Studio, Topic
from podcast_studio.testing.studio import FakeParts, fake_studio, write_collection
from podcast_studio.testing.waiting import finished
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def studio(tmp_path: Path, parts: FakeParts, door: Door) -> Iterator[Studio]:
    with fake_studio(tmp_path / "home", parts) as opened:
        opened.changes.subscribe(door.hear)
        yield opened


@pytest.fixture
def sound() -> FakeSound:
    return FakeSound()


@pytest.fixture
def player(door: Door, studio: Studio, sound: FakeSound) -> Player:
    player = Player(door, door, sound=lambda: sound)  # type: ignore[arg-type,return-value]
    player.use(studio)
    return player


def order(studio: Studio, folder: Path, title: str = "") -> str:
    return studio.order(folder=write_collection(folder), minutes=1, title=title).id


@pytest.fixture
def podcast(studio: Studio, tmp_path: Path) -> str:
    """A finished podcast."""
    return finished(studio, order(studio, tmp_path / "tides")).id


@pytest.fixture
def other(studio: Studio, tmp_path: Path) -> str:
    """Another one."""
    return finished(studio, order(studio, tmp_path / "tides", "Another")).id


@pytest.fixture
def playing(player: Player, podcast: str, sound: FakeSound, until: Until) -> Player:
    """The player, with a podcast that is heard."""
    player.play(podcast)
    until(lambda: sound.playing)
    return player


@pytest.fixture
def halting(parts: FakeParts, studio: Studio) -> Iterator[threading.Event]:
    """The third turn is voiced when this is set."""
    go_on, spoken = threading.Event(), []

    def wait(text: str) -> None:
        spoken.append(text)
        if len([one for one in spoken if one != "Yes."]) == 3:
            go_on.wait(60)

    parts.speech.trouble = wait
    yield go_on
    go_on.set()


def turns_of(studio: Studio, podcast: str) -> list[tuple[str, float, float]]:
    view = studio.scripts.view(podcast_id=podcast)
    return [(turn.id, turn.start or 0.0, turn.end or 0.0) for turn in view.turns if turn.start is not None]


# What is played


def test_a_finished_podcast_is_played_from_its_file(
    playing: Player, studio: Studio, sound: FakeSound, podcast: str
) -> None:
    assert sound.path == studio.find_podcast(name=podcast).audio
    assert (playing.podcast_id, playing.playing, playing.position) == (podcast, True, 0.0)


def test_the_sound_is_made_at_the_first_play_and_outside_any_coroutine(
    door: Door, studio: Studio, podcast: str, loop: QEventLoop, until: Until
) -> None:
    made_in: list[object] = []

    def make() -> FakeSound:
        made_in.append(asyncio.current_task(loop))
        return FakeSound()

    player = Player(door, door, sound=make)  # type: ignore[arg-type]
    player.use(studio)
    player.set_volume(0.5)
    player.set_speed(2.0)
    assert made_in == []

    async def ask_for_it() -> None:
        player.play(podcast)

    door.start(ask_for_it(), player)
    until(lambda: player.playing)
    assert made_in == [None]


def test_what_is_asked_for_last_is_played(
    player: Player, sound: FakeSound, podcast: str, other: str, until: Until
) -> None:
    player.play(podcast)
    player.play(other)
    until(lambda: sound.playing)
    assert player.podcast_id == other
    assert len(sound.loaded) == 1


def test_what_is_stopped_before_it_was_read_is_not_played(
    player: Player, sound: FakeSound, podcast: str, other: str, until: Until
) -> None:
    player.play(podcast)
    player.stop()
    player.play(other, at=3.0)
    until(lambda: sound.playing)
    assert (player.podcast_id, sound.at) == (other, 3.0)


def test_listening_now_follows_the_making_and_goes_over_to_the_file(
    player: Player, studio: Studio, sound: FakeSound, halting: threading.Event, tmp_path: Path, until: Until
) -> None:
    podcast = order(studio, tmp_path / "tides")
    waits: list[bool] = []
    player.waiting_changed.connect(waits.append)
    player.play(podcast)
    until(lambda: player.waiting)
    studio.start_workers()
    for number in range(2):
        until(lambda: sound.playing)
        turn_id, start, end = turns_of(studio, podcast)[number]
        assert (player.turn_id, player.position) == (turn_id, pytest.approx(start))
        assert sound.path is not None
        assert sound.path.parent.name == "turns"
        if number == 0:
            until(lambda: len(turns_of(studio, podcast)) == 2)
            until(lambda: player.recording is not None and len(player.recording.turns) == 2)
        sound.end()
    until(lambda: player.waiting)
    assert player.position == pytest.approx(end)
    halting.set()

    def heard_on() -> bool:
        """Turn after turn until the file is there."""
        if sound.playing and sound.path is not None and sound.path.parent.name == "turns":
            sound.end()
        return sound.playing and sound.path == studio.find_podcast(name=podcast).audio

    until(heard_on)
    assert sound.at >= end - 0.001, "in the file, behind what was heard before"
    cut_off = [id_ for id_, start, end in turns_of(studio, podcast) if start + 0.001 < sound.at < end - 0.001]
    assert not cut_off
    assert waits[:3] == [True, False, True]
    assert not player.waiting


def test_what_is_made_while_a_podcast_is_read_is_noticed(
    player: Player,
    studio: Studio,
    door: Door,
    sound: FakeSound,
    tmp_path: Path,
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    podcast, told, get = order(studio, tmp_path / "tides"), threading.Event(), studio.listening.get

    def heard(change: Change) -> None:
        if any("volume" in key for key in change.topics.get(Topic.SETTINGS, ())):
            told.set()

    def slow(*, podcast_id: str) -> float:
        """It is finished meanwhile, and all of that has been told."""
        finished(studio, podcast_id)
        studio.preferences.set(volume=0.5)
        assert told.wait(60)
        return get(podcast_id=podcast_id)

    door.changed.connect(heard)
    monkeypatch.setattr(studio.listening, "get", slow)
    player.play(podcast)
    until(lambda: sound.playing and sound.path == studio.find_podcast(name=podcast).audio)


def test_a_podcast_that_failed_before_its_first_turn_cannot_be_heard(
    player: Player, studio: Studio, parts: FakeParts, tmp_path: Path, until: Until
) -> None:
    podcast = order(studio, tmp_path / "tides")
    studio.queue.cancel(job_id=studio.jobs()[0].id)
    told: list[str] = []
    player.trouble.connect(lambda message, _way_out: told.append(message))
    player.play(podcast)
    until(lambda: told)
    assert told == ["“Tides” has no sound yet."]
    assert player.podcast_id == ""


def test_a_podcast_whose_file_is_gone_is_played_from_its_turns(
    player: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    lost: list[tuple[str, str]] = []
    player.audio_lost.connect(lambda id_, title: lost.append((id_, title)))
    audio = studio.find_podcast(name=podcast).audio
    assert audio is not None
    audio.unlink()
    player.play(podcast)
    until(lambda: sound.playing)
    assert lost == [(podcast, "Tides")]
    assert sound.path is not None
    assert sound.path.suffix == ".wav"
    assert sound.path.parent.name == "turns"


def test_a_podcast_of_which_nothing_is_left_says_so_and_leaves_the_player_alone(
    playing: Player, studio: Studio, sound: FakeSound, podcast: str, other: str, until: Until
) -> None:
    lost: list[str] = []
    playing.audio_lost.connect(lambda _id, title: lost.append(title))
    audio = studio.find_podcast(name=other).audio
    assert audio is not None
    for path in [audio, *audio.parent.glob("turns/*")]:
        path.unlink()
    playing.play(other)
    until(lambda: lost)
    assert (playing.podcast_id, playing.playing) == (podcast, True)


def test_audio_that_was_made_again_is_taken(
    player: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    audio = studio.find_podcast(name=podcast).audio
    assert audio is not None
    audio.unlink()
    player.play(podcast)
    until(lambda: sound.playing)
    player.pause()
    studio.scripts.remake(podcast_id=podcast)
    until(lambda: sound.path == studio.find_podcast(name=podcast).audio)
    assert sound.path is not None
    assert sound.path.is_file()


def test_a_podcast_that_is_deleted_leaves_the_player(
    playing: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    studio.delete_podcast(podcast=studio.find_podcast(name=podcast))
    until(lambda: playing.podcast_id == "")
    assert (sound.path, playing.playing, playing.recording) == (None, False, None)


def test_a_podcast_that_is_not_there_is_told_by_the_door(
    player: Player, door: Door, sound: FakeSound, until: Until
) -> None:
    failed: list[Exception] = []
    door.failed.connect(failed.append)
    player.play("none")
    until(lambda: failed)
    assert "no longer in the library" in str(failed[0])


def test_without_the_libraries_of_sound_all_else_works(door: Door, studio: Studio, podcast: str, until: Until) -> None:
    def missing() -> FakeSound:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    player = Player(door, door, sound=missing)  # type: ignore[arg-type]
    player.use(studio)
    told: list[str] = []
    player.trouble.connect(lambda message, _way_out: told.append(message))
    player.play(podcast)
    until(lambda: told)
    assert "libpulse.so.0" in told[0]
    assert not player.playing


# Where it is


def test_where_somebody_stopped_is_where_they_go_on(
    playing: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    sound.pass_to(7.5)
    playing.stop()
    until(lambda: studio.listening.get(podcast_id=podcast) == 7.5)
    playing.play(podcast)
    until(lambda: sound.playing)
    assert sound.at == 7.5


def test_each_podcast_has_its_own_place(
    playing: Player, studio: Studio, sound: FakeSound, podcast: str, other: str, until: Until
) -> None:
    sound.pass_to(4.0)
    playing.play(other, at=9.0)
    until(lambda: playing.podcast_id == other)
    playing.pause()
    until(lambda: studio.listening.get(podcast_id=other) == 9.0)
    assert studio.listening.get(podcast_id=podcast) == 4.0


def test_closing_remembers_the_place(
    playing: Player, studio: Studio, sound: FakeSound, podcast: str, loop: QEventLoop, until: Until
) -> None:
    sound.pass_to(6.5)
    closing = loop.create_task(playing.close())
    until(closing.done)
    assert studio.listening.get(podcast_id=podcast) == 6.5
    assert (sound.path, sound.playing) == (None, False)


def test_who_heard_it_to_the_end_hears_it_from_the_beginning(
    playing: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    length = studio.find_podcast(name=podcast).duration_seconds
    assert length is not None
    sound.end()
    until(lambda: studio.listening.get(podcast_id=podcast) == pytest.approx(length))
    assert not playing.playing
    playing.stop()
    playing.play(podcast)
    until(lambda: sound.playing)
    assert sound.at == 0.0


# At the next start


@pytest.fixture
def started(
    studio: Studio, podcast: str, other: str, door: Door, sound: FakeSound, monkeypatch: pytest.MonkeyPatch
) -> Player:
    """A player at a start after which two podcasts had been heard, this one last."""
    stamps = itertools.count()
    monkeypatch.setattr("podcast_studio.storage.listening.now", lambda: f"2026-01-01T00:00:00.{next(stamps):03}")
    studio.listening.set(podcast_id=other, seconds=2.0)
    studio.listening.set(podcast_id=podcast, seconds=7.5)
    player = Player(door, door, sound=lambda: sound)  # type: ignore[arg-type,return-value]
    player.use(studio)
    return player


@pytest.fixture
def restored(started: Player, podcast: str, door: Door, until: Until) -> Player:
    door.start(started.restore(), started)
    until(lambda: started.podcast_id)
    assert started.podcast_id == podcast
    return started


def test_what_was_heard_last_is_there_again_at_its_place_and_silent(
    restored: Player, studio: Studio, sound: FakeSound, podcast: str
) -> None:
    turns = [turn_id for turn_id, start, _ in turns_of(studio, podcast) if start <= 7.5]
    assert (restored.position, restored.turn_id, restored.playing) == (7.5, turns[-1], False)
    assert restored.chapter is not None
    assert sound.loaded == [], "no sound is made before it is played"


def test_the_first_play_goes_on_there(restored: Player, sound: FakeSound, podcast: str, until: Until) -> None:
    changes: list[str] = []
    restored.podcast_changed.connect(changes.append)
    restored.toggle()
    until(lambda: sound.playing)
    assert (restored.podcast_id, sound.at, restored.playing) == (podcast, 7.5, True)
    assert changes == [podcast]


def test_it_can_be_wound_before_it_is_played(
    restored: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    told: list[float] = []
    restored.position_changed.connect(told.append)
    restored.skip(15)
    restored.previous_chapter()
    restored.seek(4.0)
    assert (told[0], restored.position, sound.loaded) == (22.5, 4.0, [])
    until(lambda: studio.listening.get(podcast_id=podcast) == 4.0)
    restored.set_speed(1.5)
    restored.play(podcast)
    until(lambda: sound.playing)
    assert (sound.at, sound.speed) == (4.0, 1.5)


def test_another_one_is_played_instead(restored: Player, sound: FakeSound, other: str, until: Until) -> None:
    restored.play(other)
    until(lambda: sound.playing)
    assert (restored.podcast_id, sound.at) == (other, 2.0)


def test_what_the_user_plays_is_not_put_away_for_it(
    started: Player, sound: FakeSound, other: str, door: Door, until: Until
) -> None:
    started.play(other)
    restoring = door.start(started.restore(), started)
    until(lambda: restoring.done() and sound.playing)
    assert started.podcast_id == other


def test_what_rests_and_is_deleted_leaves_the_player(
    restored: Player, studio: Studio, podcast: str, until: Until
) -> None:
    studio.delete_podcast(podcast=studio.find_podcast(name=podcast))
    until(lambda: restored.podcast_id == "")
    restored.toggle()
    assert not restored.playing


def test_what_rests_is_read_again_when_it_changes(
    restored: Player, studio: Studio, sound: FakeSound, podcast: str, until: Until
) -> None:
    assert restored.recording is not None
    before = restored.recording.audio
    turn = studio.scripts.view(podcast_id=podcast).turns[-1]
    studio.scripts.delete(podcast_id=podcast, turn_id=turn.id)
    until(lambda: restored.recording is not None and restored.recording.audio not in (None, before))
    assert (restored.position, sound.loaded) == (7.5, [])


def test_where_nothing_was_heard_yet_nothing_is_there(player: Player, podcast: str, door: Door, until: Until) -> None:
    restoring = door.start(player.restore(), player)
    until(restoring.done)
    assert player.podcast_id == ""


def test_what_was_heard_last_and_is_lost_is_not_there(
    started: Player, studio: Studio, podcast: str, door: Door, until: Until
) -> None:
    audio = studio.find_podcast(name=podcast).audio
    assert audio is not None
    for path in [audio, *audio.parent.glob("turns/*")]:
        path.unlink()
    restoring = door.start(started.restore(), started)
    until(restoring.done)
    assert started.podcast_id == ""


def test_the_turn_that_is_heard_is_told_once(playing: Player, studio: Studio, sound: FakeSound, podcast: str) -> None:
    (first, _, first_end), (second, second_start, _) = turns_of(studio, podcast)[:2]
    told: list[object] = []
    playing.turn_changed.connect(told.append)
    for seconds in (0.1, 0.6, 1.0, first_end + 0.05, second_start - 0.01, second_start + 0.3):
        sound.pass_to(seconds)
    assert told == [first, second]


def test_a_turn_is_jumped_to_while_it_plays(playing: Player, studio: Studio, sound: FakeSound, podcast: str) -> None:
    turn_id, start, _ = turns_of(studio, podcast)[3]
    playing.play(podcast, at=start)
    assert (playing.turn_id, sound.at, sound.playing) == (turn_id, start, True)


def test_chapters_forward_and_back(playing: Player, sound: FakeSound) -> None:
    assert playing.recording is not None
    starts = [chapter.start for chapter in playing.recording.chapters]
    assert len(starts) > 2
    playing.next_chapter()
    assert playing.position == starts[1]
    playing.next_chapter()
    sound.pass_to(starts[2] + 1.0)
    playing.previous_chapter()
    assert playing.position == starts[1], "right after its beginning: the one before"
    sound.pass_to(starts[1] + 5.0)
    playing.previous_chapter()
    assert playing.position == starts[1]
    assert playing.chapter == playing.recording.chapters[1]
    playing.seek(starts[-1])
    playing.next_chapter()
    assert playing.position == starts[-1], "there is none behind the last"
    playing.seek(1.0)
    playing.previous_chapter()
    assert playing.position == 0.0


def test_skipping_stays_within_the_podcast(playing: Player, studio: Studio, podcast: str) -> None:
    playing.skip(-15)
    assert playing.position == 0.0
    playing.skip(15)
    assert playing.position == 15.0
    playing.skip(10_000)
    assert playing.position == studio.find_podcast(name=podcast).duration_seconds


def test_space_after_the_end_begins_anew(playing: Player, sound: FakeSound) -> None:
    sound.end()
    playing.toggle()
    assert (playing.playing, playing.position, sound.playing) == (True, 0.0, True)
    playing.toggle()
    assert (playing.playing, sound.playing) == (False, False)


# How fast and how loud


def test_speed_and_volume_are_kept_for_the_next_start(
    playing: Player, studio: Studio, sound: FakeSound, until: Until
) -> None:
    playing.set_speed(1.5)
    playing.set_volume(0.4)
    assert (sound.speed, sound.volume) == (1.5, 0.4)
    until(lambda: (studio.preferences.get().speed, studio.preferences.get().volume) == (1.5, 0.4))


@pytest.mark.parametrize(("asked", "got"), [(0.1, 0.5), (9.0, 3.0), (1.234, 1.23)])
def test_speed_stays_between_half_and_three_times(player: Player, asked: float, got: float) -> None:
    player.set_speed(asked)
    assert player.speed == got


def test_muting_leaves_the_volume_as_it_was(playing: Player, sound: FakeSound) -> None:
    heard: list[float] = []
    playing.set_volume(0.4)
    playing.volume_changed.connect(heard.append)
    playing.set_muted(True)
    assert (playing.volume, sound.volume) == (0.4, 0.0)
    playing.set_muted(False)
    playing.set_muted(True)
    playing.set_volume(0.4)
    assert (playing.muted, sound.volume) == (False, 0.4)
    assert heard == [0.0, 0.4, 0.0, 0.4]


def test_a_lost_device_is_told(playing: Player, sound: FakeSound) -> None:
    told: list[bool] = []
    playing.device_changed.connect(told.append)
    sound.has_device = False
    sound.device_changed.emit(False)
    assert (told, playing.has_device) == ([False], False)


def test_a_held_podcast_ends_where_it_is_made(
    player: Player,
    studio: Studio,
    parts: FakeParts,
    sound: FakeSound,
    halting: threading.Event,
    tmp_path: Path,
    until: Until,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never_mixed(_programme: Programme, _out: Path, cancel: CancelToken, _report: object) -> None:
        """So that it is not done before the hold is heard."""
        cancel.wait(60)
        cancel.check()

    monkeypatch.setattr(parts.mixer, "mix", never_mixed)
    podcast = order(studio, tmp_path / "tides")
    studio.start_workers()
    until(lambda: len(turns_of(studio, podcast)) == 2)
    job = studio.jobs()[0]
    player.play(podcast, at=turns_of(studio, podcast)[1][1])
    until(lambda: sound.playing)
    sound.end()
    assert player.waiting
    studio.queue.hold(job_id=job.id)
    halting.set()
    until(lambda: studio.find_job(name=job.id).state is JobState.HELD)

    def heard_out() -> bool:
        """Up to the last turn that was still voiced."""
        if sound.playing:
            sound.end()
        return not player.playing

    until(heard_out)
    assert not player.waiting
