"""Pieces of a turn that are made at once, and come one after the other."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from podcast_studio.domain.errors import SpeechError
from podcast_studio.engines.piper_service import MOST_AT_ONCE, in_order
from podcast_studio.engines.utterances import Pause, Piece

PIECES = [Piece(text=f"Piece {number}.", end=Pause.SENTENCE) for number in range(12)]


def sounds(piece: Piece) -> list[Any]:
    return [piece.text]


class Counted:
    """Makes nothing, and counts how many are at it at once; each waits until as many are as may."""

    def __init__(self, together: int) -> None:
        self.now = self.most = 0
        self._together = threading.Barrier(together)
        self._lock = threading.Lock()

    def __call__(self, piece: Piece) -> list[Any]:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self._together.wait(20)
        with self._lock:
            self.now -= 1
        return sounds(piece)


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_they_come_in_order_however_many_are_made_at_once(at_once: int) -> None:
    counted = Counted(at_once)
    made = list(in_order(PIECES, counted, lambda: at_once))
    assert made == [(piece, sounds(piece)) for piece in PIECES]
    assert counted.most == at_once


def test_there_are_never_more_than_memory_is_meant_for() -> None:
    counted = Counted(MOST_AT_ONCE)
    assert len(list(in_order(PIECES, counted, lambda: 64))) == len(PIECES)
    assert counted.most == MOST_AT_ONCE


def test_a_core_that_is_wanted_back_is_given_back_after_the_pieces_in_the_making() -> None:
    counted, asked = Counted(1), iter([1, 2, 2, *[1] * 50])
    assert len(list(in_order(PIECES, counted, lambda: next(asked)))) == len(PIECES)
    assert counted.most <= 2


def test_what_fails_ends_it_and_no_thread_stays() -> None:
    def fails(piece: Piece) -> list[Any]:
        if piece == PIECES[2]:
            raise SpeechError("It cannot be spoken.")
        return sounds(piece)

    come = in_order(PIECES, fails, lambda: 2)
    assert next(come)[0] == PIECES[0]
    with pytest.raises(SpeechError):
        list(come)
    assert not any(thread.name.startswith("sounding") for thread in threading.enumerate())
