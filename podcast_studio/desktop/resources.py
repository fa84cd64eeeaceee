"""Where icons, style sheets and translations are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import podcast_studio

_PACKAGE = Path(podcast_studio.__file__).parent


def resource(*parts: str) -> Path:
    """A file below `resources/`: inside the package once installed, beside it in a checkout."""
    return _root().joinpath(*parts)


@cache
def _root() -> Path:
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"
