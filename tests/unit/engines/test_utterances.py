"""Text made safe and cut for a voice."""

from __future__ import annotations

import pytest

from podcast_studio.engines.utterances import Pause, has_sound, pieces, speakable


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain words", "plain words"),
        ("a\x00b\x07c", "a b c"),
        ("lone \ud800 half", "lone half"),
        ("[[wiki link]]", "wiki link"),
        ("[\x00[x]\x00]", "x"),
        ("so 🙂 it is 👩\u200d🚀", "so it is"),
        ("in 20 °C, ½ of it™", "in 20 °C, ½ of it™"),
        ("one \n\n two\r\nthree", "one\ntwo\nthree"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("你好，世界", "你好，世界"),
        ("…", "…"),
    ],
)
def test_speakable(text: str, safe: str) -> None:
    assert speakable(text) == safe


@pytest.mark.parametrize("text", ["", " ", "...", "—", "?!", "()", "\n"])
def test_nothing_to_say(text: str) -> None:
    assert not has_sound(text)
    assert not list(pieces(text))


def test_cuts_are_at_sentences_then_clauses_then_words() -> None:
    sentence = "One two three four five six seven eight nine ten eleven twelve. "
    text = (sentence * 5).strip()
    cut = list(pieces(text, longest=150))
    assert [piece.end for piece in cut] == [Pause.SENTENCE] * 3
    assert " ".join(piece.text for piece in cut) == text
    clauses = list(pieces(text.replace(".", ","), longest=150))
    assert {piece.end for piece in clauses[:-1]} == {Pause.CLAUSE}
    words = list(pieces(text.replace(".", ""), longest=150))
    assert {piece.end for piece in words[:-1]} == {Pause.NONE}
    assert " ".join(piece.text for piece in words) == text.replace(".", "")


def test_a_long_sentence_takes_breath_and_short_ones_stay_together() -> None:
    short, clause = (
        "The tide came in before noon. ",
        "the boats that had lain on the sand since the morning began to float, ",
    )
    long = f"{clause.capitalize()}{clause}and the men went home. "
    cut = list(pieces((short * 2 + long + short).strip(), longest=120))
    assert [(piece.text, piece.end) for piece in cut] == [
        ((short * 2).strip(), Pause.SENTENCE),
        (f"{clause.capitalize()}".strip(), Pause.CLAUSE),
        (f"{clause}and the men went home.".strip(), Pause.SENTENCE),
        (short.strip(), Pause.SENTENCE),
    ]


def test_a_sentence_that_can_be_spoken_in_one_go_is() -> None:
    text = "The boats that had lain on the sand all morning began to float, which nobody saw, and the men went home."
    assert [piece.text for piece in pieces(f"{text} {text}")] == [f"{text} {text}"]


def test_no_breath_is_taken_shortly_before_the_end() -> None:
    first = (
        "The boats that had lain on the sand since the morning of that day began to float, and all the men went home,"
    )
    assert [piece.text for piece in pieces(f"{first} as they should.", longest=115)] == [
        first[:81],
        f"{first[82:]} as they should.",
    ]


def test_a_long_sentence_without_a_comma_takes_breath_before_a_joining_word() -> None:
    first = "The second is now defined as nine billion one hundred and ninety-two million periods of the radiation"
    text = f"{first} that belongs to a certain change in the caesium atom at rest."
    assert [piece.text for piece in pieces(text, longest=120)] == [first, text.removeprefix(first).strip()]


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (
            "Most of the money that the two towns had put aside in the year of the flood went to the dyke",
            "and the new road along the top of it to the lighthouse on the point.",
        ),
        (
            "The owner of the house may end the lease with three months' notice in writing",
            "if the tenant owes more than two months' rent on the first day of any month of the year.",
        ),
        (
            "Im Jahr zweitausendeins untersuchten der Bibliothekar Paul Needham",
            "und der Physiker Blaise Agüera y Arcas in Princeton die Buchstaben einer frühen päpstlichen Bulle.",
        ),
        (
            "The second is now defined as nine billion one hundred and ninety-two million",
            "six hundred and thirty-one thousand seven hundred and seventy periods.",
        ),
        (
            "Die Sekunde ist das neun Milliarden einhundertzweiundneunzig Millionen",
            "sechshunderteinunddreißigtausendsiebenhundertsiebzigfache einer Periode.",
        ),
    ],
)
def test_a_long_sentence_without_either_takes_breath_before_what_hangs_on_it(first: str, rest: str) -> None:
    assert [piece.text for piece in pieces(f"{first} {rest}", longest=120)] == [first, rest]


def test_no_breath_is_taken_between_a_preposition_and_its_word() -> None:
    first = "In the end all of the boats of the village lay on the sand for most of the morning of that day"
    text = f"{first} before they began to float one by one on the rising water."
    assert next(pieces(text, longest=120)).text == first


@pytest.mark.parametrize(
    "text", ["word " * 20_000, "x" * 50_000, "好" * 3_000, "a, " * 9_000, "?! ... " * 3_000 + "end"]
)
def test_no_piece_is_long_and_no_sound_is_lost(text: str) -> None:
    cut = list(pieces(speakable(text)))
    assert max(len(piece.text) for piece in cut) <= 220
    assert sum(map(str.isalnum, "".join(piece.text for piece in cut))) == sum(map(str.isalnum, text))
