"""A podcast's own copy of the passages it rests on: the documents may change, and the index with them."""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.files import write_atomically

SOURCES = "sources.json"
_log = logging.getLogger(__name__)


def passage_before(passage: Passage, passages: Mapping[str, Passage]) -> Passage | None:
    """The one before it in its document, where that is known."""
    place = (passage.document, passage.order - 1)
    return next((one for one in passages.values() if (one.document, one.order) == place), None)


def keep_sources(folder: Path, passages: Iterable[Passage], told: Collection[str]) -> None:
    """Write those that are told into the podcast's folder, with what comes before each, which may lead in to it."""
    known = list(passages)
    leads_in = {(passage.document, passage.order - 1) for passage in known if passage.id in told}
    kept = [asdict(one) for one in known if one.id in told or (one.document, one.order) in leads_in]
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
