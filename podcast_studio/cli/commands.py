"""The commands: each calls the facade and prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict

from podcast_studio.cli.generate import generate
from podcast_studio.cli.jobs import JOB_COMMANDS
from podcast_studio.cli.saying import say
from podcast_studio.cli.settings import SETTINGS_COMMANDS
from podcast_studio.cli.showing import show
from podcast_studio.cli.working import work
from podcast_studio.domain.documents import Collection, IndexReport
from podcast_studio.domain.languages import name_of
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.studio import Studio, open_studio

DONE, FAILED = 0, 1


def run(options: argparse.Namespace, opened: Callable[[], Studio] | None = None) -> int:
    """Run the command that was parsed, over the studio that `opened` opens; its exit code."""
    opened = _telling(opened or open_studio)
    if options.command == "generate":
        return generate(options, opened)
    with opened() as studio:
        if options.command == "worker":
            return work(studio, options)
        name = f"{options.command} {getattr(options, 'action', '')}".strip()
        return _COMMANDS[name](studio, options) or DONE


def _telling(opened: Callable[[], Studio]) -> Callable[[], Studio]:
    """Also says what became of a library that was damaged."""

    def opening() -> Studio:
        studio = opened()
        if studio.rescued is not None:
            print(f"podcast-studio: {studio.rescued.message} {studio.rescued.way_out}", file=sys.stderr)
        return studio

    return opening


def _collections_add(studio: Studio, options: argparse.Namespace) -> None:
    collection = studio.add_folder(folder=options.folder, name=options.name)
    report = studio.rescan(collection=collection, report=_bar(options))
    show({**asdict(collection), **asdict(report)}, as_json=options.json, lines=lambda: _report(collection.name, report))


def _collections_list(studio: Studio, options: argparse.Namespace) -> None:
    found = studio.collections()
    languages = {row.id: row.language for row in studio.shelf.collections()}
    show(
        [{**asdict(collection), "language": languages.get(collection.id, "")} for collection in found],
        as_json=options.json,
        lines=lambda: (
            [_collection_line(collection, languages.get(collection.id, "")) for collection in found]
            or ["There are no collections yet. Add one with: podcast-studio collections add FOLDER"]
        ),
    )


def _collection_line(collection: Collection, language: str) -> str:
    line = f"{collection.id[:8]}  {collection.name}  {collection.folder}"
    return f"{line}  ({name_of(language)})" if language else line


def _collections_rescan(studio: Studio, options: argparse.Namespace) -> None:
    collection = studio.find_collection(name=options.name)
    report = studio.rescan(collection=collection, report=_bar(options))
    show({**asdict(collection), **asdict(report)}, as_json=options.json, lines=lambda: _report(collection.name, report))


def _collections_remove(studio: Studio, options: argparse.Namespace) -> None:
    collection = studio.find_collection(name=options.name)
    studio.remove_collection(collection=collection)
    show(
        {"removed": collection.id},
        as_json=options.json,
        lines=lambda: [f"{collection.name} is forgotten. Your files in {collection.folder} are untouched."],
    )


def _podcast_line(studio: Studio, podcast: Podcast) -> str:
    status = studio.status(podcast_id=podcast.id)
    length = _clock(podcast.duration_seconds) if podcast.duration_seconds else f"{podcast.order.minutes:g} min asked"
    return (
        f"{podcast.id[:8]}  {status.status:<10} {status.progress_percentage:3d} %  {length:>13}  {podcast.order.title}"
    )


def _podcasts_list(studio: Studio, options: argparse.Namespace) -> None:
    found = studio.podcasts()
    show(
        [asdict(podcast) for podcast in found],
        as_json=options.json,
        lines=lambda: (
            [_podcast_line(studio, podcast) for podcast in found]
            or ["There are no podcasts yet. Make one with: podcast-studio generate FOLDER"]
        ),
    )


def _podcasts_show(studio: Studio, options: argparse.Namespace) -> None:
    podcast = studio.find_podcast(name=options.id)
    status = studio.status(podcast_id=podcast.id)
    details = {
        "title": podcast.order.title,
        "id": podcast.id,
        "status": f"{status.status}, {status.progress_percentage} %",
        "asked": f"{podcast.order.minutes:g} minutes",
        "length": _clock(podcast.duration_seconds) if podcast.duration_seconds else "-",
        "focus": podcast.order.focus or "-",
        "voices": f"{podcast.order.host_voice}, {podcast.order.expert_voice}",
        "audio": str(podcast.audio or "-"),
        "note": status.error_message or "-",
    }
    show(
        {**asdict(podcast), "status": status.as_dict()},
        as_json=options.json,
        lines=lambda: [f"{key + ':':<9}{value}" for key, value in details.items()],
    )


def _podcasts_export(studio: Studio, options: argparse.Namespace) -> None:
    exported = studio.export(podcast=studio.find_podcast(name=options.id), target=options.target)
    show(asdict(exported), as_json=options.json, lines=lambda: [str(path) for path in asdict(exported).values()])


def _podcasts_delete(studio: Studio, options: argparse.Namespace) -> None:
    podcast = studio.find_podcast(name=options.id)
    studio.delete_podcast(podcast=podcast)
    show({"deleted": podcast.id}, as_json=options.json, lines=lambda: [f"“{podcast.order.title}” is deleted."])


def _status(studio: Studio, options: argparse.Namespace) -> None:
    status = studio.status(podcast_id=studio.find_podcast(name=options.id).id)
    show(
        status.as_dict(),
        as_json=options.json,
        lines=lambda: [
            f"{status.status}  {status.progress_percentage} %  {status.current_step or ''}",
            f"turns: {status.step_details.completed_turns} of {status.step_details.total_turns}",
            *([status.error_message] if status.error_message else []),
        ],
    )


def _voices_list(studio: Studio, options: argparse.Namespace) -> None:
    found = studio.voices()
    show(
        [asdict(voice) for voice in found],
        as_json=options.json,
        lines=lambda: (
            [f"{voice.id:<28} {voice.language:<6} {voice.model}" for voice in found]
            or [f"No voice is installed. Put Piper voices into {studio.home.voices}."]
        ),
    )


def _models_list(studio: Studio, options: argparse.Namespace) -> None:
    found = studio.models()
    show(
        [asdict(model) for model in found],
        as_json=options.json,
        lines=lambda: (
            [
                f"{model.name:<40} {model.endpoint or model.path}"
                f"{'' if model.ready else '  (put together when first used)'}"
                for model in found
            ]
            or [f"No model is installed. Put a .gguf file into {studio.home.models}."]
        ),
    )


def _doctor(studio: Studio, options: argparse.Namespace) -> int:
    findings = studio.diagnose()
    show(
        [asdict(finding) for finding in findings],
        as_json=options.json,
        lines=lambda: [
            f"{'ok ' if finding.ok else '!! '} {finding.what}: {finding.found}"
            + (f"\n     What to do: {finding.way_out}" if finding.way_out else "")
            for finding in findings
        ],
    )
    return DONE if all(finding.ok for finding in findings) else FAILED


def _bar(options: argparse.Namespace) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        if not options.json and sys.stderr.isatty():
            print(f"\rReading documents: {done} of {total}", end="" if done < total else "\n", file=sys.stderr)

    return report


def _report(name: str, report: IndexReport) -> list[str]:
    lines = [
        f"{name}: {_count(report.documents, 'document')}, {_count(report.passages, 'passage')} "
        f"({report.added} new, {report.changed} changed, {report.removed} gone, {report.unchanged} as before)."
    ]
    return lines + [f"  left out: {file.path}: {file.reason}" for file in report.skipped]


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


_COMMANDS: dict[str, Callable[[Studio, argparse.Namespace], int | None]] = {
    "collections add": _collections_add,
    "collections list": _collections_list,
    "collections rescan": _collections_rescan,
    "collections remove": _collections_remove,
    "collections say": say,
    "podcasts list": _podcasts_list,
    "podcasts show": _podcasts_show,
    "podcasts export": _podcasts_export,
    "podcasts delete": _podcasts_delete,
    **{f"jobs {action}": command for action, command in JOB_COMMANDS.items()},
    **{f"settings {action}": command for action, command in SETTINGS_COMMANDS.items()},
    "status": _status,
    "voices list": _voices_list,
    "models list": _models_list,
    "doctor": _doctor,
}
