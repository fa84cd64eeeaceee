"""Words without content, and words that lean on the sentence before, in all languages of podcasts."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.truth.grounding import dangles


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Der Turm wurde von den Mönchen gebaut.", {"turm", "mönch", "gebau"}),
        ("La torre fue construida por los monjes.", {"torre", "const", "monje"}),
        ("La tour a été construite par les moines.", {"tour", "const", "moine"}),
        ("La torre è stata costruita dai monaci.", {"torre", "costr", "monac"}),
        ("A torre foi construída pelos monges.", {"torre", "const", "monge"}),
        ("De toren werd door de monniken gebouwd.", {"toren", "monni", "gebou"}),
        ("The war took a man's hat.", {"war", "man", "hat"}),
    ],
)
def test_what_carries_content(text: str, words: set[str]) -> None:
    assert telling_words(text) == words


@pytest.mark.parametrize(
    "sentence",
    ["Er ging.", "Diese Steine blieben.", "Das ist alles.", "Ella lo vio.", "Mais la mer monte.", "Ils partirent.",
     "Questo bastò.", "Eles partiram.", "Hij ging weg.", "Ale morze rośnie.", "They left."],
)  # fmt: skip
def test_what_leans_on_a_sentence_before(sentence: str) -> None:
    assert dangles(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Das Haus steht.", "Die Mönche gingen.", "Il y a une tour.", "La torre cayó.", "De toren viel.", "Ernst ging.",
     "On Monday it rained.", "Ten men left.", "To get there takes a day.", "Of the towers one stands.",
     "Dan Brown left."],
)  # fmt: skip
def test_what_stands_by_itself(sentence: str) -> None:
    assert not dangles(sentence)
