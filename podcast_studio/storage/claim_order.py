"""In which order waiting jobs are taken: by priority, and by age within and across priorities.

Waiting a minute is worth one step of priority. Whatever has waited itself up to urgent counts as that, and is then
before all that were queued later: so nothing starves, however many urgent jobs come.
"""

from __future__ import annotations

SECONDS_PER_STEP = 60.0


def claim_key(table: str) -> str:
    """SQL for when a job counts as urgent; until then, the one whose key is smaller comes first."""
    return f"({table}.priority * {SECONDS_PER_STEP} + {table}.queued_at)"


def claim_order(table: str) -> str:
    """SQL for ORDER BY at the moment `:now`; never leaves two jobs in doubt."""
    return f"max({claim_key(table)}, :now), {table}.queued_at, {table}.rowid"
