"""Podcasts: what was ordered, how far it is, what came of it."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.domain.errors import InputError, NotFoundError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import PODCAST_JOB, FollowUp, Job, JobState, Priority, waiting_sentence
from podcast_studio.domain.podcasts import AudioFormat, Podcast, PodcastOrder, Speaker
from podcast_studio.domain.progress import PodcastStatus, Step, StepDetails
from podcast_studio.domain.styles import Level, Style
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.jobs import JobStore, claim_guard
from podcast_studio.storage.scheduling import Schedule, hours_of, lane_is_full, reason_to_wait
from podcast_studio.storage.tables import jobs, podcasts, progress

_HINT = "See: podcast-studio podcasts list"


class PodcastStore:
    """Rows of podcasts, as values."""

    def __init__(
        self, database: Database, *, clock: Callable[[], float] = time.time, at_once: Callable[[], int] = lambda: 0
    ) -> None:
        self._db = database
        self._jobs = JobStore(database, clock=clock)
        self._schedule = Schedule(clock=clock, at_once=at_once)

    def order(
        self,
        order: PodcastOrder,
        *,
        job_kind: str,
        priority: int = Priority.NORMAL,
        run_at: float | None = None,
        hours: Hours | None = None,
        afterwards: Sequence[FollowUp] = (),
        unless_waiting: bool = False,
    ) -> tuple[Podcast, Job | None]:
        """Write the podcast and its job, both or neither.

        With `unless_waiting`, where the very same was ordered and is not finished, that one is given back instead, and
        no job; two who order at once get one podcast.
        """
        podcast_id, moment = str(uuid.uuid4()), now()
        with self._db.write() as connection:
            waiting = _unfinished(connection, order) if unless_waiting else None
            if waiting is not None:
                return waiting, None
            connection.execute(
                insert(podcasts).values(
                    id=podcast_id,
                    collection_id=order.collection_id,
                    title=order.title,
                    order=asdict(order),
                    created_at=moment,
                    updated_at=moment,
                    note="",
                )
            )
            job = self._jobs.enqueue(
                kind=job_kind,
                subject_id=podcast_id,
                priority=priority,
                run_at=run_at,
                hours=hours,
                lane=order.collection_id,
                afterwards=afterwards,
                connection=connection,
            )
            return _value(connection.execute(select(podcasts).where(podcasts.c.id == podcast_id)).one()), job

    def get(self, podcast_id: str) -> Podcast:
        with self._db.read() as connection:
            row = connection.execute(select(podcasts).where(podcasts.c.id == podcast_id)).first()
        if row is None:
            raise NotFoundError(f"There is no podcast {podcast_id}.", way_out=_HINT)
        return _value(row)

    def find(self, name: str) -> Podcast:
        """By id or its beginning; or else by title, in any case, where only one has it."""
        wanted, known = name.strip(), self.all() if name.strip() else []
        matches = [podcast for podcast in known if podcast.id.startswith(wanted.lower())]
        matches = matches or [podcast for podcast in known if podcast.order.title.casefold() == wanted.casefold()]
        if len(matches) != 1:
            count = "no podcast" if not matches else f"{len(matches)} podcasts"
            raise NotFoundError(f"“{name}” names {count}.", way_out=_HINT)
        return matches[0]

    def all(self) -> list[Podcast]:
        """All, the newest first."""
        with self._db.read() as connection:
            rows = connection.execute(select(podcasts).order_by(podcasts.c.created_at.desc(), podcasts.c.id))
            return [_value(row) for row in rows]

    def find_unfinished(self, order: PodcastOrder) -> Podcast | None:
        """The newest podcast ordered with exactly the same wishes whose job has not ended well."""
        with self._db.read() as connection:
            return _unfinished(connection, order)

    def finish(
        self, podcast_id: str, *, claim_id: str, audio: Path, sha256: str, size: int, duration: float, note: str
    ) -> None:
        """Record the finished audio. Raises ClaimLostError when the job is no longer ours."""
        with self._db.write() as connection:
            claim_guard(connection, podcast_id, claim_id)
            connection.execute(
                update(podcasts)
                .where(podcasts.c.id == podcast_id)
                .values(
                    audio=os.fsencode(audio),
                    audio_sha256=sha256,
                    audio_bytes=size,
                    duration_seconds=duration,
                    note=note,
                    updated_at=now(),
                    completed_at=now(),
                )
            )

    def put_back(self, podcast: Podcast) -> None:
        """Write down one whose row was lost, or more of one than its row says."""
        values = {
            "collection_id": podcast.order.collection_id,
            "title": podcast.order.title,
            "order": asdict(podcast.order),
            "created_at": podcast.created_at,
            "updated_at": podcast.updated_at,
            "completed_at": podcast.completed_at,
            "audio": os.fsencode(podcast.audio) if podcast.audio is not None else None,
            "audio_sha256": podcast.audio_sha256,
            "audio_bytes": podcast.audio_bytes,
            "duration_seconds": podcast.duration_seconds,
            "note": podcast.note,
        }
        statement = upsert(podcasts).values(id=podcast.id, **values)
        with self._db.write() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=values))

    def order_again(self, podcast: Podcast, *, job_kind: str) -> None:
        """A job for one whose job was lost: a done one where its audio is known, else one that goes on."""
        with self._db.write() as connection:
            lane = podcast.order.collection_id
            job = self._jobs.enqueue(kind=job_kind, subject_id=podcast.id, lane=lane, connection=connection)
            if podcast.audio is not None:
                ended = {"state": JobState.COMPLETED.value, "finished_at": podcast.completed_at}
                connection.execute(update(jobs).where(jobs.c.id == job.id).values(**ended))

    def without_job(self, job_kind: str) -> list[Podcast]:
        """Those that nothing was ever ordered for, as after a loss."""
        ordered = select(jobs.c.subject_id).where(jobs.c.kind == job_kind)
        with self._db.read() as connection:
            return [_value(row) for row in connection.execute(select(podcasts).where(podcasts.c.id.not_in(ordered)))]

    def delete(self, podcast_id: str) -> None:
        """Remove a podcast with its job and everything kept for it. Raises InputError while it is being made."""
        being_made = select(podcasts.c.title).join(jobs, jobs.c.subject_id == podcasts.c.id)
        being_made = being_made.where(podcasts.c.id == podcast_id, jobs.c.state == JobState.GENERATING.value)
        with self._db.write() as connection:
            title = connection.execute(being_made).scalar()
            if title is not None:
                raise InputError(f"“{title}” is being made.", way_out="Cancel its job first.")
            connection.execute(delete(jobs).where(jobs.c.subject_id == podcast_id))
            connection.execute(delete(podcasts).where(podcasts.c.id == podcast_id))

    def status(self, podcast_id: str) -> PodcastStatus:
        """How far its own job is, in the structure that every shell shows; revisions are told elsewhere."""
        with self._db.read() as connection:
            podcast = connection.execute(select(podcasts).where(podcasts.c.id == podcast_id)).first()
            if podcast is None:
                raise NotFoundError(f"There is no podcast {podcast_id}.", way_out=_HINT)
            job = connection.execute(
                select(jobs)
                .where(jobs.c.subject_id == podcast_id, jobs.c.kind == PODCAST_JOB)
                .order_by(jobs.c.created_at.desc())
            ).first()
            made = connection.execute(select(progress).where(progress.c.podcast_id == podcast_id)).first()
            waits = self._why_it_waits(connection, job)
        return _status(podcast, job, made, waits)

    def _why_it_waits(self, connection: Connection, job: Any) -> str:
        if job is None or job.state != JobState.QUEUED.value:
            return ""
        values = self._schedule.values()
        full = text(f"SELECT {lane_is_full('j')} FROM jobs j WHERE j.id = :id")
        lane_full = bool(connection.execute(full, {**values, "id": job.id}).scalar())
        hours = hours_of(job.opens, job.closes)
        waits_for, starts_at = reason_to_wait(run_at=job.run_at, hours=hours, lane_full=lane_full, moment=values["now"])
        return waiting_sentence(waits_for, starts_at, hours) if waits_for is not None else ""


def _unfinished(connection: Connection, order: PodcastOrder) -> Podcast | None:
    finished = select(jobs.c.subject_id).where(jobs.c.kind == PODCAST_JOB, jobs.c.state == JobState.COMPLETED.value)
    statement = (
        select(podcasts)
        .where(podcasts.c.collection_id == order.collection_id, podcasts.c.id.not_in(finished))
        .order_by(podcasts.c.created_at.desc())
    )
    return next((_value(row) for row in connection.execute(statement) if order_of(row.order) == order), None)


def _status(podcast: Any, job: Any, made: Any, waits: str) -> PodcastStatus:
    state = JobState(job.state) if job is not None else JobState.COMPLETED
    running, done = state is JobState.GENERATING, state is JobState.COMPLETED
    times = [row.updated_at for row in (podcast, job, made) if row is not None]
    return PodcastStatus(
        podcast_id=podcast.id,
        status=JobState.QUEUED.value if state is JobState.HELD else state.value,
        progress_percentage=100 if done else (made.percentage if made is not None else 0),
        current_step=Step(made.step) if running and made is not None and made.step else None,
        step_details=StepDetails(
            total_turns=made.total_turns if made is not None else 0,
            completed_turns=made.completed_turns if made is not None else 0,
            current_speaker=Speaker(made.current_speaker)
            if running and made is not None and made.current_speaker
            else None,
        ),
        estimated_time_remaining=made.remaining_seconds if running and made is not None else (0.0 if done else None),
        created_at=podcast.created_at,
        updated_at=max(times),
        completed_at=podcast.completed_at if done else None,
        error_message=_message(state, podcast, job) or waits or None,
    )


def _message(state: JobState, podcast: Any, job: Any) -> str | None:
    if state is JobState.COMPLETED:
        return podcast.note or None
    if state is JobState.HELD:
        return "Paused. It goes on when you resume it."
    if state is JobState.CANCELLED:
        return "Cancelled."
    return f"{job.error or ''} {job.way_out or ''}".strip() or None


def order_of(values: Mapping[str, Any]) -> PodcastOrder:
    """An order as it was stored, by this version or an earlier one.

    Raises ValueError, TypeError or KeyError where that is no order.
    """
    kinds = {
        "format": AudioFormat(values["format"]),
        "style": Style(values.get("style", Style.INTERVIEW)),
        "level": Level(values.get("level", Level.INFORMED)),
    }
    return PodcastOrder(**{**values, **kinds})


def _value(row: Row[tuple[Any, ...]]) -> Podcast:
    return Podcast(
        id=row.id,
        order=order_of(row.order),
        created_at=row.created_at,
        updated_at=row.updated_at,
        completed_at=row.completed_at,
        audio=Path(os.fsdecode(row.audio)) if row.audio is not None else None,
        audio_sha256=row.audio_sha256,
        audio_bytes=row.audio_bytes,
        duration_seconds=row.duration_seconds,
        note=row.note,
    )
