"""The revision that a job is making. Every write is fenced by the claim, and by the revision being the current one."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, delete, func, select, true, update

from podcast_studio.domain.errors import Superseded
from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import REVISION_JOB, JobState
from podcast_studio.domain.revisions import RevisedTurn, Revision, TurnAudio
from podcast_studio.storage.database import Database, now
from podcast_studio.storage.jobs import claim_guard
from podcast_studio.storage.script_rows import revision_of, script_values
from podcast_studio.storage.tables import jobs, podcasts, revisions, spoken_turns

AUDIO_KEPT = 5  # mixed revisions whose audio stays, for undo without mixing


class StoredDraft:
    """The Draft port over SQLite and a folder."""

    def __init__(self, database: Database, podcast_id: str, number: int, folder: Path, claim_id: str) -> None:
        self._db, self._id, self._number, self._claim = database, podcast_id, number, claim_id
        self._folder = folder
        self._mine = (revisions.c.podcast_id == podcast_id, revisions.c.number == number)

    @property
    def folder(self) -> Path:
        return self._folder

    def revision(self) -> Revision:
        with self._db.read() as connection:
            self._guard(connection)
            found = revision_of(connection.execute(select(revisions).where(*self._mine)).one())
        turns = tuple(
            turn if turn.audio is None or self._is_whole(turn.audio) else replace(turn, audio=None)
            for turn in found.turns
        )
        found = replace(found, turns=turns)
        return found if _is_whole(found.audio, found.size, found.sha256) else replace(found, audio=None)

    def find_audio(self, key: str) -> TurnAudio | None:
        each = func.json_each(revisions.c.turns).table_valued("value")
        statement = (
            select(func.json_extract(each.c.value, "$.audio"))
            .select_from(revisions.join(each, true()))
            .where(revisions.c.podcast_id == self._id, func.json_extract(each.c.value, "$.audio.key") == key)
        )
        with self._db.read() as connection:
            found = [TurnAudio(**json.loads(text)) for text in connection.execute(statement).scalars()]
        return next((audio for audio in found if key and self._is_whole(audio)), None)

    def save_turn(self, turn: RevisedTurn) -> None:
        with self._db.write() as connection:
            claim_guard(connection, self._id, self._claim)
            turns = revision_of(connection.execute(select(revisions).where(*self._mine)).one()).turns
            kept = tuple(turn if turn.id == other.id else other for other in turns)
            connection.execute(update(revisions).where(*self._mine).values(turns=script_values(kept)))
        self.check()

    def check(self) -> None:
        with self._db.read() as connection:
            self._guard(connection)

    def publish(self, *, audio: Path, sha256: str, size: int, seconds: float, note: str) -> None:
        result = {
            "audio": os.fsencode(audio),
            "audio_sha256": sha256,
            "audio_bytes": size,
            "duration_seconds": seconds,
            "note": note,
        }

        with self._db.write() as connection:
            self._guard(connection)
            connection.execute(update(revisions).where(*self._mine).values(**result))
            connection.execute(update(podcasts).where(podcasts.c.id == self._id).values(**result, updated_at=now()))
            self._let_go_of_old_audio(connection)
            self._forget_failures(connection)

    def files_kept(self) -> set[Path]:
        """Every file of turns and programmes that some revision, or the podcast as it was made, still names."""
        with self._db.read() as connection:
            rows = connection.execute(select(revisions).where(revisions.c.podcast_id == self._id)).all()
            original = connection.execute(
                select(spoken_turns.c.path).where(spoken_turns.c.podcast_id == self._id)
            ).scalars()
            published = connection.execute(select(podcasts.c.audio).where(podcasts.c.id == self._id)).scalar()
            kept = {self._folder / path for path in original if path}
        kept |= {Path(os.fsdecode(published))} if published is not None else set()
        for revision in map(revision_of, rows):
            kept |= {self._folder / turn.audio.path for turn in revision.turns if turn.audio and turn.audio.path}
            kept |= {revision.audio} if revision.audio is not None else set()
        return kept

    def _guard(self, connection: Connection) -> None:
        claim_guard(connection, self._id, self._claim)
        current = select(revisions.c.number).where(*self._mine, revisions.c.is_current == 1)
        if connection.execute(current).first() is None:
            raise Superseded

    def _let_go_of_old_audio(self, connection: Connection) -> None:
        """Rows first, files after: what no row names may be deleted."""
        mixed = select(revisions.c.number).where(revisions.c.podcast_id == self._id, revisions.c.audio.is_not(None))
        numbers = list(connection.execute(mixed.order_by(revisions.c.number.desc())).scalars())
        parent = connection.execute(select(revisions.c.parent).where(*self._mine)).scalar()
        first = [number for number in (self._number, parent) if number in numbers]
        kept = list(dict.fromkeys([*first, *numbers]))[:AUDIO_KEPT]
        connection.execute(
            update(revisions)
            .where(revisions.c.podcast_id == self._id, revisions.c.number.not_in(kept))
            .values(audio=None, audio_sha256=None, audio_bytes=None)
        )

    def _forget_failures(self, connection: Connection) -> None:
        """Jobs that failed on earlier revisions have nothing left to do, and need nobody's attention."""
        ended = (JobState.FAILED.value, JobState.CANCELLED.value)
        connection.execute(
            delete(jobs).where(jobs.c.subject_id == self._id, jobs.c.kind == REVISION_JOB, jobs.c.state.in_(ended))
        )

    def _is_whole(self, audio: TurnAudio) -> bool:
        return bool(audio.skipped) or _is_whole(self._folder / audio.path, audio.size, audio.sha256)


def _is_whole(path: Path | None, size: int | None, sha256: str | None) -> bool:
    try:
        return path is not None and path.stat().st_size == size and sha256_of(path) == sha256
    except OSError:
        return False
