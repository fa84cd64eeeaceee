"""The pages of the window: what each is called, and how it is built when it is first shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from podcast_studio.desktop.shell import Page, Shell

if TYPE_CHECKING:
    from collections.abc import Mapping


def _collection(shell: Shell) -> Page:
    from podcast_studio.desktop.views.collection import CollectionPage

    return CollectionPage(shell)


def _podcasts(shell: Shell) -> Page:
    from podcast_studio.desktop.views.podcasts import PodcastsPage

    return PodcastsPage(shell)


def _podcast(shell: Shell) -> Page:
    from podcast_studio.desktop.views.podcast import PodcastPage

    return PodcastPage(shell)


def _queue(shell: Shell) -> Page:
    from podcast_studio.desktop.views.queue import QueuePage

    return QueuePage(shell)


def _activity(shell: Shell) -> Page:
    from podcast_studio.desktop.views.activity import ActivityPage

    return ActivityPage(shell)


def _models(shell: Shell) -> Page:
    from podcast_studio.desktop.views.models import ModelsPage

    return ModelsPage(shell)


def _settings(shell: Shell) -> Page:
    from podcast_studio.desktop.views.settings import SettingsPage

    return SettingsPage(shell)


def _welcome(shell: Shell) -> Page:
    from podcast_studio.desktop.views.welcome import WelcomePage

    return WelcomePage(shell)


def _start(shell: Shell) -> Page:
    from podcast_studio.desktop.views.start import StartPage

    return StartPage(shell)


PAGES: Mapping[str, Callable[[Shell], Page]] = {
    "start": _start,  # no collection yet
    "welcome": _welcome,  # no model or voice yet
    "collection": _collection,
    "podcasts": _podcasts,
    "podcast": _podcast,
    "queue": _queue,
    "activity": _activity,
    "models": _models,
    "settings": _settings,
}
UNDER = {"podcast": "podcasts"}  # which entry of the side bar a page belongs to, where it has none of its own
REMEMBERED = ("collection", "podcasts", "podcast", "queue", "activity", "models")  # shown again at the next start
