"""Hand over to the desktop, or say why there is no window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from podcast_studio.domain.errors import PodcastStudioError


def open_window(paths: Sequence[Path]) -> int:
    """Show the window until the user quits; the exit code."""
    if sys.platform.startswith("linux") and not _has_screen():
        raise PodcastStudioError(
            "There is no screen to open a window on.", way_out="For what works without one: podcast-studio --help"
        )
    try:
        from podcast_studio.desktop.app import run
    except ImportError as error:  # a library of Qt that the system does not have
        raise PodcastStudioError(
            f"The window cannot be opened: {error}.",
            way_out="Install what is missing; on Debian and Ubuntu: sudo apt-get install libegl1 libxkbcommon0 "
            "libdbus-1-3 libfontconfig1 libxcb-cursor0 libpulse0.",
        ) from error
    return run([path.expanduser().absolute() for path in paths])


def _has_screen() -> bool:
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
