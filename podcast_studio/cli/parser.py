"""The words that the command line understands."""

from __future__ import annotations

import argparse
from pathlib import Path

from podcast_studio import __version__
from podcast_studio.domain.languages import AUTO, ENGLISH, LANGUAGES
from podcast_studio.domain.styles import Level, Style

_DESCRIPTION = "Turn a folder of documents into a two-speaker podcast, wholly on this machine."


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    parser = argparse.ArgumentParser(prog="podcast-studio", description=_DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"podcast-studio {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", description="Without a command, the window opens."
    )
    window = commands.add_parser("open", help="open the window, with these folders or files as collections")
    window.add_argument("paths", type=Path, nargs="*", metavar="PATH")
    _generate(commands)
    _collections(commands)
    _podcasts(commands)
    _jobs(commands)
    status = commands.add_parser("status", help="show how far a podcast is")
    status.add_argument("id", help="podcast id, or the beginning of it")
    _json(status)
    worker = commands.add_parser("worker", help="work the queue until it is empty or Ctrl-C")
    worker.add_argument(
        "--workers", type=int, metavar="N", help="podcasts made at the same time (default: as in settings)"
    )
    worker.add_argument("--stay", action="store_true", help="wait for new jobs when the queue is empty")
    for name, purpose in (("voices", "the voices"), ("models", "the language models")):
        group = commands.add_parser(name, help=f"{purpose} that are installed").add_subparsers(
            dest="action", required=True, metavar="ACTION"
        )
        _json(group.add_parser("list", help=f"list {purpose}"))
    _settings(commands)
    _json(commands.add_parser("doctor", help="check that everything is in place, and say what to do if not"))
    return parser


def _generate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("generate", help="make a podcast of a folder")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder of documents, or one document")
    parser.add_argument("--minutes", type=float, default=15.0, help="length, 1 to 60 (default: 15)")
    parser.add_argument("--focus", default="", metavar="TEXT", help="what it should be about above all")
    parser.add_argument("--title", default="", metavar="TEXT")
    parser.add_argument("--style", default="", metavar="STYLE", help=f"{', '.join(Style)} (default: interview)")
    parser.add_argument("--level", default="", metavar="LEVEL", help=f"{', '.join(Level)} (default: informed)")
    parser.add_argument(
        "--language",
        default="",
        metavar="LANGUAGE",
        help=f"of the podcast: {', '.join(LANGUAGES)}, or {AUTO} for that of the documents "
        f"(default: as in settings, at first {ENGLISH})",
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="copy the finished podcast there")
    parser.add_argument("--format", metavar="FORMAT", help="mp3 (default), m4a, ogg, flac or wav")
    parser.add_argument("--host-voice", default="", metavar="V", help="see: podcast-studio voices list")
    parser.add_argument("--expert-voice", default="", metavar="V")
    parser.add_argument("--model", default="", metavar="PATH", help="a GGUF file (default: the starter model)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="another number, another podcast")
    _when(parser)
    _json(parser)


def _when(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--at", metavar="TIME", help="start then: 22:00, or 2026-03-04 22:00")
    parser.add_argument("--between", metavar="HOURS", help="work only in these hours of the day, e.g. 22:00-07:00")
    parser.add_argument("--priority", default="normal", metavar="P", help="urgent, normal (default) or low")
    parser.add_argument("--copy", action="store_true", help="make another one even if the same waits already")
    parser.add_argument("--then-export", metavar="FOLDER", help="copy it there when it is done")
    parser.add_argument(
        "--then-run",
        metavar="COMMAND",
        help="run that then, without a shell; {audio}, {title}, {folder}, {transcript} and {id} are filled in",
    )
    parser.add_argument("--then-notify", action="store_true", default=None, help="show a notification then")
    parser.add_argument("--queue", action="store_true", help="only put it into the queue, and do not wait for it")


def _collections(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("collections", help="folders of documents").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    add = group.add_parser("add", help="add a folder and index it")
    add.add_argument("folder", type=Path, metavar="FOLDER")
    add.add_argument("--name", default="")
    _json(add)
    _json(group.add_parser("list", help="list the collections"))
    for name, purpose in (
        ("rescan", "bring the index up to date"),
        ("remove", "forget a collection (your files stay)"),
    ):
        action = group.add_parser(name, help=purpose)
        action.add_argument("name", metavar="COLLECTION", help="name, folder, or id")
        _json(action)
    say = group.add_parser("say", help="list how names are said, or write how one is said")
    say.add_argument("name", metavar="COLLECTION", help="name, folder, or id")
    say.add_argument("written", nargs="?", metavar="WRITTEN", help="a name as it stands in the documents")
    say.add_argument("spoken", nargs="?", metavar="SPOKEN", help="how it is said, in plain words")
    say.add_argument("--forget", action="store_true", help="say it as it is written again")
    _json(say)


def _podcasts(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("podcasts", help="the podcasts in the library").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    _json(group.add_parser("list", help="list the podcasts"))
    for name, purpose in (("show", "show one podcast"), ("delete", "delete a podcast and its files")):
        action = group.add_parser(name, help=purpose)
        action.add_argument("id", metavar="ID")
        _json(action)
    export = group.add_parser("export", help="copy a podcast out of the library; nothing is overwritten")
    export.add_argument("id", metavar="ID")
    export.add_argument("target", type=Path, metavar="FILE_OR_FOLDER")
    _json(export)


def _jobs(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("jobs", help="the queue").add_subparsers(dest="action", required=True, metavar="ACTION")
    _json(group.add_parser("list", help="list the jobs"))
    _json(group.add_parser("stats", help="show how the work went in the last hour, the last day, and ever"))
    for name, purpose in (
        ("retry", "try a failed or cancelled job again, from where it stopped"),
        ("dismiss", "give a failed job up, so that it no longer needs attention"),
        ("cancel", "cancel a job"),
        ("hold", "pause a job"),
        ("resume", "let a paused job go on"),
    ):
        action = group.add_parser(name, help=purpose)
        _job(action)
    at = _job(group.add_parser("start-at", help="let a waiting job wait for a time"))
    at.add_argument("time", metavar="TIME", help="22:00, or 2026-03-04 22:00; “now” is as soon as it can be")
    hours = _job(group.add_parser("between", help="let a waiting job work only in some hours of the day"))
    hours.add_argument("hours", metavar="HOURS", help="e.g. 22:00-07:00; “any” is at any time")
    priority = _job(group.add_parser("priority", help="change how soon a waiting job is taken"))
    priority.add_argument("priority", metavar="P", help="urgent, normal or low")
    move = _job(group.add_parser("move", help="put a waiting job before another one, or last"))
    move.add_argument("--before", metavar="ID", help="the other one (default: put it last)")


def _settings(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    group = commands.add_parser("settings", help="what holds for all podcasts, and for the window").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    _json(group.add_parser("list", help="list the settings"))
    change = group.add_parser("set", help="change a setting")
    change.add_argument("name", metavar="NAME", help="see: podcast-studio settings list")
    change.add_argument("value", metavar="VALUE", help="a number, a text, on or off; “” is nothing")
    reset = group.add_parser("reset", help="put a setting back to what it was at first")
    reset.add_argument("name", metavar="NAME")
    for action in (change, reset):
        _json(action)


def _job(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("id", metavar="ID", help="id of the job or its podcast, or the beginning of it")
    _json(parser)
    return parser


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
