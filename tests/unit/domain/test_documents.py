"""The language of most of a collection."""

from __future__ import annotations

import pytest

from podcast_studio.domain.documents import IndexedDocument, main_language


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ([], ""),
        ([("", 500)], ""),
        ([("de", 0)], ""),
        ([("de", 100), ("en", 99)], "de"),
        ([("en", 60), ("de", 50), ("en", 60), ("de", 80)], "de"),
        ([("de", 100), ("en", 100)], ""),
        ([("de", 40), ("en", 35), ("fr", 25)], ""),
        ([("da", 60), ("", 500), ("en", 50)], "da"),
    ],
)
def test_words_decide_and_those_of_no_language_do_not_count(words: list[tuple[str, int]], language: str) -> None:
    documents = [
        IndexedDocument(path=f"{number}.md", sha256="", size=1, mtime_ns=1, passages=1, words=count, language=code)
        for number, (code, count) in enumerate(words)
    ]
    assert main_language(documents) == language
