"""What lists show: one row of a view, complete, so that no view has to put it together from several places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from podcast_studio.domain.hours import Hours
from podcast_studio.domain.jobs import JobState, WaitsFor
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.progress import Step


@dataclass(frozen=True, kw_only=True)
class PodcastRow:
    """A podcast in a list, with the newest job on it."""

    id: str
    title: str
    collection_id: str
    collection_name: str
    minutes: float  # asked
    style: str
    created_at: str  # ISO 8601, UTC
    completed_at: str | None
    duration_seconds: float | None  # of the finished audio
    job_id: str | None
    kind_of_job: str  # "podcast" while it is made or was made; "revision" once it has been edited
    state: JobState  # of that job; COMPLETED where it was to make changes to a finished podcast and was cancelled
    percentage: int  # 0 to 100
    step: Step | None  # these down to remaining_seconds while it runs
    total_turns: int
    completed_turns: int
    current_speaker: Speaker | None
    remaining_seconds: float | None
    error: str | None  # why it failed
    way_out: str  # what to do about it
    note: str  # what the listener should know
    listened_seconds: float
    has_audio: bool


@dataclass(frozen=True, kw_only=True)
class CollectionRow:
    """A collection in a list, with what its index holds."""

    id: str
    name: str
    folder: Path
    created_at: str  # ISO 8601, UTC
    documents: int  # readable ones in the index
    words: int  # that could be spoken
    passages: int
    unreadable: int  # left out or unreadable
    indexed_at: str | None  # when the index was last brought up to date
    indexing: bool  # an indexing job waits or runs
    done: int  # files, of the indexing that runs or ran last
    total: int
    podcasts: int
    folder_exists: bool
    language: str = ""  # the code of that of most of its words; "" where it is not known


class DocumentState(StrEnum):
    INDEXED = "indexed"
    UNREADABLE = "unreadable"  # it was tried
    SKIPPED = "skipped"  # left out without reading
    NEW = "new"  # not in the index yet
    CHANGED = "changed"  # since it was indexed
    MISSING = "missing"  # in the index, and no longer in the folder


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """A file of a collection, as folder and index have it."""

    path: str  # relative to the collection, with forward slashes
    state: DocumentState
    passages: int
    reason: str  # why it is unreadable or skipped
    size: int | None  # bytes; unknown for skipped files
    language: str = ""  # its code; "" where it is not known


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """A job that is not done with."""

    job_id: str
    kind: str
    podcast_id: str | None  # None for a job that is not about a podcast
    collection_id: str | None
    title: str
    state: JobState
    stopping: str | None  # "cancel" or "hold": asked of a running job and not done yet
    priority: int  # a Priority; smaller is sooner
    run_at: float  # seconds since the epoch; not before this
    waiting_for_time: bool  # QUEUED, and its time or its hours have not come
    position: int  # 1 is next; 0 when it is not waiting
    attempts: int
    max_attempts: int
    percentage: int  # 0 to 100
    step: Step | None  # these three while it runs
    current_speaker: Speaker | None
    remaining_seconds: float | None
    created_at: str  # ISO 8601, UTC
    started_at: str | None
    error: str | None
    error_details: str | None  # for "Copy details"
    way_out: str
    needs_attention: bool
    hours: Hours | None = None  # in which it may work; None is at any
    waits_for: WaitsFor | None = None  # why it is not taken, other than for want of a worker
    starts_at: float | None = None  # at the earliest, where that is known


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What the sidebar shows."""

    podcasts: int
    queue: int  # waiting, held and running
    needs_attention: int
