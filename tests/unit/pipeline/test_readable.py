from typing import Any

import pytest

from podcast_studio.pipeline.readable import markdown, plain_text


def source(document: str, heading: str = "", page: int | None = None) -> dict[str, Any]:
    return {"document": document, "heading": heading, "page": page, "start": 0, "end": 9, "text": "The text."}


def turn(speaker: str, text: str, start: float, *sources: dict[str, Any]) -> dict[str, Any]:
    return {"index": 0, "speaker": speaker, "text": text, "start": start, "end": start + 5, "sources": list(sources)}


@pytest.fixture
def script() -> dict[str, Any]:
    return {
        "title": "Tides",
        "language": "en",
        "duration_seconds": 3700.0,
        "requested_minutes": 60,
        "note": "",
        "turns": [
            turn("HOST", "Welcome.", 0.4),
            turn("EXPERT", "The moon pulls.", 61.0, source("a.pdf", "Moon > Pull", 3), source("b.md")),
            turn("EXPERT", "And pulls.", 3660.0, source("b.md")),
        ],
        "chapters": [
            {"title": "Introduction", "start": 0.0, "end": 61.0},
            {"title": "Why", "start": 61.0, "end": 3660.0},
            {"title": "Late", "start": 3660.0, "end": 3700.0},
        ],
    }


def test_plain_text_has_title_chapters_and_who_said_what(script: dict[str, Any]) -> None:
    assert plain_text(script) == (
        "Tides\n=====\n\nIntroduction (0:00)\n\nHOST: Welcome.\n\nWhy (1:01)\n\nEXPERT: The moon pulls.\n\n"
        "Late (1:01:00)\n\nEXPERT: And pulls.\n"
    )


def test_plain_text_is_wrapped_and_carries_the_note(script: dict[str, Any]) -> None:
    script["note"] = "The material ran out."
    script["turns"][0]["text"] = "word " * 60
    lines = plain_text(script).splitlines()
    assert "The material ran out." in lines
    assert max(map(len, lines)) <= 100


def test_markdown_numbers_each_document_once(script: dict[str, Any]) -> None:
    assert markdown(script) == (
        "# Tides\n\n## Introduction (0:00)\n\n**HOST:** Welcome.\n\n## Why (1:01)\n\n"
        "**EXPERT:** The moon pulls.[^1][^2]\n\n## Late (1:01:00)\n\n**EXPERT:** And pulls.[^2]\n\n"
        "[^1]: a.pdf, Moon \\> Pull, page 3\n[^2]: b.md\n"
    )


def test_signs_of_markdown_in_what_was_said_are_shown_as_they_are(script: dict[str, Any]) -> None:
    script["turns"][0]["text"] = "Use *stars* and [brackets]_#1."
    assert "Use \\*stars\\* and \\[brackets\\]\\_\\#1." in markdown(script)


def test_a_script_without_chapters_is_written_all_the_same(script: dict[str, Any]) -> None:
    script["chapters"] = []
    assert plain_text(script).count("EXPERT:") == 2
    assert markdown(script).count("**EXPERT:**") == 2


def test_every_turn_is_in_one_chapter_even_outside_of_all(script: dict[str, Any]) -> None:
    script["turns"][0]["start"] = -0.001
    script["turns"][2]["start"] = 3701.0
    assert plain_text(script).count("HOST:") == 1
    assert plain_text(script).count("EXPERT:") == 2
