"""What is written next, decided from the measured length of the audio already made.

A pure function of plan, turns and measured seconds, so that a resumed run decides as an uninterrupted one would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.scripts import Plan, SegmentKind, Turn
from podcast_studio.domain.timeline import (
    LEAD_OUT_SECONDS,
    PAUSE_BETWEEN_SECONDS,
    PAUSE_SEGMENT_SECONDS,
    PAUSE_WITHIN_SECONDS,
    Spoken,
    lay_out,
)
from podcast_studio.pipeline.planning import HOST_WORDS

LOOK_BACK_UNITS = 2  # audio of the last units may still be in the making and is estimated
TYPICAL_WORDS = 62  # of one answer
MOST_WORDS = 88
LEAST_WORDS = 20
_UNIT_PAUSES = PAUSE_BETWEEN_SECONDS + PAUSE_WITHIN_SECONDS


@dataclass(frozen=True, kw_only=True)
class Next:
    """The next thing to write."""

    kind: SegmentKind
    segment: int
    unit: int
    index: int  # of its first turn
    words: int  # for EXPERT's answer; for the closing, of the whole
    passage: Passage | None = None


@dataclass(frozen=True, kw_only=True)
class Steering:
    """Where the programme is and how much room is left."""

    plan: Plan
    passages: Mapping[str, Passage]
    target_seconds: float

    def next(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> Next | None:
        """What to write after `turns`, given the measured seconds of some of them; None when all is written."""
        last = len(self.plan.segments) - 1
        if not turns:
            return Next(kind=SegmentKind.OPENING, segment=0, unit=0, index=0, words=self.plan.segments[0].words)
        if turns[-1].segment == last:
            return None
        unit, index = turns[-1].unit + 1, turns[-1].index + 1
        known = self._known(turns, seconds, before_unit=unit - LOOK_BACK_UNITS + 1)
        speed = self._words_per_second(turns, known)
        room = self.target_seconds - self._elapsed(turns, known, speed)
        topic_room = room - self._closing_seconds(speed)
        segment, passage = self._where(turns, topic_room * speed)
        words = self._answer_words(topic_room, speed)
        if passage is None or words < LEAST_WORDS:
            closing = int((room - LEAD_OUT_SECONDS - PAUSE_SEGMENT_SECONDS - 2 * PAUSE_WITHIN_SECONDS) * speed)
            return Next(kind=SegmentKind.CLOSING, segment=last, unit=unit, index=index, words=max(20, closing))
        return Next(
            kind=SegmentKind.TOPIC,
            segment=segment,
            unit=unit,
            index=index,
            words=min(words, MOST_WORDS),
            passage=passage,
        )

    def estimated_turns(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> int:
        """How many turns there will be in all, as it looks now."""
        if turns and turns[-1].segment == len(self.plan.segments) - 1:
            return len(turns)
        speed = self._words_per_second(turns, seconds)
        target = min(self.target_seconds, self.plan.carries_seconds)
        left = max(0.0, target - self._elapsed(turns, seconds, speed) - self._closing_seconds(speed))
        per_unit = (TYPICAL_WORDS + HOST_WORDS) / speed + _UNIT_PAUSES
        return len(turns) + 2 * max(0, round(left / per_unit)) + 3

    def elapsed(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> float:
        """Seconds of programme that the turns fill."""
        return self._elapsed(turns, seconds, self._words_per_second(turns, seconds))

    def _known(self, turns: Sequence[Turn], seconds: Mapping[int, float], *, before_unit: int) -> dict[int, float]:
        return {turn.index: seconds[turn.index] for turn in turns if turn.unit < before_unit and turn.index in seconds}

    def _words_per_second(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> float:
        """Measured pace, leaning on the plan's until a minute or so has been heard."""
        words = sum(count_words(turn.text) for turn in turns if seconds.get(turn.index, 0) > 0)
        heard = sum(seconds.get(turn.index, 0.0) for turn in turns)
        prior = 15.0
        return (words + self.plan.words_per_second * prior) / (heard + prior)

    def _elapsed(self, turns: Sequence[Turn], seconds: Mapping[int, float], speed: float) -> float:
        spoken = [
            Spoken(
                index=turn.index,
                segment=turn.segment,
                unit=turn.unit,
                seconds=seconds.get(turn.index, count_words(turn.text) / speed),
            )
            for turn in turns
        ]
        kept = [turn for turn in spoken if turn.seconds > 0]
        return lay_out(kept).seconds - LEAD_OUT_SECONDS if kept else 0.0

    def _closing_seconds(self, speed: float) -> float:
        return (
            self.plan.segments[-1].words / speed + PAUSE_SEGMENT_SECONDS + 2 * PAUSE_WITHIN_SECONDS + LEAD_OUT_SECONDS
        )

    def _answer_words(self, topic_room: float, speed: float) -> int:
        """Words for an answer: all that is left when it would not do for two."""
        left = int((topic_room - _UNIT_PAUSES) * speed) - HOST_WORDS
        if left <= MOST_WORDS:
            return left
        if left < 2 * (TYPICAL_WORDS + HOST_WORDS):
            return left // 2
        return MOST_WORDS

    def _where(self, turns: Sequence[Turn], words_left: float) -> tuple[int, Passage | None]:
        """The segment to go on in, and its next untold passage."""
        told = {identifier for turn in turns for identifier in turn.passages}
        last = len(self.plan.segments) - 1
        here = max(1, turns[-1].segment)
        for segment in range(here, last):
            passage = self._untold(segment, told)
            if passage is None:
                continue
            if segment == here and self._has_had_its_share(segment, turns, told, words_left):
                continue
            return segment, passage
        return here, None

    def _has_had_its_share(self, segment: int, turns: Sequence[Turn], told: set[str], words_left: float) -> bool:
        budgets = [part.words for part in self.plan.segments[segment:-1]]
        spent = sum(count_words(turn.text) for turn in turns if turn.segment == segment)
        if spent == 0 or len(budgets) == 1:
            return False
        later = sum(
            self.passages[identifier].words + HOST_WORDS
            for part in self.plan.segments[segment + 1 : -1]
            for identifier in part.passages
            if identifier in self.passages and identifier not in told
        )
        if later * 0.85 < words_left:
            return False
        scale = words_left / max(1, sum(budgets) - spent)
        return (budgets[0] - spent) * scale < 0.5 * (TYPICAL_WORDS + HOST_WORDS)

    def _untold(self, segment: int, told: set[str]) -> Passage | None:
        for identifier in self.plan.segments[segment].passages:
            if identifier not in told and identifier in self.passages:
                return self.passages[identifier]
        return None


def count_words(text: str) -> int:
    """Words as they count towards the length; figures are spoken as more than one."""
    return sum(1 + sum(sign.isdigit() for sign in word) // 2 for word in text.split())
