"""`generate`: work the queue in this process and show how a podcast comes along."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from podcast_studio.cli.showing import standing
from podcast_studio.cli.times import parse_time
from podcast_studio.domain.errors import Interrupted, PodcastStudioError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import AFTERWARDS_JOBS, JobState, Priority
from podcast_studio.domain.languages import LANGUAGES, name_of, parse_language
from podcast_studio.domain.podcasts import AudioFormat, Podcast, check_minutes
from podcast_studio.domain.progress import PodcastStatus
from podcast_studio.domain.styles import parse_level, parse_style
from podcast_studio.studio import Studio, open_studio
from podcast_studio.studio.afterwards import Afterwards
from podcast_studio.studio.exporting import check_room, check_target

DONE = 0
_TICK = 0.2
_ENDED = ("COMPLETED", "FAILED", "CANCELLED")
_STEPS = {
    "retrieving_content": "reading the documents",
    "generating_script": "writing",
    "parsing_turns": "checking",
    "generating_audio": "voicing",
    "combining_audio": "mixing",
    "storing_audio": "storing",
}


def generate(options: argparse.Namespace, opened: Callable[[], Studio] = open_studio) -> int:
    """Order a podcast, work the queue until it is done, and say where it is."""
    check_minutes(options.minutes)
    priority = Priority.parse(options.priority)
    run_at = parse_time(options.at) if options.at else None
    hours = Hours.parse(options.between) if options.between else None
    audio_format = _wanted_format(options)
    style = parse_style(options.style) if options.style else None
    level = parse_level(options.level) if options.level else None
    language = parse_language(options.language) if options.language else ""
    if options.output is not None:
        target = options.output.expanduser().absolute()
        check_target(target, f".{audio_format.value}")
        check_room(target, options.minutes, audio_format)
    with opened() as studio, stopping() as stop:
        podcast = studio.order(
            folder=options.folder,
            minutes=options.minutes,
            title=options.title,
            focus=options.focus,
            style=style,
            level=level,
            language=language,
            audio_format=audio_format,
            host_voice=options.host_voice,
            expert_voice=options.expert_voice,
            model=options.model,
            seed=options.seed,
            priority=priority,
            run_at=run_at,
            hours=hours,
            copy=options.copy,
            afterwards=Afterwards(export=options.then_export, command=options.then_run, notify=options.then_notify),
            preparing=_preparing(stop, silent=options.json),
        )
        _tell_language(studio, podcast, options)
        if options.queue and not stop.is_set():
            return _queued(studio, podcast, options)
        if not stop.is_set():
            studio.start_workers()
            _Display(studio, podcast, as_json=options.json).follow(stop)
            _follow_up(studio, podcast, stop)
        if stop.is_set():
            studio.stop_workers()
            if studio.status(podcast_id=podcast.id).status not in _ENDED:
                raise Interrupted
        return _result(studio, podcast, options)


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set; a second Ctrl-C interrupts at once."""
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wanted_format(options: argparse.Namespace) -> AudioFormat:
    """The format asked for, else the one that the output file's ending names, else mp3."""
    if options.format:
        return AudioFormat.parse(options.format)
    suffix = options.output.suffix if options.output is not None and not options.output.is_dir() else ""
    return AudioFormat.parse(suffix) if suffix else AudioFormat.MP3


def _preparing(stop: threading.Event, *, silent: bool) -> Callable[[float], None]:
    """Says how the starter model is put together, and hears Ctrl-C meanwhile."""
    shown = -1

    def report(share: float) -> None:
        nonlocal shown
        if stop.is_set():
            raise Interrupted
        if int(share * 10) > shown and not silent:
            shown = int(share * 10)
            print(f"Preparing the starter model (once): {shown * 10} %", file=sys.stderr, flush=True)

    return report


def _tell_language(studio: Studio, podcast: Podcast, options: argparse.Namespace) -> None:
    """Says that the documents are in another language than the podcast; what is not known is not told."""
    documents, language = studio.language_of(folder=options.folder), podcast.order.language
    if documents in ("", language):
        return
    way_out = f" For a podcast in {name_of(documents)}: --language {documents}" if documents in LANGUAGES else ""
    print(
        f"podcast-studio: The documents are mostly in {name_of(documents)} and the podcast is in {name_of(language)}: "
        f"it will quote them badly.{way_out}",
        file=sys.stderr,
        flush=True,
    )


def _follow_up(studio: Studio, podcast: Podcast, stop: threading.Event) -> None:
    """Wait for what is done with the finished podcast; what fails there is told, and costs nothing else."""
    told = set[str]()
    while True:
        mine = [job for job in studio.jobs() if job.subject_id == podcast.id and job.kind in AFTERWARDS_JOBS]
        for job in mine:
            if job.trouble and job.id not in told:
                told.add(job.id)
                print(f"podcast-studio: {job.trouble} See: podcast-studio jobs list", file=sys.stderr, flush=True)
        waiting = [job for job in mine if job.state in (JobState.QUEUED, JobState.GENERATING) and not job.trouble]
        if not waiting or stop.wait(_TICK):
            return


def _queued(studio: Studio, podcast: Podcast, options: argparse.Namespace) -> int:
    if options.json:
        print(json.dumps(studio.status(podcast_id=podcast.id).as_dict(), default=str), flush=True)
    else:
        print(standing(studio, podcast.id))
    return DONE


def _result(studio: Studio, podcast: Podcast, options: argparse.Namespace) -> int:
    status = studio.status(podcast_id=podcast.id)
    if status.status != "COMPLETED":
        told = status.error_message or f"The podcast was {status.status.lower()}."
        raise PodcastStudioError(
            told if told.endswith((".", "!", "?")) else f"{told}.",
            way_out=f"What is finished is kept: podcast-studio jobs retry {podcast.id[:8]}",
        )
    podcast = studio.find_podcast(name=podcast.id)
    files = studio.files(podcast=podcast)
    if options.output is not None:
        files = studio.export(podcast=podcast, target=options.output)
    seconds = podcast.duration_seconds or 0.0
    if options.json:
        last = {
            "podcast_id": podcast.id,
            "audio": str(files.audio),
            "transcript": str(files.transcript),
            "captions": str(files.captions),
            "duration_seconds": seconds,
        }
        print(json.dumps(last, ensure_ascii=False), flush=True)
        return DONE
    print(f"\n“{podcast.order.title}”, {int(seconds) // 60}:{int(seconds) % 60:02d} minutes")
    print(f"  audio       {files.audio}\n  transcript  {files.transcript}\n  captions    {files.captions}")
    if podcast.note:
        print(f"  note        {podcast.note}")
    return DONE


class _Display:
    """Follows one podcast: a status object a line, or one line that is written over, or a line a change."""

    def __init__(self, studio: Studio, podcast: Podcast, *, as_json: bool) -> None:
        self._studio, self._podcast, self._json = studio, podcast, as_json
        self._last: object = None
        self._terminal = sys.stderr.isatty()

    def follow(self, stop: threading.Event) -> None:
        """Until the podcast has ended or `stop` is set."""
        started = time.monotonic()
        while True:
            status = self._studio.status(podcast_id=self._podcast.id)
            self._show(status, time.monotonic() - started)
            if status.status in _ENDED or stop.wait(_TICK):
                break
        if self._terminal and not self._json:
            print(file=sys.stderr)

    def _show(self, status: PodcastStatus, elapsed: float) -> None:
        if self._json:
            self._changed(json.dumps(status.as_dict(), default=str), status.as_dict() | {"updated_at": None})
            return
        details = status.step_details
        line = f"{status.progress_percentage:3d} %  {_STEPS.get(status.current_step or '', status.status.lower())}"
        if details.total_turns:
            line += f"  turn {details.completed_turns} of {details.total_turns}"
        if details.current_speaker:
            line += f"  {details.current_speaker}"
        if status.status == "QUEUED" and status.error_message:
            line += f"  ({status.error_message})"
        if self._terminal:
            left = status.estimated_time_remaining
            line += f"  {elapsed:.0f} s" + (f", about {left:.0f} s left" if left else "")
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{line[:width]:<{width}}", end="", file=sys.stderr, flush=True)
        else:
            self._changed(line, line, to_stderr=True)

    def _changed(self, line: str, key: object, *, to_stderr: bool = False) -> None:
        if key != self._last:
            self._last = key
            print(line, file=sys.stderr if to_stderr else sys.stdout, flush=True)
