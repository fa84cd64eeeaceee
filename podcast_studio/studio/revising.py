"""The job handler of revisions: what a worker thread does after somebody has edited a finished podcast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from podcast_studio.domain.audio import Tags
from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.endpoints import model_source
from podcast_studio.domain.errors import Superseded
from podcast_studio.domain.pronunciations import Pronunciations
from podcast_studio.jobs.pool import JobContext
from podcast_studio.pipeline.revising import RevisionMaker, RevisionShop, RevisionTask
from podcast_studio.pipeline.steering import more_to_tell
from podcast_studio.pipeline.storing_audio import sweep
from podcast_studio.storage.drafts import StoredDraft
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library
from podcast_studio.studio.making import cover_image, voices_of_turns
from podcast_studio.studio.measuring import HeardModel
from podcast_studio.studio.script_reading import ScriptReader, ScriptState

_LOOK_SECONDS = 0.1  # how often a cancel is looked for while another worker is at the same podcast


class RevisionHandler:
    """Handles jobs of the kind "revision": brings a podcast's audio up to its newest revision."""

    def __init__(self, home: Home, library: Library, engines: Engines) -> None:
        self._home, self._library, self._engines = home, library, engines
        self._reader = ScriptReader(home, library)

    def __call__(self, context: JobContext) -> None:
        podcast_id, claim = context.job.subject_id, context.job.claim_id
        assert claim is not None
        with self._alone(podcast_id, context.cancel):
            state = self._reader.read(podcast_id)
            if state.edited is None:
                return
            number = state.edited.current.number
            draft = StoredDraft(self._library.database, podcast_id, number, state.folder, claim)
            try:
                self._maker(state, draft, context).run()
            except Superseded:  # whoever made a newer revision has seen to it that a job follows
                return
            sweep(state.folder, state.podcast.order.title, draft.files_kept())

    def _maker(self, state: ScriptState, draft: StoredDraft, context: JobContext) -> RevisionMaker:
        podcast, engines = state.podcast, self._engines
        assert state.plan is not None
        passages = self._reader.sources(podcast.id)
        made = self._library.scripts.made(podcast.id)
        shop = RevisionShop(
            model=lambda: HeardModel(engines.model(model_source(podcast.order.model)), context.progressed),
            speech=engines.prompt_speech(),
            mixer=engines.mixer,
            on_progress=context.progressed,
        )
        task = RevisionTask(
            order=podcast.order,
            plan=state.plan,
            passages=passages,
            voice_of=voices_of_turns(engines, podcast.order),
            tags=programme_tags(self._library, state),
            first_seconds=self._library.scripts.first_seconds(podcast.id),
            more_to_tell=more_to_tell(state.plan, passages, made.turns),
            pronunciations=Pronunciations(self._library.pronunciations.of(podcast.order.collection_id)),
        )
        return RevisionMaker(shop, task, draft, context.cancel)

    @contextmanager
    def _alone(self, podcast_id: str, cancel: CancelToken) -> Iterator[None]:
        """Two workers never make revisions of one podcast at a time, in whatever process they are."""
        lock = FileLock(self._home.locks / f"revising-{podcast_id}.lock")
        while True:
            cancel.check()
            try:
                lock.acquire(timeout=_LOOK_SECONDS)
            except Timeout:
                continue
            break
        try:
            yield
        finally:
            lock.release()


def programme_tags(library: Library, state: ScriptState) -> Tags:
    """What players show of a podcast: the same in every revision and format."""
    podcast = state.podcast
    return Tags(
        title=podcast.order.title,
        artist="Podcast Studio",
        album=library.collections.get(podcast.order.collection_id).name,
        date=(podcast.completed_at or podcast.created_at)[:10],
        comment=podcast.note,
        cover=cover_image(),
    )
