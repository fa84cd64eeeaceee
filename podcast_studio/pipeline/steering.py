"""What is written next, decided from the measured length of the audio already made.

A pure function of plan, turns and measured seconds, so that a resumed run decides as an uninterrupted one would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.podcasts import Speaker
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
from podcast_studio.pipeline.speech.length import spoken_words

TYPICAL_WORDS = 62  # of one answer
MOST_WORDS = 88
LEAST_WORDS = 20
_UNIT_PAUSES = PAUSE_BETWEEN_SECONDS + PAUSE_WITHIN_SECONDS
AHEAD = 3  # units that are written and not yet measured: what the voice does while a slow answer is waited for
_NEAR_THE_END = 60.0  # seconds of room, below which all audio is waited for before more is written
_PRIOR_SECONDS = 6.0  # that an expected pace weighs against a measured one
_PACE_CHANGE = 1.07  # nobody notices
_FAREWELL_WORDS = 14
_RECAP_WORDS = 56  # of a closing that recalls something said
_LEFT_BY_A_CLOSE = 3  # words, of the room that it is given: it ends with a sentence, and none goes beyond
_SHORT_SECONDS = 150.0  # of a programme too short for a recap


@dataclass(frozen=True, kw_only=True)
class Next:
    """The next thing to write."""

    kind: SegmentKind
    segment: int
    unit: int
    index: int  # of its first turn
    words: int  # as they are spoken; for EXPERT's answer; for the closing, of the whole
    passage: Passage | None = None
    line_words: int | None = None  # for HOST's line, where the room ends with this exchange; else as many as it takes


@dataclass(frozen=True, kw_only=True)
class Steering:
    """Where the programme is and how much room is left."""

    plan: Plan
    passages: Mapping[str, Passage]
    target_seconds: float
    most_words: int = MOST_WORDS  # of one answer
    language: str = ENGLISH

    def next(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> Next | None:
        """What to write after `turns`, given the measured seconds of some of them; None when all is written."""
        last = len(self.plan.segments) - 1
        if not turns:
            return Next(kind=SegmentKind.OPENING, segment=0, unit=0, index=0, words=self.plan.segments[0].words)
        if turns[-1].segment == last:
            return None
        unit, index = turns[-1].unit + 1, turns[-1].index + 1
        known = self._known(turns, seconds, through=self.heard_through(turns, seconds))
        pace = self._pace(turns, known)
        room = self.target_seconds - self._elapsed(turns, known, pace)
        topic_room = room - self._closing_seconds(pace)
        segment, passage = self._where(turns, topic_room * pace[Speaker.EXPERT])
        line_words = self._host_words(turns)
        left = int((topic_room - line_words / pace[Speaker.HOST] - _UNIT_PAUSES) * pace[Speaker.EXPERT])
        words = self._answer_words(passage, left) if passage is not None else 0
        if passage is None or words < self._least_words():
            pauses = LEAD_OUT_SECONDS + PAUSE_SEGMENT_SECONDS + 2 * PAUSE_WITHIN_SECONDS
            closing = int((room - pauses) * pace[Speaker.HOST])
            words = max(0, closing) + _LEFT_BY_A_CLOSE
            return Next(kind=SegmentKind.CLOSING, segment=last, unit=unit, index=index, words=words)
        return Next(
            kind=SegmentKind.TOPIC,
            segment=segment,
            unit=unit,
            index=index,
            words=min(words, self.most_words),
            passage=passage,
            line_words=round(line_words) if words == left else None,
        )

    def paced(self, written: Sequence[Turn], turns: Sequence[Turn], seconds: Mapping[int, float]) -> list[Turn]:
        """What was just written after `turns`; the last of it a little faster or slower, to end in time."""
        if not turns or self.heard_through(turns, seconds) < turns[-1].unit:
            return list(written)
        pace = self._pace(turns, seconds)
        speech = sum(self._length(turn) / pace[turn.speaker] for turn in written)
        after = self._elapsed([*turns, *written], self._known(turns, seconds, through=turns[-1].unit), pace)
        ends = written[-1].segment == len(self.plan.segments) - 1
        left = self.target_seconds - after - (LEAD_OUT_SECONDS if ends else self._closing_seconds(pace))
        another = (HOST_WORDS + self._least_words()) / pace[Speaker.EXPERT] + _UNIT_PAUSES
        if left > (speech if ends else another):  # more than a pace makes up for, or what the next exchange will
            return list(written)
        rate = min(max(speech / max(speech + left, 1.0), 1 / _PACE_CHANGE), _PACE_CHANGE)
        return [replace(turn, rate=round(rate, 3)) for turn in written]

    def heard_through(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> int:
        """The last unit whose audio must have been measured before `next` is asked.

        The newest may still be in the making, so that writing never waits for them; near the end all of it counts.
        """
        last = turns[-1].unit
        known = self._known(turns, seconds, through=last - AHEAD)
        elapsed = self._elapsed(turns, known, self._pace(turns, known))
        return last if self.target_seconds - elapsed < _NEAR_THE_END else last - AHEAD

    def estimated_turns(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> int:
        """How many turns there will be in all, as it looks now."""
        if turns and turns[-1].segment == len(self.plan.segments) - 1:
            return len(turns)
        pace = self._pace(turns, seconds)
        target = min(self.target_seconds, self.plan.carries_seconds)
        left = max(0.0, target - self._elapsed(turns, seconds, pace) - self._closing_seconds(pace))
        per_unit = self._typical_words / pace[Speaker.EXPERT] + HOST_WORDS / pace[Speaker.HOST] + _UNIT_PAUSES
        return len(turns) + 2 * max(0, round(left / per_unit)) + 3

    def elapsed(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> float:
        """Seconds of programme that the turns fill."""
        return self._elapsed(turns, seconds, self._pace(turns, seconds))

    def _known(self, turns: Sequence[Turn], seconds: Mapping[int, float], *, through: int) -> dict[int, float]:
        return {turn.index: seconds[turn.index] for turn in turns if turn.unit <= through and turn.index in seconds}

    def _pace(self, turns: Sequence[Turn], seconds: Mapping[int, float]) -> dict[Speaker, float]:
        """Words a second of each speaker, as measured; leaning on the plan's until there is enough to measure."""
        both = self._blended(turns, seconds, self.plan.words_per_second)
        return {
            speaker: self._blended([turn for turn in turns if turn.speaker is speaker], seconds, both)
            for speaker in Speaker
        }

    def _blended(self, turns: Sequence[Turn], seconds: Mapping[int, float], expected: float) -> float:
        words = sum(self._length(turn) for turn in turns if seconds.get(turn.index, 0) > 0)
        heard = sum(seconds.get(turn.index, 0.0) * turn.rate for turn in turns)
        return (words + expected * _PRIOR_SECONDS) / (heard + _PRIOR_SECONDS)

    def _host_words(self, turns: Sequence[Turn]) -> float:
        """How long HOST's next line will be, as far as those before it tell."""
        lines = [self._length(turn) for turn in turns if turn.speaker is Speaker.HOST and turn.passages]
        return (sum(lines) + 2 * HOST_WORDS) / (len(lines) + 2)

    def _length(self, turn: Turn) -> float:
        return spoken_words(turn.text, self.language)

    def _elapsed(self, turns: Sequence[Turn], seconds: Mapping[int, float], pace: Mapping[Speaker, float]) -> float:
        spoken = [
            Spoken(
                index=turn.index,
                segment=turn.segment,
                unit=turn.unit,
                seconds=seconds.get(turn.index, self._length(turn) / pace[turn.speaker] / turn.rate),
            )
            for turn in turns
        ]
        kept = [turn for turn in spoken if turn.seconds > 0]
        return lay_out(kept).seconds - LEAD_OUT_SECONDS if kept else 0.0

    def _closing_seconds(self, pace: Mapping[Speaker, float]) -> float:
        """Kept free for the closing: a farewell, and a recap where there is time for one."""
        words = _FAREWELL_WORDS if self.target_seconds < _SHORT_SECONDS else _RECAP_WORDS
        return words / pace[Speaker.HOST] + PAUSE_SEGMENT_SECONDS + 2 * PAUSE_WITHIN_SECONDS + LEAD_OUT_SECONDS

    @property
    def _typical_words(self) -> int:
        return min(TYPICAL_WORDS, self.most_words)

    def _least_words(self) -> int:
        """A shorter answer is not worth asking for; in a short programme a sentence is, as it counts for more."""
        return LEAST_WORDS // 3 if self.target_seconds < _SHORT_SECONDS else LEAST_WORDS

    def _answer_words(self, passage: Passage, left: int) -> int:
        """Words for an answer: all that is left when it would not do for two."""
        half = (left - HOST_WORDS) // 2
        if left <= min(self.most_words, passage.words * 1.15) or half < self._least_words():
            return left
        if left < 2 * (self._typical_words + HOST_WORDS):
            return half
        return self.most_words

    def _where(self, turns: Sequence[Turn], words_left: float) -> tuple[int, Passage | None]:
        """The segment to go on in, and its next untold passage."""
        told = {identifier for turn in turns for identifier in turn.passages[:1]}  # others only led in to it
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
        spent = sum(self._length(turn) for turn in turns if turn.segment == segment)
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
        return (budgets[0] - spent) * scale < 0.5 * (self._typical_words + HOST_WORDS)

    def _untold(self, segment: int, told: set[str]) -> Passage | None:
        for identifier in self.plan.segments[segment].passages:
            if identifier not in told and identifier in self.passages:
                return self.passages[identifier]
        return None


def more_to_tell(plan: Plan, passages: Mapping[str, Passage], turns: Sequence[Turn]) -> bool:
    """Whether there are known passages of the plan that no turn has told."""
    told = {identifier for turn in turns for identifier in turn.passages[:1]}  # others only led in to it
    planned = {identifier for segment in plan.segments for identifier in segment.passages}
    return not (planned & passages.keys()) <= told
