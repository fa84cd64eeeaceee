"""When a podcast shall be begun."""

from __future__ import annotations

from datetime import datetime, timedelta

_EVENING, _LATEST, _NIGHT = 22, 21, 2  # hours: when "tonight" is, until when, and what it is after that


def tonight(moment: datetime) -> datetime:
    """When the machine is likely to be left alone next: ten in the evening, or two at night where that is near."""
    day = moment.replace(minute=0, second=0, microsecond=0)
    if moment.hour < _NIGHT:
        return day.replace(hour=_NIGHT)
    if moment.hour < _LATEST:
        return day.replace(hour=_EVENING)
    return (day + timedelta(days=1)).replace(hour=_NIGHT)


def next_hour(moment: datetime) -> datetime:
    """A first guess for "at a time"."""
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
