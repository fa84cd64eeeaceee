"""Times as they are typed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from podcast_studio.domain.errors import InputError

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


def parse_time(text: str, now: datetime | None = None) -> float:
    """ "22:00" (the next time that the clock shows it) or "2026-03-04 22:00", local time, as seconds since the epoch.

    Raises InputError.
    """
    now = now or datetime.now().astimezone()
    typed = text.strip()
    try:
        found = _CLOCK.fullmatch(typed)
        if found is None:
            return datetime.fromisoformat(typed).astimezone().timestamp()
        wanted = now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0, tzinfo=None)
        moment = wanted.astimezone().timestamp()
        return moment if moment > now.timestamp() else (wanted + timedelta(days=1)).astimezone().timestamp()
    except (ValueError, OverflowError):
        raise InputError(f"“{text}” is not a time.", way_out="Give one such as 22:00 or 2026-03-04 22:00.") from None
