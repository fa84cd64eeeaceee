"""The tree of errors is complete, crosses processes whole, and says something to people."""

from __future__ import annotations

import inspect
import pickle

import pytest

from podcast_studio.domain import errors
from podcast_studio.domain.errors import InputError, OutOfTime, PodcastStudioError, Stopped

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, Exception)]
RETRYABLE = {
    "ModelError",
    "SpeechError",
    "AudioError",
    "StorageError",
    "IndexDamagedError",
    "DiskFullError",
    "EngineDiedError",
    "OutOfTime",
}


def test_the_tree_is_complete() -> None:
    """Whoever adds an error decides here whether the same work may succeed later."""
    assert sorted(kind.__name__ for kind in KINDS) == [
        "AudioError",
        "Cancelled",
        "ClaimLostError",
        "CollectionError",
        "CommandError",
        "DatabaseTooNewError",
        "DiskFullError",
        "DocumentError",
        "EngineDiedError",
        "IndexDamagedError",
        "InputError",
        "Interrupted",
        "LengthError",
        "LibraryDamagedError",
        "ModelError",
        "ModelFileError",
        "NoPermissionError",
        "NotFoundError",
        "OutOfHours",
        "OutOfTime",
        "PodcastStudioError",
        "SpeechError",
        "Stopped",
        "StorageError",
        "Superseded",
        "TransitionError",
        "UnknownFormatError",
        "UnknownStyleError",
        "UnknownVoiceError",
        "UnspeakableError",
        "VoiceFileError",
    ]
    assert {kind.__name__ for kind in KINDS if kind.retryable} == RETRYABLE


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_has_one_root_and_a_sentence_of_its_own(kind: type[PodcastStudioError]) -> None:
    assert issubclass(kind, PodcastStudioError)
    assert kind.__doc__
    said = str(kind())
    assert said.endswith(".")
    assert said[0].isupper()
    assert "\n" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_errors_cross_a_pipe_whole(kind: type[PodcastStudioError]) -> None:
    error = kind("The voice “Jo” broke.", way_out="Choose another.", details="Traceback …")
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (again.message, again.way_out, again.details) == (error.message, error.way_out, error.details)
    assert str(again) == "The voice “Jo” broke. Choose another."


@pytest.mark.parametrize("kind", [kind for kind in KINDS if issubclass(kind, InputError | Stopped)])
def test_what_the_user_asked_for_or_stopped_is_never_retried(kind: type[PodcastStudioError]) -> None:
    assert not kind.retryable or kind is OutOfTime  # which nobody asked for


def test_a_sentence_without_a_way_out_has_no_blank_at_its_end() -> None:
    assert str(errors.ModelError("It stopped.")) == "It stopped."
