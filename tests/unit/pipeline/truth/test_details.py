"""Figures and names without a source."""

from __future__ import annotations

import pytest

from podcast_studio.pipeline.truth.details import unsupported_details

SOURCE = (
    "Robert Stevenson built the Bell Rock lighthouse between 1807 and 1810. It took 2,500 tons of granite, 18 km out."
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Stevenson built it in 1807.", []),
        ("Robert Stevenson's lighthouse took twenty-five hundred tons.", []),
        ("It stands eighteen kilometres out, and I know it.", []),
        ("It took three years.", ["three"]),
        ("So Thomas Stevenson built it in 1811.", ["1811", "Thomas"]),
        ("They sailed from Arbroath.", ["Arbroath"]),
        ("The first of its kind, one might say.", []),
        ("", []),
    ],
)
def test_figures_and_names_that_the_source_lacks_are_found(text: str, missing: list[str]) -> None:
    assert unsupported_details(text, SOURCE) == missing
