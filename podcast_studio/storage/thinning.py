"""What keeps the library from growing without bound: old rows are dropped, and their figures kept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from sqlalchemy import Connection, text

from podcast_studio.domain.jobs import PODCAST_JOB
from podcast_studio.storage.activity import three_digits
from podcast_studio.storage.changes import ChangeLog
from podcast_studio.storage.database import Database

RUNS_KEPT = 2_000  # newest rows of each
EVENTS_KEPT = 20_000
JOBS_KEPT = 1_000  # that have ended, of the kinds that are not podcasts
_SLACK = 0.1  # so much more than that is let pile up before it is worth a write
_SHORT_PERIODS = 2 * 86_400.0  # seconds; the figures of the last hour and day are made from the runs themselves

# Of a job that may still go on, the earlier runs belong to what it will have cost, so they stay.
_OLD_JOBS = """
    SELECT job_id FROM runs GROUP BY job_id
    HAVING max(id) <= (SELECT max(id) FROM runs) - :kept AND max(coalesce(ended, 1e300)) < :before
        AND job_id NOT IN (SELECT id FROM jobs WHERE state IN ('QUEUED', 'HELD', 'GENERATING'))"""
_MINE = "kind = :kind AND job_id IN (SELECT value FROM json_each(:jobs))"
_NOON = "CAST(strftime('%s', date(ended, 'unixepoch', 'localtime') || ' 12:00:00', 'utc') AS REAL)"
_TO_RUN_TOTALS = f"""
    INSERT INTO run_totals (day, collection_id, outcome, number, seconds, turns, voicing_seconds, first_started)
    SELECT {_NOON}, coalesce(collection_id, ''), outcome, count(*), sum(ended - started), sum(turns),
        sum(voicing_seconds), min(started)
    FROM runs WHERE {_MINE} GROUP BY 1, 2, 3
    ON CONFLICT (day, collection_id, outcome) DO UPDATE SET number = number + excluded.number,
        seconds = seconds + excluded.seconds, turns = turns + excluded.turns,
        voicing_seconds = voicing_seconds + excluded.voicing_seconds,
        first_started = min(first_started, excluded.first_started)"""
_TO_STEP_TOTALS = f"""
    INSERT INTO step_totals (step, seconds)
    SELECT step.key, sum(step.value) FROM runs, json_each(runs.seconds_per_step) AS step WHERE {_MINE} GROUP BY step.key
    ON CONFLICT (step) DO UPDATE SET seconds = seconds + excluded.seconds"""
_WORK = f"""
    SELECT sum(ended - started) AS seconds, sum(turns) AS turns FROM runs WHERE {_MINE}
    GROUP BY job_id HAVING sum(outcome = 'completed')"""
_TO_WORK_TOTALS = """
    INSERT INTO work_totals (length, number, seconds, turns) VALUES (:length, 1, :seconds, :turns)
    ON CONFLICT (length) DO UPDATE SET number = number + 1, seconds = seconds + excluded.seconds,
        turns = turns + excluded.turns"""
_OLD_EVENTS = "DELETE FROM job_events WHERE id <= (SELECT max(id) FROM job_events) - :kept"
_ENDED = (  # a failed one whose work a later one has taken over needs nobody's attention
    "kind <> :kind AND (state IN ('COMPLETED', 'CANCELLED') OR (state = 'FAILED' AND EXISTS (SELECT 1 FROM jobs later"
    " WHERE later.kind = jobs.kind AND later.subject_id = jobs.subject_id AND later.rowid > jobs.rowid)))"
)
_OLD_ENDED_JOBS = f"""
    DELETE FROM jobs WHERE {_ENDED} AND rowid <=
        (SELECT rowid FROM jobs WHERE {_ENDED} ORDER BY rowid DESC LIMIT 1 OFFSET :kept)"""


class Thinner:
    """Drops what nobody looks at any more. Figures of all time stay what they are."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = database, clock

    def thin(self) -> None:
        """Each table once there is enough in it to be worth a write. Raises StorageError."""
        ChangeLog(self._db).thin()
        if self._count("runs") > RUNS_KEPT * (1 + _SLACK):
            self._thin_runs()
        if self._count("job_events") > EVENTS_KEPT * (1 + _SLACK):
            self._drop(_OLD_EVENTS, kept=EVENTS_KEPT)
        if self._count(f"jobs WHERE {_ENDED}") > JOBS_KEPT * (1 + _SLACK):
            self._drop(_OLD_ENDED_JOBS, kept=JOBS_KEPT, kind=PODCAST_JOB)

    def _thin_runs(self) -> None:
        before = self._clock() - _SHORT_PERIODS
        with self._db.write() as connection:
            old = connection.execute(text(_OLD_JOBS), {"kept": RUNS_KEPT, "before": before}).scalars()
            values = {"kind": PODCAST_JOB, "jobs": json.dumps(list(old))}
            connection.execute(text(_TO_RUN_TOTALS), values)
            connection.execute(text(_TO_STEP_TOTALS), values)
            _keep_work(connection, values)
            connection.execute(text("DELETE FROM runs WHERE job_id IN (SELECT value FROM json_each(:jobs))"), values)

    def _count(self, what: str) -> int:
        with self._db.read() as connection:
            return int(connection.execute(text(f"SELECT count(*) FROM {what}"), {"kind": PODCAST_JOB}).scalar_one())

    def _drop(self, statement: str, **values: object) -> None:
        with self._db.write() as connection:
            connection.execute(text(statement), values)


def _keep_work(connection: Connection, values: dict[str, str]) -> None:
    done = connection.execute(text(_WORK), values).all()
    if done:
        rows = [
            {"length": three_digits(row.seconds), "seconds": max(0.0, row.seconds), "turns": row.turns} for row in done
        ]
        connection.execute(text(_TO_WORK_TOTALS), rows)
