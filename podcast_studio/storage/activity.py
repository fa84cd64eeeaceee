"""Figures over the runs of a period."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from podcast_studio.domain.activity import Bucket, CollectionShare, Figures, Period, RunOutcome, StepShare
from podcast_studio.domain.jobs import PODCAST_JOB, JobState
from podcast_studio.domain.progress import Step
from podcast_studio.storage.database import Database

_MINUTE, _HOUR, _DAY = 60.0, 3_600.0, 86_400.0
_BARS = 30  # at most, for all time
_ENDED = "FROM runs WHERE kind = :kind AND ended >= :start"
_QUERIES = {
    "outcomes": f"""
        SELECT outcome, count(*) AS number, sum(turns) AS turns, sum(voicing_seconds) AS voicing_seconds {_ENDED}
        GROUP BY outcome""",
    "started": "SELECT count(*) AS number FROM runs WHERE kind = :kind AND started >= :start",
    "work": f"""
        SELECT sum(ended - started) AS seconds, sum(turns) AS turns FROM runs
        WHERE ended IS NOT NULL AND job_id IN (SELECT job_id {_ENDED} AND outcome = 'completed')
        GROUP BY job_id ORDER BY seconds""",
    "busy": """
        SELECT coalesce(sum(max(0, min(coalesce(ended, :end), :end) - max(started, :start))), 0) AS seconds FROM runs
        WHERE kind = :kind AND (ended IS NULL OR ended >= :start)""",
    "buckets": f"""
        SELECT CAST((ended - :start) / :width AS INTEGER) AS number, sum(outcome = 'completed') AS completed,
            sum(outcome = 'failed') AS failed {_ENDED}
        GROUP BY number""",
    "steps": """
        SELECT step.key AS step, sum(step.value) AS seconds FROM runs, json_each(runs.seconds_per_step) AS step
        WHERE runs.kind = :kind AND runs.ended >= :start
        GROUP BY step.key""",
    "collections": """
        SELECT c.name, avg(r.outcome = 'completed') AS success_rate, count(*) AS number
        FROM runs r JOIN collections c ON c.id = r.collection_id
        WHERE r.kind = :kind AND r.ended >= :start AND r.outcome IN ('completed', 'failed')
        GROUP BY c.id ORDER BY number DESC, c.name""",
    "states": "SELECT state, count(*) AS number FROM jobs WHERE state IN ('QUEUED', 'GENERATING') GROUP BY state",
}


class ActivityStore:
    """Reads the figures. Everything about runs is of podcasts: other jobs are short and would blur the means."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = database, clock

    def figures(self, period: Period, *, workers: int) -> Figures:
        """The period up to now; its start is put back to a whole bucket, so that bars do not wander."""
        end = self._clock()
        with self._db.read() as connection:
            start, width = _span(connection, period, end)
            values = {"kind": PODCAST_JOB, "start": start, "end": end, "width": width}
            found = {name: connection.execute(text(query), values).all() for name, query in _QUERIES.items()}
        return _figures(period, found, start=start, end=end, width=width, workers=workers)


def _figures(
    period: Period, found: dict[str, Sequence[Any]], *, start: float, end: float, width: float, workers: int
) -> Figures:
    outcomes = {row.outcome: row for row in found["outcomes"]}
    counts = {outcome: outcomes[outcome].number if outcome in outcomes else 0 for outcome in RunOutcome}
    done, failed = counts[RunOutcome.COMPLETED], counts[RunOutcome.FAILED]
    again = counts[RunOutcome.RETRIED] + counts[RunOutcome.DIED]
    work = found["work"]
    voicing = sum(row.voicing_seconds for row in outcomes.values())
    states = {row.state: row.number for row in found["states"]}
    return Figures(
        period=period,
        start=start,
        end=end,
        started=found["started"][0].number,
        completed=done,
        failed=failed,
        waiting=states.get(JobState.QUEUED.value, 0),
        running=states.get(JobState.GENERATING.value, 0),
        mean_seconds=_ratio(sum(row.seconds for row in work), len(work)),
        p95_seconds=work[math.ceil(0.95 * len(work)) - 1].seconds if work else None,
        workers_busy=min(1.0, found["busy"][0].seconds / max(1.0, (end - start) * workers)),
        retry_rate=_ratio(again, done + failed + again),
        success_rate=_ratio(done, done + failed),
        turns_per_podcast=_ratio(sum(row.turns for row in work), len(work)),
        voicing_seconds_per_turn=_ratio(voicing, sum(row.turns for row in outcomes.values())),
        bucket_seconds=width,
        buckets=_buckets(found["buckets"], start, end, width),
        steps=_steps(found["steps"]),
        per_collection=tuple(
            CollectionShare(name=row.name, success_rate=row.success_rate, count=row.number)
            for row in found["collections"]
        ),
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _span(connection: Connection, period: Period, end: float) -> tuple[float, float]:
    """Where a period starts, and how wide its buckets are, in seconds."""
    if period is Period.HOUR:
        return (end - _HOUR) // (5 * _MINUTE) * 5 * _MINUTE, 5 * _MINUTE
    if period is Period.DAY:
        return (end - _DAY) // _HOUR * _HOUR, _HOUR
    first = connection.execute(text("SELECT min(started) FROM runs")).scalar()
    midnight = datetime.fromtimestamp(end if first is None else first).astimezone()
    start = midnight.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    return start, _DAY * max(1, math.ceil((end - start) / _DAY / _BARS))


def _buckets(rows: Sequence[Any], start: float, end: float, width: float) -> tuple[Bucket, ...]:
    found = {row.number: row for row in rows}
    return tuple(
        Bucket(
            start=start + number * width,
            completed=found[number].completed if number in found else 0,
            failed=found[number].failed if number in found else 0,
        )
        for number in range(max(1, math.floor((end - start) / width) + 1))
    )


def _steps(rows: Sequence[Any]) -> tuple[StepShare, ...]:
    seconds = {row.step: float(row.seconds) for row in rows}
    total = sum(seconds.values())
    return tuple(
        StepShare(step=step, seconds=seconds[step], share=seconds[step] / total if total else 0.0)
        for step in Step
        if step in seconds
    )
