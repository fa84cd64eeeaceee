"""The application that every shell calls: `open_studio` builds it, `Studio` is the facade."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcast_studio.studio.bootstrap import open_studio
    from podcast_studio.studio.changes import Change, Topic
    from podcast_studio.studio.facade import Installed, Studio
    from podcast_studio.studio.home import Home

__all__ = ["Change", "Home", "Installed", "Studio", "Topic", "open_studio"]
_PLACES = {
    "Change": "changes",
    "Home": "home",
    "Installed": "facade",
    "Studio": "facade",
    "Topic": "changes",
    "open_studio": "bootstrap",
}


def __getattr__(name: str) -> object:
    """Import each name when it is first used: a window must not wait for the database's libraries to ask for a path."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
