from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.shell import Place
from podcast_studio.testing.studio import write_collection
from podcast_studio.testing.waiting import finished
from tests.desktop.acts import drop
from tests.desktop.sounds import FakeSound

Until = Callable[[Callable[[], object]], None]


def test_an_empty_library_shows_where_to_begin(desktop: Desktop) -> None:
    assert desktop.window.place == Place(page="start")


def test_a_dropped_folder_becomes_a_collection_and_is_shown(desktop: Desktop, until: Until, tmp_path: Path) -> None:
    drop(desktop, QUrl.fromLocalFile(str(write_collection(tmp_path / "tides"))))
    until(lambda: desktop.window.place.page == "collection")
    assert desktop.window.place.subject


def test_a_dropped_link_is_told_apart_from_a_file(desktop: Desktop) -> None:
    drop(desktop, QUrl("https://example.org/page"))
    assert desktop.window.notices.messages == ["https://example.org/page is a link, not a file on this computer."]


def test_an_empty_folder_is_told_where_the_user_is_looking(desktop: Desktop, until: Until, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    drop(desktop, QUrl.fromLocalFile(str(tmp_path / "nothing")))
    until(lambda: desktop.window.notices.messages)
    assert "is empty" in desktop.window.notices.messages[0]


def test_a_folder_dropped_before_the_studio_is_open_is_not_lost(
    make_desktop: Callable[[], Desktop], until: Until, tmp_path: Path
) -> None:
    desktop = make_desktop()
    desktop.adding.add([write_collection(tmp_path / "tides")])
    desktop.begin()
    until(lambda: desktop.window.place.page == "collection")


def test_the_next_start_shows_what_the_last_one_showed(
    make_desktop: Callable[[], Desktop], desktop: Desktop, until: Until, tmp_path: Path
) -> None:
    desktop.adding.add([write_collection(tmp_path / "tides")])
    until(lambda: desktop.window.place.page == "collection")
    desktop.window.go(Place(page="activity"))
    desktop.window.resize(760, 520)
    desktop.leave()
    again = make_desktop()
    again.window.show()
    again.begin()
    until(lambda: again.window.page)
    assert again.window.place == Place(page="activity")
    assert (again.window.width(), again.window.height()) == (760, 520)


def test_the_next_start_has_in_the_player_what_the_last_one_played(
    make_desktop: Callable[[], Desktop], until: Until, tmp_path: Path
) -> None:
    first = make_desktop()
    first.player._make_sound = FakeSound  # type: ignore[assignment]
    first.begin()
    until(lambda: first.window.page)
    assert first.studio is not None
    first.studio.order(folder=write_collection(tmp_path / "tides"), minutes=1)
    podcast = finished(first.studio, first.studio.podcasts()[0].id)
    first.player.play(podcast.id, at=6.0)
    until(lambda: first.player.playing)
    ended: list[bool] = []
    first.finished.connect(lambda: ended.append(True))
    first.leave()
    until(lambda: ended)
    again = make_desktop()
    again.begin()
    until(lambda: again.player.podcast_id)
    assert (again.player.podcast_id, again.player.position, again.player.playing) == (podcast.id, 6.0, False)
    bar = again.window.player_bar
    assert bar.now.title == podcast.order.title
    assert bar.position.text() == "0:06"
    assert bar.play.isEnabled()
    until(lambda: again.player.levels.values)
