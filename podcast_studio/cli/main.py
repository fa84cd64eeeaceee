"""Entry: parse, open the studio, run the command, and turn errors into a sentence and an exit code."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from podcast_studio.cli.parser import build_parser
from podcast_studio.domain.errors import (
    Interrupted,
    LengthError,
    PodcastStudioError,
    UnknownFormatError,
    UnknownStyleError,
    UnknownVoiceError,
)

if TYPE_CHECKING:
    from podcast_studio.studio import Studio

_log = logging.getLogger(__name__)
DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
_USAGE_ERRORS = (LengthError, UnknownFormatError, UnknownStyleError, UnknownVoiceError)


def main(arguments: Sequence[str] | None = None, opened: Callable[[], Studio] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 failed, 2 usage, 130 interrupted.

    `opened` opens the studio to run it over, by default the user's own.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a title that the terminal cannot show must not end the program
            stream.reconfigure(errors="backslashreplace")
    options = build_parser().parse_args(arguments)
    try:
        if options.command in (None, "open"):
            from podcast_studio.cli.window import open_window

            return open_window(getattr(options, "paths", ()))
        from podcast_studio.cli.commands import run

        code = run(options, opened)
        sys.stdout.flush()
        return code
    except (KeyboardInterrupt, Interrupted):
        print("Stopped. The same command goes on where it stopped.", file=sys.stderr)
        return INTERRUPTED
    except PodcastStudioError as error:
        _log.warning("failed: %s %s", error, error.details, exc_info=True)
        print(f"podcast-studio: {error}", file=sys.stderr)
        return USAGE if isinstance(error, _USAGE_ERRORS) else FAILED
    except BrokenPipeError:  # whoever read our output has gone; Python would complain once more when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - the edge of the program: the log has the trace, the user a sentence
        from podcast_studio.studio.home import Home

        _log.exception("unexpected")
        print(
            f"podcast-studio: something unexpected happened ({type(error).__name__}: {error}). "
            f"Details are in {Home.default().log}.",
            file=sys.stderr,
        )
        return FAILED
