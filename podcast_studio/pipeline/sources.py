"""A podcast's own copy of the passages it rests on: the documents may change, and the index with them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.files import write_atomically

SOURCES = "sources.json"
_log = logging.getLogger(__name__)


def keep_sources(folder: Path, passages: Iterable[Passage]) -> None:
    """Write the passages into the podcast's folder."""
    kept = [asdict(passage) for passage in passages]
    write_atomically(folder / SOURCES, json.dumps(kept, indent=1).encode())


def kept_sources(folder: Path) -> dict[str, Passage]:
    """The passages by id; none where they were not kept or cannot be read."""
    try:
        found = json.loads((folder / SOURCES).read_bytes())
        passages = [Passage(**{**values, "heading": tuple(values["heading"])}) for values in found]
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError) as error:
        _log.warning("the sources in %s cannot be read: %r", folder, error)
        return {}
    return {passage.id: passage for passage in passages}
