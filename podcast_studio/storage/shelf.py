"""What lists show, each list with one statement, however long it is."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from sqlalchemy import text

from podcast_studio.domain.jobs import JobState
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Step
from podcast_studio.domain.shelf import CollectionRow, Counts, PodcastRow, QueueRow
from podcast_studio.storage.claim_order import claim_order
from podcast_studio.storage.database import Database
from podcast_studio.storage.job_rows import needs_attention

_PODCASTS = """
    SELECT p.id, p.title, p.collection_id, c.name, json_extract(p."order", '$.minutes'),
        json_extract(p."order", '$.style'), p.created_at, p.completed_at, p.duration_seconds, p.note,
        p.audio IS NOT NULL, coalesce(l.seconds, 0.0), j.id, coalesce(j.kind, ''), coalesce(j.state, 'COMPLETED'),
        j.error, coalesce(j.way_out, ''), coalesce(g.percentage, 0), g.step, coalesce(g.total_turns, 0),
        coalesce(g.completed_turns, 0), g.current_speaker, g.remaining_seconds
    FROM podcasts p
    JOIN collections c ON c.id = p.collection_id
    LEFT JOIN jobs j ON j.rowid = (SELECT max(newest.rowid) FROM jobs newest WHERE newest.subject_id = p.id)
    LEFT JOIN progress g ON g.podcast_id = p.id
    LEFT JOIN listening l ON l.podcast_id = p.id
    WHERE {where}
    ORDER BY p.created_at DESC, p.rowid DESC
    LIMIT :limit OFFSET :offset"""
_COLLECTIONS = """
    SELECT c.id, c.name, c.folder, c.created_at, s.documents, s.words, s.passages, s.unreadable, s.indexed_at,
        s.done, s.total,
        (SELECT count(*) FROM podcasts p WHERE p.collection_id = c.id) AS podcasts,
        EXISTS (SELECT 1 FROM jobs j WHERE j.subject_id = c.id AND j.kind = 'indexing'
            AND j.state IN ('QUEUED', 'GENERATING')) AS indexing
    FROM collections c LEFT JOIN collection_state s ON s.collection_id = c.id
    WHERE c.removed = 0
    ORDER BY c.created_at, c.id"""
_QUEUE = f"""
    SELECT j.*, p.id AS podcast_id, c.id AS collection_id,
        coalesce(p.title, c.name, '') AS title, g.percentage, g.step, g.current_speaker, g.remaining_seconds,
        s.done, s.total
    FROM jobs j
    LEFT JOIN podcasts p ON p.id = j.subject_id
    LEFT JOIN collections c ON c.id = coalesce(p.collection_id, j.subject_id)
    LEFT JOIN progress g ON g.podcast_id = j.subject_id
    LEFT JOIN collection_state s ON s.collection_id = j.subject_id
    WHERE j.state IN ('QUEUED', 'GENERATING', 'HELD') OR {needs_attention("j")}
    ORDER BY CASE j.state WHEN 'FAILED' THEN 0 WHEN 'GENERATING' THEN 1 WHEN 'QUEUED' THEN 2 ELSE 3 END,
        CASE j.state WHEN 'FAILED' THEN j.finished_at WHEN 'GENERATING' THEN j.started_at END, {claim_order("j")}"""
_COUNTS = f"""
    SELECT (SELECT count(*) FROM podcasts),
        (SELECT count(*) FROM jobs WHERE state IN ('QUEUED', 'GENERATING', 'HELD')),
        (SELECT count(*) FROM jobs j WHERE {needs_attention("j")})"""


_STATES = {state.value: state for state in JobState}  # ten thousand look-ups cost less than as many conversions


class ShelfStore:
    """Reads the lists."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = database, clock

    def podcasts(
        self, *, ids: Collection[str] | None, collection_id: str, limit: int | None, offset: int
    ) -> list[PodcastRow]:
        """Newest first; all of them, those with `ids`, or those of a collection."""
        where = ["1"]
        if ids is not None:
            where.append("p.id IN (SELECT value FROM json_each(:ids))")
        if collection_id:
            where.append("p.collection_id = :collection_id")
        values: dict[str, Any] = {"limit": -1 if limit is None else limit, "offset": offset}
        if ids is not None:
            values["ids"] = json.dumps(list(ids))
        if collection_id:
            values["collection_id"] = collection_id
        with self._db.read() as connection:
            rows = connection.execute(text(_PODCASTS.format(where=" AND ".join(where))), values).all()
        return [_podcast(row) for row in rows]

    def collections(self) -> list[CollectionRow]:
        """In the order they were added; forgotten ones not."""
        with self._db.read() as connection:
            return [_collection(row) for row in connection.execute(text(_COLLECTIONS))]

    def queue(self) -> list[QueueRow]:
        """What needs attention, what runs, what waits in claim order, what is held."""
        moment = self._clock()
        with self._db.read() as connection:
            rows = connection.execute(text(_QUEUE)).all()
        found, position = [], 0
        for row in rows:
            waiting = row.state == JobState.QUEUED.value
            position += waiting
            found.append(_queued(row, moment, position if waiting else 0))
        return found

    def counts(self) -> Counts:
        with self._db.read() as connection:
            podcasts, queue, needs_attention = connection.execute(text(_COUNTS)).one()
        return Counts(podcasts=podcasts, queue=queue, needs_attention=needs_attention)


def _podcast(row: Any) -> PodcastRow:
    (
        podcast_id, title, collection_id, collection_name, minutes, style, created_at, completed_at, duration, note,
        has_audio, listened, job_id, kind, state_name, error, way_out,
        percentage, step, total, completed, speaker, remaining,
    ) = row  # fmt: skip
    state = _STATES[state_name]
    running = state is JobState.GENERATING
    made = object.__new__(PodcastRow)  # ten thousand calls of a frozen constructor take twenty times as long
    made.__dict__.update(
        id=podcast_id,
        title=title,
        collection_id=collection_id,
        collection_name=collection_name,
        minutes=minutes,
        style=style or "",
        created_at=created_at,
        completed_at=completed_at,
        duration_seconds=duration,
        job_id=job_id,
        kind_of_job=kind,
        state=state,
        percentage=100 if state is JobState.COMPLETED else percentage,
        step=Step(step) if running and step else None,
        total_turns=total,
        completed_turns=completed,
        current_speaker=Speaker(speaker) if running and speaker else None,
        remaining_seconds=remaining if running else None,
        error=error,
        way_out=way_out,
        note=note,
        listened_seconds=listened,
        has_audio=bool(has_audio),
    )
    return made


def _collection(row: Any) -> CollectionRow:
    folder = Path(os.fsdecode(row.folder))
    return CollectionRow(
        id=row.id,
        name=row.name,
        folder=folder,
        created_at=row.created_at,
        documents=row.documents or 0,
        words=row.words or 0,
        passages=row.passages or 0,
        unreadable=row.unreadable or 0,
        indexed_at=row.indexed_at,
        indexing=bool(row.indexing),
        done=row.done or 0,
        total=row.total or 0,
        podcasts=row.podcasts,
        folder_exists=folder.exists(),
    )


def _queued(row: Any, moment: float, position: int) -> QueueRow:
    state = JobState(row.state)
    running = state is JobState.GENERATING
    about_podcast = row.podcast_id is not None
    indexed = int(100 * row.done / row.total) if running and row.total else 0
    return QueueRow(
        job_id=row.id,
        kind=row.kind,
        podcast_id=row.podcast_id,
        collection_id=row.collection_id,
        title=row.title,
        state=state,
        stopping=row.wish,
        priority=row.priority,
        run_at=row.run_at,
        waiting_for_time=state is JobState.QUEUED and row.run_at > moment,
        position=position,
        attempts=row.attempts,
        max_attempts=row.max_attempts,
        percentage=(row.percentage or 0) if about_podcast else indexed,
        step=Step(row.step) if running and row.step else None,
        current_speaker=Speaker(row.current_speaker) if running and row.current_speaker else None,
        remaining_seconds=row.remaining_seconds if running else None,
        created_at=row.created_at,
        started_at=row.started_at,
        error=row.error,
        error_details=row.error_details,
        way_out=row.way_out or "",
        needs_attention=state is JobState.FAILED,
    )
