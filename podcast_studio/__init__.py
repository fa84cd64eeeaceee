"""Podcast Studio: a folder of documents becomes a two-speaker podcast, on your own machine."""

import logging

__version__ = "0.1.0"

# Until a shell has opened the log, nothing is said on stderr behind its back.
logging.getLogger(__name__).addHandler(logging.NullHandler())
