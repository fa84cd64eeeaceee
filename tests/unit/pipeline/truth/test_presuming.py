"""HOST does not know what nobody has said yet."""

import pytest

from podcast_studio.pipeline.truth.presuming import presumes


@pytest.mark.parametrize(
    ("question", "answer", "presumed"),
    [
        ("What is the other expensive tool?", "A torque wrench is the one expensive tool.", True),
        ("What is the other expensive tool?", "The second expensive tool is a torque wrench.", False),
        ("And on the other hand, what does it cost?", "A torque wrench costs fifty euros.", False),
        ("What is the difference between steel and carbon?", "On carbon the value printed on the part counts.", True),
        ("What lies between Asia and Europe?", "One ship stood between Asia and Europe.", False),
        ("What is the difference between a short key and a long lever?", "A short key reaches less than a lever that "
         "is long.", False),
        ("How long has the air been measuring it?", "In the air it has been measured since 1958.", True),
        ("How long has Keeling been measuring it?", "It has been measured by Keeling since 1958.", False),
        ("How long was Keeling measuring it?", "Keeling measured it for years.", False),
        ("What is expensive?", "", False),
    ],
)  # fmt: skip
def test_a_question_takes_nothing_for_known_that_is_not(question: str, answer: str, presumed: bool) -> None:
    assert presumes(question, "It is a tool.", answer) is presumed


@pytest.mark.parametrize(
    ("question", "answer", "presumed"),
    [
        ("What was the first lighthouse called?", "The first of his great lenses shone from a lighthouse.", True),
        ("What was the first machine there?", "For the first time, a machine stood on a comet.", False),
        ("What other tools should one own?", "A torque wrench is the one expensive tool to own.", True),
        ("What other tools should one own?", "A second tool to own is a torque wrench.", False),
        ("What is the first part?", "It begins with a prayer.", False),
        ("What was the tallest tower?", "The tallest, the tower of Pharos, fell.", False),
    ],
)
def test_another_and_the_first_of_something_are_that_in_the_answer_too(
    question: str, answer: str, presumed: bool
) -> None:
    assert presumes(question, "", answer) is presumed


@pytest.mark.parametrize(
    ("question", "before", "answer", "presumed"),
    [
        ("What do they use?", "Computers do not like them.", "The best clocks use visible light.", True),
        ("What do they use?", "The best clocks are new.", "The best clocks use visible light.", False),
        ("What do they use?", "Nobody knew.", "They use visible light.", False),
        ("What did the brothers say when they came?", "Nobody knew.", "The brothers said no.", False),
        ("What did Harrison do when he came?", "Nobody knew.", "Harrison gave the watch away.", False),
    ],
)
def test_they_are_somebody_who_was_heard_of(question: str, before: str, answer: str, presumed: bool) -> None:
    assert presumes(question, before, answer) is presumed
