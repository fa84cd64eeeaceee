"""The one event: something has changed, in this process or another. Views then pull what they show."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from podcast_studio.domain.errors import StorageError
from podcast_studio.storage.changes import ChangeCursor, ChangeLog, Logged

_log = logging.getLogger(__name__)
_LOOK_SECONDS = 0.05
_TROUBLE_SECONDS = 2.0  # until the next look when the database could not be read
_THIN_EVERY = 1_000  # rows seen


class Topic(StrEnum):
    """What can change; in brackets, whose ids come with it."""

    COLLECTIONS = "collections"  # (collections) also their index, indexing jobs and pronunciations
    PODCASTS = "podcasts"  # (podcasts) also the state of their jobs
    JOBS = "jobs"  # (jobs)
    PROGRESS = "progress"  # (podcasts)
    TURNS = "turns"  # (podcasts) text, audio and revisions
    SETTINGS = "settings"  # (keys)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What has changed since the last one."""

    topics: Mapping[Topic, frozenset[str]]  # ids; an empty set means that any may have: read all anew

    def touches(self, topic: Topic, subject_id: str) -> bool:
        """Whether this may concern that one."""
        return topic in self.topics and (not self.topics[topic] or subject_id in self.topics[topic])


Listener = Callable[[Change], None]


class Changes:
    """Watches the database from the first subscription on, and tells every listener in the watching thread."""

    def __init__(self, log: ChangeLog) -> None:
        self._changelog = log
        self._lock = threading.Lock()
        self._listeners: dict[object, Listener] = {}
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of every change from now on; call what is returned to end that."""
        key = object()
        with self._lock:
            if self._thread is None and not self._stop.is_set():
                cursor = self._changelog.follow()
                self._thread = threading.Thread(target=self._watch, args=(cursor,), name="changes", daemon=True)
                self._thread.start()
            self._listeners[key] = listener

        def unsubscribe() -> None:
            with self._lock:
                self._listeners.pop(key, None)

        return unsubscribe

    def close(self) -> None:
        """End the watching."""
        self._stop.set()
        with self._lock:
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _watch(self, cursor: ChangeCursor) -> None:
        seen = 0
        try:
            while not self._stop.wait(_LOOK_SECONDS):
                try:
                    logged = cursor.read()
                    if logged is None:
                        continue
                    self._tell(_change(logged))
                    seen += logged.rows
                    if seen >= _THIN_EVERY:
                        seen = 0
                        self._changelog.thin()
                except StorageError as error:
                    _log.warning("changes cannot be read at present: %s", error)
                    self._stop.wait(_TROUBLE_SECONDS)
        finally:
            cursor.close()

    def _tell(self, change: Change) -> None:
        with self._lock:
            listeners = list(self._listeners.values())
        for listener in listeners:
            try:
                listener(change)
            except Exception:  # noqa: BLE001 - a listener's bug must not deafen the others; the log has the trace
                _log.exception("a listener failed")


def _change(logged: Logged) -> Change:
    if logged.missed:
        return Change(topics={topic: frozenset() for topic in Topic})
    return Change(topics=_grouped(logged.changed))


def _grouped(changed: Iterable[tuple[str, str]]) -> dict[Topic, frozenset[str]]:
    found: dict[Topic, set[str]] = {}
    for what, subject_id in changed:
        found.setdefault(Topic(what), set()).add(subject_id)
    return {topic: frozenset(ids) for topic, ids in found.items()}
