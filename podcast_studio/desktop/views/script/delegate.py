"""How a line of a transcript is drawn, and what lies where on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from podcast_studio.desktop.theme import CARD_RADIUS, CONTROL_RADIUS, UNIT, Theme
from podcast_studio.desktop.views.script.model import ScriptModel
from podcast_studio.desktop.views.script.names import names
from podcast_studio.desktop.views.script.rows import RowKind, ScriptRow
from podcast_studio.domain.podcasts import Speaker

_Index = QModelIndex | QPersistentModelIndex
_WIDEST = 720  # px; longer lines are hard to read
_NARROW = 700  # px; a view under it gives less room to the names
_LEFT, _LEFT_NARROW, _RIGHT = 23 * UNIT, 18 * UNIT, 42 * UNIT
_PAD, _GAP, _LINE_HEIGHT = 3 * UNIT, 2 * UNIT, 1.12
_WIDTH_STEP = 6 * UNIT  # px; while a window is being widened, lines are broken anew this often
_BUTTON, _ICON = 6 * UNIT, 16  # px
_KEPT, _KEPT_LAYOUTS = 4_000, 600  # heights, and texts broken into lines: those of an hour
BUTTONS = ("edit", "retry", "more")
_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


@dataclass(frozen=True)
class Part:
    """Something on a line that can be clicked."""

    what: str  # "source", or one of BUTTONS
    area: QRect
    text: str = ""
    passage_id: str = ""


class _Lines:
    """A text that can be broken into lines of another width without its letters being looked up again."""

    def __init__(self, text: str, font: QFont) -> None:
        self.layout, self.height, self._width = QTextLayout(text or " ", font), 0, -1
        self.layout.setTextOption(_WRAP)
        self.layout.setCacheEnabled(True)

    def break_at(self, width: int, step: int) -> None:
        """Lines of that width, each `step` below the one before."""
        if width == self._width:
            return
        self._width, top = width, 0
        self.layout.beginLayout()
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top + (step - line.height()) / 2))
            top += step
        self.layout.endLayout()
        self.height = top


class ScriptDelegate(QStyledItemDelegate):
    """Heights are reckoned once for each text and width; `hurried`, old ones serve for what is not known yet."""

    def __init__(self, theme: Theme, model: ScriptModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model
        self._heights: dict[tuple[str, str, tuple[tuple[str, str], ...], int, RowKind], int] = {}
        self._layouts: dict[str, _Lines] = {}
        self._last: dict[str, int] = {}  # what each took when it was last reckoned
        self.width = 0  # of the view, px
        self.hurried = False
        self.playing = self.hovered = ""  # keys
        self.pointed: Part | None = None  # what the mouse is on
        self.found: frozenset[str] = frozenset()  # keys of turns that say `searched`
        self.searched = ""
        self.editable = False
        self.edited = ("", 0)  # key of the turn that is being edited where it stands, and the height that takes
        self._take_fonts()
        theme.changed.connect(self._take_fonts)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self.width, self.height_of(self._model.rows[index.row()]))

    def height_of(self, row: ScriptRow) -> int:
        """What a line takes; where there is no time to reckon it anew, what it took before."""
        if row.key == self.edited[0]:
            return self.edited[1]
        note = row.turn.note if row.turn is not None else ""
        key = (row.text, note, row.tags, self._text_width, row.kind)
        if key not in self._heights:
            if self.hurried and row.key in self._last:
                return self._last[row.key]
            if len(self._heights) > _KEPT:
                self._heights.clear()
            self._heights[key] = self._height(row)
        self._last[row.key] = self._heights[key]
        return self._heights[key]

    def measure(self, row: ScriptRow) -> int:
        """Reckon the height of a line for the width there is now."""
        hurried, self.hurried = self.hurried, False
        height = self.height_of(row)
        self.hurried = hurried
        return height

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, area = self._model.rows[index.row()], QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.CHAPTER:
            self._paint_chapter(painter, row, area)
        else:
            state = option.state
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            self._paint_turn(painter, row, area, focused=focused)
        painter.restore()

    def part_at(self, row: ScriptRow, area: QRect, point: QPoint, *, buttons: bool) -> Part | None:
        """What is at a point of a line."""
        parts = [*self._tags(row, area), *(self._buttons(row, area) if buttons else ())]
        return next((part for part in parts if part.area.contains(point)), None)

    def place_of_words(self) -> tuple[int, int]:
        """How far from the left the words of a turn begin, and how wide they may be, in px."""
        return self._left, self._text_width

    def _take_fonts(self) -> None:
        self._body, self._small = self._theme.font(), self._theme.font("secondary")
        self._name = self._theme.font("secondary", weight=QFont.Weight.Bold)
        self._heading = self._theme.font("secondary", weight=QFont.Weight.DemiBold)
        self._metrics = {id(font): QFontMetrics(font) for font in (self._body, self._small)}
        self._heights.clear()
        self._layouts.clear()

    # Where things are

    @property
    def _left(self) -> int:
        return _LEFT if self.width >= _NARROW else _LEFT_NARROW

    @property
    def _text_width(self) -> int:
        room = (self.width - self._left - _RIGHT) // _WIDTH_STEP * _WIDTH_STEP
        return max(20 * UNIT, min(_WIDEST, room))

    def _height(self, row: ScriptRow) -> int:
        if row.kind is RowKind.CHAPTER:
            return self._metrics[id(self._small)].height() + 5 * UNIT
        height = 2 * _PAD + self._laid_out(row.text)[1]
        if row.turn is not None and row.turn.note:
            height += UNIT + self._note_height(row.turn.note)
        bottom = max((part.area.bottom() + 1 for part in self._tags(row, QRect(0, 0, self.width, 0))), default=0)
        return max(height, bottom + _PAD) + 1

    def _laid_out(self, text: str) -> tuple[QTextLayout, int]:
        """The text in lines of the width there is, and its height."""
        known = self._layouts.get(text)
        if known is None:
            if len(self._layouts) >= _KEPT_LAYOUTS:
                del self._layouts[next(iter(self._layouts))]
            known = self._layouts[text] = _Lines(text, self._body)
        known.break_at(self._text_width, round(self._metrics[id(self._body)].height() * _LINE_HEIGHT))
        return known.layout, known.height

    def _note_height(self, note: str) -> int:
        area = QRect(0, 0, self._text_width, 10_000)
        return self._metrics[id(self._small)].boundingRect(area, int(Qt.TextFlag.TextWordWrap), note).height()

    def _tags(self, row: ScriptRow, area: QRect) -> Iterator[Part]:
        """The sources, in as many lines as they need."""
        if not row.tags:
            return
        metrics = self._metrics[id(self._small)]
        height = metrics.height() + UNIT
        room = max(self._text_width, self.width - self._left - _GAP)  # below the state of the turn, to the edge
        x, y = 0, _PAD + self._laid_out(row.text)[1] + UNIT
        if row.turn is not None and row.turn.note:
            y += UNIT + self._note_height(row.turn.note)
        for name, passage in row.tags:
            width = min(metrics.horizontalAdvance(name) + 4 * UNIT, room)
            if x and x + width > room:
                x, y = 0, y + height + UNIT
            place = QRect(area.left() + self._left + x, area.top() + y, width, height)
            yield Part("source", place, name, passage)
            x += width + _GAP

    def _buttons(self, row: ScriptRow, area: QRect) -> Iterator[Part]:
        """Left of the state, while the mouse or the keys are on the line."""
        offered = BUTTONS if self.editable else BUTTONS[-1:]
        right = area.right() - _GAP - self._metrics[id(self._small)].horizontalAdvance(row.status) - _GAP
        top = area.top() + _PAD - 2
        for number, what in enumerate(reversed(offered)):
            yield Part(what, QRect(right - (number + 1) * _BUTTON, top, _BUTTON, _BUTTON))

    # Drawing

    def _paint_chapter(self, painter: QPainter, row: ScriptRow, area: QRect) -> None:
        painter.setFont(self._heading)
        painter.setPen(self._theme.colour("secondary"))
        text = QFontMetrics(self._heading).elidedText(row.text, Qt.TextElideMode.ElideRight, area.width() - 8 * UNIT)
        place = area.adjusted(0, 3 * UNIT, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"{row.number}   {text}")

    def _paint_turn(self, painter: QPainter, row: ScriptRow, area: QRect, *, focused: bool) -> None:
        self._paint_ground(painter, row, area, focused=focused)
        top = area.top() + _PAD
        step = round(self._metrics[id(self._body)].height() * _LINE_HEIGHT)
        host = row.speaker is Speaker.HOST
        painter.setFont(self._name)
        painter.setPen(self._theme.colour("host" if host else "expert"))
        assert row.speaker is not None
        label = QRect(area.left() + _GAP, top, self._left - _GAP, step)
        painter.drawText(label, Qt.AlignmentFlag.AlignVCenter, names.speaker(row.speaker).upper())
        self._paint_words(painter, row, QPoint(area.left() + self._left, top))
        self._paint_tags(painter, row, area)
        painter.setFont(self._small)
        painter.setPen(self._theme.colour("secondary"))
        status = QRect(area.left(), top, area.width() - _GAP, step)
        painter.drawText(status, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.status)
        if row.kind is RowKind.TURN and (row.key == self.hovered or focused):
            self._paint_buttons(painter, row, area)

    def _paint_ground(self, painter: QPainter, row: ScriptRow, area: QRect, *, focused: bool) -> None:
        ground = QRectF(area).adjusted(0.5, 0.5, -0.5, -1.5)
        lit = row.key == self.playing or row.voicing
        painter.setPen(Qt.PenStyle.NoPen)
        if lit:
            painter.setBrush(self._theme.colour("accent_soft"))
            painter.drawRoundedRect(ground, CARD_RADIUS, CARD_RADIUS)
        else:
            line = QRectF(area.left(), area.bottom(), area.width(), 1)
            painter.fillRect(line, self._theme.colour("line"))
        if row.key == self.playing:
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(QRectF(area.left(), area.top() + _PAD, 3, area.height() - 2 * _PAD), 1.5, 1.5)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRoundedRect(ground, CARD_RADIUS, CARD_RADIUS)

    def _paint_words(self, painter: QPainter, row: ScriptRow, corner: QPoint) -> None:
        if row.kind is RowKind.WRITING:
            cursor = QRectF(corner.x(), corner.y() + 2, 4, self._metrics[id(self._body)].height())
            painter.fillRect(cursor, self._theme.colour("secondary"))
            return
        layout, height = self._laid_out(row.text)
        painter.setPen(self._theme.colour("secondary" if row.dim else "ink"))
        layout.draw(painter, QPointF(corner), self._marks(row))
        if row.turn is not None and row.turn.note:
            painter.setFont(self._small)
            painter.setPen(self._theme.colour("secondary"))
            area = QRect(corner.x(), corner.y() + height + UNIT, self._text_width, self._note_height(row.turn.note))
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap), row.turn.note)

    def _marks(self, row: ScriptRow) -> list[QTextLayout.FormatRange]:
        """What was searched for, wherever it stands."""
        marks: list[QTextLayout.FormatRange] = []
        if row.key not in self.found or not self.searched:
            return marks
        text, wanted = row.text.casefold(), self.searched.casefold()
        at = text.find(wanted) if len(text) == len(row.text) else -1
        while at >= 0:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = at, len(wanted)
            mark.format.setBackground(self._theme.colour("accent"))
            mark.format.setForeground(self._theme.colour("on_accent"))
            marks.append(mark)
            at = text.find(wanted, at + len(wanted))
        return marks

    def _paint_tags(self, painter: QPainter, row: ScriptRow, area: QRect) -> None:
        painter.setFont(self._small)
        metrics = QFontMetricsF(self._small)
        for tag in self._tags(row, area):
            pointed = tag == self.pointed
            painter.setBrush(self._theme.colour("card"))
            painter.setPen(QPen(self._theme.colour("accent" if pointed else "line"), 1))
            painter.drawRoundedRect(QRectF(tag.area).adjusted(0.5, 0.5, -0.5, -0.5), UNIT, UNIT)
            painter.setPen(self._theme.colour("ink" if pointed else "secondary"))
            text = metrics.elidedText(tag.text, Qt.TextElideMode.ElideMiddle, tag.area.width() - 3 * UNIT)
            painter.drawText(tag.area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_buttons(self, painter: QPainter, row: ScriptRow, area: QRect) -> None:
        for button in self._buttons(row, area):
            pointed = button == self.pointed
            if pointed:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._theme.colour("line")))
                painter.drawRoundedRect(QRectF(button.area), CONTROL_RADIUS, CONTROL_RADIUS)
            icon = QRectF(0, 0, _ICON, _ICON)
            icon.moveCenter(QRectF(button.area).center())
            self._theme.icons.paint(painter, button.what, "ink" if pointed else "secondary", icon)
