"""The first schema, written out so that it stays what it was."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = (
    """
    CREATE TABLE collections (
        id VARCHAR NOT NULL,
        name TEXT NOT NULL,
        folder BLOB NOT NULL,
        created_at VARCHAR NOT NULL,
        removed INTEGER NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (folder)
    )
    """,
    """
    CREATE TABLE jobs (
        id VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        subject_id VARCHAR NOT NULL,
        state VARCHAR NOT NULL,
        priority INTEGER NOT NULL,
        queued_at FLOAT NOT NULL,
        run_at FLOAT NOT NULL,
        attempts INTEGER NOT NULL,
        max_attempts INTEGER NOT NULL,
        claim_id VARCHAR,
        owner VARCHAR,
        wish VARCHAR,
        error TEXT,
        error_details TEXT,
        created_at VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL,
        started_at VARCHAR,
        finished_at VARCHAR,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE INDEX jobs_by_state ON jobs (state, run_at)
    """,
    """
    CREATE INDEX jobs_by_subject ON jobs (subject_id)
    """,
    """
    CREATE TABLE owners (
        id VARCHAR NOT NULL,
        heartbeat_at FLOAT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE settings (
        "key" VARCHAR NOT NULL,
        value JSON NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE speeds (
        name VARCHAR NOT NULL,
        value FLOAT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE job_events (
        id INTEGER NOT NULL,
        job_id VARCHAR NOT NULL,
        at VARCHAR NOT NULL,
        "before" VARCHAR,
        "after" VARCHAR NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(job_id) REFERENCES jobs (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_job_events_job_id ON job_events (job_id)
    """,
    """
    CREATE TABLE podcasts (
        id VARCHAR NOT NULL,
        collection_id VARCHAR NOT NULL,
        title TEXT NOT NULL,
        "order" JSON NOT NULL,
        created_at VARCHAR NOT NULL,
        updated_at VARCHAR NOT NULL,
        completed_at VARCHAR,
        audio BLOB,
        audio_sha256 VARCHAR,
        audio_bytes INTEGER,
        duration_seconds FLOAT,
        note TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(collection_id) REFERENCES collections (id)
    )
    """,
    """
    CREATE TABLE plans (
        podcast_id VARCHAR NOT NULL,
        fingerprint VARCHAR NOT NULL,
        "plan" JSON NOT NULL,
        PRIMARY KEY (podcast_id),
        FOREIGN KEY(podcast_id) REFERENCES podcasts (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE progress (
        podcast_id VARCHAR NOT NULL,
        step VARCHAR,
        percentage INTEGER NOT NULL,
        total_turns INTEGER NOT NULL,
        completed_turns INTEGER NOT NULL,
        current_speaker VARCHAR,
        remaining_seconds FLOAT,
        updated_at VARCHAR NOT NULL,
        PRIMARY KEY (podcast_id),
        FOREIGN KEY(podcast_id) REFERENCES podcasts (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE spoken_turns (
        podcast_id VARCHAR NOT NULL,
        "index" INTEGER NOT NULL,
        path TEXT NOT NULL,
        sha256 VARCHAR NOT NULL,
        size INTEGER NOT NULL,
        seconds FLOAT NOT NULL,
        skipped TEXT NOT NULL,
        PRIMARY KEY (podcast_id, "index"),
        FOREIGN KEY(podcast_id) REFERENCES podcasts (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE turns (
        podcast_id VARCHAR NOT NULL,
        "index" INTEGER NOT NULL,
        turn JSON NOT NULL,
        PRIMARY KEY (podcast_id, "index"),
        FOREIGN KEY(podcast_id) REFERENCES podcasts (id) ON DELETE CASCADE
    )
    """,
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
