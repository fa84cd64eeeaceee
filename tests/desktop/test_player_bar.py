"""The bar at the bottom of a real window, over a studio of fakes and a sound that tests move."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.player.bar import PlayerBar
from podcast_studio.desktop.player.recording import HeardTurn, Recording
from podcast_studio.desktop.player.waveform import Waveform
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.theme import Theme
from podcast_studio.domain.timeline import Chapter
from podcast_studio.testing.studio import FakeParts, write_collection
from podcast_studio.testing.waiting import finished
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]
FINISHED = Recording(
    podcast_id="p",
    title="Tides",
    audio=Path("programme.mp3"),
    lost=None,
    seconds=100.0,
    expected=100.0,
    turns=(HeardTurn(id="t0", start=0.0, end=60.0, audio=None), HeardTurn(id="t1", start=61.0, end=99.0, audio=None)),
    chapters=(Chapter(title="One", start=0.0, end=60.0), Chapter(title="Two", start=60.0, end=100.0)),
    growing=False,
)


@pytest.fixture
def sound(desktop: Desktop) -> FakeSound:
    """What the desktop's player plays through."""
    sound = FakeSound()
    desktop.player._make_sound = lambda: sound  # type: ignore[assignment,return-value]
    return sound


@pytest.fixture
def podcast(desktop: Desktop, until: Until, tmp_path: Path) -> str:
    """A finished podcast in its library."""
    assert desktop.studio is not None
    desktop.studio.order(folder=write_collection(tmp_path / "tides"), minutes=1)
    return finished(desktop.studio, desktop.studio.podcasts()[0].id).id


@pytest.fixture
def let(parts: FakeParts) -> Iterator[threading.Event]:
    """No turn is voiced before this is set."""
    let = threading.Event()

    def wait(text: str) -> None:
        if text != "Yes.":  # the word that checks a voice
            let.wait(60)

    parts.speech.trouble = wait
    yield let
    let.set()


@pytest.fixture
def bar(desktop: Desktop) -> PlayerBar:
    return desktop.window.player_bar


@pytest.fixture
def playing(desktop: Desktop, bar: PlayerBar, sound: FakeSound, podcast: str, until: Until) -> PlayerBar:
    """The bar of a window that is active, with a podcast that is heard and whose shape has been read."""
    desktop.window.resize(1280, 800)
    desktop.window.activateWindow()
    until(desktop.window.isActiveWindow)
    desktop.player.play(podcast)
    until(lambda: sound.playing and desktop.player.levels.values)
    return bar


@pytest.fixture
def waveform(theme: Theme) -> Waveform:
    """One of 500 px without a window."""
    waveform = Waveform(theme)
    waveform.resize(500, 60)
    return waveform


def spoken(control: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(control)
    return interface.text(QAccessible.Text.Name)


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, to whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


# What it shows


def test_without_a_podcast_there_is_nothing_to_press(bar: PlayerBar) -> None:
    assert (bar.now.title, bar.now.state) == ("Nothing is playing", "Choose a podcast")
    for control in (bar.play, bar.back, bar.forward, bar.previous, bar.next, bar.waveform, bar.now):
        assert not control.isEnabled()
    assert bar.volume.slider.isEnabled()


def test_title_chapter_and_times_are_shown(playing: PlayerBar, desktop: Desktop, sound: FakeSound) -> None:
    recording = desktop.player.recording
    assert recording is not None
    assert (playing.now.title, playing.now.state) == ("Tides", recording.chapters[0].title)
    sound.pass_to(recording.chapters[1].start + 1)
    assert playing.now.state == recording.chapters[1].title
    assert playing.position.text() in spoken(playing.position)
    minutes, seconds = divmod(round(recording.seconds), 60)
    assert playing.length.text() == f"{minutes}:{seconds:02d}"


def test_the_button_says_what_it_does_next(playing: PlayerBar, sound: FakeSound) -> None:
    assert spoken(playing.play) == "Pause (Space)"
    playing.play.click()
    assert not sound.playing
    assert spoken(playing.play) == "Play (Space)"
    playing.play.click()
    assert sound.playing


def test_a_running_time_does_not_move_its_neighbours(playing: PlayerBar, sound: FakeSound) -> None:
    widths = set()
    for seconds in (0.0, 1.0, 8.0, 11.0, 28.0, 44.0, 59.0):
        sound.pass_to(seconds)
        QApplication.processEvents()
        widths.add((playing.position.width(), playing.waveform.x()))
    assert len(widths) == 1


def test_the_shape_is_that_of_the_sound(playing: PlayerBar, desktop: Desktop) -> None:
    QApplication.processEvents()
    bars = playing.waveform.bars
    assert len(bars) == int(playing.waveform.width() // 5)
    heights = [bar.height() for bar in bars]
    assert max(heights) == pytest.approx(36.0)
    recording = desktop.player.recording
    assert recording is not None
    turn = recording.turns[2]
    middle = playing.waveform.place_of((turn.start + turn.end) / 2)
    assert min(bars, key=lambda bar: abs(bar.center().x() - middle)).height() > 20, "somebody speaks there"


def test_without_a_device_it_says_so_and_all_else_works(playing: PlayerBar, desktop: Desktop, sound: FakeSound) -> None:
    sound.has_device = False
    sound.device_changed.emit(False)
    assert playing.now.state == "No sound device: connect speakers or headphones"
    assert playing.now.state in spoken(playing.now)
    sound.pass_to(5.0)
    assert desktop.player.position == 5.0
    sound.has_device = True
    sound.device_changed.emit(True)
    assert playing.now.state != "No sound device: connect speakers or headphones"


def test_a_podcast_in_the_making_is_waited_for(
    let: threading.Event, desktop: Desktop, bar: PlayerBar, sound: FakeSound, until: Until, tmp_path: Path
) -> None:
    studio = desktop.studio
    assert studio is not None
    podcast = studio.order(folder=write_collection(tmp_path / "tides"), minutes=1).id
    desktop.player.play(podcast)
    until(lambda: bar.now.state == "Waiting for the next turn…")
    assert bar.length.text() == "~1:00"
    assert len(bar.waveform.bars) == 0
    let.set()
    until(lambda: sound.playing and len(bar.waveform.bars) > 1)


def test_a_lost_file_is_told_with_the_way_out_and_can_be_made_again(
    desktop: Desktop, sound: FakeSound, podcast: str, until: Until
) -> None:
    studio = desktop.studio
    assert studio is not None
    audio = studio.find_podcast(name=podcast).audio
    assert audio is not None
    audio.unlink()
    desktop.player.play(podcast)
    until(lambda: sound.playing)
    assert desktop.window.notices.messages == ["The audio file of “Tides” is no longer there, or damaged."]
    button = next(one for one in desktop.window.notices.findChildren(QWidget) if spoken(one) == "Make the audio again")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desktop.player.pause()
    until(lambda: sound.path is not None and sound.path.suffix == ".mp3" and sound.path.is_file())


def test_the_title_leads_to_the_podcast(playing: PlayerBar, desktop: Desktop, podcast: str) -> None:
    playing.now.click()
    assert desktop.window.place == Place(page="podcast", subject=podcast)


def test_what_was_heard_is_in_the_accent_colour_of_the_theme(playing: PlayerBar, desktop: Desktop) -> None:
    before = [bar.left() for bar in playing.waveform.bars]
    desktop.theme.choose("dark")
    assert [bar.left() for bar in playing.waveform.bars] == before
    accent = desktop.theme.colour("accent")
    desktop.player.seek(desktop.player.recording.seconds / 2)  # type: ignore[union-attr]
    image = playing.waveform.grab().toImage()
    middle = image.height() // 2
    at = [bar.center().toPoint().x() for bar in playing.waveform.bars]
    ratio = image.devicePixelRatio()
    assert image.pixelColor(round(at[2] * ratio), middle) == accent
    assert image.pixelColor(round(at[-3] * ratio), middle) not in (accent, desktop.theme.colour("panel"))
    desktop.theme.choose("light")


# What the user does


def test_speed_is_chosen_from_the_menu(playing: PlayerBar, desktop: Desktop, sound: FakeSound) -> None:
    menu = playing.speed.menu()
    action = next(one for one in menu.actions() if one.text() == "1.25×")
    action.trigger()
    assert (desktop.player.speed, sound.speed, playing.speed.text()) == (1.25, 1.25, "1.25×")
    assert [one.text() for one in menu.actions() if one.isChecked()] == ["1.25×"]
    desktop.player.set_speed(1.33)
    assert [one.text() for one in menu.actions() if one.isChecked()] == []


def test_the_volume_has_a_slider_and_a_button(playing: PlayerBar, desktop: Desktop, sound: FakeSound) -> None:
    playing.volume.slider.setValue(40)
    assert sound.volume == 0.4
    playing.volume.mute.click()
    assert (sound.volume, playing.volume.slider.value(), desktop.player.volume) == (0.0, 0, 0.4)
    assert spoken(playing.volume.mute) == "Sound on (M)"
    playing.volume.mute.click()
    assert (sound.volume, playing.volume.slider.value()) == (0.4, 40)


def test_speed_and_volume_come_back_at_the_next_start(
    make_desktop: Callable[[], Desktop], playing: PlayerBar, desktop: Desktop, until: Until
) -> None:
    desktop.player.set_speed(1.5)
    desktop.player.set_volume(0.3)
    studio = desktop.studio
    assert studio is not None
    until(lambda: (studio.preferences.get().speed, studio.preferences.get().volume) == (1.5, 0.3))
    again = make_desktop()
    again.begin()
    until(lambda: again.player.speed == 1.5)
    assert again.window.player_bar.speed.text() == "1.5×"
    assert again.window.player_bar.volume.slider.value() == 30


def test_a_click_on_the_shape_goes_there(waveform: Waveform) -> None:
    chosen: list[float] = []
    waveform.chosen.connect(chosen.append)
    waveform.show_recording(FINISHED, [0.5] * 1_200)
    QTest.mouseClick(waveform, Qt.MouseButton.LeftButton, pos=QPoint(125, 30))
    assert chosen == [25.0]


def test_dragging_goes_there_once_and_nothing_moves_meanwhile(waveform: Waveform) -> None:
    chosen: list[float] = []
    waveform.chosen.connect(chosen.append)
    waveform.show_recording(FINISHED, [0.5] * 1_200)
    QTest.mousePress(waveform, Qt.MouseButton.LeftButton, pos=QPoint(50, 30))
    waveform.show_position(80.0)
    assert waveform.value() == 10_000
    QTest.mouseMove(waveform, QPoint(200, 30))
    QTest.mouseRelease(waveform, Qt.MouseButton.LeftButton, pos=QPoint(250, 30))
    assert chosen == [50.0]


def test_keys_move_in_the_shape(waveform: Waveform) -> None:
    chosen: list[float] = []
    waveform.chosen.connect(chosen.append)
    waveform.show_recording(FINISHED, ())
    waveform.show_position(10.0)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(waveform, key)
    assert chosen == [15.0, 75.0, 100.0, 0.0]
    assert spoken(waveform) == "Position"
    assert waveform.accessibleDescription() == "0:00 of 1:40"


def test_while_it_is_made_there_is_a_block_for_each_turn(waveform: Waveform) -> None:
    waveform.show_recording(FINISHED, ())
    assert [(bar.left(), bar.right()) for bar in waveform.bars] == [(0.0, 299.0), (305.0, 494.0)]


# Keys


def test_keys_work_the_player_from_anywhere(playing: PlayerBar, desktop: Desktop, sound: FakeSound) -> None:
    player, window = desktop.player, desktop.window
    window.centralWidget().setFocus()
    press(window, Qt.Key.Key_Space)
    assert not sound.playing
    press(window, Qt.Key.Key_Space)
    assert sound.playing
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Left)
    assert player.position == 15.0
    press(window, Qt.Key.Key_M)
    assert player.muted
    press(window, Qt.Key.Key_BracketRight)
    press(window, Qt.Key.Key_BracketRight)
    press(window, Qt.Key.Key_BracketLeft)
    assert player.speed == 1.1
    press(window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert player.chapter == player.recording.chapters[2]  # type: ignore[union-attr]
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert player.chapter == player.recording.chapters[1]  # type: ignore[union-attr]
    volume = player.volume
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert player.volume == pytest.approx(volume - 0.05)


def test_a_text_field_keeps_its_keys(playing: PlayerBar, desktop: Desktop, sound: FakeSound) -> None:
    field = QLineEdit(desktop.window)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "a [m] b")
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert field.text() == "a [m] b"
    assert field.cursorPosition() == 6
    assert (sound.playing, desktop.player.position, desktop.player.muted) == (True, 0.0, False)


def test_a_button_keeps_its_space_and_a_slider_its_arrows(
    playing: PlayerBar, desktop: Desktop, sound: FakeSound
) -> None:
    playing.forward.setFocus()
    press(desktop.window, Qt.Key.Key_Space)
    assert (desktop.player.position, sound.playing) == (15.0, True)
    playing.volume.slider.setFocus()
    press(desktop.window, Qt.Key.Key_Left)
    assert (desktop.player.position, desktop.player.volume) == (15.0, 0.95)
    press(desktop.window, Qt.Key.Key_Space)
    assert not sound.playing


def test_a_click_on_the_bar_leaves_space_to_playing(playing: PlayerBar, desktop: Desktop, sound: FakeSound) -> None:
    desktop.window.centralWidget().setFocus()
    QTest.mouseClick(playing.forward, Qt.MouseButton.LeftButton)
    assert desktop.player.position == 15.0
    press(desktop.window, Qt.Key.Key_Space)
    assert (desktop.player.position, sound.playing) == (15.0, False)


def test_without_a_podcast_the_keys_are_free(desktop: Desktop, bar: PlayerBar) -> None:
    assert [action.text() for action in bar.actions() if action.isEnabled()] == []
    assert len([action for action in bar.actions() if not action.shortcut().isEmpty()]) == 10


@pytest.mark.parametrize("width", [720, 900, 1280, 1920])
def test_everything_has_room_at_any_width(playing: PlayerBar, desktop: Desktop, width: int, until: Until) -> None:
    desktop.window.resize(width, 600)
    until(lambda: playing.width() == width)
    QApplication.processEvents()
    parts = [one for one in playing.findChildren(QWidget) if one.isVisible()]
    for part in parts:
        corner = part.mapTo(playing, QPoint(0, 0))
        assert corner.x() >= 0
        assert corner.x() + part.width() <= width, type(part).__name__
        assert part.width() >= part.minimumSizeHint().width(), type(part).__name__
    assert playing.waveform.width() >= 80


def test_the_shape_is_read_once_however_often_it_is_drawn(
    parts: FakeParts, playing: PlayerBar, desktop: Desktop
) -> None:
    desktop.window.resize(900, 600)
    desktop.player.pause()
    desktop.player.seek(5.0)
    QApplication.processEvents()
    assert len(parts.meter.read) == 1
