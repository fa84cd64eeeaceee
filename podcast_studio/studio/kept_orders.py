"""A podcast's own copy of its order, beside its files, so that the library could be made anew from its folders."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from podcast_studio.domain.documents import Collection
from podcast_studio.domain.files import write_atomically
from podcast_studio.domain.podcasts import Podcast

ORDER = "order.json"


@dataclass(frozen=True, kw_only=True)
class KeptOrder:
    """What order.json says."""

    order: dict[str, Any]  # the fields of PodcastOrder
    created_at: str
    collection_name: str
    collection_folder: Path


def keep_order(folder: Path, podcast: Podcast, collection: Collection) -> None:
    """Write it, once. Raises StorageError."""
    if not (folder / ORDER).exists():
        values = {
            "order": asdict(podcast.order),
            "created_at": podcast.created_at,
            "collection_name": collection.name,
            "collection_folder": os.fsdecode(collection.folder),
        }
        write_atomically(folder / ORDER, json.dumps(values, indent=1).encode())


def kept_order(folder: Path) -> KeptOrder | None:
    """None where there is none, or none that makes sense."""
    try:
        values = json.loads((folder / ORDER).read_bytes())
        return KeptOrder(
            order=dict(values["order"]),
            created_at=str(values["created_at"]),
            collection_name=str(values["collection_name"]),
            collection_folder=Path(values["collection_folder"]),
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None
