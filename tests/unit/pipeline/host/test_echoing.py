"""Figures that HOST takes up word for word."""

from __future__ import annotations

import re

import pytest

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.host.echoing import echo, figures_in, figures_to_keep


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("At the height of the season she may lay more than 1,500 eggs in a day.", ["more than 1,500 eggs"]),
        ("It is 77 metres high and stands on a rock of 40 metres.", ["77 metres", "40 metres"]),
        ("About 12 percent of world trade passes through it.", ["About 12 percent"]),
        ("The tunnel has cost about 12 billion francs, and it is open.", ["about 12 billion francs"]),
        ("There had been perhaps a hundred hives in the middle of the town.", ["a hundred hives"]),
        ("Forty years later it fitted on a wrist.", ["Forty years"]),
        # part of a range, of another number, or of something longer
        ("In summer there are between 30,000 and 60,000 workers in it.", []),
        ("From 90 to 104 metres of rope were let down.", []),
        ("They built 120 stone towers in the marsh.", []),
        ("The 32 men were taken off.", []),
        ("At about twenty minutes to eight the bow bored into the bank.", []),
        ("It came twenty minutes past 8.", []),
        ("It took about twenty minutes to open the gate.", ["about twenty minutes"]),
        # denied, or not so
        ("It did not take 40 years to build.", []),
        ("It would take 40 years to build.", []),
        # nothing to wonder at
        ("It has 3 doors, and two windows.", []),
        ("In 1811 keepers moved in.", []),
        ("12.2 Changes to this lease need writing.", []),
        ("It gained about 38 millionths of a second a day.", []),
        # nothing that anyone says back
        ("It takes 9,192,631,770 periods of the radiation.", []),
        ("Some 25,000,000 trees were felled.", ["Some 25,000,000 trees"]),
    ],
)
def test_a_figure_is_found_where_it_can_stand_alone(sentence: str, figures: list[str]) -> None:
    assert figures_in(sentence) == figures


def test_the_last_figure_of_an_answer_is_taken_up_and_not_twice() -> None:
    answer = "The trench is 120 metres long. There were 31 people with spades."
    first = echo(answer, [], 0)
    assert first == "31 people, you say."
    assert echo(answer, [first], 0) == "So, 120 metres."
    assert echo(answer, [first, "So, 120 metres."], 0) == ""


def test_only_at_a_large_figure_somebody_wonders() -> None:
    assert echo("There were 11,000 people with spades.", [], 0) == "11,000 people, imagine that."
    assert echo("It cost 12 million francs.", [], 1) == "Let me take that in: 12 million francs."


def test_the_words_around_a_figure_are_other_ones_than_lately() -> None:
    lines: list[str] = []
    for number in range(20, 24):
        lines.append(echo(f"There were {number} towers in it.", lines, 0))
    assert [line.replace(str(number), "#") for number, line in enumerate(lines, 20)] == [
        "# towers, you say.",
        "So, # towers.",
        "# towers, then.",
        "# towers. I'll keep that in mind.",
    ]


def test_many_words_around_a_figure_are_said_once_and_few_come_back() -> None:
    lines: list[str] = []
    for number in range(11, 60):
        line = echo(f"There were {number},300 towers in it.", lines, number)
        lines.append(line or "Go on.")
    frames = [re.sub(r"\d\d,300 towers", "#", line) for line in lines if line != "Go on."]
    for long in ("Let me take that in: #.", "#. One has to picture that.", "#. I'll keep that in mind."):
        assert frames.count(long) == 1
    assert frames.count("#, you say.") > 1
    assert len(frames) > 30


def test_a_year_is_taken_up_where_nothing_else_is() -> None:
    assert echo("It was lit by oil. The keepers left in 1996.", [], 1) == "So, in 1996."
    assert echo("It was lit by oil. The keepers left in 1996.", ["So, in 1996."], 2) == ""
    assert echo("The keepers left in 1996. It is empty.", [], 1) == ""
    assert echo("It was built in 1811 and closed in 1996.", [], 1) == ""
    assert echo("It was not closed in 1996.", [], 1) == ""
    assert echo("There were 31 people with spades in 1996.", [], 1) == "31 people, you say."


def test_what_something_is_called_is_taken_up_where_there_is_no_figure() -> None:
    assert echo("The bee runs in circles. Von Frisch called this the round dance.", [], 0) == (
        "So that is what they call the round dance."
    )
    line = echo("She shakes her body. This is the waggle dance, and the straight run is its message.", [], 1)
    assert line == "I see, the waggle dance. Now I know what that is."
    assert echo("Nobody called it the round dance.", [], 0) == ""
    assert echo("This is the reason why they came.", [], 0) == ""
    assert echo("This is the waggle dance. It is long.", [], 0) == "", "only what was heard last"


def test_a_line_does_not_begin_as_the_answer_did() -> None:
    said = [echo("About 12 percent of it passes there.", [], number) for number in range(8)]
    assert not any(line.startswith("About 12") for line in said)


def test_no_figure_gives_nothing() -> None:
    assert echo("It stood for years.", [], 0) == ""


@pytest.mark.parametrize(
    ("language", "sentence", "figures"),
    [
        ("de", "Gedruckt wurden etwa 180 Exemplare, davon 40 auf Pergament.", ["etwa 180 Exemplare"]),
        ("de", "Der Bau kostete 12 Millionen Franken.", ["12 Millionen Franken"]),
        ("de", "Er begann um 14 Uhr.", []),
        ("de", "Am 12. März 1455 war es so weit, im Jahr 1455.", []),
        ("de", "Es waren nicht mehr als 180 Exemplare.", []),
        ("de", "Zwischen 30 und 60 Arbeiter gruben.", []),
        ("nl", "Er werkten ongeveer 1.200 mensen.", ["ongeveer 1.200 mensen"]),
        ("es", "El faro tiene 77 metros, y costó 3 millones de pesos.", ["77 metros", "3 millones de pesos"]),
        ("fr", "La tour a 120 mètres.", ["120 mètres"]),
        ("it", "La torre è alta 120 metri.", ["120 metri"]),
        ("pt", "A torre tem 120 metros.", ["120 metros"]),
        ("pl", "Wieża ma 120 metrów.", ["120 metrów"]),
        ("pl", "Zbudowano ją w 1811 roku.", []),
    ],
)
def test_figures_of_other_languages(language: str, sentence: str, figures: list[str]) -> None:
    assert figures_in(sentence, language) == figures


def test_a_figure_is_taken_up_in_the_language_of_the_podcast() -> None:
    assert echo("Gedruckt wurden 180 Exemplare.", [], 3, "de") == "Also 180 Exemplare."


def test_an_echo_of_which_most_is_the_figure_is_no_echo() -> None:
    told = "The tenant deposits 4,950 pounds before receiving the keys."
    said = [echo(told, [], number) for number in range(7)]
    assert all(said)
    assert not {"4,950 pounds, then.", "So, 4,950 pounds."} & set(said)


def expert(index: int, text: str) -> Turn:
    return Turn(index=index, segment=1, speaker=Speaker.EXPERT, text=text, passages=("p",), unit=index)


def test_what_is_kept_of_figures_tells_something_without_its_sentence() -> None:
    talk = [
        expert(1, "It is 290 kilometres long and 40 metres deep. Some 75 lighthouses are on it."),
        expert(3, "Nearly 3,000 ships were lost, and 20 lighthouses."),
        expert(5, "There are 60 lighthouses."),
    ]
    assert figures_to_keep(talk) == ["some 75 lighthouses", "nearly 3,000 ships"]
    assert figures_to_keep(talk[2:]) == ["60 lighthouses"]
    assert figures_to_keep([expert(1, "Es waren 40 Meter, 12 Prozent und 30 Tage.")], "de") == []
    assert figures_to_keep([expert(1, "Nobody came.")]) == []
