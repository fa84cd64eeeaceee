"""Printing values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from podcast_studio.studio import Studio


def show(value: Any, *, as_json: bool, lines: Callable[[], list[str]]) -> None:
    """Print a value as JSON, or as lines for people."""
    if as_json:
        print(json.dumps(value, default=str, ensure_ascii=False))
    else:
        print("\n".join(lines()))


def standing(studio: Studio, podcast_id: str) -> str:
    """How a podcast stands, with the reason where it fails or waits. Raises NotFoundError."""
    podcast, status = studio.find_podcast(name=podcast_id), studio.status(podcast_id=podcast_id)
    line = f"{podcast.id[:8]} {podcast.order.title}: {status.status} {status.progress_percentage} %"
    return f"{line}  ({status.error_message})" if status.error_message else line
