"""The transcript: turns that can be heard, looked into and worked on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from PySide6.QtCore import (
    QAbstractAnimation,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPropertyAnimation,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip

from podcast_studio.desktop.theme import UNIT, Theme
from podcast_studio.desktop.views.script.delegate import Part, ScriptDelegate
from podcast_studio.desktop.views.script.editor import TurnEditor
from podcast_studio.desktop.views.script.model import ScriptModel
from podcast_studio.desktop.views.script.rows import RowKind, ScriptRow

_Index = QModelIndex | QPersistentModelIndex
_GLIDE = 220  # ms
_STEP = 24  # px of a step of the wheel
_AT_ONCE = 20  # lines broken anew between two looks at what the user does
_LEAST = 40 * UNIT  # px of height that are of any use


class TranscriptView(QListView):
    """Shows rows, keeps to the one that is played, and says what the user wants of which turn."""

    play_wanted = Signal(str)  # id of a turn
    source_wanted = Signal(str)  # id of a passage
    button_pressed = Signal(str)  # "edit" or "retry", of the current turn
    menu_wanted = Signal(QPoint)  # of the current turn, where on the screen
    wandered = Signal(bool)  # the user scrolled away from what is played, or is back

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._measuring = QTimer(self, interval=0)
        self._measuring.timeout.connect(self._measure_some)
        self._unmeasured: Iterator[ScriptRow] = iter(())
        self.script = ScriptModel()
        self.painter = ScriptDelegate(theme, self.script)
        self.setModel(self.script)
        self.setItemDelegate(self.painter)
        self.setProperty("kind", "bare")
        self.setAccessibleName(self.tr("Transcript"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(_STEP)
        self.verticalScrollBar().sliderMoved.connect(lambda _value: self._set_away(True))
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(_GLIDE)
        self._pressed = ""
        self.editor: TurnEditor | None = None  # over the turn that is being edited
        self.away = False
        theme.changed.connect(self._restyle)

    @property
    def current(self) -> ScriptRow | None:
        """The turn that the keys are on."""
        index = self.currentIndex()
        return self.script.rows[index.row()] if index.isValid() and index.row() < len(self.script.rows) else None

    def show_rows(self, rows: Sequence[ScriptRow]) -> None:
        """Show these; the current turn stays it wherever it went, and the last line stays in view if it was."""
        current, at_end, empty = self.current, self._is_at_end(), not self.script.rows
        self.script.show(rows)
        if empty is bool(rows):
            self.updateGeometry()
        edited = self.script.index(self.script.place(self.painter.edited[0]))
        if self.editor is not None and self.indexWidget(edited) is None:  # its turn is gone
            self.close_editor()
        if current is not None:
            self.make_current(current.key)
        if at_end and self.script.rows and self.script.rows[-1].kind is RowKind.WRITING:
            self.scrollToBottom()

    def make_current(self, key: str) -> None:
        """Put the keys on a turn without moving the view."""
        place = self.script.place(key)
        if place >= 0 and place != self.currentIndex().row():
            auto = self.hasAutoScroll()
            self.setAutoScroll(False)
            self.setCurrentIndex(self.script.index(place))
            self.setAutoScroll(auto)

    def mark_playing(self, key: str) -> None:
        """Light up what is heard, and go there unless the user is elsewhere."""
        before, self.painter.playing = self.painter.playing, key
        for one in (before, key):
            self._repaint(one)
        if key and not self.away:
            self.reveal(key)
        elif not key:
            self._set_away(False)

    def follow(self) -> None:
        """Go back to what is heard, and stay with it."""
        self._set_away(False)
        if self.painter.playing:
            self.reveal(self.painter.playing)

    def reveal(self, key: str) -> None:
        """Glide to a turn unless it is in view; then it stands in the upper third."""
        place = self.script.place(key)
        if place < 0:
            return
        area = self.visualRect(self.script.index(place))
        if area.top() >= 0 and area.bottom() <= self.viewport().height():
            return
        bar = self.verticalScrollBar()
        self._glide.stop()
        self._glide.setStartValue(bar.value())
        wanted = bar.value() + area.top() - self.viewport().height() // 4
        self._glide.setEndValue(max(bar.minimum(), min(bar.maximum(), wanted)))
        self._glide.start()

    def mark_found(self, keys: Sequence[str], text: str) -> None:
        """Show where `text` is said."""
        self.painter.found, self.painter.searched = frozenset(keys), " ".join(text.split())
        self.viewport().update()

    def edit_turn(self, key: str) -> TurnEditor | None:
        """Let the words of a turn be changed where it stands.

        None where there is no such turn, or where what is typed elsewhere would be lost: that is shown instead.
        """
        if self.editor is not None and self.editor.changed:
            self.scrollTo(self.script.index(self.script.place(self.painter.edited[0])))
            self.editor.words.setFocus()
            return None
        place = self.script.place(key)
        if place < 0:
            return None
        self.close_editor()
        left, width = self.painter.place_of_words()
        editor = TurnEditor(self.script.rows[place], left=left, width=width)
        self.setIndexWidget(self.script.index(place), editor)
        self.editor = editor
        self.painter.edited = (key, editor.height_wanted())
        self.doItemsLayout()
        self.scrollTo(self.script.index(place))
        editor.words.setFocus()
        return editor

    def close_editor(self) -> None:
        """Show the turn itself again."""
        editor, self.editor = self.editor, None
        place = self.script.place(self.painter.edited[0])
        self.painter.edited = ("", 0)
        if editor is not None and place >= 0:
            self.setIndexWidget(self.script.index(place), None)  # type: ignore[arg-type]  # which Qt takes
            self.setFocus()
        self.scheduleDelayedItemsLayout()

    def menu_point(self) -> QPoint:
        """Where a menu of the current turn opens."""
        area = self.visualRect(self.currentIndex())
        return self.viewport().mapToGlobal(QPoint(area.center().x(), area.top() + 24))

    # Events

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _LEAST if self.script.rows else 0)

    def doItemsLayout(self) -> None:
        if self._measuring.isActive():
            self._lay_out_below_top()
        else:
            super().doItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._take_width()
        super().resizeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._glide.stop()
        if self.painter.playing:
            self._set_away(True)
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        self._pressed = row.key if row is not None and event.button() is Qt.MouseButton.LeftButton else ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        row = self._row_at(point)
        if row is None or row.key != self._pressed or event.button() is not Qt.MouseButton.LeftButton:
            return
        part = self._part_at(point)
        if part is None:
            self._set_away(False)
            self.play_wanted.emit(row.key)
        elif part.what == "source":
            self.source_wanted.emit(part.passage_id)
        elif part.what == "more":
            self.menu_wanted.emit(self.viewport().mapToGlobal(part.area.bottomLeft()))
        else:
            self.button_pressed.emit(part.what)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        row = self._row_at(point)
        self._hover(row.key if row is not None else "", self._part_at(point))
        hand = row is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover("", None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None or self.current.kind is not RowKind.TURN:
            first = self.indexAt(QPoint(10, 10))
            turns = (place for place, row in enumerate(self.script.rows) if row.kind is RowKind.TURN)
            place = next((place for place in turns if place >= max(0, first.row())), -1)
            if place >= 0:
                self.make_current(self.script.rows[place].key)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keys = event.reason() is QContextMenuEvent.Reason.Keyboard
        if not keys:
            row = self._row_at(event.pos())
            if row is None:
                return
            self.make_current(row.key)
        if self.current is not None:
            self.menu_wanted.emit(self.menu_point() if keys else event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            part = self._part_at(event.pos())
            QToolTip.showText(event.globalPos(), self._hint(part), self.viewport(), part.area if part else QRect())
            return True
        return super().viewportEvent(event)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if self.painter.playing and self.hasFocus() and self.hasAutoScroll():
            self._set_away(True)

    # Inside

    def _hint(self, part: Part | None) -> str:
        if part is None:
            return ""
        return {
            "source": self.tr("Show this passage in its document"),
            "edit": self.tr("Edit this turn"),
            "retry": self.tr("Have this turn written anew"),
            "more": self.tr("More for this turn"),
        }[part.what]

    def _row_at(self, point: QPoint) -> ScriptRow | None:
        index = self.indexAt(point)
        row = self.script.rows[index.row()] if index.isValid() else None
        return row if row is not None and row.kind is RowKind.TURN else None

    def _part_at(self, point: QPoint) -> Part | None:
        row = self._row_at(point)
        if row is None:
            return None
        return self.painter.part_at(row, self.visualRect(self.indexAt(point)), point, buttons=True)

    def _hover(self, key: str, part: Part | None) -> None:
        before, self.painter.hovered = self.painter.hovered, key
        changed = part != self.painter.pointed or key != before
        self.painter.pointed = part
        if changed:
            for one in {before, key}:
                self._repaint(one)

    def _repaint(self, key: str) -> None:
        place = self.script.place(key) if key else -1
        if place >= 0:
            self.update(self.script.index(place))

    def _set_away(self, away: bool) -> None:
        if away != self.away:
            self.away = away
            self.wandered.emit(away)

    def _is_at_end(self) -> bool:
        bar = self.verticalScrollBar()
        return bar.value() >= bar.maximum() - _STEP

    def _take_width(self) -> None:
        """Break the lines in view for another width at once, and the others piece by piece."""
        width = self.viewport().width()
        if width == self.painter.width:
            return
        top = self.indexAt(QPoint(10, 1))
        self.painter.width, self.painter.hurried = width, True
        if self.editor is not None:
            self.editor.take_place(*self.painter.place_of_words())
            self.painter.edited = (self.painter.edited[0], self.editor.height_wanted())
        height = 0
        for row in islice(self.script.rows, max(0, top.row()), None):
            height += self.painter.measure(row)
            if height > self.viewport().height() + self.visualRect(top).height():
                break
        self._unmeasured = iter(tuple(self.script.rows))
        self._measuring.start()
        self.scheduleDelayedItemsLayout()

    def _measure_some(self) -> None:
        piece = list(islice(self._unmeasured, _AT_ONCE))
        for row in piece:
            self.painter.measure(row)
        if len(piece) < _AT_ONCE:
            self._measuring.stop()
            self.painter.hurried = False
            self._lay_out_below_top()

    def _lay_out_below_top(self) -> None:
        """Lay the turns out; the one on top stays where it is, whatever becomes of those above it."""
        top = self.indexAt(QPoint(10, 1))
        before = self.visualRect(top).top()
        super().doItemsLayout()
        if top.isValid() and self._glide.state() is QAbstractAnimation.State.Stopped:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(top).top() - before)

    def _restyle(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
