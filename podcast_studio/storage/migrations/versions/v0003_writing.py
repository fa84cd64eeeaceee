"""Who is being written, beside who is being voiced."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("ALTER TABLE progress ADD COLUMN writing VARCHAR")
