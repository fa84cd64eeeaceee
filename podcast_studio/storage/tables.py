"""The tables. Times are ISO 8601 in UTC for people, and seconds since the epoch where they are compared."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    text,
)

metadata = MetaData()


def _podcast_key() -> Column[str]:
    return Column("podcast_id", String, ForeignKey("podcasts.id", ondelete="CASCADE"), primary_key=True)


collections = Table(
    "collections",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folder", LargeBinary, nullable=False, unique=True),  # paths are bytes, not always text
    Column("created_at", String, nullable=False),
    Column("removed", Integer, nullable=False, default=0),  # forgotten, kept for the podcasts made from it
)
podcasts = Table(
    "podcasts",
    metadata,
    Column("id", String, primary_key=True),
    Column("collection_id", String, ForeignKey("collections.id"), nullable=False),
    Column("title", Text, nullable=False),
    Column("order", JSON, nullable=False),  # the fields of PodcastOrder
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("completed_at", String),
    Column("audio", LargeBinary),
    Column("audio_sha256", String),
    Column("audio_bytes", Integer),
    Column("duration_seconds", Float),
    Column("note", Text, nullable=False, default=""),
    Index("podcasts_by_age", "created_at"),
    Index("podcasts_by_collection", "collection_id"),
)
jobs = Table(
    "jobs",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("state", String, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("queued_at", Float, nullable=False),  # since when it waits; waiting raises priority
    Column("run_at", Float, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("max_attempts", Integer, nullable=False),
    Column("claim_id", String),
    Column("owner", String),
    Column("wish", String),  # "cancel" or "hold": what the user asked of a running job
    Column("error", Text),
    Column("error_details", Text),
    Column("way_out", Text),  # what the user can do about the error
    Column("opens", Integer),  # the hours in which it may work, in minutes since midnight; none are all
    Column("closes", Integer),
    Column("lane", String),  # so many of a lane run at once as the settings say
    Column("wanted", JSON),  # what its handler has to know beside the subject
    Column("afterwards", JSON),  # the jobs to be queued one after another once it is done: [{"kind", "wanted"}]
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("started_at", String),
    Column("finished_at", String),
    Index("jobs_by_state", "state", "run_at"),
    Index("jobs_by_subject", "subject_id"),
)
job_events = Table(
    "job_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("job_id", String, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("before", String),
    Column("after", String, nullable=False),
    Column("reason", Text, nullable=False),
)
owners = Table(
    "owners",
    metadata,
    Column("id", String, primary_key=True),
    Column("heartbeat_at", Float, nullable=False),
)
plans = Table(
    "plans",
    metadata,
    _podcast_key(),
    Column("fingerprint", String, nullable=False),
    Column("plan", JSON, nullable=False),
)
turns = Table(
    "turns",
    metadata,
    _podcast_key(),
    Column("index", Integer, primary_key=True),
    Column("turn", JSON, nullable=False),
)
spoken_turns = Table(
    "spoken_turns",
    metadata,
    _podcast_key(),
    Column("index", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("skipped", Text, nullable=False, default=""),
    Column("said", Text),  # its text with the pronunciations put in; none, or "", where it was said as written
)
progress = Table(
    "progress",
    metadata,
    _podcast_key(),
    Column("step", String),
    Column("percentage", Integer, nullable=False, default=0),
    Column("total_turns", Integer, nullable=False, default=0),
    Column("completed_turns", Integer, nullable=False, default=0),
    Column("current_speaker", String),
    Column("remaining_seconds", Float),
    Column("updated_at", String, nullable=False),
    Column("writing", String),  # the speaker whose words are being written
)
speeds = Table(
    "speeds",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Float, nullable=False),
)
settings = Table(
    "settings",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", JSON, nullable=False),
)
collection_state = Table(
    "collection_state",
    metadata,
    Column("collection_id", String, ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
    Column("documents", Integer, nullable=False, default=0),  # readable ones in the index
    Column("words", Integer, nullable=False, default=0),  # that could be spoken
    Column("passages", Integer, nullable=False, default=0),
    Column("unreadable", Integer, nullable=False, default=0),  # left out or unreadable
    Column("indexed_at", String),  # when the index was last brought up to date
    Column("done", Integer, nullable=False, default=0),  # files, of the indexing that runs or ran last
    Column("total", Integer, nullable=False, default=0),
)
pronunciations = Table(
    "pronunciations",
    metadata,
    Column("collection_id", String, ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),  # of what is written: one entry for all spellings that it stands for
    Column("written", Text, nullable=False),
    Column("spoken", Text, nullable=False),
)
revisions = Table(
    "revisions",
    metadata,
    Column("podcast_id", String, ForeignKey("podcasts.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("parent", Integer),  # the revision it was made from; where undo leads
    Column("turns", JSON, nullable=False),
    Column("is_current", Integer, nullable=False, default=0),  # clear the old one before setting the new one
    Column("audio", LargeBinary),  # these five once it is mixed
    Column("audio_sha256", String),
    Column("audio_bytes", Integer),
    Column("duration_seconds", Float),
    Column("note", Text, nullable=False, default=""),
    Column("created_at", String, nullable=False),
    Index("revisions_current", "podcast_id", unique=True, sqlite_where=text("is_current = 1")),
)
listening = Table(
    "listening",
    metadata,
    _podcast_key(),
    Column("seconds", Float, nullable=False),
    Column("updated_at", String, nullable=False),
)
runs = Table(
    "runs",  # no foreign keys: figures outlive what they are about
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("claim_id", String, nullable=False, unique=True),
    Column("job_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject_id", String, nullable=False),
    Column("collection_id", String),
    Column("started", Float, nullable=False),
    Column("ended", Float),
    Column("outcome", String),  # while it runs: none
    Column("seconds_per_step", JSON),
    Column("turns", Integer, nullable=False, default=0),  # voiced in this run
    Column("voicing_seconds", Float, nullable=False, default=0.0),  # spent on voicing them
    Index("runs_by_start", "started"),
    Index("runs_by_end", "ended"),
    Index("runs_by_job", "job_id"),
    sqlite_autoincrement=True,
)
run_totals = Table(
    "run_totals",  # what was thinned out of runs
    metadata,
    Column("day", Float, primary_key=True),  # its noon on this machine, in seconds since the epoch
    Column("collection_id", String, primary_key=True),  # "" where there was none
    Column("outcome", String, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("voicing_seconds", Float, nullable=False),
    Column("first_started", Float, nullable=False),
)
step_totals = Table(
    "step_totals",
    metadata,
    Column("step", String, primary_key=True),
    Column("seconds", Float, nullable=False),
)
work_totals = Table(
    "work_totals",  # completed podcasts by how long they took, for the percentile
    metadata,
    Column("length", Float, primary_key=True),  # seconds of work on one, in three digits
    Column("number", Integer, nullable=False),
    Column("seconds", Float, nullable=False),  # of all of them, exactly
    Column("turns", Integer, nullable=False),
)
changes = Table(
    "changes",  # filled by triggers on the tables above; see migration 0002
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("what", String, nullable=False),  # a Topic
    Column("subject_id", String, nullable=False),
    sqlite_autoincrement=True,
)
