"""The rows of the queue, column by column."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt

from podcast_studio.desktop.views.rows import Index, Rows
from podcast_studio.desktop.views.telling import jobs
from podcast_studio.desktop.words import about, number, percent, time_of_day
from podcast_studio.domain.jobs import JobState, Priority
from podcast_studio.domain.shelf import QueueRow

MIME = "application/x-podcast-studio-job"
_NOTHING = "–"


class Column(IntEnum):
    TITLE = 0
    STATE = 1
    PROGRESS = 2
    STARTED = 3
    LEFT = 4
    ATTEMPTS = 5
    PRIORITY = 6


class QueueRows(Rows[QueueRow]):
    """What runs, waits or is held. Waiting rows can be dragged."""

    def __init__(self) -> None:
        super().__init__(lambda row: row.job_id, columns=len(Column))

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._heading(Column(section)) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, Column(index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(row, Column(index.column()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.ItemIsDropEnabled  # between rows
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsDragEnabled if row.state is JobState.QUEUED else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: list[QModelIndex] | list[QPersistentModelIndex]) -> QMimeData:  # type: ignore[override]
        data = QMimeData()
        row = self.row_at(indexes[0]) if indexes else None
        if row is not None:
            data.setData(MIME, row.job_id.encode())
        return data

    def before(self, at: int) -> str | None:
        """The job that another one is put before when it is dropped at `at`; None for the end."""
        return self.rows[at].job_id if at < len(self.rows) else None

    def neighbour(self, row: QueueRow, by: int) -> tuple[bool, str | None]:
        """Whether a waiting job can move by one place up (-1) or down (1), and the job it then stands before."""
        waiting = [other.job_id for other in self.rows if other.state is JobState.QUEUED]
        if row.job_id not in waiting:
            return False, None
        to = waiting.index(row.job_id) + by
        if not 0 <= to < len(waiting):
            return False, None
        after = waiting[to] if by < 0 else waiting[to + 1] if to + 1 < len(waiting) else None
        return True, after

    def first_waiting(self) -> str | None:
        """The job that is taken next."""
        return next((row.job_id for row in self.rows if row.state is JobState.QUEUED), None)

    def text(self, row: QueueRow, column: Column) -> str:
        """What stands in a cell; of the progress, what a screen reader says of it."""
        told: dict[Column, Callable[[], str]] = {  # only one of them is made: a table asks for every cell it paints
            Column.TITLE: lambda: jobs.title(row),
            Column.STATE: lambda: jobs.state(row),
            Column.PROGRESS: lambda: percent(row.percentage),
            Column.STARTED: lambda: time_of_day(row.started_at) if row.started_at else _NOTHING,
            Column.LEFT: lambda: _NOTHING if row.remaining_seconds is None else about(row.remaining_seconds),
            Column.ATTEMPTS: lambda: number(row.attempts),
            Column.PRIORITY: lambda: self.priority(row.priority),
        }
        return told[column]()

    def priority(self, value: int) -> str:
        """What a priority is called."""
        names = {
            Priority.URGENT: self.tr("Urgent"),
            Priority.NORMAL: self.tr("Normal"),
            Priority.LOW: self.tr("Low"),
        }
        return names[min(Priority, key=lambda known: abs(known - value))]

    def _heading(self, column: Column) -> str:
        return {
            Column.TITLE: self.tr("Podcast"),
            Column.STATE: self.tr("State"),
            Column.PROGRESS: self.tr("Progress"),
            Column.STARTED: self.tr("Started"),
            Column.LEFT: self.tr("Left"),
            Column.ATTEMPTS: self.tr("Attempts"),
            Column.PRIORITY: self.tr("Priority"),
        }[column]

    def _spoken(self, row: QueueRow, column: Column) -> str:
        if column is Column.TITLE:
            return f"{self.text(row, column)}, {jobs.state(row)}, {percent(row.percentage)}"
        return f"{self._heading(column)}: {self.text(row, column)}"

    def _hint(self, row: QueueRow, column: Column) -> str:
        if column is Column.ATTEMPTS:
            text = self.tr("{number} of {most}")
            return text.format(number=number(row.attempts), most=number(row.max_attempts))
        if column is Column.STATE and row.error:
            return f"{row.error} {row.way_out}".strip()
        return self.text(row, column) if column is Column.TITLE else ""
