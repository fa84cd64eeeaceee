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
_RAN = """
    (SELECT ended, outcome, collection_id, 1 AS number, turns, voicing_seconds FROM runs
    WHERE kind = :kind AND ended >= :start
    UNION ALL SELECT day, outcome, collection_id, number, turns, voicing_seconds FROM run_totals WHERE day >= :start)"""
_QUERIES = {  # what was thinned out is older than the short periods, and counts for all time only
    "outcomes": f"""
        SELECT outcome, sum(number) AS number, sum(turns) AS turns, sum(voicing_seconds) AS voicing_seconds FROM {_RAN}
        GROUP BY outcome""",
    "started": """
        SELECT (SELECT count(*) FROM runs WHERE kind = :kind AND started >= :start)
            + (SELECT coalesce(sum(number), 0) FROM run_totals WHERE day >= :start) AS number""",
    "work": """
        SELECT 1 AS number, sum(ended - started) AS seconds, sum(turns) AS turns, NULL AS length FROM runs
        WHERE ended IS NOT NULL AND job_id IN (
            SELECT job_id FROM runs WHERE kind = :kind AND ended >= :start AND outcome = 'completed')
        GROUP BY job_id
        UNION ALL SELECT number, seconds, turns, length FROM work_totals WHERE :ever""",
    "busy": """
        SELECT (SELECT coalesce(sum(max(0, min(coalesce(ended, :end), :end) - max(started, :start))), 0) FROM runs
            WHERE kind = :kind AND (ended IS NULL OR ended >= :start))
            + (SELECT coalesce(sum(seconds), 0) FROM run_totals WHERE day >= :start) AS seconds""",
    "buckets": f"""
        SELECT CAST((ended - :start) / :width AS INTEGER) AS place,
            sum(number * (outcome = 'completed')) AS completed, sum(number * (outcome = 'failed')) AS failed FROM {_RAN}
        GROUP BY place""",
    "steps": """
        SELECT step, sum(seconds) AS seconds FROM (
            SELECT step.key AS step, step.value AS seconds FROM runs, json_each(runs.seconds_per_step) AS step
            WHERE runs.kind = :kind AND runs.ended >= :start
            UNION ALL SELECT step, seconds FROM step_totals WHERE :ever)
        GROUP BY step""",
    "collections": f"""
        SELECT c.name, 1.0 * sum(r.number * (r.outcome = 'completed')) / sum(r.number) AS success_rate,
            sum(r.number) AS number
        FROM {_RAN} r JOIN collections c ON c.id = r.collection_id
        WHERE r.outcome IN ('completed', 'failed')
        GROUP BY c.id ORDER BY number DESC, c.name""",
    "states": "SELECT state, count(*) AS number FROM jobs WHERE state IN ('QUEUED', 'GENERATING') GROUP BY state",
}
_FIRST = "SELECT min(at) FROM (SELECT min(started) AS at FROM runs UNION ALL SELECT min(first_started) FROM run_totals)"


class ActivityStore:
    """Reads the figures. Everything about runs is of podcasts: other jobs are short and would blur the means."""

    def __init__(self, database: Database, *, clock: Callable[[], float] = time.time) -> None:
        self._db, self._clock = database, clock

    def figures(self, period: Period, *, workers: int) -> Figures:
        """The period up to now; its start is put back to a whole bucket, so that bars do not wander."""
        end = self._clock()
        with self._db.read() as connection:
            start, width = _span(connection, period, end)
            values = {"kind": PODCAST_JOB, "start": start, "end": end, "width": width, "ever": period is Period.ALL}
            found = {name: connection.execute(text(query), values).all() for name, query in _QUERIES.items()}
        return _figures(period, found, start=start, end=end, width=width, workers=workers)


def _figures(
    period: Period, found: dict[str, Sequence[Any]], *, start: float, end: float, width: float, workers: int
) -> Figures:
    outcomes = {row.outcome: row for row in found["outcomes"]}
    counts = {outcome: outcomes[outcome].number if outcome in outcomes else 0 for outcome in RunOutcome}
    done, failed = counts[RunOutcome.COMPLETED], counts[RunOutcome.FAILED]
    again = counts[RunOutcome.RETRIED] + counts[RunOutcome.DIED]
    work, made = found["work"], sum(row.number for row in found["work"])
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
        mean_seconds=_ratio(sum(row.seconds for row in work), made),
        p95_seconds=_percentile(work, 0.95),
        workers_busy=min(1.0, found["busy"][0].seconds / max(1.0, (end - start) * workers)),
        retry_rate=_ratio(again, done + failed + again),
        success_rate=_ratio(done, done + failed),
        turns_per_podcast=_ratio(sum(row.turns for row in work), made),
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


def _percentile(work: Sequence[Any], share: float) -> float | None:
    """Of the lengths in three digits, so that thinning, which keeps no more, does not move it."""
    lengths = sorted((three_digits(row.seconds) if row.length is None else row.length, row.number) for row in work)
    wanted = math.ceil(share * sum(number for _, number in lengths))
    for length, number in lengths:
        wanted -= number
        if wanted <= 0:
            return length
    return None


def three_digits(seconds: float) -> float:
    """Rounded to what a person would say of a duration; there are few such figures."""
    return float(f"{max(0.0, seconds):.3g}")


def _span(connection: Connection, period: Period, end: float) -> tuple[float, float]:
    """Where a period starts, and how wide its buckets are, in seconds."""
    if period is Period.HOUR:
        return (end - _HOUR) // (5 * _MINUTE) * 5 * _MINUTE, 5 * _MINUTE
    if period is Period.DAY:
        return (end - _DAY) // _HOUR * _HOUR, _HOUR
    first = connection.execute(text(_FIRST)).scalar()
    midnight = datetime.fromtimestamp(end if first is None else first).astimezone()
    start = midnight.replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    return start, _DAY * max(1, math.ceil((end - start) / _DAY / _BARS))


def _buckets(rows: Sequence[Any], start: float, end: float, width: float) -> tuple[Bucket, ...]:
    found = {row.place: row for row in rows}
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
