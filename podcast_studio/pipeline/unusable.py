"""What a language model said that could not be used, kept beside the podcast: for a report, and to judge a model by."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from podcast_studio.domain.errors import StorageError

UNUSABLE = "unusable.jsonl"
_MOST_BYTES = 1_000_000
_log = logging.getLogger(__name__)


class Unusable(Protocol):
    """Takes what the model said and nobody will hear."""

    def __call__(self, wanted: str, unit: int, raw: str, objections: Sequence[str], /, *, given_up: bool) -> object: ...


def unheard(wanted: str, unit: int, raw: str, objections: Sequence[str], /, *, given_up: bool) -> None:
    """Nobody keeps it."""


@dataclass(frozen=True)
class UnusableAnswers:
    """One line of JSON for each answer. It is no checkpoint: a disk that is full makes it incomplete, no more."""

    folder: Path
    placing: Callable[[], AbstractContextManager[None]]  # that nobody else has taken the podcast over meanwhile

    def keep(self, wanted: str, unit: int, raw: str, objections: Sequence[str], *, given_up: bool) -> None:
        """`wanted` is "answer", "question" or "remark"; `given_up` that something else took its place.

        Raises ClaimLostError.
        """
        told = {"wanted": wanted, "unit": unit, "objections": objections, "given_up": given_up, "raw": raw}
        path = self.folder / UNUSABLE
        try:
            if not path.exists() or path.stat().st_size < _MOST_BYTES:
                with self.placing(), path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                    file.write(json.dumps(told, ensure_ascii=False) + "\n")
        except (OSError, StorageError) as error:
            _log.info("an unusable answer is not kept: %r", error)

    def given_up(self) -> set[int]:
        """The units whose answer the model did not write."""
        try:
            lines = (self.folder / UNUSABLE).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return set()
        found = set()
        for line in lines:
            try:
                told = json.loads(line)
            except ValueError:  # cut short by a kill
                continue
            if told["given_up"] and told["wanted"] == "answer":
                found.add(int(told["unit"]))
        return found
