"""What the model retells, and what is told as it stands."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.retelling import shared_out

FIRST = "The oldest clock is a stick in the ground, which the people of Egypt put there for its shadow."
HEARD = (
    "The shadow is long in the morning and shortest at noon. "
    "Most people of the towns lived by it until the Middle Ages had come to an end."
)


def test_the_model_retells_the_first_part() -> None:
    assert shared_out(f"{FIRST} {HEARD}", 0.4) == (FIRST, HEARD)


def test_it_retells_as_much_as_is_asked_for() -> None:
    notes = f"{FIRST} {HEARD}"
    assert shared_out(notes, 0.6).retold == f"{FIRST} The shadow is long in the morning and shortest at noon."
    assert shared_out(notes, 1.0) == (notes, "")


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
def test_what_was_written_for_the_eye_is_retold_with_all_before_it(written: str) -> None:
    notes = f"{FIRST} {HEARD} {written}"
    assert shared_out(notes, 0.4) == (notes, "")
    assert shared_out(f"{FIRST} {written} {HEARD}", 0.4) == (f"{FIRST} {written}", HEARD)


def test_a_few_words_are_not_worth_two_parts() -> None:
    assert shared_out(f"{FIRST} It was long in use.", 0.4).as_it_stands == ""
    assert shared_out(f"It was so. {HEARD}", 0.1).retold.startswith("It was so. The shadow is long")
    assert shared_out("", 0.4) == ("", "")


def test_of_other_languages_the_verbs_are_not_known() -> None:
    notes = (
        "Die älteste Uhr ist ein Stock im Boden, den die Leute in Ägypten dort für seinen Schatten aufgestellt haben. "
    )
    rest = "Am Morgen wirft er einen langen Schatten auf den Boden, und am Mittag einen kurzen."
    assert shared_out(notes + rest, 0.4, "de") == (notes.strip(), rest)
