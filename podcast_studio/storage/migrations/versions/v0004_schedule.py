"""The hours in which a job may work, and how many of a collection's run at once."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for column in ("opens INTEGER", "closes INTEGER", "lane VARCHAR"):
        op.execute(f"ALTER TABLE jobs ADD COLUMN {column}")
