"""Passages as the rows of a table, and back."""

from __future__ import annotations

import json
from typing import Any

from podcast_studio.domain.documents import Passage

COLUMNS = ["id", "document", "heading", "page", "start", "end", "text", "spoken", "order"]  # all but the vector


def schema(dimensions: int) -> Any:
    """The columns of the table."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    return pa.schema(
        [
            ("id", text),
            ("document", text),
            ("heading", text),
            ("page", number),
            ("start", number),
            ("end", number),
            ("text", text),
            ("spoken", text),
            ("order", number),
            ("vector", pa.list_(pa.float32(), dimensions)),
        ]
    )


def as_row(passage: Passage, vector: list[float]) -> dict[str, Any]:
    return {
        "id": passage.id,
        "document": passage.document,
        "heading": json.dumps(passage.heading),
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "spoken": passage.spoken,
        "order": passage.order,
        "vector": vector,
    }


def as_passage(row: dict[str, Any]) -> Passage:
    return Passage(
        id=row["id"],
        document=row["document"],
        heading=tuple(json.loads(row["heading"])),
        page=row["page"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        spoken=row["spoken"],
        order=row["order"],
    )
