"""The hours in which a job may work, how many of a collection's run at once, and what is done after one."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for column in ("opens INTEGER", "closes INTEGER", "lane VARCHAR", "wanted JSON", "afterwards JSON"):
        op.execute(f"ALTER TABLE jobs ADD COLUMN {column}")
