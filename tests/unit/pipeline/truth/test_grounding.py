"""What the model wrote is held against its source, sentence by sentence."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.truth.grounding import dangles, ground, support

SOURCE = (
    "Lord Kelvin built a machine of brass wheels in Glasgow in 1872. It added up ten movements of the sun and moon. "
    "Its pen drew the curve of a whole year within four hours. Arthur Roberts gave it twenty wheels more in 1906."
)


def test_what_the_source_says_stays() -> None:
    made = ground(SOURCE, SOURCE)
    assert (made.text, made.kept, made.replaced, made.dropped) == (SOURCE, 4, 0, 0)


@pytest.mark.parametrize(
    "retold",
    [
        "In Glasgow, Lord Kelvin built a machine of brass wheels in 1872.",
        "Kelvin built a machine in Glasgow, of brass wheels, and that was in 1872.",
    ],
)
def test_a_true_retelling_stays(retold: str) -> None:
    assert ground(retold, SOURCE).text == retold


@pytest.mark.parametrize(
    "bent",
    [
        "Arthur Roberts built a machine of brass wheels in Glasgow in 1872.",
        "Lord Kelvin gave it twenty wheels more in 1872.",
        "Lord Kelvin built a machine of brass wheels in Paris in 1872.",
        "Lord Kelvin built a machine of brass wheels in Glasgow in 1882.",
    ],
)
def test_a_bent_sentence_gives_way_to_the_sources_own(bent: str) -> None:
    made = ground(bent, SOURCE)
    assert bent not in made.text
    assert set(sentences(made.text)) <= set(sentences(SOURCE))


def test_what_the_source_does_not_have_is_not_said() -> None:
    made = ground("Bees dance in the dark to show the way. And why is that?", SOURCE)
    assert set(sentences(made.text)) <= set(sentences(SOURCE))
    assert made.kept == 0


@pytest.mark.parametrize("told", ["", "Why?", "...", "And so it was.", "— !"])
def test_nothing_told_stays_nothing(told: str) -> None:
    made = ground(told, SOURCE)
    assert (made.text, made.kept, made.replaced) == ("", 0, 0)


def test_a_sentence_without_content_takes_no_place() -> None:
    assert ground(f"And so it was. {SOURCE}", SOURCE).text == SOURCE


def test_without_a_source_nothing_stands() -> None:
    assert ground(SOURCE, "").text == ""


def test_nothing_is_told_twice() -> None:
    made = ground(f"{SOURCE} {SOURCE}", SOURCE)
    assert sentences(made.text) == sentences(SOURCE)


@pytest.mark.parametrize(
    ("sentence", "points_back"),
    [
        ("It added up ten movements.", True),
        ("“They knew it well.”", True),
        ("This was new.", True),
        ("However, he went on.", True),
        ("When it did, the room cheered.", True),
        ("When it did not rain, they went out.", False),
        ("Italy was far.", False),
        ("The machine was new.", False),
        ("", False),
    ],
)
def test_sentences_that_point_back_are_known(sentence: str, points_back: bool) -> None:
    assert dangles(sentence) == points_back


def test_telling_words_are_those_that_carry_content() -> None:
    assert telling_words("It was the machine, in 1872, of all machines!") == {"machi", "1872"}
    assert telling_words("") == set()


def test_support_is_the_share_of_telling_words() -> None:
    assert support("The machine drew a curve.", [SOURCE]) == 1.0
    assert support("The machine sang songs.", [SOURCE]) == pytest.approx(1 / 3)
    assert support("And so it was.", [SOURCE]) == 1.0


HIVE = (
    "The queen is the only bee that lays fertilised eggs. At the height of the season she may lay 1,500 eggs in a day. "
    "A worker that is kept by herself dies within days, while her sisters live on."
)


def test_what_a_sentence_points_back_to_is_told_before_it() -> None:
    told = ground("At the height of the season she may lay 1,500 eggs in a day.", HIVE)
    assert told.text.startswith("The queen is the only bee")
    assert told.text.endswith("1,500 eggs in a day.")


def test_what_is_put_back_is_itself_asked_whether_it_points_back() -> None:
    source = "John Harrison built a clock. He worked on it for six years. He then built another. It was a failure."
    assert ground("It was a failure.", source).text == source


def test_a_sentence_that_names_its_subject_stands_by_itself() -> None:
    alone = "A worker that is kept by herself dies within days, while her sisters live on."
    assert ground(alone, HIVE).text == alone


def test_sentences_come_in_the_sources_order() -> None:
    first, second = "Fires were lit on the shore.", "Towers were built of stone."
    assert ground(f"{second} {first}", f"{first} {second}").text == f"{first} {second}"


def test_a_sentence_that_lends_a_word_to_another_does_not_count_as_told() -> None:
    """Else nobody says who "she" is, and the worker lays the eggs of the queen."""
    queen = "The queen is the only bee that lays fertilised eggs in any number."
    eggs = (
        "At the height of the season she may lay more than 1,500 eggs in a day, which weigh about as much as she does."
    )
    worker = (
        "A worker that is kept by herself in a warm box with sugar dies within days, while her sisters go on for weeks."
    )
    told = f"{worker.replace('worker', 'worker bee')} {eggs}"
    assert ground(told, f"{worker} {queen} {eggs}").text == f"{worker.replace('worker', 'worker bee')} {queen} {eggs}"


@pytest.mark.parametrize(
    ("told", "source", "said"),
    [
        ("Drucken konnte schon vorher.", "Drucken konnte man schon vorher.", "Drucken konnte man schon vorher."),
        ("The mill stood by river for a century.", "The mill stood by the river for a century.",
         "The mill stood by the river for a century."),
        ("The mill has stand by the river for a century.", "The mill has stood by the river for a century.",
         "The mill has stood by the river for a century."),
        ("For a century the mill stood by the river.", "The mill stood by the river for a century.",
         "For a century the mill stood by the river."),
        ("Well, the mill stood by the river.", "The mill stood by the river.", "Well, the mill stood by the river."),
        ("It's a mill that stood by the river.", "It is a mill that stood by the river.",
         "It's a mill that stood by the river."),
    ],
)  # fmt: skip
def test_what_is_nearly_copied_has_its_small_words_back(told: str, source: str, said: str) -> None:
    assert ground(told, source, "Kelvin and the mill").text == said


FERRY = (
    'Mrs Aagaard stood up. "I was on that ferry," she said. "One of the nine. I have been listening to people say for '
    'fifty-two years that it left on time." She looked round.'
)


@pytest.mark.parametrize(
    "told",
    [
        "I was on that ferry, and one of the nine.",
        "I have been listening to people say for fifty-two years that it left on time.",
        "Mrs Aagaard stood up. I was on that ferry, one of the nine. She looked round.",
    ],
)
def test_who_is_quoted_is_named(told: str) -> None:
    assert '"I was on that ferry," she said.' in ground(told, FERRY).text


def test_who_writes_of_himself_is_left_alone() -> None:
    source = "I was on that ferry, one of the nine. We left on time."
    assert ground("I was one of the nine on that ferry.", source).text == "I was one of the nine on that ferry."


def test_a_word_that_happens_to_be_there_is_no_retelling() -> None:
    source = "Every coast sees two high waters in about 24 hours and 50 minutes. The bay is wide."
    made = ground("Yes, 24. Every coast sees two high waters in about 24 hours and 50 minutes.", source)
    assert "Yes" not in made.text
    assert (made.kept, made.dropped) == (1, 1)
    assert ground("The bay is wide.", source).kept == 1
    assert ground("Yes, 24.", source).kept == 0


def test_an_answer_in_the_source_is_told_with_its_question() -> None:
    source = "Machines in the sea do break. What breaks? Not the blades of the rotors, mostly. Cables rub on rock."
    told = "Not the blades of the rotors, mostly. Cables rub on rock."
    assert ground(told, source).text == f"What breaks? {told}"
    assert ground("Cables rub on rock.", source).text == "Cables rub on rock."


def test_a_heading_makes_no_duty_of_what_people_do() -> None:
    source = "Threads of aluminium are torn out by care: people tighten them a little more."
    told = "Threads of aluminium are torn out by care, and people should tighten them a little more."
    assert ground(told, source, "Bolts and how tight they should be").text == source


def test_what_is_said_of_its_shadow_is_not_said_of_it() -> None:
    source = "The oldest clock is a stick in the ground. Its shadow is long in the morning and shortest at noon."
    told = "The oldest clock is a stick in the ground. It's long in the morning and shortest at noon."
    assert ground(told, source).text == source
    assert ground(told.replace("It's", "Its shadow is"), source).text == source
