"""The library: everything that is remembered, in one place."""

from __future__ import annotations

from podcast_studio.storage.activity import ActivityStore
from podcast_studio.storage.changes import ChangeLog
from podcast_studio.storage.collections import CollectionStore
from podcast_studio.storage.index_states import IndexStates
from podcast_studio.storage.jobs import JobStore
from podcast_studio.storage.listening import ListeningStore
from podcast_studio.storage.moving import JobMover
from podcast_studio.storage.podcasts import PodcastStore
from podcast_studio.storage.pronunciations import PronunciationStore
from podcast_studio.storage.runs import RunStore
from podcast_studio.storage.scripts import ScriptStore
from podcast_studio.storage.settings import SettingsStore
from podcast_studio.storage.shelf import ShelfStore
from podcast_studio.storage.speeds import StoredSpeeds
from podcast_studio.storage.thinning import Thinner
from podcast_studio.studio.home import Home
from podcast_studio.studio.preferences import PreferenceBook
from podcast_studio.studio.rescue import open_library


class Library:
    """The stores over one database, opened and brought up to date."""

    def __init__(self, home: Home) -> None:
        self.database, self.rescued = open_library(home)
        self.collections = CollectionStore(self.database)
        self.index_states = IndexStates(self.database)
        self.pronunciations = PronunciationStore(self.database)
        self.settings = SettingsStore(self.database)
        self.preferences = PreferenceBook(self.settings)
        self.podcasts = PodcastStore(self.database, at_once=self._at_once)
        self.jobs = JobStore(self.database, at_once=self._at_once)
        self.listening = ListeningStore(self.database)
        self.scripts = ScriptStore(self.database)
        self.speeds = StoredSpeeds(self.database)
        self.shelf = ShelfStore(self.database, at_once=self._at_once)
        self.mover = JobMover(self.database)
        self.changes = ChangeLog(self.database)
        self.runs = RunStore(self.database)
        self.activity = ActivityStore(self.database)
        self.thinner = Thinner(self.database)

    def _at_once(self) -> int:
        return self.preferences.get().per_collection

    def close(self) -> None:
        self.database.close()
