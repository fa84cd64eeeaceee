"""The hours of the day in which a job may work, as the clock on the wall shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from podcast_studio.domain.errors import InputError

_MINUTES = 24 * 60
_FORM = re.compile(r"\s*(\d{1,2})(?::(\d{2}))?\s*(?:-|–|to)\s*(\d{1,2})(?::(\d{2}))?\s*", re.IGNORECASE)
_LONGEST_WAIT = 2 * _MINUTES  # a day of 25 hours, and room


def minute_of_day(moment: float) -> int:
    """What the clock on the wall shows at a moment (seconds since the epoch), in minutes since midnight."""
    local = datetime.fromtimestamp(moment).astimezone()
    return local.hour * 60 + local.minute


@dataclass(frozen=True, kw_only=True)
class Hours:
    """From one time of day to another, over midnight where the end comes before the start."""

    opens: int  # minutes since midnight, local time
    closes: int  # the first minute that is no longer in it

    @classmethod
    def parse(cls, text: str) -> Hours:
        """ "22:00-07:00" as hours. Raises InputError."""
        found = _FORM.fullmatch(text)
        if found is not None:
            opens, closes = (int(found[at]) * 60 + int(found[at + 1] or 0) for at in (1, 3))
            minutes = [int(found[at] or 0) for at in (2, 4)]
            if opens < _MINUTES and closes <= _MINUTES and opens != closes % _MINUTES and max(minutes) < 60:
                return cls(opens=opens, closes=closes % _MINUTES)
        raise InputError(
            f"“{text}” are no hours of the day.", way_out="Give two different times, for example 22:00-07:00."
        )

    def __str__(self) -> str:
        return f"{_clock(self.opens)}-{_clock(self.closes)}"

    def contain(self, moment: float) -> bool:
        """Whether it is one of these hours at that moment, seconds since the epoch."""
        minute = minute_of_day(moment)
        if self.opens < self.closes:
            return self.opens <= minute < self.closes
        return minute >= self.opens or minute < self.closes

    def begin(self, moment: float) -> float:
        """When they next begin, or `moment` within them. The clock is looked at minute by minute: on a day that it
        is put forward or back, no sum would be right.
        """
        if self.contain(moment):
            return moment
        steps = (moment - moment % 60 + 60 * step for step in range(1, _LONGEST_WAIT))
        return next((step for step in steps if self.contain(step)), moment)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
