"""Questions that the answer leaves open."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.host.answering import asks_why, gives_reason, introduces, left_unanswered


def test_reasons_are_known() -> None:
    assert asks_why("Why is that?")
    assert asks_why("And why is that?")
    assert asks_why("But how come it fell?")
    assert not asks_why("Who knows why?")
    assert gives_reason("It fell because of the storm.")
    assert not gives_reason("It fell in the storm.")


@pytest.mark.parametrize(
    ("question", "answer", "introduced"),
    [
        ("Who was Torben Friis?", "Torben Friis began to talk about the insurance.", False),
        ("And who was Torben Friis?", "The chairman, Torben Friis, was for it.", True),
        ("Who was Torben Friis?", "Torben Friis was the chairman.", True),
        ("Who was Lene Brandt?", "It was Lene Brandt, the harbour master's daughter.", True),
        ("Who is Mads?", "She brought her uncle Mads.", True),
        ("Who was the baker?", "The baker baked when he woke.", True),
        ("Who was there?", "Torben Friis began.", True),
    ],
)
def test_who_somebody_is_is_asked_only_where_it_is_said(question: str, answer: str, introduced: bool) -> None:
    assert introduces(answer, question) is introduced
    assert bool(left_unanswered(question, answer)) is not introduced


def test_a_reason_that_is_not_given_is_left_unanswered() -> None:
    assert left_unanswered("Why did it fall?", "It fell in the storm.") == ["asks for a reason that is not given"]
    assert left_unanswered("Why did it fall?", "It fell because of the storm.") == []


@pytest.mark.parametrize(
    ("question", "answer", "answered"),
    [
        ("How many bees are in a hive?", "A hive holds between 30,000 and 60,000 workers.", True),
        ("And how many came?", "Three of them came.", True),
        ("How many came?", "Only the miller came.", True),
        ("How many came?", "Hundreds of them did.", True),
        ("How many were at the meeting?", "The meeting began late, and the treasurer spoke first.", False),
        ("How many were at the meeting?", "The meeting began with a long report by the treasurer.", False),
        ("How much did it cost?", "It was dear.", True),
    ],
)
def test_a_number_is_asked_for_only_where_one_is_given(question: str, answer: str, answered: bool) -> None:
    assert bool(left_unanswered(question, answer)) is not answered


@pytest.mark.parametrize(
    ("question", "answer", "answered"),
    [
        (
            "What was the name of the most famous lighthouse?",
            "The most famous lighthouse of all stood on the island of Pharos, before the harbour of Alexandria.",
            False,
        ),
        ("What is the name of the largest chapel?", "The largest, the chapel of Saint Kinga, lies deep.", True),
        ("What was the first ship called?", "The first ship was the Vasa, of 1628.", True),
        ("What was the first ship called?", "The first ship was built of oak.", False),
        ("So what are the small ones called?", "The small ones are known as drones.", True),
        ("What was the name of the horse?", "They brought up a mare called Baska.", True),
        ("What is the name of that bridge?", "It is the old Friis bridge.", True),
        ("What was the harbour like?", "The harbour was deep.", True),
    ],
)
def test_a_name_is_asked_for_only_where_one_is_given(question: str, answer: str, answered: bool) -> None:
    assert bool(left_unanswered(question, answer)) is not answered


@pytest.mark.parametrize(
    ("question", "answer", "answered"),
    [
        ("What is the guillotine?", "The Landlord lays a supply to Annex A for the guillotine and the press.", False),
        ("What is a guillotine?", "The guillotine is a machine that cuts paper.", True),
        ("So what is the round dance?", "The bee runs in circles. Von Frisch called this the round dance.", True),
        ("What is La Rance?", "La Rance has 24 turbines.", True),  # a name says enough
        ("What was the pendulum used for?", "On a ship a pendulum is useless.", True),
        ("Who invented the light bulb?", "Dalén patented a valve that turns a gas light off by day.", False),
        ("Who patented the valve?", "Dalén patented a valve that turns a gas light off by day.", True),
        ("And who started it?", "The miller lit the first fire.", True),
        ("What worried the machines?", "The machines were our worry.", False),
        ("What force is needed?", "The clamp takes 5 newton metres.", True),
        ("What types of bicycles are there?", "This manual is for the owner of an ordinary bicycle.", False),
        ("What types of bicycles are there?", "Bicycles are of two sorts.", True),
        ("Does that mean that workers live for six weeks in summer?", "In summer a worker lives for six weeks.", False),
        ("Is the pipe still in the ground?", "The old pipe stays in the ground, filled with sand.", True),
        ("Did it rain?", "It rained.", True),  # too little to give away
    ],
)
def test_what_is_asked_for_is_what_the_answer_has(question: str, answer: str, answered: bool) -> None:
    assert bool(left_unanswered(question, answer)) is not answered
