"""What is done once a podcast is made: small jobs of their own, so that one that fails never costs the podcast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from podcast_studio.domain.files import sha256_of
from podcast_studio.domain.jobs import COMMAND_JOB, EXPORT_JOB, NOTIFY_JOB, FollowUp
from podcast_studio.domain.podcasts import Podcast
from podcast_studio.jobs.pool import Handler, JobContext
from podcast_studio.storage.jobs import HANDED
from podcast_studio.studio.exporting import Exported, check_room, check_target, export_files, exported_beside
from podcast_studio.studio.library import Library
from podcast_studio.studio.preferences import Preferences
from podcast_studio.studio.programs import filled, notification, parse_command, run_program

_NOTIFY_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True)
class Afterwards:
    """What a person wants done with a finished podcast; None is what the settings say, "" is nothing."""

    export: Path | str | None = None  # folder
    command: str | None = None  # with {audio}, {title} and so on
    notify: bool | None = None


def follow_ups(wanted: Afterwards, preferred: Preferences) -> list[FollowUp]:
    """The jobs that do it, in order. Raises what can be known before anything is made."""
    export = preferred.then_export if wanted.export is None else str(wanted.export)
    command = preferred.then_run if wanted.command is None else wanted.command
    notify = preferred.then_notify if wanted.notify is None else wanted.notify
    found = []
    if export:
        folder = Path(export).expanduser().absolute()
        check_target(folder / "podcast")
        found.append(FollowUp(kind=EXPORT_JOB, wanted={"folder": str(folder)}))
    if command:
        found.append(FollowUp(kind=COMMAND_JOB, wanted={"command": parse_command(command)}))
    return [*found, FollowUp(kind=NOTIFY_JOB, wanted={})] if notify else found


class AfterwardsHandlers:
    """Handles the jobs that follow a podcast."""

    def __init__(self, library: Library, files: Callable[[Podcast], Exported]) -> None:
        self._library, self._files = library, files

    def by_kind(self) -> dict[str, Handler]:
        return {EXPORT_JOB: self._export, COMMAND_JOB: self._run, NOTIFY_JOB: self._notify}

    def _export(self, context: JobContext) -> None:
        """Copy it; a copy that an earlier run has made before it was killed is not made again."""
        podcast = self._podcast(context)
        files, folder = self._files(podcast), Path(context.job.wanted["folder"])
        check_target(folder / files.audio.name)  # as a folder that may have gone; else it would be taken for a file
        check_room(folder, podcast.order.minutes, podcast.order.format)
        copied = exported_beside(files, folder / files.audio.name)
        if copied is None or sha256_of(copied.audio) != podcast.audio_sha256:
            self._check_claim(context)
            copied = export_files(files, folder)
        context.handed.update(audio=str(copied.audio), transcript=str(copied.transcript))

    def _run(self, context: JobContext) -> None:
        podcast = self._podcast(context)
        files, handed = self._files(podcast), context.job.wanted.get(HANDED, {})
        audio = Path(handed.get("audio", files.audio))
        values = {
            "audio": str(audio),
            "title": podcast.order.title,
            "folder": str(audio.parent),
            "transcript": str(handed.get("transcript", files.transcript)),
            "id": podcast.id,
        }
        words = filled(context.job.wanted["command"], values)
        minutes = self._library.preferences.get().command_minutes
        run_program(words, folder=audio.parent, seconds=minutes * 60, cancel=context.cancel)

    def _notify(self, context: JobContext) -> None:
        podcast = self._podcast(context)
        seconds = int(podcast.duration_seconds or 0.0)
        words = notification(f"“{podcast.order.title}” is ready", f"{seconds // 60}:{seconds % 60:02d} minutes")
        run_program(words, folder=self._files(podcast).audio.parent, seconds=_NOTIFY_SECONDS, cancel=context.cancel)

    def _podcast(self, context: JobContext) -> Podcast:
        context.cancel.check()
        return self._library.podcasts.get(context.job.subject_id)

    def _check_claim(self, context: JobContext) -> None:
        assert context.job.claim_id is not None
        self._library.jobs.wish(context.job.id, context.job.claim_id)
