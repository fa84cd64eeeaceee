"""The report of an evaluation: JSON that a run can go on from, and a page to read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from podcast_studio.domain.files import write_atomically
from tests.evaluation.measures import BY_KEY, MEASURES, Measure, overall
from tests.evaluation.telling_apart import tell_apart

_COLUMNS = {
    "length_off": "length",
    "supported": "supported",
    "details": "details",
    "sentences": "sentences",
    "repeated": "repeated",
    "distinct": "distinct",
    "coverage": "threads",
    "quiz": "only asks",
    "reactions": "reacts",
    "openings": "openings",
    "lix": "LIX",
    "unsayable": "unsayable",
    "leaks": "leaks",
    "obeyed": "obeyed",
    "pace": "s/min",
}
_MISSED = "**"
_MOST_FINDINGS = 12  # of one kind, of all podcasts


@dataclass
class Results:
    """What has been judged so far, by the name of the podcast."""

    path: Path  # of the JSON
    podcasts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Results:
        """What an earlier run has left there; nothing where there is none."""
        if not path.exists():
            return cls(path=path)
        return cls(path=path, podcasts=json.loads(path.read_text("utf-8"))["podcasts"])

    def add(self, name: str, row: dict[str, Any]) -> None:
        """Keep a podcast's row at once, so that a run that is broken off loses only the one in the making."""
        self.podcasts[name] = row
        figures = [one["figures"] for one in self.podcasts.values()]
        content = {"overall": overall(figures), "podcasts": self.podcasts}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self.path, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())


def shown(measure: Measure, value: float) -> str:
    """A figure as it is printed."""
    if measure.unit == "%":
        return f"{100 * value:.1f} %"
    number = f"{value:.0f}" if float(value).is_integer() else f"{value:.1f}"
    return f"{number} {measure.unit}".strip()


def row_line(name: str, figures: Mapping[str, float]) -> str:
    """A podcast's row for the terminal; what misses its target is marked."""
    cells = [f"{label} {shown(BY_KEY[key], figures[key])}{_mark(key, figures)}" for key, label in _COLUMNS.items()]
    return f"{name}: {', '.join(cells)}"


def page(results: Results) -> str:
    """The whole report as Markdown."""
    rows = list(results.podcasts.items())
    figures = [row["figures"] for _, row in rows]
    parts = [
        "# Evaluation of scripts",
        f"Made by `make evaluate` from {len(rows)} podcasts with {_listed(rows, 'model')}. What misses its target is "
        f"{_MISSED}bold{_MISSED}. How each figure is found: `tests/evaluation`, tested on planted faults.",
        "## Overall",
        _overall_table(overall(figures)),
        "## Each podcast",
        _podcast_table(rows),
        *_groups("style", "Styles", rows),
        *_groups("level", "Levels", rows),
        *_found(rows),
    ]
    return "\n\n".join(parts) + "\n"


def _mark(key: str, figures: Mapping[str, float]) -> str:
    if key == "length_off":
        key = "length_error"
    return "" if BY_KEY[key].met(figures[key]) else " !"


def _overall_table(figures: Mapping[str, float]) -> str:
    lines = ["| figure | value | target | what it means |", "|---|---:|---:|---|"]
    for measure in MEASURES:
        if measure.key in figures:
            value = shown(measure, figures[measure.key])
            value = value if measure.met(figures[measure.key]) else f"{_MISSED}{value}{_MISSED}"
            lines.append(f"| {measure.name} | {value} | {measure.target} | {measure.meaning} |")
    return "\n".join(lines)


def _podcast_table(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> str:
    lines = [f"| podcast | {' | '.join(_COLUMNS.values())} |", f"|---|{'---:|' * len(_COLUMNS)}"]
    for name, row in rows:
        cells = []
        for key in _COLUMNS:
            value = shown(BY_KEY[key], row["figures"][key])
            cells.append(f"{_MISSED}{value}{_MISSED}" if _mark(key, row["figures"]) else value)
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _groups(kind: str, title: str, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """How the podcasts of each style, or level, differ on average, and whether they can be told apart by it."""
    names = sorted({str(row[kind]) for _, row in rows})
    if len(names) < 2:
        return []
    keys = ("answer_words", "host_share", "turns_per_minute", "questions", "reactions", "summaries", "doubts", "lix")
    lines = [
        f"| {kind} | podcasts | {' | '.join(BY_KEY[key].name for key in keys)} |",
        f"|---|---:|{'---:|' * len(keys)}",
    ]
    for name in names:
        members = [row["figures"] for _, row in rows if row[kind] == name]
        means = overall(members)
        lines.append(f"| {name} | {len(members)} | {' | '.join(shown(BY_KEY[key], means[key]) for key in keys)} |")
    apart = tell_apart([str(row[kind]) for _, row in rows], [row["figures"] for _, row in rows])
    told = "There are too few of each to say whether they can be told apart."
    if apart is not None:
        told = (
            f"Told apart by how the talk is made, each by the means of the others: {apart.recognised} of "
            f"{apart.podcasts} ({apart.share:.0%}; by chance {apart.chance:.0%})."
        )
    return [f"## {title}", "\n".join(lines), told]


def _found(rows: Sequence[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """What was found, for those who want to look."""
    parts: list[str] = []
    for measure in MEASURES:
        found = [f"- {name}, turn {one}" for name, row in rows for one in row["findings"].get(measure.key, ())]
        if found and measure.target:
            more = [f"- … and {len(found) - _MOST_FINDINGS} more"] if len(found) > _MOST_FINDINGS else []
            parts += [f"### {measure.name}", "\n".join([*found[:_MOST_FINDINGS], *more])]
    return ["## What was found", *parts] if parts else []


def _listed(rows: Sequence[tuple[str, Mapping[str, Any]]], key: str) -> str:
    return ", ".join(sorted({str(row[key]) for _, row in rows})) or "no model"
