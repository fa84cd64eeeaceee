"""Where the figures of old runs go, so that the runs themselves need not be kept."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

_STATEMENTS = (
    """
    CREATE TABLE run_totals (
        day FLOAT NOT NULL,
        collection_id VARCHAR NOT NULL,
        outcome VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        seconds FLOAT NOT NULL,
        turns INTEGER NOT NULL,
        voicing_seconds FLOAT NOT NULL,
        first_started FLOAT NOT NULL,
        PRIMARY KEY (day, collection_id, outcome)
    )
    """,
    """
    CREATE TABLE step_totals (
        step VARCHAR NOT NULL,
        seconds FLOAT NOT NULL,
        PRIMARY KEY (step)
    )
    """,
    """
    CREATE TABLE work_totals (
        length FLOAT NOT NULL,
        number INTEGER NOT NULL,
        seconds FLOAT NOT NULL,
        turns INTEGER NOT NULL,
        PRIMARY KEY (length)
    )
    """,
    "CREATE INDEX runs_by_job ON runs (job_id)",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
