"""What the desktop needs: a log of changes that triggers keep, revisions, listening positions, runs, indexing."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_TABLES = (
    """
    CREATE TABLE changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        what VARCHAR NOT NULL,
        subject_id VARCHAR NOT NULL
    )
    """,
    """
    CREATE TABLE collection_state (
        collection_id VARCHAR NOT NULL,
        documents INTEGER NOT NULL,
        words INTEGER NOT NULL,
        passages INTEGER NOT NULL,
        unreadable INTEGER NOT NULL,
        indexed_at VARCHAR,
        done INTEGER NOT NULL,
        total INTEGER NOT NULL,
        PRIMARY KEY (collection_id),
        FOREIGN KEY(collection_id) REFERENCES collections (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE revisions (
        podcast_id VARCHAR NOT NULL,
        number INTEGER NOT NULL,
        parent INTEGER,
        turns JSON NOT NULL,
        is_current INTEGER NOT NULL,
        audio BLOB,
        audio_sha256 VARCHAR,
        audio_bytes INTEGER,
        duration_seconds FLOAT,
        note TEXT NOT NULL,
        created_at VARCHAR NOT NULL,
        PRIMARY KEY (podcast_id, number),
        FOREIGN KEY(podcast_id) REFERENCES podcasts (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE UNIQUE INDEX revisions_current ON revisions (podcast_id) WHERE is_current = 1
    """,
    """
    CREATE TABLE listening (
        podcast_id VARCHAR NOT NULL,
        seconds FLOAT NOT NULL,
        updated_at VARCHAR NOT NULL,
        PRIMARY KEY (podcast_id),
        FOREIGN KEY(podcast_id) REFERENCES podcasts (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
        claim_id VARCHAR NOT NULL,
        job_id VARCHAR NOT NULL,
        kind VARCHAR NOT NULL,
        subject_id VARCHAR NOT NULL,
        collection_id VARCHAR,
        started FLOAT NOT NULL,
        ended FLOAT,
        outcome VARCHAR,
        seconds_per_step JSON,
        turns INTEGER NOT NULL,
        voicing_seconds FLOAT NOT NULL,
        UNIQUE (claim_id)
    )
    """,
    """
    CREATE INDEX runs_by_start ON runs (started)
    """,
    """
    CREATE INDEX runs_by_end ON runs (ended)
    """,
    """
    ALTER TABLE jobs ADD COLUMN way_out TEXT
    """,
    """
    CREATE INDEX podcasts_by_age ON podcasts (created_at)
    """,
    """
    CREATE INDEX podcasts_by_collection ON podcasts (collection_id)
    """,
)
_SUBJECTS = {  # table: what has changed, and the column that says of what
    "collections": ("collections", "id"),
    "collection_state": ("collections", "collection_id"),
    "podcasts": ("podcasts", "id"),
    "progress": ("progress", "podcast_id"),
    "turns": ("turns", "podcast_id"),
    "spoken_turns": ("turns", "podcast_id"),
    "revisions": ("turns", "podcast_id"),
    "settings": ("settings", '"key"'),
}
_OF_A_JOB = """
    INSERT INTO changes (what, subject_id) VALUES
        ('jobs', {row}.id),
        (CASE {row}.kind WHEN 'indexing' THEN 'collections' ELSE 'podcasts' END, {row}.subject_id);
"""


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
    for table, (what, column) in _SUBJECTS.items():
        _watch(table, f"INSERT INTO changes (what, subject_id) VALUES ('{what}', {{row}}.{column});")
    _watch("jobs", _OF_A_JOB)


def _watch(table: str, body: str) -> None:
    for verb, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
        op.execute(f"CREATE TRIGGER {table}_{verb} AFTER {verb.upper()} ON {table} BEGIN {body.format(row=row)} END")
