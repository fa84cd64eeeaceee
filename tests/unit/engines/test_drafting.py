"""Guessing what comes next from the notes."""

from __future__ import annotations

from collections.abc import Sequence

from podcast_studio.engines.drafting import Guesses

PROMPT = [900, 901, 902]
NOTES = list(range(10, 40))


def guessed(guesses: Guesses, written: Sequence[int]) -> list[int]:
    return [int(token) for token in guesses([*PROMPT, *written])]


def fresh(notes: Sequence[int] = NOTES) -> Guesses:
    return Guesses(notes, written_from=len(PROMPT))


def test_what_follows_in_the_notes_is_guessed_and_more_of_it_while_it_comes_true() -> None:
    guesses = fresh()
    assert guessed(guesses, [10, 11, 12]) == [13, 14]
    assert guessed(guesses, [10, 11, 12, 13, 14, 15]) == [16, 17, 18]
    assert guessed(guesses, list(range(10, 20))) == [20, 21, 22, 23]
    assert guessed(guesses, list(range(10, 25))) == [25, 26, 27, 28, 29]
    assert guessed(guesses, list(range(10, 31))) == [31, 32, 33, 34, 35, 36]
    assert guessed(guesses, list(range(10, 38))) == [38, 39], "no more than there is, and six at most"


def test_fewer_are_guessed_after_a_wrong_one() -> None:
    guesses = fresh()
    assert guessed(guesses, list(range(10, 13))) == [13, 14]
    assert guessed(guesses, [*range(10, 13), 50]) == []
    assert guessed(guesses, [*range(10, 13), 50, 20, 21, 22]) == [23], "neither of the two was right"
    assert guessed(guesses, [*range(10, 13), 50, 20, 21, 22, 23, 24, 25]) == [26, 27]


def test_of_two_places_the_one_that_comes_next_is_taken() -> None:
    notes = [1, 2, 3, 4, 7, 8, 9, 5, 1, 2, 3, 6]
    assert guessed(fresh(notes), [1, 2, 3]) == [4, 7]
    later = fresh(notes)
    assert guessed(later, [7, 8, 9]) == [5, 1]
    assert guessed(later, [7, 8, 9, 0, 1, 2, 3]) == [6]


def test_where_nothing_is_found_nothing_is_guessed() -> None:
    assert guessed(fresh(), []) == []
    assert guessed(fresh(), [11, 12]) == [], "two tokens stand in too many places"
    assert guessed(fresh(), [1, 2, 3]) == []
    assert guessed(fresh([]), [1, 2, 3]) == []
    assert guessed(fresh(), [37, 38, 39]) == [], "the notes end there"
