"""The facade: every verb of a user is one method here, and every shell calls it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from podcast_studio.domain.activity import Estimate
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.documents import Collection, IndexReport
from podcast_studio.domain.endpoints import Endpoint
from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import INDEXING_JOB, PODCAST_JOB, Job, Priority
from podcast_studio.domain.podcasts import AudioFormat, Podcast
from podcast_studio.domain.progress import PodcastStatus
from podcast_studio.domain.styles import Level, Style
from podcast_studio.domain.voices import Voice
from podcast_studio.jobs.pool import WorkerPool
from podcast_studio.pipeline.storing_audio import SRT, TRANSCRIPT, VTT
from podcast_studio.studio.activity import Activity
from podcast_studio.studio.afterwards import Afterwards
from podcast_studio.studio.changes import Changes
from podcast_studio.studio.doctor import Finding, diagnose
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.exporting import Exported, export_files
from podcast_studio.studio.folders import Added, Folders
from podcast_studio.studio.home import Home
from podcast_studio.studio.indexing import IndexKeeper
from podcast_studio.studio.installing import Installing
from podcast_studio.studio.languages import DocumentLanguages
from podcast_studio.studio.library import Library
from podcast_studio.studio.listening import Listening
from podcast_studio.studio.ordering import OrderDesk, Wishes
from podcast_studio.studio.output import Output, audio_gone
from podcast_studio.studio.pronouncing import Pronouncing
from podcast_studio.studio.queueing import Queue
from podcast_studio.studio.script_reading import ScriptReader
from podcast_studio.studio.scripts import Scripts
from podcast_studio.studio.shelf import Shelf
from podcast_studio.studio.workforce import Workforce

_PATIENCE = 5.0  # seconds that a worker is waited for
_NAMED_BY_SUBJECT = (PODCAST_JOB, INDEXING_JOB)
_NO_REPORT: Callable[[int, int], None] = lambda _done, _total: None  # noqa: E731 - a default that does nothing


@dataclass(frozen=True, kw_only=True)
class Installed:
    """A language model that can be chosen."""

    name: str
    path: Path  # of no file where it is a server's
    ready: bool  # False: it will be put together when first used
    endpoint: Endpoint | None = None  # of the server that has it


class Studio:
    """The application. Use it as a context manager, or call `close`."""

    def __init__(self, home: Home, library: Library, engines: Engines) -> None:
        self.home, self._library, self._engines = home, library, engines
        self.changes = Changes(library.changes)
        self.shelf = Shelf(library, engines)
        self.queue = Queue(library)
        self.preferences = library.preferences
        reader = ScriptReader(home, library)
        self.scripts = Scripts(reader, library, engines)
        self.output = Output(home, reader, library, engines)
        self.installing = Installing(home, engines, self.preferences)
        self.activity = Activity(library, self.preferences)
        self.listening = Listening(library.listening)
        keeper = IndexKeeper(home, library, engines)
        self._folders = Folders(library, engines, keeper)
        self._languages = DocumentLanguages(library, engines)
        self._orders = OrderDesk(home, library, engines, self._folders, self.preferences)
        self.pronouncing = Pronouncing(home, library.pronunciations, engines, self._orders)
        self.rescued = library.rescued  # None, as long as the library was sound when it was opened
        self._workforce = Workforce(
            home,
            library,
            engines,
            keeper,
            activity=self.activity,
            files=lambda podcast: self.files(podcast=podcast),
        )

    def __enter__(self) -> Studio:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Collections

    def add_folder(self, *, folder: Path, name: str = "") -> Collection:
        """Make a collection of a folder (or a single file); the one that is there if it is known already."""
        return self._folders.add(folder, name)

    def add_files(self, *, paths: Iterable[Path]) -> list[Added]:
        """Make a collection of each folder or file and have it indexed; each that cannot be used says why."""
        return self._folders.add_files(paths)

    def collections(self) -> list[Collection]:
        return self._library.collections.all()

    def find_collection(self, *, name: str) -> Collection:
        """By id, name, or path of its folder."""
        path = Path(name).expanduser().absolute()
        for collection in self.collections():
            if collection.folder == path:
                return collection
        return self._library.collections.find(name)

    def rescan(
        self,
        *,
        collection: Collection,
        cancel: CancelToken | None = None,
        report: Callable[[int, int], None] = _NO_REPORT,
    ) -> IndexReport:
        """Bring a collection's index up to date with its folder, here and now."""
        return self._folders.rescan(collection, cancel, report)

    def index(self, *, collection_id: str) -> str:
        """Have a collection indexed by the workers; the id of the job, which may be one that waits or runs already."""
        return self._folders.index(collection_id)

    def is_changed(self, *, collection_id: str) -> bool:
        """Whether a folder differs from its index, by names, dates and sizes. One that is gone does not."""
        return self._folders.is_changed(collection_id)

    def language_of(self, *, folder: Path) -> str:
        """The code of the language of most of the words in a folder's documents; "" where it is not known.

        From its index, or from a few of the documents where they are not indexed yet. Raises CollectionError.
        """
        return self._languages.of(folder.expanduser().absolute())

    def rename_collection(self, *, collection_id: str, name: str) -> None:
        self._folders.rename(collection_id, name)

    def remove_collection(self, *, collection: Collection) -> None:
        """Forget a collection, its index and its pronunciations. The user's files and finished podcasts stay."""
        self._folders.remove(collection)

    # Podcasts

    def order(
        self,
        *,
        folder: Path,
        minutes: float | None = None,
        title: str = "",
        focus: str = "",
        style: Style | None = None,
        level: Level | None = None,
        language: str = "",
        audio_format: AudioFormat | None = None,
        host_voice: str = "",
        expert_voice: str = "",
        model: str = "",
        seed: int = 0,
        priority: Priority = Priority.NORMAL,
        run_at: float | None = None,
        hours: Hours | None = None,
        copy: bool = False,
        afterwards: Afterwards | None = None,
        preparing: Callable[[float], None] = lambda _share: None,
    ) -> Podcast:
        """Check all that can be known, then accept the order. The same order goes on where it stopped, unless `copy`.

        What is left open is taken from the preferences; the language “auto” is that of the documents. `run_at` (seconds
        since the epoch) puts it off; it is worked on only in `hours`; `afterwards` says what is done with it then.
        `preparing` gets the share done while the starter model is put together, which happens once.
        """
        wishes = Wishes(
            folder=folder,
            minutes=minutes,
            title=title,
            focus=focus,
            style=style,
            level=level,
            language=language,
            audio_format=audio_format,
            host_voice=host_voice,
            expert_voice=expert_voice,
            model=model,
            seed=seed,
            priority=priority,
            run_at=run_at,
            hours=hours,
            copy=copy,
            afterwards=afterwards or Afterwards(),
        )
        return self._orders.take(wishes, preparing)

    def estimate(self, *, minutes: float) -> Estimate:
        """How long making a podcast of that length will take on this machine. Raises LengthError."""
        return self.activity.estimate(minutes)

    def podcasts(self) -> list[Podcast]:
        return self._library.podcasts.all()

    def find_podcast(self, *, name: str) -> Podcast:
        """By id or the beginning of one, or by a title that no other has."""
        return self._library.podcasts.find(name)

    def status(self, *, podcast_id: str) -> PodcastStatus:
        return self._library.podcasts.status(podcast_id)

    def files(self, *, podcast: Podcast) -> Exported:
        """Where a finished podcast's files are."""
        if podcast.audio is None:
            raise NotFoundError(
                f"“{podcast.order.title}” has no audio yet.", way_out="Wait until it is finished, or retry its job."
            )
        if not podcast.audio.is_file():
            raise audio_gone(podcast)
        folder = podcast.audio.parent
        return Exported(
            audio=podcast.audio, transcript=folder / TRANSCRIPT, captions=folder / VTT, subtitles=folder / SRT
        )

    def export(self, *, podcast: Podcast, target: Path) -> Exported:
        """Copy a finished podcast and its transcript to `target` (a file or a folder); nothing is overwritten."""
        return export_files(self.files(podcast=podcast), target.expanduser().absolute())

    def delete_podcast(self, *, podcast: Podcast) -> None:
        """Remove a podcast and its files from the library. Raises InputError while it is being made."""
        self._library.podcasts.delete(podcast.id)
        shutil.rmtree(self.home.podcasts / podcast.id, ignore_errors=True)

    # Jobs

    def jobs(self) -> list[Job]:
        return self._library.jobs.all()

    def job_of(self, *, podcast: Podcast) -> Job | None:
        """The job that makes it (those that revise it are others)."""
        mine = (job for job in self.jobs() if job.kind == PODCAST_JOB)
        return next((job for job in mine if job.subject_id == podcast.id), None)

    def find_job(self, *, name: str) -> Job:
        """By id or its beginning; a job that makes a podcast or an index also by that of what it makes."""
        matches = [
            job
            for job in self.jobs()
            if job.id.startswith(name) or (job.kind in _NAMED_BY_SUBJECT and job.subject_id.startswith(name))
        ]
        if len(matches) != 1 or not name:
            found = "no job" if not matches else f"{len(matches)} jobs"
            raise NotFoundError(f"“{name}” names {found}.", way_out="See: podcast-studio jobs list")
        return matches[0]

    def cancel(self, *, job: Job) -> None:
        self._library.jobs.cancel(job.id)

    def hold(self, *, job: Job) -> None:
        self._library.jobs.hold(job.id)

    def resume(self, *, job: Job) -> None:
        self._library.jobs.resume(job.id)

    def retry(self, *, job: Job) -> None:
        self._library.jobs.retry(job.id)

    def dismiss(self, *, job: Job) -> None:
        """Give a failed job up; what it has made is kept for a retry."""
        self._library.jobs.dismiss(job.id)

    # Voices and models

    def voices(self) -> list[Voice]:
        return self._engines.voices.voices()

    def models(self) -> list[Installed]:
        """The starter model, if it is installed, the files in the models folder, and the server's that was added."""
        starter = self._engines.starter
        found = [
            Installed(name=path.stem, path=path, ready=True) for path in self._engines.models() if path != starter.path
        ]
        if starter.available:
            found.insert(0, Installed(name="starter", path=starter.path, ready=starter.path.exists()))
        if server := self.preferences.get().server:
            endpoint = Endpoint.parse(server)
            found.append(Installed(name=endpoint.model, path=Path(), ready=True, endpoint=endpoint))
        return found

    def prepare_starter(self, *, report: Callable[[float], None]) -> Path:
        """Put the starter model together if it is not there yet; `report` gets the share done."""
        return self._engines.starter.ensure(report)

    def diagnose(self) -> Sequence[Finding]:
        """What stands in the way of making a podcast, and what to do about it."""
        return diagnose(self.home, self._library, self._engines)

    # Work

    @property
    def resumed(self) -> int:
        """How many podcasts `start_workers` found stopped before their end, and that go on."""
        return self._workforce.resumed

    def start_workers(self, *, workers: int | None = None) -> WorkerPool:
        """Start the worker threads of this process; jobs of dead processes are taken over.

        There are as many as are preferred, also when that changes, unless `workers` says how many.
        Raises Interrupted once it is closed.
        """
        return self._workforce.start(workers)

    def stop_workers(self, *, timeout: float = _PATIENCE) -> None:
        """Stop the worker threads; what they were doing goes back to the queue at its checkpoint."""
        self._workforce.stop(timeout)

    def close(self) -> None:
        """Stop everything that was started; nothing starts any more."""
        self._workforce.close(timeout=_PATIENCE)
        self.installing.close()
        self.changes.close()
        self._engines.close()
        self._library.close()
