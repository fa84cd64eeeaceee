"""The tree of everything that can go wrong, told in words a user can act on."""

from __future__ import annotations

from collections.abc import Callable


class PodcastStudioError(Exception):
    """Something went wrong in Podcast Studio.

    `message` is one sentence that names the thing; `way_out` is the next thing to do; `details` are for the log and
    for "Copy details". `retryable` says whether the same work may succeed later without anyone changing anything.
    """

    retryable = False

    def __init__(self, message: str = "", *, way_out: str = "", details: str = "") -> None:
        self.message = message or (type(self).__doc__ or "").strip().splitlines()[0]
        self.way_out = way_out
        self.details = details
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.way_out}".strip()

    def __reduce__(self) -> tuple[Callable[..., PodcastStudioError], tuple[type[PodcastStudioError], str, str, str]]:
        return _rebuild, (type(self), self.message, self.way_out, self.details)


def _rebuild(kind: type[PodcastStudioError], message: str, way_out: str, details: str) -> PodcastStudioError:
    """Errors cross the pipe from an engine's process, with all their parts."""
    return kind(message, way_out=way_out, details=details)


class InputError(PodcastStudioError):
    """What was asked for cannot be done as asked."""


class CollectionError(InputError):
    """The folder cannot be used."""


class DocumentError(InputError):
    """The document cannot be read."""


class LengthError(InputError):
    """The length asked for is not possible."""


class UnknownVoiceError(InputError):
    """There is no such voice."""


class UnknownFormatError(InputError):
    """There is no such audio format."""


class UnknownStyleError(InputError):
    """There is no such style or level of podcast."""


class ModelFileError(InputError):
    """The model file cannot be used."""


class VoiceFileError(InputError):
    """The voice file cannot be used."""


class NotFoundError(InputError):
    """There is nothing under that name or id."""


class TransitionError(InputError):
    """A job in this state cannot do that."""


class ModelError(PodcastStudioError):
    """The language model failed."""

    retryable = True


class SpeechError(PodcastStudioError):
    """The voice failed."""

    retryable = True


class UnspeakableError(SpeechError):
    """There is nothing in this text that can be spoken."""

    retryable = False


class AudioError(PodcastStudioError):
    """The audio could not be put together."""

    retryable = True


class StorageError(PodcastStudioError):
    """The library could not be read or written."""

    retryable = True


class DatabaseTooNewError(StorageError):
    """The library was written by a newer version of this program."""

    retryable = False


class LibraryDamagedError(StorageError):
    """The library is damaged."""

    retryable = False


class IndexDamagedError(StorageError):
    """The search index of a folder was damaged; it has been emptied and is made anew."""


class DiskFullError(StorageError):
    """The disk is full."""


class NoPermissionError(StorageError):
    """The program may not write there."""

    retryable = False


class CommandError(PodcastStudioError):
    """A program that was to be run after a podcast did not do its work."""


class EngineDiedError(PodcastStudioError):
    """A helper process of this program ended unexpectedly."""

    retryable = True


class Stopped(PodcastStudioError):  # noqa: N818 - not a failure: the way that work ends when it is asked to
    """The work was asked to stop."""


class Cancelled(Stopped):
    """The work was cancelled by the user."""


class Interrupted(Stopped):
    """The program is closing; the work goes on when it is started again."""


class OutOfTime(Stopped):
    """The work took too long, or stood still."""

    retryable = True


class OutOfHours(Stopped):
    """The hours in which this may be worked on are over."""


class Superseded(Stopped):
    """A newer revision has taken the place of the one that was being made."""


class ClaimLostError(Stopped):
    """Another worker has taken over this job."""
