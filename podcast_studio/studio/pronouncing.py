"""What a person may do about names that a voice says wrong: write how they are said, collection by collection."""

from __future__ import annotations

from pathlib import Path

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import NotFoundError
from podcast_studio.domain.pronunciations import Pronunciation, pronunciation, spoken_form
from podcast_studio.storage.pronunciations import PronunciationStore
from podcast_studio.studio.engines import Engines
from podcast_studio.studio.home import Home
from podcast_studio.studio.ordering import OrderDesk
from podcast_studio.studio.previews import words_aloud


class Pronouncing:
    """The pronunciations of each collection. They hold for what is voiced from then on; transcripts stay as written."""

    def __init__(self, home: Home, store: PronunciationStore, engines: Engines, orders: OrderDesk) -> None:
        self._home, self._store, self._engines, self._orders = home, store, engines, orders

    def entries(self, *, collection_id: str) -> list[Pronunciation]:
        """Those of a collection, in the order of the alphabet."""
        return self._store.of(collection_id)

    def find(self, *, collection_id: str, written: str) -> Pronunciation:
        """The one that holds for `written`. Raises NotFoundError where there is none."""
        wanted = pronunciation(written, written)
        for entry in self._store.of(collection_id):
            if entry.key == wanted.key:
                return entry
        raise _unknown(wanted)

    def set(self, *, collection_id: str, written: str, spoken: str) -> Pronunciation:
        """Have `written` said as `spoken`, in place of what was said for it before.

        Raises InputError with what is wrong, NotFoundError where there is no such collection.
        """
        entry = pronunciation(written, spoken)
        self._store.set(collection_id, entry)
        return entry

    def forget(self, *, collection_id: str, written: str) -> None:
        """Have it said as it is written. Raises NotFoundError where there is no such entry."""
        wanted = pronunciation(written, written)
        if not self._store.forget(collection_id, wanted.key):
            raise _unknown(wanted)

    def listen(self, *, spoken: str) -> Path:
        """A WAV file with these words in the voice that EXPERT usually has. Raises InputError, SpeechError."""
        _host, voice = self._orders.usual_voices()
        speech, words = self._engines.prompt_speech(), spoken_form(spoken)
        return words_aloud(speech, voice, words, folder=self._home.previews, cancel=CancelToken())


def _unknown(wanted: Pronunciation) -> NotFoundError:
    return NotFoundError(
        f"Nothing is known of how “{wanted.written}” is said.", way_out="Look at the list of pronunciations."
    )
