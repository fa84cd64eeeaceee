"""`jobs stats`: how the work went in the last hour, the last day, and ever."""

from __future__ import annotations

from podcast_studio.domain.activity import Figures, Period

_NAMES = {Period.HOUR: "The last hour", Period.DAY: "The last day", Period.ALL: "All time"}


def stats_lines(figures: Figures) -> list[str]:
    """One period, for people."""
    hours = max((figures.end - figures.start) / 3600, 1.0)
    counts = {"started": figures.started, "completed": figures.completed, "failed": figures.failed}
    lines = [
        _NAMES[figures.period],
        "  podcasts     "
        + ", ".join(f"{number} {what} ({number / hours:.1f} an hour)" for what, number in counts.items()),
        f"  outcome      {_percent(figures.success_rate)} completed, {_percent(figures.retry_rate)} of runs repeated",
        f"  time         {_clock(figures.mean_seconds)} on average, "
        f"{_clock(figures.p95_seconds)} or less for 95 of 100",
        f"  queue        {figures.waiting} waiting, {figures.running} running, "
        f"workers busy {_percent(figures.workers_busy)}",
        f"  turns        {_number(figures.turns_per_podcast, 1)} a podcast, "
        f"{_number(figures.voicing_seconds_per_turn, 2)} s of voicing each",
    ]
    if figures.steps:
        lines.append("  steps        " + ", ".join(f"{step.step} {_percent(step.share)}" for step in figures.steps))
    for collection in figures.per_collection:
        lines.append(f"  collection   {collection.name}: {_percent(collection.success_rate)} of {collection.count}")
    return lines


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}".replace("%", " %")


def _number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _clock(seconds: float | None) -> str:
    return "-" if seconds is None else f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
