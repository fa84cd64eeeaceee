"""Libraries full of podcasts that were never made, written at once."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from podcast_studio.domain.jobs import JobState
from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import collections, jobs, podcasts
from podcast_studio.studio.home import Home

_FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def fill(home: Home, count: int, *, state: JobState = JobState.COMPLETED) -> list[str]:
    """`count` podcasts of one collection, each with its job in `state`; the ids of the podcasts."""
    home.prepare()
    database = Database(home.database)
    database.migrate()
    collection, ids = str(uuid.uuid4()), [str(uuid.uuid4()) for _ in range(count)]
    folder = str(home.root).encode()
    with database.write() as connection:
        connection.execute(
            insert(collections).values(id=collection, name="Notes", folder=folder, created_at=_FIRST.isoformat())
        )
        if ids:
            connection.execute(insert(podcasts), [_podcast(one, number, collection) for number, one in enumerate(ids)])
            connection.execute(insert(jobs), [_job(one, number, state) for number, one in enumerate(ids)])
    database.close()
    return ids


def _podcast(podcast_id: str, number: int, collection: str) -> dict[str, Any]:
    moment = (_FIRST + timedelta(minutes=number)).isoformat()
    order = {
        "collection_id": collection, "minutes": 15.0, "title": f"Talk {number}", "focus": "", "style": "interview",
        "language": "en", "host_voice": "a", "expert_voice": "b", "model": "m", "format": "mp3", "seed": 0,
    }  # fmt: skip
    return {
        "id": podcast_id,
        "collection_id": collection,
        "title": f"Talk {number}",
        "order": order,
        "created_at": moment,
        "updated_at": moment,
        "completed_at": moment,
        "audio": str(Path("/nowhere") / f"{number}.mp3").encode(),
        "audio_bytes": 1,
        "duration_seconds": 892.0,
        "note": "",
    }


def _job(podcast_id: str, number: int, state: JobState) -> dict[str, Any]:
    moment = _FIRST + timedelta(minutes=number)
    return {
        "id": str(uuid.uuid4()),
        "kind": "podcast",
        "subject_id": podcast_id,
        "state": state.value,
        "priority": 10,
        "queued_at": moment.timestamp(),
        "run_at": moment.timestamp() + (10**9 if state is JobState.QUEUED else 0),
        "attempts": 0,
        "max_attempts": 4,
        "created_at": moment.isoformat(),
        "updated_at": moment.isoformat(),
    }
