"""A page of the window, with what it shows."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pytestqt.qtbot import QtBot

from podcast_studio.desktop.collection_menu import CollectionMenu
from podcast_studio.desktop.desktop import Desktop
from podcast_studio.desktop.shell import Page, Place
from podcast_studio.desktop.views.pronunciations import PronunciationsDialog
from podcast_studio.domain.documents import Collection
from podcast_studio.studio import Studio
from podcast_studio.testing.studio import write_collection

Until = Callable[[Callable[[], object]], None]
_Page = TypeVar("_Page", bound=Page)


def studio_of(desktop: Desktop) -> Studio:
    assert desktop.studio is not None
    return desktop.studio


def add_tides(desktop: Desktop, until: Until, folder: Path) -> Collection:
    """A collection with one readable document, indexed, by a job that has ended."""
    studio = studio_of(desktop)
    (added,) = studio.add_files(paths=[write_collection(folder)])
    assert added.collection is not None
    until(lambda: studio.shelf.collections()[0].indexed_at and not studio.shelf.collections()[0].indexing)
    return added.collection


def show_furnished(desktop: Desktop, page: str, qtbot: QtBot) -> None:
    """Go to a page of a desktop with a collection and a podcast, and let it load."""
    studio = studio_of(desktop)
    subjects = {"collection": studio.collections()[0].id, "podcast": studio.podcasts()[0].id}
    desktop.window.go(Place(page=page, subject=subjects.get(page, "")))
    settle(desktop, qtbot)


def settle(desktop: Desktop, qtbot: QtBot) -> None:
    """Let the page that is shown load all that it loads."""
    for _ in range(2):  # what comes in may have more loaded, a moment later
        qtbot.waitUntil(lambda: not desktop.door._tasks, timeout=20_000)
        qtbot.wait(150)
    qtbot.waitUntil(lambda: not desktop.door._tasks, timeout=20_000)


def pronunciations(desktop: Desktop, written: str, spoken: str) -> PronunciationsDialog:
    """The dialog of the first collection, with one entry in it."""
    studio = studio_of(desktop)
    (collection,) = studio.shelf.collections()
    studio.pronouncing.set(collection_id=collection.id, written=written, spoken=spoken)
    menu = desktop.window.findChild(CollectionMenu)
    assert isinstance(menu, CollectionMenu)
    return PronunciationsDialog(desktop._shell(studio), desktop.window, collection, menu.previews)


def show(desktop: Desktop, kind: type[_Page], page: str, subject: str = "") -> _Page:
    """Go to a page; the page."""
    desktop.window.go(Place(page=page, subject=subject))
    shown = desktop.window.page
    assert isinstance(shown, kind)
    return shown
