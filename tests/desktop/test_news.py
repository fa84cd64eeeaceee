"""What the user is told when a podcast is ready or stuck, in the window or outside it."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.main_window import MainWindow
from podcast_studio.desktop.shell import Place
from podcast_studio.desktop.tray import Tray
from podcast_studio.desktop.watching import Watch
from podcast_studio.domain.errors import InputError, StorageError
from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.shelf import PodcastRow
from podcast_studio.studio import Home
from podcast_studio.testing.studio import FakeParts, fake_studio, write_collection

Until = Callable[[Callable[[], object]], None]


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Callable[[], object]]]:
    """What is told outside the window, with what a click on it does."""
    told: list[tuple[str, str, Callable[[], object]]] = []
    monkeypatch.setattr(Tray, "notify", lambda _tray, title, text, clicked: told.append((title, text, clicked)))
    return told


def look_at(monkeypatch: pytest.MonkeyPatch, *, window: bool) -> None:
    monkeypatch.setattr(MainWindow, "isActiveWindow", lambda _window: window)


def order(desktop: Desktop, folder: Path) -> None:
    assert desktop.studio is not None
    desktop.studio.order(folder=write_collection(folder), minutes=1)


def test_who_looks_at_the_window_is_told_there(
    desktop: Desktop, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outside: list[object]
) -> None:
    look_at(monkeypatch, window=True)
    order(desktop, tmp_path / "tides")
    until(lambda: "“Tides” is ready" in desktop.window.notices.messages)
    assert outside == []


def test_who_looks_elsewhere_is_told_outside_and_a_click_leads_to_the_podcast(
    desktop: Desktop,
    until: Until,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    outside: list[tuple[str, str, Callable[[], object]]],
) -> None:
    look_at(monkeypatch, window=False)
    order(desktop, tmp_path / "tides")
    until(lambda: outside)
    title, text, click = outside[0]
    assert title == "“Tides” is ready"
    assert "from Tides" in text
    click()
    assert desktop.studio is not None
    assert desktop.window.place == Place(page="podcast", subject=desktop.studio.podcasts()[0].id)


def test_a_podcast_that_fails_is_told_with_the_way_out(
    desktop: Desktop, parts: FakeParts, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_at(monkeypatch, window=True)
    until(lambda: desktop._news and desktop._news.watch._open is not None)  # what was stuck before is not told
    lost = InputError("The voice has lost its file.", way_out="Install it again.")
    parts.speech.trouble = lambda text: None if text == "Yes." else lost  # which checks the voice for the order
    order(desktop, tmp_path / "tides")
    until(lambda: desktop.studio and desktop.studio.jobs()[0].state is JobState.FAILED)
    until(lambda: "“Tides” needs attention" in desktop.window.notices.messages)


def test_what_fails_as_soon_as_work_begins_is_told_too(
    make_desktop: Callable[[], Desktop],
    parts: FakeParts,
    until: Until,
    tmp_path: Path,
    home: Home,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look_at(monkeypatch, window=True)
    with fake_studio(home.root, parts) as studio:  # nothing works in it
        studio.prepare_starter(report=lambda _share: None)
        studio.order(folder=write_collection(tmp_path / "tides"), minutes=1)
    lost = InputError("The voice has lost its file.", way_out="Install it again.")
    parts.speech.trouble = lambda _text: lost
    look = Watch._look

    async def late(watch: Watch) -> None:
        if watch._open is None:
            await asyncio.sleep(2)  # in which a worker would be long done
        await look(watch)

    monkeypatch.setattr(Watch, "_look", late)
    desktop = make_desktop()
    desktop.window.show()
    desktop.begin()
    until(lambda: desktop.studio and desktop.studio.jobs()[0].state is JobState.FAILED)
    until(lambda: "“Tides” needs attention" in desktop.window.notices.messages)


def test_who_does_not_want_to_be_told_outside_is_not(
    desktop: Desktop, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, outside: list[object]
) -> None:
    look_at(monkeypatch, window=False)
    assert desktop.studio is not None
    assert desktop._news is not None
    desktop.studio.preferences.set(notifications=False)
    until(lambda: desktop._news and not desktop._news.outside)
    seen: list[str] = []
    desktop._news.watch.ready.connect(lambda podcast: seen.append(podcast.title))
    order(desktop, tmp_path / "tides")
    until(lambda: seen == ["Tides"])
    assert outside == []


def test_a_podcast_that_is_begun_and_done_between_two_looks_is_told_once(
    desktop: Desktop, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio, news = desktop.studio, desktop._news
    assert studio is not None
    assert news is not None
    until(lambda: news.watch._open is not None)
    told: list[str] = []
    news.watch.ready.connect(lambda podcast: told.append(podcast.title))
    look, looks = news.watch._look_soon, []
    monkeypatch.setattr(news.watch, "_look_soon", lambda: looks.append(1))  # a look is due, and it takes a while
    podcast = studio.order(folder=write_collection(tmp_path / "tides"), minutes=1)
    until(lambda: studio.shelf.podcast(id=podcast.id).state is JobState.COMPLETED)
    until(lambda: podcast.id in news.watch._made)
    assert podcast.id not in (news.watch._open or ())
    assert (told, bool(looks)) == ([], True)
    monkeypatch.undo()
    look()
    until(lambda: told == ["Tides"])
    until(lambda: news.watch._made == set())
    look()
    until(lambda: not look._running and not look._timer.isActive())
    assert told == ["Tides"]


def test_what_could_not_be_looked_at_is_told_when_it_can_be(
    desktop: Desktop, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("podcast_studio.desktop.door._SECONDS_BETWEEN_TRIES", 0)
    studio, news = desktop.studio, desktop._news
    assert studio is not None
    assert news is not None
    told: list[str] = []
    news.watch.ready.connect(lambda podcast: told.append(podcast.title))
    honest, refused = studio.shelf.podcasts, []

    def busy(**which: Any) -> list[PodcastRow]:
        if len(refused) < 2:
            refused.append(which)
            raise StorageError("The library is busy.", way_out="It is tried again.")
        return honest(**which)

    monkeypatch.setattr(studio.shelf, "podcasts", busy)
    order(desktop, tmp_path / "tides")
    until(lambda: told == ["Tides"])
    assert len(refused) == 2
