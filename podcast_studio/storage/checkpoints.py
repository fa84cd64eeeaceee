"""What a podcast's making has finished so far. Every write is fenced by the claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from podcast_studio.domain.files import move_into_place, sha256_of
from podcast_studio.domain.scripts import Plan, SpokenTurn, Turn
from podcast_studio.storage.database import Database
from podcast_studio.storage.jobs import claim_guard
from podcast_studio.storage.script_rows import plan_of, spoken_of, turn_of
from podcast_studio.storage.tables import plans, spoken_turns, turns


class PodcastCheckpoints:
    """The Checkpoints port over SQLite and a folder."""

    def __init__(self, database: Database, podcast_id: str, folder: Path, claim_id: str) -> None:
        self._db, self._id, self._claim = database, podcast_id, claim_id
        self._folder = folder
        self._checked: dict[Path, tuple[int, int, str]] = {}  # path -> size, mtime, hash: read once per change

    @property
    def folder(self) -> Path:
        return self._folder

    def plan(self) -> Plan | None:
        with self._db.read() as connection:
            row = connection.execute(select(plans).where(plans.c.podcast_id == self._id)).first()
        return plan_of(row.plan) if row is not None else None

    def save_plan(self, plan: Plan) -> None:
        with self._db.write() as connection:
            self._guard(connection)
            for table in (spoken_turns, turns, plans):
                connection.execute(delete(table).where(table.c.podcast_id == self._id))
            connection.execute(
                insert(plans).values(podcast_id=self._id, fingerprint=plan.fingerprint, plan=asdict(plan))
            )

    def turns(self) -> list[Turn]:
        with self._db.read() as connection:
            rows = connection.execute(select(turns).where(turns.c.podcast_id == self._id).order_by(turns.c.index))
            return [turn_of(row.turn) for row in rows]

    def save_turns(self, written: Sequence[Turn]) -> None:
        with self._db.write() as connection:
            self._guard(connection)
            for turn in written:
                connection.execute(insert(turns).values(podcast_id=self._id, index=turn.index, turn=asdict(turn)))

    def change_turn(self, turn: Turn) -> None:
        with self._db.write() as connection:
            self._guard(connection)
            mine = (turns.c.podcast_id == self._id, turns.c.index == turn.index)
            connection.execute(update(turns).where(*mine).values(turn=asdict(turn)))

    def spoken(self) -> dict[int, SpokenTurn]:
        with self._db.read() as connection:
            rows = connection.execute(select(spoken_turns).where(spoken_turns.c.podcast_id == self._id)).all()
        kept = [spoken_of(row) for row in rows]
        return {turn.index: turn for turn in kept if turn.skipped or self._is_whole(turn)}

    @contextmanager
    def placing(self) -> Iterator[None]:
        """The write lock is held meanwhile, without which no claim changes hands."""
        with self._db.write() as connection:
            self._guard(connection)
            yield

    def save_spoken(self, turn: SpokenTurn, made: Path | None = None) -> None:
        """The row first: a file that is in its place is always known, so that a kill never has it voiced again."""
        values = asdict(turn)
        with self._db.write() as connection:
            self._guard(connection)
            statement = upsert(spoken_turns).values(podcast_id=self._id, **values)
            connection.execute(statement.on_conflict_do_update(index_elements=["podcast_id", "index"], set_=values))
        if made is not None:
            with self.placing():
                move_into_place(made, self._folder / turn.path)

    def _guard(self, connection: Connection) -> None:
        claim_guard(connection, self._id, self._claim)

    def _is_whole(self, turn: SpokenTurn) -> bool:
        path = self._folder / turn.path
        try:
            stat = path.stat()
            if stat.st_size != turn.size:
                return False
            known = self._checked.get(path)
            if known is None or known[:2] != (stat.st_size, stat.st_mtime_ns):
                known = (stat.st_size, stat.st_mtime_ns, sha256_of(path))
                self._checked[path] = known
        except OSError:
            return False
        return known[2] == turn.sha256
