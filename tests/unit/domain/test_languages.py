"""The languages that a podcast can be in."""

from __future__ import annotations

import pytest

from podcast_studio.domain.errors import InputError
from podcast_studio.domain.languages import AUTO, LANGUAGES, OF_DOCUMENTS, language_for, parse_language


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de_AT", "de"),
        ("pt-BR", "pt"),
        (" German ", "de"),
        ("english", "en"),
        ("Auto", AUTO),
    ],
)
def test_a_language_is_known_by_code_and_by_name(name: str, code: str) -> None:
    assert parse_language(name) == code


@pytest.mark.parametrize("name", ["", "xx", "Germ", "d"])
def test_an_unknown_one_lists_the_known(name: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_language(name)
    assert all(code in caught.value.way_out for code in LANGUAGES)


def test_a_podcast_takes_the_language_of_its_documents_where_there_are_podcasts_in_it() -> None:
    assert {language_for(code) for code in LANGUAGES} == set(LANGUAGES)
    assert {language_for(code) for code in ("", "da", "xx")} == {"en"}
    assert OF_DOCUMENTS.items() > LANGUAGES.items()
