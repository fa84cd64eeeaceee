"""The commands about the queue."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from podcast_studio.cli.showing import show
from podcast_studio.cli.stats import stats_lines
from podcast_studio.cli.times import parse_time
from podcast_studio.domain.activity import Period
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import AFTERWARDS_JOBS, Job, Priority, waiting_sentence
from podcast_studio.domain.shelf import QueueRow
from podcast_studio.studio import Studio


def _list(studio: Studio, options: argparse.Namespace) -> None:
    titles = {collection.id: f"index of {collection.name}" for collection in studio.collections()}
    titles |= {podcast.id: podcast.order.title for podcast in studio.podcasts()}
    waiting = {row.job_id: row for row in studio.shelf.queue()}
    found = studio.jobs()
    show(
        [_values(job, waiting.get(job.id)) for job in found],
        as_json=options.json,
        lines=lambda: (
            [_line(job, _title(job, titles), waiting.get(job.id)) for job in found] or ["The queue is empty."]
        ),
    )


def _title(job: Job, titles: Mapping[str, str]) -> str:
    title = titles.get(job.subject_id, job.kind)
    return f"{job.kind} of {title}" if job.kind in AFTERWARDS_JOBS else title


def _values(job: Job, row: QueueRow | None) -> dict[str, Any]:
    waits = {"waits_for": row.waits_for if row else None, "starts_at": row.starts_at if row else None}
    return {**asdict(job), "hours": str(job.hours) if job.hours else None, **waits}


def _line(job: Job, title: str, row: QueueRow | None) -> str:
    line = f"{job.id[:8]}  {job.state:<10}  attempt {job.attempts} of {job.max_attempts}  {title}"
    reasons = [job.trouble] if job.trouble else []
    if row is not None and row.waits_for is not None:
        reasons.append(waiting_sentence(row.waits_for, row.starts_at, row.hours))
    return f"{line}  ({' '.join(reasons)})" if reasons else line


def _stats(studio: Studio, options: argparse.Namespace) -> None:
    found = [studio.activity.figures(period) for period in Period]
    show(
        {figures.period.value: asdict(figures) for figures in found},
        as_json=options.json,
        lines=lambda: [line for figures in found for line in stats_lines(figures)],
    )


def _action(act: Callable[[Studio, Job, argparse.Namespace], None]) -> Callable[[Studio, argparse.Namespace], None]:
    """A command on one job, which is shown as it is afterwards."""

    def run(studio: Studio, options: argparse.Namespace) -> None:
        job = studio.find_job(name=options.id)
        act(studio, job, options)
        after = studio.find_job(name=job.id)
        row = next((row for row in studio.shelf.queue() if row.job_id == job.id), None)
        waits = (row.waits_for, row.starts_at, row.hours) if row is not None else (None, None, None)
        reason = f"  ({waiting_sentence(waits[0], *waits[1:])})" if waits[0] is not None else ""
        show(_values(after, row), as_json=options.json, lines=lambda: [f"{after.id[:8]}  {after.state}{reason}"])

    return run


def _start_at(studio: Studio, job: Job, options: argparse.Namespace) -> None:
    studio.queue.start_at(job_id=job.id, run_at=None if options.time == "now" else parse_time(options.time))


def _between(studio: Studio, job: Job, options: argparse.Namespace) -> None:
    studio.queue.set_hours(job_id=job.id, hours=None if options.hours == "any" else Hours.parse(options.hours))


def _priority(studio: Studio, job: Job, options: argparse.Namespace) -> None:
    studio.queue.set_priority(job_id=job.id, priority=Priority.parse(options.priority))


def _move(studio: Studio, job: Job, options: argparse.Namespace) -> None:
    before = studio.find_job(name=options.before).id if options.before else None
    studio.queue.move(job_id=job.id, before=before)


JOB_COMMANDS: dict[str, Callable[[Studio, argparse.Namespace], None]] = {
    "list": _list,
    "stats": _stats,
    "retry": _action(lambda studio, job, _: studio.retry(job=job)),
    "cancel": _action(lambda studio, job, _: studio.cancel(job=job)),
    "hold": _action(lambda studio, job, _: studio.hold(job=job)),
    "dismiss": _action(lambda studio, job, _: studio.dismiss(job=job)),
    "resume": _action(lambda studio, job, _: studio.resume(job=job)),
    "start-at": _action(_start_at),
    "between": _action(_between),
    "priority": _action(_priority),
    "move": _action(_move),
}
