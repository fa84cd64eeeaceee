"""The command-line shell."""

from podcast_studio.cli.main import main

__all__ = ["main"]
