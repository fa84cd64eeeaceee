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
    guesses = fresh(list(range(10, 80)))
    assert guessed(guesses, [10, 11]) == [12, 13, 14]
    assert guessed(guesses, list(range(10, 16))) == [16, 17, 18, 19, 20]
    assert guessed(guesses, list(range(10, 22))) == [22, 23, 24, 25, 26, 27]
    assert guessed(guesses, list(range(10, 29))) == list(range(29, 44)), "many, for they cost little more"
    assert guessed(guesses, list(range(10, 45))) == list(range(45, 60))
    assert guessed(guesses, list(range(10, 71))) == [71, 72, 73, 74, 75, 76], "of nine that are left some are quicker"
    assert guessed(guesses, list(range(10, 78))) == [78, 79], "no more than there is"


def test_fewer_are_guessed_after_a_wrong_one() -> None:
    guesses = fresh()
    assert guessed(guesses, list(range(10, 13))) == [13, 14, 15]
    assert guessed(guesses, [*range(10, 13), 50]) == []
    assert guessed(guesses, [*range(10, 13), 50, 20, 21]) == [22], "none of the three was right"
    assert guessed(guesses, [*range(10, 13), 50, 20, 21, 22, 23]) == [24, 25, 26]


def test_after_many_of_which_some_were_right_some_are_guessed() -> None:
    guesses = fresh(list(range(10, 80)))
    for end in (12, 16, 22, 29):
        guessed(guesses, list(range(10, end)))
    assert guessed(guesses, [*range(10, 38), 5, 50, 51]) == [52, 53, 54, 55, 56, 57], "nine of fifteen were right"


def test_of_two_places_the_one_that_comes_next_is_taken() -> None:
    notes = [1, 2, 3, 4, 7, 8, 9, 5, 1, 2, 3, 6]
    assert guessed(fresh(notes), [1, 2, 3]) == [4, 7, 8]
    later = fresh(notes)
    assert guessed(later, [7, 8, 9]) == [5, 1, 2]
    assert guessed(later, [7, 8, 9, 0, 1, 2, 3]) == [6]


def test_where_nothing_is_found_nothing_is_guessed() -> None:
    assert guessed(fresh(), []) == []
    assert guessed(fresh(), [11]) == [], "one token stands in too many places"
    assert guessed(fresh(), [1, 2, 3]) == []
    assert guessed(fresh([]), [1, 2, 3]) == []
    assert guessed(fresh(), [37, 38, 39]) == [], "the notes end there"
