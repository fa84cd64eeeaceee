"""The languages that a podcast can be in."""

from __future__ import annotations

import pytest

from podcast_studio.domain.errors import InputError
from podcast_studio.domain.languages import LANGUAGES, parse_language


@pytest.mark.parametrize(
    ("name", "code"),
    [("de", "de"), ("DE", "de"), ("de_AT", "de"), ("pt-BR", "pt"), (" German ", "de"), ("english", "en")],
)
def test_a_language_is_known_by_code_and_by_name(name: str, code: str) -> None:
    assert parse_language(name) == code


@pytest.mark.parametrize("name", ["", "xx", "Germ", "d"])
def test_an_unknown_one_lists_the_known(name: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_language(name)
    assert all(code in caught.value.way_out for code in LANGUAGES)
