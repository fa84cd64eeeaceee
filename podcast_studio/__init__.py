"""Podcast Studio: a folder of documents becomes a two-speaker podcast, on your own machine."""

__version__ = "0.1.0"
