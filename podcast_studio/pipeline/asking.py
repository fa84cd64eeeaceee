"""Asking the language model: patiently, with a limit to what it may answer, and with its speed measured."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass

from podcast_studio.domain.cancel import CancelToken
from podcast_studio.domain.errors import ModelError
from podcast_studio.domain.ports import LanguageModel, Message, TextRequest

_TRIES = 3  # of one request: the model's process may have died
_PLAIN_REQUEST = TextRequest(messages=(Message(role="user", text="Say yes."),), max_tokens=4)
_MOST_CHARACTERS = 6_000  # of one answer, whatever the model does
_MOST_CHUNKS = 6_000  # empty ones too
_log = logging.getLogger(__name__)


@dataclass
class Asking:
    """One podcast's requests."""

    model: LanguageModel
    cancel: CancelToken
    words_written: int = 0  # with the seconds they took: the measured speed
    seconds_spent: float = 0.0

    def __call__(self, request: TextRequest) -> str:
        """What the model writes; "" where it fails at this and not at something plain. Raises ModelError."""
        for attempt in range(1, _TRIES + 1):
            try:
                return self._timed(request)
            except ModelError as error:
                _log.warning("the model failed (%s of %s): %s %s", attempt, _TRIES, error, error.details)
                reason = error
        try:
            self._asked_once(_PLAIN_REQUEST)
        except ModelError:  # it is the model and not what it was asked: nothing is told in other words for that
            raise reason from None
        return ""

    def _timed(self, request: TextRequest) -> str:
        started = time.monotonic()
        text = self._asked_once(request)
        self.seconds_spent += time.monotonic() - started
        self.words_written += len(text.split())
        return text

    def _asked_once(self, request: TextRequest) -> str:
        parts, length = list[str](), 0
        for chunk in self.model.write(request, self.cancel):
            self.cancel.check()
            parts.append(chunk)
            length += len(chunk)
            if length > _MOST_CHARACTERS or len(parts) > _MOST_CHUNKS:
                break
        self.cancel.check()
        return "".join(parts)
