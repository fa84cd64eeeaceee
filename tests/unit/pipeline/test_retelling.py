"""What the model retells, and what is told as it stands."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.retelling import shared_out

FIRST = "The oldest clock is a stick in the ground, which the people of Egypt put there for its shadow."
HEARD = (
    "The shadow is long in the morning and shortest at noon. "
    "Most people of the towns lived by it until the Middle Ages had come to an end."
)
HARD = "Two rotors on one tower, each of them sixteen metres across, with a gearbox (of 2015) between them."


def test_what_can_be_heard_is_told_as_it_stands() -> None:
    assert shared_out(f"{FIRST} {HEARD}") == (f"{FIRST} {HEARD}", "", "")
    assert shared_out("") == ("", "", "")


def test_what_was_written_for_the_eye_is_retold_wherever_it_stands() -> None:
    assert shared_out(f"{HARD} {HEARD}") == ("", HARD, HEARD)
    assert shared_out(f"{FIRST} {HARD} {HEARD}") == (FIRST, HARD, HEARD)
    assert shared_out(f"{HEARD} {HARD}") == (HEARD, HARD, "")
    assert shared_out(f"{FIRST} {HARD} {HEARD}").as_it_stands == f"{FIRST} {HEARD}"


def test_what_stands_between_is_retold_with_it() -> None:
    assert shared_out(f"{FIRST} {HARD} {HEARD} {HARD} {HEARD}") == (FIRST, f"{HARD} {HEARD} {HARD}", HEARD)


@pytest.mark.parametrize(
    "written",
    [
        "Opened 1966, still running on the coast of Brittany.",
        "Two rotors on one tower, sixteen metres across.",
        "The dam (of 1966) is long and has a road on it.",
        "There is a dam and/or a lagoon in the bay there.",
        "He said “it will never move again” and he went home.",
        "Does it move at all, as far as anybody can tell?",
        "The dam " + "that was built there " * 10 + "is long.",
        "It moves.",
    ],
)
def test_what_was_written_for_the_eye(written: str) -> None:
    shares = shared_out(f"{FIRST} {HEARD} {written} {HEARD}")
    assert shares.retold.endswith(written)
    assert shares.after == HEARD


def test_what_points_back_is_retold_with_what_it_points_to() -> None:
    back = "It was built (in granite) by four hundred men, who lived in huts beside the works for six years."
    assert shared_out(f"{HEARD} {FIRST} {back} {HEARD}") == (HEARD, f"{FIRST} {back}", HEARD)


def test_a_few_words_are_retold_with_what_stands_before_them() -> None:
    assert shared_out(f"{HEARD} {FIRST} Two rotors. {HEARD}") == (HEARD, f"{FIRST} Two rotors.", HEARD)


def test_a_few_words_are_not_worth_a_part_of_their_own() -> None:
    assert shared_out(f"{HARD} It was long in use.").retold == f"{HARD} It was long in use."
    assert shared_out(f"It was in use. {HARD}").retold == f"It was in use. {HARD}"


def test_of_other_languages_the_verbs_are_not_known() -> None:
    notes = (
        "Die älteste Uhr ist ein Stock im Boden, den die Leute in Ägypten dort für seinen Schatten aufgestellt haben. "
        "Am Morgen wirft er einen langen Schatten auf den Boden, und am Mittag einen kurzen."
    )
    assert shared_out(notes, "de") == (notes, "", "")
