"""What is heard of a streamed answer: its thoughts, its given beginning and what comes after a stop are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_LONGEST_THOUGHT = 40_000  # characters
_THOUGHT = re.compile(r"(?is)\A\s*<(think|thinking|reasoning)>.*?</\1>\s*")
_THINKING = ("<think>", "<thinking>", "<reasoning>")


@dataclass
class HeardAnswer:
    """What is heard of an answer: without thoughts, without what it was begun with, up to the first stop."""

    stops: tuple[str, ...]
    begun: str
    thought: bool = False  # before it answered
    ended: bool = False
    _held: str = ""  # not yet handed on: it may belong to a thought, to the beginning or to a stop
    _started: bool = False  # with what is handed on
    _handed_on: list[str] = field(default_factory=list)

    @property
    def only_thought(self) -> bool:
        return self.thought and not self._handed_on

    def take(self, text: str) -> Iterator[str]:
        """What can be handed on now."""
        self._held += text
        if not self._started and not self._start():
            return
        place = min((at for stop in self.stops if (at := self._held.find(stop)) >= 0), default=-1)
        if place >= 0:
            self.ended, sure, self._held = True, self._held[:place], ""
        else:
            keep = max((_overlap(self._held, stop) for stop in self.stops), default=0)
            sure, self._held = self._held[: len(self._held) - keep], self._held[len(self._held) - keep :]
        if sure:
            self._handed_on.append(sure)
            yield sure

    def rest(self) -> Iterator[str]:
        """What was held back when the answer is over."""
        if not self._started and not self._start(over=True):
            return
        if self._held:
            self._handed_on.append(self._held)
            yield self._held
            self._held = ""

    def _start(self, *, over: bool = False) -> bool:
        """Whether what is held is the answer itself, without thoughts and with its beginning taken off."""
        if (thought := _THOUGHT.match(self._held)) is not None:
            self.thought, self._held = True, self._held[thought.end() :]
        text = self._held.lstrip()
        if _may_think(text):
            self.thought = self.thought or ">" in text
            self.ended = len(text) > _LONGEST_THOUGHT
            return False
        begins = text[: len(self.begun)].lower()
        if self.begun and begins != self.begun.lower():
            if not over and self.begun.lower().startswith(begins):
                return False
            self.ended, self._held = True, ""  # begun otherwise: it does not go on from there
            return False
        self._held, self._started = text[len(self.begun) :] if self.begun else text, True
        return True


def _may_think(text: str) -> bool:
    """Whether a thought begins there, or may once there is more of it; so may nothing at all."""
    return any(text.lower().startswith(tag) or tag.startswith(text.lower()) for tag in _THINKING)


def _overlap(text: str, stop: str) -> int:
    """How many characters at the end of a text may be the beginning of a stop."""
    return next((size for size in range(min(len(stop) - 1, len(text)), 0, -1) if stop.startswith(text[-size:])), 0)
