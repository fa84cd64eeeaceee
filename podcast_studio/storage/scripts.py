"""Scripts: as they are being written, and revision after revision as they are edited."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from podcast_studio.domain.errors import InputError, NotFoundError
from podcast_studio.domain.jobs import REVISION_JOB, JobState, Priority
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.revisions import Revision, Script
from podcast_studio.domain.scripts import Plan, SpokenTurn, Turn
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.script_rows import plan_of, revision_of, script_values, spoken_of, turn_of
from podcast_studio.storage.tables import jobs, plans, podcasts, progress, revisions, spoken_turns, turns

REVISIONS_KEPT = 50  # so far back can be gone


@dataclass(frozen=True, kw_only=True)
class MadeScript:
    """A script as it was, or is being, made."""

    plan: Plan | None  # None before there is one
    turns: tuple[Turn, ...]  # written ones
    spoken: dict[int, SpokenTurn]  # by index of the turn; whether the files are there was not looked at
    writing: Speaker | None  # whose words were being written when that was last told


@dataclass(frozen=True, kw_only=True)
class EditedScript:
    """A script under editing."""

    current: Revision  # what the user sees
    published: Revision | None  # whose audio the podcast has; None where that is older than what is kept
    can_undo: bool
    can_redo: bool
    job_state: JobState | None  # of the newest job that makes a revision of it
    job_error: str


class ScriptStore:
    """Reads scripts without a claim, and makes revisions of finished ones."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._jobs = JobStore(database)

    def made(self, podcast_id: str) -> MadeScript:
        with self._db.read() as connection:
            plan = connection.execute(select(plans.c.plan).where(plans.c.podcast_id == podcast_id)).scalar()
            written = connection.execute(
                select(turns.c.turn).where(turns.c.podcast_id == podcast_id).order_by(turns.c.index)
            ).scalars()
            spoken = connection.execute(select(spoken_turns).where(spoken_turns.c.podcast_id == podcast_id))
            writing = connection.execute(select(progress.c.writing).where(progress.c.podcast_id == podcast_id)).scalar()
            return MadeScript(
                plan=plan_of(plan) if plan is not None else None,
                turns=tuple(turn_of(values) for values in written),
                spoken={turn.index: turn for turn in map(spoken_of, spoken)},
                writing=Speaker(writing) if writing else None,
            )

    def plan(self, podcast_id: str) -> Plan | None:
        with self._db.read() as connection:
            values = connection.execute(select(plans.c.plan).where(plans.c.podcast_id == podcast_id)).scalar()
        return plan_of(values) if values is not None else None

    def first_seconds(self, podcast_id: str) -> float:
        """How long an edited podcast was before it was ever edited."""
        statement = select(revisions.c.duration_seconds).where(
            revisions.c.podcast_id == podcast_id, revisions.c.number == 0
        )
        with self._db.read() as connection:
            return float(connection.execute(statement).scalar() or 0.0)

    def edited(self, podcast_id: str) -> EditedScript | None:
        """None as long as nothing was ever edited."""
        with self._db.read() as connection:
            current = _current(connection, podcast_id)
            if current is None:
                return None
            audio = select(podcasts.c.audio).where(podcasts.c.id == podcast_id).scalar_subquery()
            published = connection.execute(
                _of(podcast_id).where(revisions.c.audio == audio).order_by(revisions.c.number.desc())
            ).first()
            job = connection.execute(
                select(jobs.c.state, jobs.c.error)
                .where(jobs.c.subject_id == podcast_id, jobs.c.kind == REVISION_JOB)
                .order_by(jobs.c.created_at.desc())
            ).first()
            return EditedScript(
                current=revision_of(current),
                published=revision_of(published) if published is not None else None,
                can_undo=_exists(connection, podcast_id, current.parent),
                can_redo=_redo_number(connection, podcast_id, current.number) is not None,
                job_state=JobState(job.state) if job is not None else None,
                job_error=(job.error or "") if job is not None else "",
            )

    def change(self, podcast_id: str, original: Revision | None, change: Callable[[Script], Script]) -> int:
        """Make a revision of the current one (of `original`, before the first) and queue its making; its number.

        A change that changes nothing makes none.
        """
        with self._db.write() as connection:
            row = _current(connection, podcast_id)
            if row is None:
                if original is None:
                    raise NotFoundError(f"There is no script of {podcast_id}.")
                _insert(connection, podcast_id, original)
                current = original
            else:
                current = revision_of(row)
            edited = change(current.turns)
            if edited == current.turns:
                return current.number
            newest = select(func.max(revisions.c.number)).where(revisions.c.podcast_id == podcast_id)
            number = int(connection.execute(newest).scalar_one()) + 1
            _insert(connection, podcast_id, Revision(number=number, parent=current.number, turns=edited))
            _thin(connection, podcast_id, number)
            self._see_to_it(connection, podcast_id)
            return number

    def remake(self, podcast_id: str, original: Revision | None) -> int:
        """Queue the making of the current revision (of `original`, before the first) once more; its number."""
        with self._db.write() as connection:
            row = _current(connection, podcast_id)
            if row is None and original is not None:
                _insert(connection, podcast_id, original)
                row = _current(connection, podcast_id)
            self._see_to_it(connection, podcast_id)
            return int(row.number)

    def undo(self, podcast_id: str) -> int:
        """Back to the revision that the current one was made from; its number. Raises InputError."""
        with self._db.write() as connection:
            row = _current(connection, podcast_id)
            if row is None or not _exists(connection, podcast_id, row.parent):
                raise InputError("There is nothing to undo.", way_out="This is as far back as it goes.")
            return self._go(connection, podcast_id, row.parent)

    def redo(self, podcast_id: str) -> int:
        """On to the newest revision that was made from the current one; its number. Raises InputError."""
        with self._db.write() as connection:
            row = _current(connection, podcast_id)
            number = _redo_number(connection, podcast_id, row.number) if row is not None else None
            if number is None:
                raise InputError("There is nothing to redo.", way_out="This is the newest state of the script.")
            return self._go(connection, podcast_id, number)

    def _go(self, connection: Connection, podcast_id: str, number: int) -> int:
        _make_current(connection, podcast_id, number)
        self._see_to_it(connection, podcast_id)
        return number

    def _see_to_it(self, connection: Connection, podcast_id: str) -> None:
        """Make sure that a job will look at the current revision; one that runs may have looked already."""
        waiting = (JobState.QUEUED.value, JobState.HELD.value)
        mine = (jobs.c.subject_id == podcast_id, jobs.c.kind == REVISION_JOB, jobs.c.state.in_(waiting))
        if connection.execute(select(jobs.c.id).where(*mine)).first() is None:
            self._jobs.enqueue(
                kind=REVISION_JOB, subject_id=podcast_id, priority=Priority.URGENT, connection=connection
            )


def _of(podcast_id: str) -> Any:
    return select(revisions).where(revisions.c.podcast_id == podcast_id)


def _current(connection: Connection, podcast_id: str) -> Any:
    return connection.execute(_of(podcast_id).where(revisions.c.is_current == 1)).first()


def _exists(connection: Connection, podcast_id: str, number: int | None) -> bool:
    if number is None:
        return False
    found = select(revisions.c.number).where(revisions.c.podcast_id == podcast_id, revisions.c.number == number)
    return connection.execute(found).first() is not None


def _redo_number(connection: Connection, podcast_id: str, number: int) -> int | None:
    child = select(func.max(revisions.c.number)).where(
        revisions.c.podcast_id == podcast_id, revisions.c.parent == number
    )
    found: int | None = connection.execute(child).scalar()
    return found


def _insert(connection: Connection, podcast_id: str, revision: Revision) -> None:
    audio = os.fsencode(revision.audio) if revision.audio is not None else None
    connection.execute(
        insert(revisions).values(
            podcast_id=podcast_id,
            number=revision.number,
            parent=revision.parent,
            turns=script_values(revision.turns),
            is_current=0,
            audio=audio,
            audio_sha256=revision.sha256,
            audio_bytes=revision.size,
            duration_seconds=revision.seconds,
            note=revision.note,
            created_at=now(),
        )
    )
    _make_current(connection, podcast_id, revision.number)


def _make_current(connection: Connection, podcast_id: str, number: int) -> None:
    mine = update(revisions).where(revisions.c.podcast_id == podcast_id)
    connection.execute(mine.where(revisions.c.is_current == 1).values(is_current=0))
    connection.execute(mine.where(revisions.c.number == number).values(is_current=1))


def _thin(connection: Connection, podcast_id: str, newest: int) -> None:
    """Forget the oldest revisions, but not the first, nor those that undo leads to, nor the one that is published."""
    rows = connection.execute(
        select(revisions.c.number, revisions.c.parent).where(revisions.c.podcast_id == podcast_id)
    )
    parents: dict[int, int | None] = {row.number: row.parent for row in rows}
    kept: list[int] = [0, newest]
    while (parent := parents.get(kept[-1])) is not None and len(kept) <= REVISIONS_KEPT:
        kept.append(parent)
    audio = select(podcasts.c.audio).where(podcasts.c.id == podcast_id).scalar_subquery()
    connection.execute(
        delete(revisions).where(
            revisions.c.podcast_id == podcast_id,
            revisions.c.number <= newest - REVISIONS_KEPT,
            revisions.c.number.not_in(kept),
            or_(revisions.c.audio.is_(None), revisions.c.audio != audio),
        )
    )
