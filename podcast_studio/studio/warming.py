"""The language model is loaded, and reads what all requests begin with, while the folder is still being looked at."""

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


@contextmanager
def getting_ready(model: LanguageModel) -> Iterator[None]:
    """Meanwhile. What goes wrong with it is told by whoever asks it something; who leaves does not wait for it."""
    left = CancelToken()
    thread = threading.Thread(target=_read, args=(model, left), name="getting-ready", daemon=True)
    thread.start()
    try:
        yield
    finally:
        left.cancel(Interrupted())
        thread.join()


def _read(model: LanguageModel, left: CancelToken) -> None:
    try:
        for _ in model.write(READING, left):
            pass
    except PodcastStudioError as error:
        _log.info("the language model did not get ready beforehand: %s %s", error, error.details)
