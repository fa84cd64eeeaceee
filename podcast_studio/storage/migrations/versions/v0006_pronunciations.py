"""How names are to be said, and how each turn was said when it was voiced."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"

_TABLE = """
    CREATE TABLE pronunciations (
        collection_id VARCHAR NOT NULL,
        "key" TEXT NOT NULL,
        written TEXT NOT NULL,
        spoken TEXT NOT NULL,
        PRIMARY KEY (collection_id, "key"),
        FOREIGN KEY(collection_id) REFERENCES collections (id) ON DELETE CASCADE
    )
"""


def upgrade() -> None:
    op.execute(_TABLE)
    op.execute("ALTER TABLE spoken_turns ADD COLUMN said TEXT")
    for verb, row in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
        op.execute(
            f"CREATE TRIGGER pronunciations_{verb} AFTER {verb.upper()} ON pronunciations BEGIN "
            f"INSERT INTO changes (what, subject_id) VALUES ('collections', {row}.collection_id); END"
        )
