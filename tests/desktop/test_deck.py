"""The deck on a sound that tests move: what is in hand, where it is, and how it goes over to something newer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.player.deck import Deck
from podcast_studio.desktop.player.recording import HeardTurn, Recording
from podcast_studio.domain.timeline import Chapter
from tests.desktop.sounds import FakeSound

FILE = Path("programme.mp3")
TURNS = tuple(
    HeardTurn(id=f"t{number}", start=start, end=end, audio=Path(f"{number}.wav"))
    for number, (start, end) in enumerate([(0.4, 4.0), (4.4, 9.0), (10.0, 12.0)])
)
FINISHED = Recording(
    podcast_id="p",
    title="Tides",
    audio=FILE,
    lost=None,
    seconds=12.8,
    expected=12.8,
    turns=TURNS,
    chapters=(Chapter(title="One", start=0.0, end=9.5), Chapter(title="Two", start=9.5, end=12.8)),
    growing=False,
)


def made_so_far(turns: int) -> Recording:
    """The same podcast while it is made."""
    ready = TURNS[:turns]
    seconds = ready[-1].end + 0.8 if ready else 0.0
    return replace(FINISHED, audio=None, seconds=seconds, expected=60.0, turns=ready, chapters=(), growing=True)


@pytest.fixture
def sound() -> FakeSound:
    return FakeSound()


@pytest.fixture
def deck_of(qapp: object, sound: FakeSound) -> Callable[[Recording], Deck]:
    owner = QObject()
    return lambda recording: _deck(sound, recording, owner)


def _deck(sound: FakeSound, recording: Recording, owner: QObject) -> Deck:
    return Deck(sound, recording, owner)  # type: ignore[arg-type]


class EvenClock:
    """By it 50 ms pass from one look to the next, however long the machine took."""

    def start(self) -> None:
        pass

    def restart(self) -> int:
        return 50


def heard(deck: Deck, qtbot: QtBot, sound: FakeSound, name: str) -> None:
    """Wait until that file is heard."""
    qtbot.waitUntil(lambda: sound.playing and sound.path is not None and sound.path.name == name)


def test_a_file_is_one_stretch(deck_of: Callable[[Recording], Deck], sound: FakeSound) -> None:
    deck = deck_of(FINISHED)
    deck.seek(5.0)
    deck.play()
    assert (sound.path, sound.at, sound.playing) == (FILE, 5.0, True)
    sound.pass_to(6.0)
    assert deck.position == 6.0
    sound.end()
    assert (deck.position, deck.playing) == (12.8, False)


def test_what_had_ended_is_played_from_the_beginning(deck_of: Callable[[Recording], Deck], sound: FakeSound) -> None:
    deck = deck_of(FINISHED)
    deck.seek(99.0)
    assert deck.position == 12.8
    deck.play()
    assert (sound.at, sound.playing) == (0.0, True)


def test_turns_follow_one_another_after_their_pauses(
    deck_of: Callable[[Recording], Deck], sound: FakeSound, qtbot: QtBot
) -> None:
    deck = deck_of(made_so_far(3))
    deck._clock = EvenClock()  # type: ignore[assignment]
    positions: list[float] = []
    deck.position_changed.connect(positions.append)
    deck.play()
    assert not sound.playing, "the programme begins with silence"
    for number in range(3):
        heard(deck, qtbot, sound, f"{number}.wav")
        assert deck.position == TURNS[number].start
        sound.pass_to(1.0)
        assert deck.position == TURNS[number].start + 1.0
        sound.end()
    assert positions == sorted(positions)
    assert any(4.0 < position < 4.4 for position in positions), "time passes in the pauses"
    assert sound.loaded == ["0.wav", "1.wav", "2.wav"]


def test_it_waits_where_it_catches_up_and_goes_on_by_itself(
    deck_of: Callable[[Recording], Deck], sound: FakeSound, qtbot: QtBot
) -> None:
    deck = deck_of(made_so_far(1))
    deck.play()
    heard(deck, qtbot, sound, "0.wav")
    sound.end()
    assert (deck.waiting, deck.playing, deck.position) == (True, True, 4.0)
    deck.update(made_so_far(2))
    assert not deck.waiting
    heard(deck, qtbot, sound, "1.wav")


def test_nothing_is_ready_yet(deck_of: Callable[[Recording], Deck], sound: FakeSound, qtbot: QtBot) -> None:
    deck = deck_of(made_so_far(0))
    deck.play()
    assert (deck.waiting, sound.path) == (True, None)
    deck.update(made_so_far(1))
    heard(deck, qtbot, sound, "0.wav")


def test_more_turns_do_not_disturb_the_one_that_is_heard(
    deck_of: Callable[[Recording], Deck], sound: FakeSound, qtbot: QtBot
) -> None:
    deck = deck_of(made_so_far(1))
    deck.seek(1.0)
    deck.play()
    before = list(sound.loaded)
    deck.update(made_so_far(2))
    assert sound.loaded == before
    assert sound.playing
    sound.end()
    heard(deck, qtbot, sound, "1.wav")


def test_the_finished_file_takes_over_between_two_turns(deck_of: Callable[[Recording], Deck], sound: FakeSound) -> None:
    deck = deck_of(made_so_far(2))
    deck.seek(1.4)
    deck.play()
    deck.update(FINISHED)
    sound.pass_to(2.0)
    assert sound.path == Path("0.wav"), "nobody is cut off"
    sound.end()
    assert (sound.path, sound.at, sound.playing) == (FILE, 4.0, True)
    assert deck.recording is FINISHED


@pytest.mark.parametrize("playing", [True, False])
def test_while_nobody_speaks_the_finished_file_takes_over_at_once(
    deck_of: Callable[[Recording], Deck], sound: FakeSound, playing: bool
) -> None:
    deck = deck_of(made_so_far(1))
    deck.seek(4.0 if playing else 2.0)
    if playing:
        deck.play()
        assert deck.waiting
    deck.update(FINISHED)
    assert (sound.path, sound.playing, deck.waiting) == (FILE, playing, False)
    assert deck.position == (4.0 if playing else 2.0)


def test_pausing_lets_the_finished_file_take_over(deck_of: Callable[[Recording], Deck], sound: FakeSound) -> None:
    deck = deck_of(made_so_far(2))
    deck.seek(1.4)
    deck.play()
    deck.update(FINISHED)
    deck.pause()
    assert (sound.path, sound.playing) == (FILE, False)
    assert deck.position == 1.4


def test_an_edited_podcast_goes_on_at_the_same_words(deck_of: Callable[[Recording], Deck], sound: FakeSound) -> None:
    later = tuple(replace(turn, start=turn.start + 2, end=turn.end + 2) for turn in TURNS[1:])
    edited = replace(FINISHED, audio=Path("second.mp3"), seconds=14.8, turns=(TURNS[0], *later))
    deck = deck_of(FINISHED)
    deck.seek(5.0)
    deck.play()
    deck.update(edited)
    assert sound.path == FILE
    sound.pass_to(6.0)
    assert sound.path == FILE, "nobody is cut off"
    sound.pass_to(9.2)
    assert (sound.path, sound.at) == (Path("second.mp3"), pytest.approx(11.2))


def test_seeking_goes_to_the_newer_recording_at_the_same_words(
    deck_of: Callable[[Recording], Deck], sound: FakeSound
) -> None:
    later = replace(TURNS[1], start=14.4, end=19.0)
    deck = deck_of(FINISHED)
    deck.seek(1.0)
    deck.play()
    deck.update(replace(FINISHED, audio=Path("second.mp3"), seconds=20.0, turns=(TURNS[0], later)))
    deck.seek(5.0)
    assert (sound.path, sound.at) == (Path("second.mp3"), pytest.approx(15.0))


def test_a_making_that_failed_is_waited_for_no_longer(deck_of: Callable[[Recording], Deck], sound: FakeSound) -> None:
    deck = deck_of(made_so_far(1))
    deck.seek(4.0)
    deck.play()
    assert deck.waiting
    deck.update(replace(made_so_far(1), growing=False))
    assert (deck.waiting, deck.playing) == (False, False)


def test_a_file_that_cannot_be_played_gives_way_to_its_turns(
    deck_of: Callable[[Recording], Deck], sound: FakeSound
) -> None:
    deck = deck_of(FINISHED)
    failed: list[Path] = []
    deck.failed.connect(lambda path, _reason: failed.append(path))
    deck.seek(5.0)
    deck.play()
    sound.failed.emit("Could not open file")
    assert failed == [FILE]
    assert (sound.path, sound.at, sound.playing) == (Path("1.wav"), pytest.approx(0.6), True)


def test_a_turn_that_cannot_be_played_pauses(deck_of: Callable[[Recording], Deck], sound: FakeSound) -> None:
    deck = deck_of(made_so_far(2))
    deck.seek(1.0)
    deck.play()
    sound.failed.emit("Could not open file")
    assert not deck.playing


def test_a_file_that_was_deleted_while_it_is_open_is_played_on(
    deck_of: Callable[[Recording], Deck], sound: FakeSound
) -> None:
    deck = deck_of(FINISHED)
    deck.seek(5.0)
    deck.play()
    deck.update(replace(FINISHED, audio=None, lost=FILE))
    sound.pass_to(9.5)
    assert sound.path == FILE


def test_a_turn_without_sound_is_silence(deck_of: Callable[[Recording], Deck], sound: FakeSound, qtbot: QtBot) -> None:
    missing = replace(TURNS[1], start=4.4, end=4.6, audio=None)
    third = replace(TURNS[2], start=4.8, end=6.0)
    deck = deck_of(replace(made_so_far(3), turns=(TURNS[0], missing, third)))
    deck.seek(3.0)
    deck.play()
    sound.end()
    heard(deck, qtbot, sound, "2.wav")
    assert deck.position == 4.8


def test_pauses_are_as_fast_as_speech(deck_of: Callable[[Recording], Deck], sound: FakeSound, qtbot: QtBot) -> None:
    far = replace(TURNS[1], start=4.0 + 9_000.0, end=9_100.0)
    deck = deck_of(replace(made_so_far(2), turns=(TURNS[0], far), seconds=9_100.8))
    deck.set_speed(100_000.0)
    deck.seek(3.9)
    deck.play()
    sound.end()
    heard(deck, qtbot, sound, "1.wav")
    assert sound.speed == 100_000.0


def test_no_time_passes_in_a_pause_of_the_user(
    deck_of: Callable[[Recording], Deck], sound: FakeSound, qtbot: QtBot
) -> None:
    deck = deck_of(made_so_far(1))
    deck._clock = EvenClock()  # type: ignore[assignment]
    deck.play()
    qtbot.waitUntil(lambda: 0.0 < deck.position < 0.4)
    deck.pause()
    with qtbot.assertNotEmitted(deck.position_changed, wait=150):
        at = deck.position
    assert deck.position == at
    deck.play()
    heard(deck, qtbot, sound, "0.wav")
