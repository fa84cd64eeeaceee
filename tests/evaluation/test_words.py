from __future__ import annotations

import pytest

from tests.evaluation.words import sentences_of


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It was noticed in 2013. Nothing happens then.", ["It was noticed in 2013.", "Nothing happens then."]),
        ("Am 29. März kam sie frei. Dann fuhr sie.", ["Am 29. März kam sie frei.", "Dann fuhr sie."]),
        ("Dr. Holm and J. Brandt came. No one spoke.", ["Dr. Holm and J. Brandt came.", "No one spoke."]),
        ("One line\nof a paragraph.\n\n- An item\n- Another", ["One line of a paragraph.", "- An item", "- Another"]),
    ],
)
def test_sentences_are_told_apart(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences
