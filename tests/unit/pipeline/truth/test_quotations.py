import pytest

from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.truth.quotations import misquoted, said_as_ones_own, says_i, unquoted

STORY = 'She looked round. "It is a wicked thing, a clock that everyone believes. I ring my bell when I\'m hungry."'


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        (STORY, set()),
        (STORY.replace('"', "”").replace("”It", "“It"), set()),
        ('She said, "It is a wicked clock that everyone believes." Then she left.', {0}),
        ('"It is a wicked thing. I ring the bell at noon." She left.', {1}),
        ("„It is a wicked clock that everyone believes“, sagte sie. Sie ging fort.", {0}),
        ('A "wicked thing" it is.', set()),
        ("She looked at a clock that nobody believes.", set()),
        ("", set()),
    ],
)
def test_a_quotation_is_word_for_word(told: str, wrong: set[int]) -> None:
    assert set(misquoted(sentences(told), STORY)) == wrong


def test_what_stands_outside_of_the_marks_is_the_rest() -> None:
    assert unquoted(["She looked round.", 'She said, "It is late."', '"I will go." And she went.']) == [
        "She looked round",
        "She said",
        "And she went",
    ]


def test_i_is_said_by_nobody_who_was_quoted() -> None:
    source = sentences(STORY)
    assert said_as_ones_own(["I ring my bell when I'm hungry."], source) == {0}
    assert said_as_ones_own(['"I ring my bell," she said.'], source) == set()
    assert said_as_ones_own(["I was there."], ["I was there, and it rained."]) == set()


@pytest.mark.parametrize(
    ("told", "language", "somebody"),
    [
        ("I would add that the check was made the other way round.", "en", True),
        ("The review is sound, and I have only a few remarks.", "en", True),
        ("That agreement, in my view, is the strongest argument.", "en", True),
        ("When I came, the lamp was out.", "en", True),
        ("I'm here.", "en", True),
        ("World War I in Europe began in 1914, and Elizabeth I was long dead.", "en", False),
        ("Part I of the book.", "en", False),
        ("We still connect it with clocks.", "en", False),
        ('"I was on that ferry," she said.', "en", False),
        ("Ich habe nur wenige Anmerkungen.", "de", True),
        ("Viele meinen, es war der Wind.", "de", False),
        ("J’ajouterais une remarque.", "fr", True),
        ("Il jeta la pierre.", "fr", False),
        ("Ik zou dat zeggen.", "nl", True),
        ("Io lo direi.", "it", True),
        ("Eu diria isso.", "pt", True),
        ("Yo lo diría.", "es", True),
        ("Ja bym tak powiedział.", "pl", True),
        ("Olen täällä.", "fi", False),
    ],
)
def test_who_says_i_is_found_where_it_is_nobody_quoted(told: str, language: str, somebody: bool) -> None:
    assert says_i(sentences(told), language) is somebody
