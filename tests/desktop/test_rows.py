import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from podcast_studio.desktop.views.rows import Index, Rows


@dataclass(frozen=True)
class Thing:
    key: str
    value: int = 0


class Things(Rows[Thing]):
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        thing = self.row_at(index)
        return thing.key if thing is not None and role == Qt.ItemDataRole.DisplayRole else None


@pytest.fixture
def rows(qtbot: QtBot) -> Iterator[Rows[Thing]]:
    """A model that Qt's own tester watches."""
    model = Things(lambda thing: thing.key, columns=2)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    del tester


def things(keys: str, **values: int) -> list[Thing]:
    return [Thing(key, values.get(key, 0)) for key in keys]


def told(rows: Rows[Thing]) -> list[tuple[int, int]]:
    """The stretches of rows that are told to have changed from now on."""
    found: list[tuple[int, int]] = []
    rows.dataChanged.connect(lambda first, last: found.append((first.row(), last.row())))
    return found


def test_only_rows_that_differ_are_told(rows: Rows[Thing]) -> None:
    rows.show(things("abcdef"))
    changed = told(rows)
    rows.show(things("abcdef", b=1, c=1, f=1))
    assert changed == [(1, 2), (5, 5)]
    assert list(rows.rows) == things("abcdef", b=1, c=1, f=1)


def test_named_rows_are_put_in_place_and_unknown_ones_left_out(rows: Rows[Thing]) -> None:
    rows.show(things("abc"))
    changed = told(rows)
    rows.put([Thing("c", 7), Thing("z", 7), Thing("a")])
    assert changed == [(2, 2)]
    assert rows.row_of("c") == Thing("c", 7)
    assert rows.row_of("z") is None


def test_rows_that_come_go_and_move_keep_what_the_view_has_marked(rows: Rows[Thing]) -> None:
    rows.show(things("abcde"))
    resets: list[str] = []
    rows.modelReset.connect(lambda: resets.append("reset"))
    marked = QPersistentModelIndex(rows.index_of("d"))
    rows.show(things("xdaeb"))
    assert list(rows.rows) == things("xdaeb")
    assert rows.row_at(marked) == Thing("d")
    assert resets == []


def test_any_order_follows_any_other(rows: Rows[Thing]) -> None:
    chance = random.Random(7)
    for _ in range(60):
        keys = chance.sample("abcdefghijklmnop", chance.randrange(17))
        wanted = [Thing(key, chance.randrange(3)) for key in keys]
        rows.show(wanted)
        assert list(rows.rows) == wanted


def test_a_whole_new_list_begins_anew(rows: Rows[Thing]) -> None:
    rows.show([Thing(f"a{number}") for number in range(300)])
    resets: list[str] = []
    rows.modelReset.connect(lambda: resets.append("reset"))
    rows.show([Thing(f"b{number}") for number in range(300)])
    assert resets == ["reset"]


def test_an_invalid_index_has_no_row(rows: Rows[Thing]) -> None:
    assert rows.row_at(QModelIndex()) is None
