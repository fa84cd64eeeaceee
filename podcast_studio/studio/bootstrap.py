"""The one place that builds things and joins them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from logging.handlers import RotatingFileHandler

from podcast_studio.domain.files import telling_disk_errors
from podcast_studio.studio.engines import Adapters, Engines, real_adapters
from podcast_studio.studio.facade import Studio
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library


def open_studio(home: Home | None = None, *, adapters: Callable[[Home], Adapters] = real_adapters) -> Studio:
    """The application over a data folder (by default the user's own), with its log and database open.

    `adapters` says what stands behind the ports; the fakes of `podcast_studio.testing` can.
    """
    home = home or Home.default()
    home.prepare()
    _log_to(home)
    library = Library(home)
    return Studio(home, library, Engines(home, adapters(home), threads=lambda: library.preferences.get().threads))


class _LogFile(RotatingFileHandler):
    """A log that a full disk makes incomplete, and nothing worse."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the signature of logging
        """Say nothing: the user hears of the full disk from what could not be stored, not from its log line."""


def _log_to(home: Home) -> None:
    """Keep a log in the data folder; a shell adds its own handlers."""
    logger = logging.getLogger("podcast_studio")
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
    with telling_disk_errors(home.log):
        handler = _LogFile(home.log, maxBytes=2_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(threadName)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
