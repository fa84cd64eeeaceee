"""In which order waiting jobs are taken: by priority, and by age within and across priorities.

Waiting a minute is worth one step of priority, so that nothing starves. All jobs age alike, so their order does not
depend on when it is asked for, and the key is a plain sum.
"""

from __future__ import annotations

SECONDS_PER_STEP = 60.0


def claim_key(table: str) -> str:
    """SQL for what waiting jobs are ordered by, the smallest first."""
    return f"({table}.priority * {SECONDS_PER_STEP} + {table}.queued_at)"


def claim_order(table: str) -> str:
    """SQL for ORDER BY; never leaves two jobs in doubt."""
    return f"{claim_key(table)}, {table}.queued_at, {table}.rowid"
