"""Passages and what is spoken of them."""

from __future__ import annotations

import pytest

from podcast_studio.engines.passages import make_passages
from podcast_studio.engines.read_aloud import spoken_item, spoken_prose

SENTENCE = "The river rises in the hills and runs through nine towns before it meets the sea. "


def spoken(text: str, flavour: str = "md") -> str:
    return " ".join(one.spoken for one in make_passages(text, "a.md", flavour=flavour) if one.spoken)


def test_passages_are_of_forty_to_ninety_words() -> None:
    text = "# Rivers\n\n" + "\n\n".join([SENTENCE * 3] * 12)
    made = make_passages(text, "a.md")
    assert len(made) > 4
    assert all(40 <= one.words <= 90 for one in made)
    assert sum(one.words for one in made) == len(SENTENCE.split()) * 36


@pytest.mark.parametrize("count", range(1, 40))
def test_nothing_is_lost_or_doubled_at_any_length(count: int) -> None:
    text = SENTENCE * count
    made = make_passages(text, "a.txt", flavour="txt")
    assert " ".join(one.spoken for one in made).split() == text.split()
    assert all(one.words <= 90 for one in made)
    assert all(one.words >= 40 for one in made if len(made) > 1)


def test_ranges_are_those_of_the_text() -> None:
    text = "# One\n\nFirst here.\n\n## Two\n\nSecond *here*, too.\n\n- item\n"
    made = make_passages(text, "a.md")
    assert [one.text for one in made] == [text[one.start : one.end] for one in made]
    assert [one.order for one in made] == list(range(len(made)))
    assert [one.heading for one in made] == [("One",), ("One", "Two")]


def test_ids_are_stable_and_depend_on_path_and_place() -> None:
    first, again = make_passages("Some words.", "a.md")[0], make_passages("Some words.", "a.md")[0]
    assert first.id == again.id
    assert len(first.id) == 16
    assert first.id != make_passages("Some words.", "b.md")[0].id
    assert first.id != make_passages("\nSome words.", "a.md")[0].id


def test_a_sentence_without_end_is_cut() -> None:
    made = make_passages("word " * 1000, "a.txt", flavour="txt")
    assert all(0 < one.words <= 90 for one in made)
    assert sum(one.words for one in made) == 1000


def test_text_without_spaces_is_cut() -> None:
    made = make_passages("河" * 5000, "a.txt", flavour="txt")
    assert len(made) > 3
    assert "".join(one.text for one in made) == "河" * 5000


@pytest.mark.parametrize(
    ("text", "flavour", "heading"),
    [
        ("Title\n=====\n\nSub\n---\n\nBody text.", "md", ("Title", "Sub")),
        ("=====\nTitle\n=====\n\nSub\n~~~\n\nBody text.", "rst", ("Title", "Sub")),
        ("# A `b` **c** [d](e.md) #\n\nBody text.", "md", ("A b c d",)),
        ("**Bold alone**\n\nBody text.", "md", ("Bold alone",)),
        ("CHAPTER TWO\n\nBody text.", "txt", ("CHAPTER TWO",)),
        ("# 1\n\n# Tides\n\n# that went on from the line before\n\nBody text.", "pdf", ("Tides",)),
    ],
)
def test_headings(text: str, flavour: str, heading: tuple[str, ...]) -> None:
    assert make_passages(text, "a", flavour=flavour)[-1].heading == heading


def test_a_heading_in_code_is_none() -> None:
    made = make_passages("# Real\n\n```\n# not\n```\n\nBody text.", "a.md")
    assert {one.heading for one in made} == {("Real",)}


def test_running_titles_of_a_pdf_are_no_headings() -> None:
    text = "# Tides\n\nOne page.\n\n# The Book\n\nTwo.\n\n# The Book\n\nThree.\n\n# The Book\n\nFour."
    assert {one.heading for one in make_passages(text, "a.pdf", flavour="pdf")} == {("Tides",)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The *sea* **rises** and ~~falls~~ and __so__ on.", "The sea rises and falls and so on."),
        ("It was seen [12] twice [3, 4-6].", "It was seen twice."),
        ("It holds[^1] for [the moon](http://x.y/a_(b)) only.", "It holds for the moon only."),
        ("On [[shore|the coast]] of [[Wales]] it rains.", "On the coast of Wales it rains."),
        ("Look ![a cat](cat.png) here now.", "Look here now."),
        ("See https://example.org/x?y=1.", ""),
        ("The site at https://example.org/x is about tides.", "The site is about tides."),
        ("Write to joe.b@example.org about the tides of spring.", "Write about the tides of spring."),
        ("It is so (Smith et al., 2004; Jones, 1999) in spring.", "It is so in spring."),
        ("It rose (see Figure 3) by a metre.", "It rose by a metre."),
        ("He was born (in 1879) in Ulm.", "He was born (in 1879) in Ulm."),
        ("A snake_case name, 5 * 3, $5 and $6.", "A snake_case name, 5 * 3, $5 and $6."),
        ("It has 40 km² of land.", "It has 40 km² of land."),
        ("Caf&eacute; &amp; <b>bar</b> \\*here\\*.", "Café & bar here."),
        ("since they were chil-\ndren of the\ncoast", "since they were children of the coast"),
        ("42", ""),
        ("Page 3 of 10", ""),
        ("Introduction ........ 4", ""),
        ("1.5 2.5 3.5 4.5 a", ""),
        ("Home | About | Contact", ""),
        ("© 2020 Somebody. All rights reserved.", ""),
        ('THE SOFTWARE IS PROVIDED "AS IS", without warranty.', ""),
        ("[1] Smith, J. (2004). Tides. Journal of Sea 3(4), pp. 1-2.", ""),
        ("for (int i = 0; i < n; i++) { a[i] = b; }", ""),
        ("where $x^2 = y$ holds", ""),
    ],
)
def test_what_is_spoken(text: str, words: str) -> None:
    assert spoken_prose(text) == words


def test_items_become_sentences() -> None:
    assert spoken_item("- the first thing,") == "The first thing."
    assert spoken_item("2) iPhone users") == "iPhone users."
    assert spoken_item("* [x] done already!") == "Done already!"
    assert spoken("1. one goes\n   on\n2. two\n") == "One goes on. Two."


@pytest.mark.parametrize(
    "silent",
    [
        "```python\nprint('hello there')\n```",
        "~~~\nunended fence words",
        "| City | Height |\n| --- | --- |\n| Paris | 35 m |",
        "- [One](#one)\n- [Two](#two)\n- [Three](/three)",
        "## References\n\nSmith wrote this book.",
        "## Table of Contents\n\nOne thing.",
        "[^1]: A footnote nobody reads.",
        "    indented = code(here)",
        "<!-- a comment\nof two lines -->",
    ],
)
def test_what_is_silent_is_still_found(silent: str) -> None:
    text = "# Tides\n\nThe sea rises.\n\n" + silent
    assert spoken(text) == "The sea rises."
    assert silent.rsplit(maxsplit=1)[-1] in " ".join(one.text for one in make_passages(text, "a.md"))


def test_front_matter_is_silent() -> None:
    assert spoken("---\ntitle: Thing\n---\n\nThe sea rises.") == "The sea rises."


def test_rst_markup() -> None:
    text = (
        "Title\n=====\n\nA `link <http://x.y>`_ to :func:`foo` here [1]_.\n\n.. code-block:: c\n\n   int x;\n\n"
        "An example::\n\n   literal words\n\n.. [1] Cite me.\n"
    )
    assert spoken(text, "rst") == "A link to foo here. An example:"


def test_csv_speaks_prose_only() -> None:
    text = 'name;count;note\nParis;21;\nRome;28;"The city has many hills\nand a great many fountains too"\n'
    assert spoken(text, "csv") == "The city has many hills and a great many fountains too."


def test_a_licence_file_is_silent() -> None:
    assert all(one.spoken == "" for one in make_passages("You may do this.", "x/LICENSE.txt", flavour="txt"))


@pytest.mark.parametrize("flavour", ["md", "rst", "txt", "csv", "pdf"])
@pytest.mark.parametrize(
    "text", ["", "\n", "#", "---", "```", "|", "-", "\x00", '"', "* * *", "..", "::", "[", "# \n# \n", "=\n=\n=", ">"]
)
def test_odd_texts_do_no_harm(text: str, flavour: str) -> None:
    for one in make_passages(text, "a", flavour=flavour):
        assert one.text == text[one.start : one.end]


def test_a_running_title_of_a_pdf_is_silent() -> None:
    text = "\n\n".join(f"Sentence number {n} goes here.\n\nThe Running Title" for n in range(4))
    made = make_passages(text, "a.pdf", flavour="pdf")
    assert "Running" not in " ".join(one.spoken for one in made)


def test_code_within_a_list_is_silent_and_its_words_are_not() -> None:
    text = "1. Get the tool:\n\n    ```sh\n    get tool\n    ```\n\n    Then it is there.\n\n2. Use it.\n"
    assert spoken(text) == "Get the tool: Then it is there. Use it."


@pytest.mark.timeout(20)
@pytest.mark.parametrize("flavour", ["md", "rst", "pdf", "csv"])
@pytest.mark.parametrize(
    "part", ["word ", "a", "*", "[", "(A", ". ", "- ", "$", "> ", "<a ", "![", "- x\n", "[[", "[a]("]
)
def test_long_odd_texts_are_quick(part: str, flavour: str) -> None:
    assert make_passages(part * 30_000, "a", flavour=flavour) is not None
