"""Headings, paragraphs, lists, tables and code of a text."""

from __future__ import annotations

import pytest

from podcast_studio.engines.blocks import Kind, find_blocks

Found = list[tuple[Kind, tuple[str, ...], list[str]]]


def blocks(text: str, flavour: str = "md") -> Found:
    return [
        (block.kind, block.heading, [text[start:end] for start, end in block.spans])
        for block in find_blocks(text, flavour)
    ]


def kinds(text: str, flavour: str = "md") -> list[Kind]:
    return [kind for kind, _heading, _parts in blocks(text, flavour)]


def test_a_paragraph_ends_at_a_blank_line_a_list_a_fence_or_a_heading() -> None:
    text = "one\ntwo\n\nthree\n- item\n\nfour\n```\ncode\n```\nfive\n# Six\nseven"
    assert [(kind, parts) for kind, _heading, parts in blocks(text)] == [
        (Kind.PROSE, ["one\ntwo"]),
        (Kind.PROSE, ["three"]),
        (Kind.ITEMS, ["- item"]),
        (Kind.PROSE, ["four"]),
        (Kind.SILENT, ["```\ncode\n```"]),
        (Kind.PROSE, ["five"]),
        (Kind.PROSE, ["seven"]),
    ]


def test_headings_nest_and_close() -> None:
    text = "# A\n\n## B\n\none\n\n### C\n\ntwo\n\n## D\n\nthree\n\n# E\n\nfour"
    assert [heading for _kind, heading, _parts in blocks(text)] == [("A", "B"), ("A", "B", "C"), ("A", "D"), ("E",)]


def test_a_heading_with_nothing_under_it_can_still_be_found() -> None:
    assert blocks("zero\n\n# A\n\n# B\n\none\n\n# C") == [
        (Kind.PROSE, (), ["zero"]),
        (Kind.SILENT, ("A",), ["# A"]),
        (Kind.PROSE, ("B",), ["one"]),
        (Kind.SILENT, ("C",), ["# C"]),
    ]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "# Salt\n\n# The tax\n\nIt was high.\n\n# The march\n\nIt was long.",
            [("Salt", "The tax"), ("Salt", "The march")],
        ),
        ("# Part one\n\n# Part two\n\nIt was long.", [("Part one",), ("Part two",)]),
        ("# Salt\n\nIt is white.\n\n# The tax\n\n# The march\n\nLong.", [("Salt",), ("The tax",), ("The march",)]),
    ],
)
def test_a_document_is_named_by_a_title_right_above_a_heading_of_its_level(
    text: str, headings: list[tuple[str, ...]]
) -> None:
    assert [heading for _kind, heading, _parts in blocks(text)] == headings


def test_items_go_on_over_wrapped_lines() -> None:
    assert blocks("- one\n  goes on\n- two\n\n- three\n\nafter")[0][2] == ["- one\n  goes on", "- two", "- three"]


@pytest.mark.parametrize("mark", ["-", "*", "+", "•", "1.", "12)", "(3)", "a)"])
def test_marks_of_items(mark: str) -> None:
    assert kinds(f"{mark} one\n{mark} two") == [Kind.ITEMS]


@pytest.mark.parametrize("text", ["-not an item", "1.5 metres", "*slanted* words", "2026 was dry."])
def test_what_only_looks_like_an_item(text: str) -> None:
    assert kinds(text) == [Kind.PROSE]


@pytest.mark.parametrize(
    "text",
    ["| a | b |\n|---|---|\n| 1 | 2 |", "a | b | c\n--- | --- | ---\n1 | 2 | 3", "+---+---+\n| a | b |\n+---+---+"],
)
def test_tables(text: str) -> None:
    assert kinds(text) == [Kind.ROWS]


def test_a_fence_ends_where_one_of_its_own_kind_does() -> None:
    assert kinds("````\n```\nx\n```\n````\nafter") == [Kind.SILENT, Kind.PROSE]
    assert kinds("~~~\n```\n~~~\nafter") == [Kind.SILENT, Kind.PROSE]
    assert kinds("```\nnever ended\n\nwords") == [Kind.SILENT]


def test_indented_code_is_silent_but_not_in_a_list() -> None:
    assert kinds("words\n\n    x = 1\n    y = 2\n\nafter") == [Kind.PROSE, Kind.SILENT, Kind.PROSE]
    assert kinds("1. one\n\n    goes on\n\n2. two") == [Kind.ITEMS, Kind.PROSE, Kind.ITEMS]


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("---\ntitle: x\n---\nwords", True),
        ("---\ntitle: x\nlist:\n  - y\n...\nwords", True),
        ("---\n\nwords\n\n---\n", False),
        ("words\n---\ntitle: x\n---\n", False),
    ],
)
def test_front_matter(text: str, silent: bool) -> None:
    assert (kinds(text)[0] is Kind.SILENT) == silent


def test_titles_above_a_line_of_signs() -> None:
    assert blocks("One\n===\n\nTwo\n---\n\nwords")[-1][1] == ("One", "Two")
    assert blocks("####\nOne\n####\n\nTwo\n****\n\nThree\n....\n\nwords", "rst")[-1][1] == ("One", "Two", "Three")
    assert blocks("One\n===\n\nTwo\n---\n\nThree\n===\n\nwords", "rst")[-1][1] == ("Three",)


def test_directives_and_examples_of_rst() -> None:
    text = ".. image:: x.png\n   :alt: y\n\nSo::\n\n   code\n\nwords\n\n.. note:: Mind it.\n\n.. comment\n"
    assert [(kind, parts[0].split("\n")[0]) for kind, _heading, parts in blocks(text, "rst")] == [
        (Kind.SILENT, ".. image:: x.png"),
        (Kind.PROSE, "So::"),
        (Kind.SILENT, "   code"),
        (Kind.PROSE, "words"),
        (Kind.PROSE, ".. note:: Mind it."),
        (Kind.SILENT, ".. comment"),
    ]


def test_a_title_of_plain_text_stands_above_prose_only() -> None:
    prose = "The sea rises twice a day at each of these ports."
    assert blocks(f"Dover\n\n{prose}", "txt") == [(Kind.PROSE, ("Dover",), [prose])]
    assert [heading for _k, heading, _p in blocks("Roses\n\nViolets\n\nTulips\n\nLilies", "txt")] == [(), (), (), ()]


def test_running_titles_of_a_pdf_are_silent() -> None:
    text = "\n\n".join(f"# The Book\n\nPage {n} tells a tale.\n\nDover Press" for n in range(4))
    found = blocks(text, "pdf")
    assert {kind for kind, _h, parts in found if parts[0] in ("Dover Press", "# The Book")} == {Kind.SILENT}
    assert {heading for _kind, heading, _parts in found} == {()}


def test_rows_of_a_csv_and_their_separator() -> None:
    (block,) = find_blocks('a;b;c\n1;"two\nlines";3\n\n4;5;6\n', "csv")
    assert (block.kind, block.separator, len(block.spans)) == (Kind.ROWS, ";", 3)
    assert list(find_blocks("", "csv")) == []


def test_spans_lie_in_order_and_within_the_text() -> None:
    text = "# A\n\none\n\n- two\n- three\n\n| x | y |\n|---|---|\n\n```\nz\n```\n\nfour \n"
    spans = [span for block in find_blocks(text, "md") for span in block.spans]
    places = [place for span in spans for place in span]
    assert places == sorted(places)
    assert places[-1] <= len(text)
