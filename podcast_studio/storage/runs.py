"""Every run of a job: when, how it ended, and what it cost. Kept when the job itself is deleted; see also thinning."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, insert, select, text, update

from podcast_studio.domain.activity import RunOutcome
from podcast_studio.domain.jobs import Job
from podcast_studio.storage.database import Database
from podcast_studio.storage.tables import runs

_COLLECTION = text(
    "coalesce((SELECT collection_id FROM podcasts WHERE id = :subject_id),"
    " (SELECT id FROM collections WHERE id = :subject_id))"
)


def begin_run(connection: Connection, job: Job, claim_id: str, moment: float) -> None:
    """A job was claimed."""
    collection_id = connection.execute(select(_COLLECTION), {"subject_id": job.subject_id}).scalar()
    connection.execute(
        insert(runs).values(
            claim_id=claim_id,
            job_id=job.id,
            kind=job.kind,
            subject_id=job.subject_id,
            collection_id=collection_id,
            started=moment,
            turns=0,
            voicing_seconds=0.0,
        )
    )


def end_run(connection: Connection, claim_id: str, outcome: RunOutcome, moment: float) -> None:
    """The claim was given up or taken away. A clock that was set back makes no run shorter than nothing."""
    connection.execute(
        update(runs)
        .where(runs.c.claim_id == claim_id, runs.c.ended.is_(None))
        .values(ended=func.max(runs.c.started, moment), outcome=outcome.value)
    )


class RunStore:
    """What handlers add to their runs."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note(self, claim_id: str, *, seconds_per_step: Mapping[str, float], turns: int, voicing_seconds: float) -> None:
        """What a run has cost so far; nothing once it has ended."""
        with self._db.write() as connection:
            connection.execute(
                update(runs)
                .where(runs.c.claim_id == claim_id, runs.c.ended.is_(None))
                .values(seconds_per_step=dict(seconds_per_step), turns=turns, voicing_seconds=voicing_seconds)
            )

    def mean_step_seconds(self, step: str, *, of_newest: int = 20) -> float | None:
        """Mean seconds that a step took in the newest completed runs."""
        statement = text(
            "SELECT avg(seconds) FROM (SELECT json_extract(seconds_per_step, '$.' || :step) AS seconds FROM runs"
            " WHERE outcome = 'completed' AND seconds IS NOT NULL ORDER BY id DESC LIMIT :newest)"
        )
        with self._db.read() as connection:
            found = connection.execute(statement, {"step": step, "newest": of_newest}).scalar()
        return float(found) if found is not None else None
