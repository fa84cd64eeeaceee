"""The transcript while the window is made narrower or wider."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QStyleOptionViewItem

from podcast_studio.desktop.theme import Theme
from podcast_studio.desktop.views.script.rows import RowKind, ScriptRow
from podcast_studio.desktop.views.script.transcript import TranscriptView
from podcast_studio.domain.podcasts import Speaker
from tests.desktop.acts import delete_later
from tests.desktop.pages import Until


@pytest.fixture
def view(theme: Theme, until: Until) -> TranscriptView:
    """Three hundred turns, of one line to ten."""
    view = TranscriptView(theme)
    view.resize(1000, 400)
    view.show()
    view.show_rows([_row(number) for number in range(300)])
    until(lambda: view.verticalScrollBar().maximum() and not view.painter.hurried)
    return view


def _row(number: int) -> ScriptRow:
    words = "The tide follows the moon, and the moon takes its time about it. " * (number % 7 + 1)
    return ScriptRow(
        key=f"turn {number}",
        kind=RowKind.TURN,
        text=words.strip(),
        number=number + 1,
        speaker=Speaker.EXPERT if number % 2 else Speaker.HOST,
        tags=(("tides.md, The moon", "passage"),),
    )


def _heights(view: TranscriptView) -> list[int]:
    return [view.visualRect(view.script.index(number)).height() for number in range(300)]


def test_a_narrower_transcript_breaks_lines_in_view_at_once_and_all_of_them_soon(
    view: TranscriptView, until: Until
) -> None:
    before = _heights(view)
    view.resize(600, 400)
    view.doItemsLayout()
    assert view.painter.hurried  # most are still as they were
    assert _heights(view)[3] > before[3]
    assert _heights(view)[-1] == before[-1]
    until(lambda: not view.painter.hurried)
    exact = [view.sizeHintForIndex(view.script.index(number)).height() for number in range(300)]
    assert _heights(view) == exact
    assert exact[-1] > before[-1]
    delete_later(view)


def test_the_turn_on_top_stays_on_top(view: TranscriptView, until: Until) -> None:
    view.scrollTo(view.script.index(150), TranscriptView.ScrollHint.PositionAtTop)
    for width in (700, 560, 900):
        view.resize(width, 400)
        until(lambda: not view.painter.hurried)
        assert view.indexAt(QPoint(10, 1)).row() == 150
        assert view.visualRect(view.script.index(150)).top() == 0
    delete_later(view)


def test_lines_broken_anew_are_as_high_as_lines_broken_once(view: TranscriptView, theme: Theme, until: Until) -> None:
    view.resize(600, 400)
    until(lambda: not view.painter.hurried)
    other = TranscriptView(theme)
    other.resize(600, 400)
    other.show()
    other.show_rows(view.script.rows)
    until(lambda: other.painter.width == view.painter.width)
    option = QStyleOptionViewItem()
    for number in range(0, 300, 7):
        assert view.painter.sizeHint(option, view.script.index(number)) == other.painter.sizeHint(
            option, other.script.index(number)
        )
    delete_later(other)
    delete_later(view)
