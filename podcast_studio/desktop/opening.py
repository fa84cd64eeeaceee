"""Opening the studio, in a thread of the door: its imports take longer than the window may."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcast_studio.studio import Home, Studio


def open_in_background(home: Home) -> Studio:
    """The studio over that data folder."""
    from podcast_studio.studio import open_studio

    return open_studio(home)
