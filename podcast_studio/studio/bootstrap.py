"""The one place that builds things and joins them."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler

from podcast_studio.studio.engines import Engines
from podcast_studio.studio.facade import Studio
from podcast_studio.studio.home import Home
from podcast_studio.studio.library import Library


def open_studio(home: Home | None = None) -> Studio:
    """The application over a data folder (by default the user's own), with its log and database open."""
    home = home or Home.default()
    home.prepare()
    _log_to(home)
    library = Library(home)
    return Studio(home, library, Engines(home))


def _log_to(home: Home) -> None:
    """Keep a log in the data folder; a shell adds its own handlers."""
    logger = logging.getLogger("podcast_studio")
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()
    handler = RotatingFileHandler(home.log, maxBytes=2_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(threadName)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
