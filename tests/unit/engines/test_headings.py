"""Which lines are headings."""

from __future__ import annotations

import pytest

from podcast_studio.engines.headings import bare_heading, believable, clean_title, marked_heading, title_line


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# One", (1, "One")),
        ("   ###### Six ##", (6, "Six")),
        ("####### Seven", None),
        ("#hashtag", None),
        ("    # code", None),
        ("## ", (2, "")),
    ],
)
def test_number_signs(line: str, found: tuple[int, str] | None) -> None:
    assert marked_heading(line, "md") == found
    assert marked_heading(line, "rst") is None


@pytest.mark.parametrize(
    ("line", "flavour", "words"),
    [
        ("**Bold title:**", "md", "Bold title"),
        ("__Bold title__", "pdf", "Bold title"),
        ("**A whole sentence, in bold.**", "md", None),
        ("**Note** that it rains", "md", None),
        ("**one** and **two**", "md", None),
        ("**" + "word " * 12 + "word**", "md", None),
        ("**Bold**", "txt", None),
        ("THE TIDES OF DOVER", "txt", "THE TIDES OF DOVER"),
        ("THE TIDES OF DOVER!", "txt", None),
        ("OK", "txt", None),
        ("Chapter 3: The Tide", "txt", "Chapter 3: The Tide"),
        ("Part Two", "txt", "Part Two"),
        ("part of the reason was rain", "txt", None),
        ("Chapter and verse were quoted to me by all who came that day", "txt", None),
        ("THE TIDES", "md", None),
    ],
)
def test_lines_that_stand_alone(line: str, flavour: str, words: str | None) -> None:
    found = bare_heading(line, flavour)
    assert (found[1] if found else None) == words


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ("Wheels and weights", True),
        ("3 Harrison and his clocks", True),
        ("2. Term", True),
        ("10.2) Rent", True),
        ("2. 450", False),
        ("4.50 euros", False),
        ("So it was.", False),
        ("and so on", False),
        ("A line that has more words than a title ever has", False),
        ("12", False),
        ("$4.50", False),
        ("Dear Sir,", False),
    ],
)
def test_title_lines_of_plain_text(line: str, good: bool) -> None:
    assert (title_line(line) is not None) == good


@pytest.mark.parametrize(
    ("title", "good"),
    [
        ("Tides", True),
        ("2 The moon", True),
        ("2", False),
        ("which went on here", False),
        ("It ends with a point.", False),
        ("A line that was set a little larger than all the others around it", False),
        ("— 17 —", False),
        ("", False),
        ("**", False),
    ],
)
def test_guesses_of_a_pdf(title: str, good: bool) -> None:
    assert believable(title) == good


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A `b` **c** [d](e.md)", "A b c d"),
        ("The :ref:`tide <tides>` and :doc:`moon`", "The tide and moon"),
        ("History[[edit](/edit)]", "History"),
        ("History[edit]", "History[edit]"),
        ("Tides[¶](#tides)", "Tides"),
        ("Tides {#tides}", "Tides"),
        ("Tides <a id='x'></a>", "Tides"),
        ("C# and \\*stars\\*", "C# and *stars"),
        ("  Many   spaces ", "Many spaces"),
    ],
)
def test_titles_are_shown_without_markup(text: str, title: str) -> None:
    assert clean_title(text) == title
