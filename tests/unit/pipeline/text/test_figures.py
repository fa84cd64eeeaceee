"""Numbers are known by their value, however they are said."""

from __future__ import annotations

import random

import pytest

from podcast_studio.pipeline.text.figures import bounds_in, figures_in

SAME: list[tuple[float, list[str]]] = [
    (1500, ["1,500", "1500", "1 500", "1\u202f500", "fifteen hundred", "one thousand five hundred",
            "one thousand, five hundred", "One Thousand And Five Hundred"]),
    (25, ["25", "twenty-five", "twenty five"]),
    (21, ["21st", "twenty-first"]),
    (30, ["30th", "thirtieth"]),
    (105, ["105", "one hundred and five", "a hundred and five"]),
    (150, ["150", "a hundred and fifty"]),
    (1845, ["1845", "eighteen forty-five", "eighteen forty five"]),
    (1812, ["1812", "eighteen twelve"]),
    (1905, ["1905", "nineteen oh-five", "nineteen hundred and five"]),
    (1920, ["1920s", "nineteen twenties", "nineteen-twenties", "nineteen twenty"]),
    (2010, ["2010", "twenty ten", "two thousand and ten", "two thousand ten"]),
    (2024, ["2024", "twenty twenty-four"]),
    (1_500_000, ["1.5 million", "1,500,000", "one million five hundred thousand", "one point five million"]),
    (750_000, ["750,000", "750 thousand", "seven hundred and fifty thousand"]),
    (42_307, ["42,307", "forty-two thousand three hundred and seven"]),
    (200_000_000, ["200 million", "two hundred million"]),
    (3.5, ["3.5", "three point five"]),
    (99.25, ["99.25", "ninety-nine point two five"]),
    (24, ["24", "two dozen", "twenty-four"]),
    (7, ["007", "seven", "seventh", "7th"]),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), [(value, text) for value, texts in SAME for text in texts])
def test_one_value_whatever_the_words(value: float, text: str) -> None:
    assert list(figures_in(f"There were {text} of them.").values()) == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("three, four and five", [3, 4, 5]),
        ("two or three", [2, 3]),
        ("nine eleven", [9, 11]),
        ("ten to twelve", [10, 12]),
        ("1914-1918 and 1914–18", [1914, 1918, 18]),
        ("7-8 km", [7, 8]),
        ("1,2,3", [1, 2, 3]),
        ("In 1810, 2,500 tons", [1810, 2500]),
        ("in 2020 300 people", [2020, 300]),
        ("one in ten", [10]),
        ("Twenty. Five of them.", [20, 5]),
        ("at 3:15", [3, 15]),
    ],
)
def test_numbers_that_stand_apart_are_kept_apart(text: str, values: list[float]) -> None:
    assert list(figures_in(text).values()) == values


@pytest.mark.parametrize(
    "text", ["one of them", "at first, a second time", "hundreds of bees", "a dozen", "tenfold", "Oh, no", "point", ""]
)
def test_words_that_count_nothing_are_let_pass(text: str) -> None:
    assert figures_in(text) == {}


def test_each_figure_is_named_as_it_stands() -> None:
    assert figures_in("He had 1,500 bees and Twenty-Five hives.") == {"1,500": 1500, "twenty five": 25}


def test_whatever_num2words_says_is_understood() -> None:
    from num2words import num2words

    chance = random.Random(1)
    for _ in range(300):
        number = chance.choice([chance.randrange(2, 100), chance.randrange(2, 10_000), chance.randrange(2, 10**9)])
        assert list(figures_in(num2words(number)).values()) == [number]
        year = chance.randrange(1100, 2100)
        assert list(figures_in(num2words(year, to="year")).values()) == [year]
    for number in range(2, 60):
        if number != 2:  # "second" counts nothing
            assert list(figures_in(num2words(number, to="ordinal")).values()) == [number]


def test_any_text_is_read() -> None:
    chance = random.Random(5)
    bits = [
        "one",
        "oh",
        "point",
        "and",
        "hundred",
        "dozen",
        "million",
        "twenty",
        "fifth",
        "nineties",
        "7",
        "1,000",
        "0.5",
        "-",
        ",",
        " ",
        ".",
    ]
    for _ in range(500):
        text = " ".join(chance.choice(bits) for _ in range(chance.randrange(1, 15)))
        assert all(value >= 0 for value in figures_in(text).values())
    assert figures_in("9" * 5000) == {"9" * 5000: float("inf")}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("more than 1,200 men", {1200.0: "more"}),
        ("nearly half of the 57 kilometres", {}),
        ("after the first five years, in less than an hour", {}),
        ("until 1909, and at most forty-five of them", {1909.0: "before", 45.0: "less"}),
        ("no fewer than 12", {12.0: "more"}),
        ("nearly two litres, about two hours", {}),
        ("after 1909; 1909 was late", {}),
        ("over a hundred and twenty years", {120.0: "more"}),
        ("at about 280 degrees, around the year 1500", {280.0: "about", 1500.0: "about"}),
        ("some sixty loaves, and some of the 60 men", {}),
        ("Um das Jahr 1400 wurde er geboren.", {1400.0: "about"}),
        ("Sie begann um 6 Uhr, und der Preis stieg um 30 Prozent.", {}),
        ("Rund 3000 Exemplare, mehr als 200 davon.", {3000.0: "about", 200.0: "more"}),
        ("Cerca de 500 personas, casi 40 de ellas.", {500.0: "about", 40.0: "less"}),
        ("Plus de 500 pages, environ 40 images.", {500.0: "more", 40.0: "about"}),
        ("ponad 500 stron, około 40 obrazów", {500.0: "more", 40.0: "about"}),
        ("", {}),
    ],
)
def test_figures_that_are_a_bound_are_known(text: str, bounds: dict[float, str]) -> None:
    assert bounds_in(text) == bounds
