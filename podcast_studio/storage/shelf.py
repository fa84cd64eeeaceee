"""What lists show, each list with one statement, however long it is."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import text

from podcast_studio.domain.files import is_there
from podcast_studio.domain.jobs import REVISION_JOB, JobState, WaitsFor
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Step
from podcast_studio.domain.shelf import CollectionRow, Counts, PodcastRow, QueueRow
from podcast_studio.storage.claim_order import claim_order
from podcast_studio.storage.database import Database
from podcast_studio.storage.index_states import LANGUAGE_KEY
from podcast_studio.storage.job_rows import needs_attention
from podcast_studio.storage.scheduling import Schedule, hours_of, lane_is_full, reason_to_wait

_PODCASTS = """
    SELECT p.id, p.title, p.collection_id, c.name, json_extract(p."order", '$.minutes'),
        json_extract(p."order", '$.style'), p.created_at, p.completed_at, p.duration_seconds, p.note,
        p.audio IS NOT NULL, coalesce(l.seconds, 0.0), j.id, coalesce(j.kind, ''), coalesce(j.state, 'COMPLETED'),
        j.error, coalesce(j.way_out, ''), coalesce(g.percentage, 0), g.step, coalesce(g.total_turns, 0),
        coalesce(g.completed_turns, 0), g.current_speaker, g.remaining_seconds
    FROM podcasts p
    JOIN collections c ON c.id = p.collection_id
    LEFT JOIN jobs j ON j.rowid = (SELECT max(newest.rowid) FROM jobs newest
        WHERE newest.subject_id = p.id AND newest.kind IN ('podcast', 'revision'))
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
            AND j.state IN ('QUEUED', 'GENERATING')) AS indexing,
        (SELECT json_extract(t.value, '$') FROM settings t
            WHERE t."key" = :language_key || c.id AND json_valid(t.value)) AS language
    FROM collections c LEFT JOIN collection_state s ON s.collection_id = c.id
    WHERE c.removed = 0
    ORDER BY c.created_at, c.id"""
_QUEUE = f"""
    SELECT j.id, j.kind, p.id, c.id, coalesce(p.title, c.name, ''), j.state, j.wish, j.priority, j.run_at, j.attempts,
        j.max_attempts, CASE WHEN p.id IS NOT NULL THEN coalesce(g.percentage, 0)
            WHEN j.state = 'GENERATING' AND s.total > 0 THEN 100 * s.done / s.total ELSE 0 END,
        g.step, g.current_speaker, g.remaining_seconds, j.created_at, j.started_at, j.error, j.error_details,
        coalesce(j.way_out, ''), j.opens, j.closes, j.state = 'QUEUED' AND {lane_is_full("j")}
    FROM jobs j
    LEFT JOIN podcasts p ON p.id = j.subject_id
    LEFT JOIN collections c ON c.id = coalesce(p.collection_id, j.subject_id)
    LEFT JOIN progress g ON g.podcast_id = j.subject_id AND j.kind IN ('podcast', 'revision')
    LEFT JOIN collection_state s ON s.collection_id = j.subject_id
    WHERE j.state IN ('QUEUED', 'GENERATING', 'HELD') OR {needs_attention("j")}
    ORDER BY CASE j.state WHEN 'FAILED' THEN 0 WHEN 'GENERATING' THEN 1 WHEN 'QUEUED' THEN 2 ELSE 3 END,
        CASE j.state WHEN 'FAILED' THEN j.finished_at WHEN 'GENERATING' THEN j.started_at END, {claim_order("j")}"""
_COUNTS = f"""
    SELECT (SELECT count(*) FROM podcasts),
        (SELECT count(*) FROM jobs WHERE state IN ('QUEUED', 'GENERATING', 'HELD')),
        (SELECT count(*) FROM jobs j WHERE {needs_attention("j")})"""


_Row = TypeVar("_Row", PodcastRow, QueueRow)
_STATES = {state.value: state for state in JobState}  # ten thousand look-ups cost less than as many conversions


class ShelfStore:
    """Reads the lists."""

    def __init__(
        self, database: Database, *, clock: Callable[[], float] = time.time, at_once: Callable[[], int] = lambda: 0
    ) -> None:
        self._db, self._schedule = database, Schedule(clock=clock, at_once=at_once)
        self._queued: dict[str, _Queued] = {}  # by job, as last read: views look often, and most of it is as it was

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
            rows = connection.execute(text(_COLLECTIONS), {"language_key": LANGUAGE_KEY})
            return [_collection(row) for row in rows]

    def queue(self) -> list[QueueRow]:
        """What needs attention, what runs, what waits in claim order, what is held."""
        values = self._schedule.values()
        with self._db.read() as connection:
            rows = connection.execute(text(_QUEUE), values).cursor.fetchall()
        known, moment = self._queued, values["now"]
        seen, found, position = dict[str, _Queued](), list[QueueRow](), 0
        for row in rows:
            before = known.get(row[0])
            if before is None or not before.still_is(row, position + 1, moment):
                before = _Queued(row, position + 1, _queued(row, moment, position + 1))
            seen[row[0]] = before
            position += before.made.state is JobState.QUEUED
            found.append(before.made)
        self._queued = seen
        return found

    def counts(self) -> Counts:
        with self._db.read() as connection:
            podcasts, queue, needs_attention = connection.execute(text(_COUNTS)).one()
        return Counts(podcasts=podcasts, queue=queue, needs_attention=needs_attention)


class _Queued(NamedTuple):
    """A row of the queue and what it was made of."""

    row: tuple[Any, ...]
    next_place: int  # of a waiting job
    made: QueueRow

    def still_is(self, row: tuple[Any, ...], next_place: int, moment: float) -> bool:
        """Whether the same would be made of it now; what waits for a time changes by itself when it comes."""
        timeless = self.made.hours is None and (not self.made.waiting_for_time or moment < self.made.run_at)
        return timeless and self.next_place == next_place and self.row == row


def _podcast(row: Any) -> PodcastRow:
    (
        podcast_id, title, collection_id, collection_name, minutes, style, created_at, completed_at, duration, note,
        has_audio, listened, job_id, kind, state_name, error, way_out,
        percentage, step, total, completed, speaker, remaining,
    ) = row  # fmt: skip
    state = _STATES[state_name]
    if state is JobState.CANCELLED and kind == REVISION_JOB:
        state = JobState.COMPLETED  # what there was before the changes is there still
    running = state is JobState.GENERATING
    return _filled(
        PodcastRow,
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
        folder_exists=is_there(folder),
        language=row.language or "",
    )


def _queued(row: Any, moment: float, position: int) -> QueueRow:
    (
        job_id, kind, podcast_id, collection_id, title, state_name, wish, priority, run_at, attempts, max_attempts,
        percentage, step, speaker, remaining, created_at, started_at, error, error_details, way_out,
        opens, closes, lane_full,
    ) = row  # fmt: skip
    state, hours = _STATES[state_name], hours_of(opens, closes)
    running, waiting = state is JobState.GENERATING, state is JobState.QUEUED
    waits_for, starts_at = None, None
    if waiting:
        waits_for, starts_at = reason_to_wait(run_at=run_at, hours=hours, lane_full=bool(lane_full), moment=moment)
    return _filled(
        QueueRow,
        job_id=job_id,
        kind=kind,
        podcast_id=podcast_id,
        collection_id=collection_id,
        title=title,
        state=state,
        stopping=wish,
        priority=priority,
        run_at=run_at,
        waiting_for_time=waits_for in (WaitsFor.TIME, WaitsFor.HOURS),
        position=position if waiting else 0,
        attempts=attempts,
        max_attempts=max_attempts,
        percentage=percentage,
        step=Step(step) if running and step else None,
        current_speaker=Speaker(speaker) if running and speaker else None,
        remaining_seconds=remaining if running else None,
        created_at=created_at,
        started_at=started_at,
        error=error,
        error_details=error_details,
        way_out=way_out,
        needs_attention=state is JobState.FAILED,
        hours=hours,
        waits_for=waits_for,
        starts_at=starts_at,
    )


def _filled(kind: type[_Row], /, **values: object) -> _Row:
    """A row without its constructor: a frozen one takes twenty times as long, which shows in ten thousand."""
    made = object.__new__(kind)
    made.__dict__.update(values)
    return made
