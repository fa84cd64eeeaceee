"""The language model is loaded, and reads what all requests begin with, before there is something to write."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import Interrupted, PodcastStudioError
from podcast_studio.domain.ports import LanguageModel
from podcast_studio.pipeline.prompts import READING

_log = logging.getLogger(__name__)


class ReadingAhead:
    """A model that reads in the background. What goes wrong with it is told by whoever asks it something."""

    def __init__(self, model: LanguageModel) -> None:
        self._left = CancelToken()
        self._thread = threading.Thread(target=self._read, args=(model,), name="getting-ready", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Leave; nobody waits for the rest."""
        self._left.cancel(Interrupted())
        self._thread.join()

    def _read(self, model: LanguageModel) -> None:
        try:
            read_what_all_begin_with(model, self._left)
        except PodcastStudioError as error:
            _log.info("the language model did not get ready beforehand: %s %s", error, error.details)


@contextmanager
def getting_ready(model: LanguageModel) -> Iterator[None]:
    """Meanwhile."""
    ahead = ReadingAhead(model)
    try:
        yield
    finally:
        ahead.close()


def read_what_all_begin_with(model: LanguageModel, cancel: CancelToken) -> None:
    """Load a model and let it read, and keep, what is read once only. Raises ModelError, ModelFileError, Stopped."""
    for _ in model.write(READING, cancel):
        pass
