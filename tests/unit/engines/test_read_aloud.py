"""What of a sentence, an item or a row would be read aloud; see also test_passages.py and test_document_traps.py."""

from __future__ import annotations

import pytest

from podcast_studio.engines.read_aloud import (
    is_navigation,
    join_lines,
    silent_heading,
    spoken_item,
    spoken_prose,
    spoken_row,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # plain sentences pass as they are
        ("The sea rises, and then it falls again.", "The sea rises, and then it falls again."),
        ("It cost £5.50 (or $7) at 10:30 a.m.; 12% more!", "It cost £5.50 (or $7) at 10:30 a.m.; 12% more!"),
        ("He said: “No.” – and left…", "He said: “No.” – and left…"),
        ("Is the sea < the lake & the pond > 2?", "Is the sea < the lake & the pond > 2?"),
        # links and addresses
        ("The [Moon](/wiki/Moon \"Moon\") pulls.", "The Moon pulls."),
        ("It is [so](http://a.b/c_(d)) here.", "It is so here."),
        ("The [tide][1] turns.", "The tide turns."),
        ("It rises [1][2] and [ebbs][] again.", "It rises and ebbs again."),
        ("The `tide <http://x.y>`_ turns.", "The tide turns."),
        ("See https://example.org/a for the tables.", ""),
        ("Visit www.example.org today to find out more.", ""),
        ("Contact keeper@example.org with your questions on tides.", ""),
        ("The society (www.tides.example) still keeps them.", "The society still keeps them."),
        ("More than 300 people wrote to bees@example.org last year.", "More than 300 people wrote last year."),
        ("doi:10.1000/182", ""),
        # footnotes and citations
        ("It rises[1] twice[[2]](#cite_note-2) a[3](#fn3) day.", "It rises twice a day."),
        ("See chapter [3](three.md) for more of it.", "See chapter 3 for more of it."),
        ("It was so.[*[citation needed](/w)*] Then", "It was so. Then"),
        ("It was so[citation needed] then.", "It was so then."),
        ("It rose (Newton, 1687; see Halley 1700) fast.", "It rose fast."),
        ("It rose (Figure 3a) fast [@halley].", "It rose fast."),
        ("It was found in 1687 (as he said).", "It was found in 1687 (as he said)."),
        # code
        ("Call `tidal_force()` first.", "Call tidal_force first."),
        ("Set ``a.b`` to `{x: 1}` now.", "Set a.b to now."),
        ("if (x) { return y; } else { z(); }", ""),
        ("std::vector<int> v; v->push(1);", ""),
        # marks
        ("**The *sea* ~~falls~~ rises.**", "The sea falls rises."),
        ("A snake_case_name and 2*3*4.", "A snake_case_name and 2*3*4."),
        ("Water is H<sub>2</sub>O &mdash; wet.", "Water is H2O — wet."),
        ("An escaped \\* star and \\_ line.", "An escaped * star and _ line."),
        ("It holds where $E = mc^2$ and so on.", ""),
        # numbers of clauses, and numbers that are none
        ("4.1 Beside the rent the Tenant pays 210 pounds.", "Beside the rent the Tenant pays 210 pounds."),
        ("§ 12.3.1 Der Mieter zahlt monatlich.", "Der Mieter zahlt monatlich."),
        ("(2.4) The deposit is 300 pounds.", "The deposit is 300 pounds."),
        ("1.2 megawatts, two rotors on one tower.", "1.2 megawatts, two rotors on one tower."),
        ("4.5 Billion years ago it formed.", "4.5 Billion years ago it formed."),
        ("12.50 Euro kostet die Karte.", "12.50 Euro kostet die Karte."),
        ("1.2 MW were built in 2008.", "1.2 MW were built in 2008."),
        # what is no sentence
        ("— 17 —", ""),
        ("xiv", ""),
        ("Page 12 / 80", ""),
        ("The tides of Dover . . . . . . 14", ""),
        ("* * *", ""),
        ("1 2 3 4 5 6 7 8", ""),
        ("Home » Ports » Dover", ""),
        ("[Read more](/next)", ""),
        ("Tags: [sea](/s), [moon](/m)", ""),
        ("[Bees make honey from the nectar of flowers.](/bees)", "Bees make honey from the nectar of flowers."),
    ],
)  # fmt: skip
def test_prose(text: str, words: str) -> None:
    assert spoken_prose(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- the first thing", "The first thing."),
        ("* [ ] to be done;", "To be done."),
        ("12) Is it so?", "Is it so?"),
        ("• “quoted”", "“quoted”."),
        ("- **Name**: what it is, as they say:", "Name: what it is, as they say:"),
        ("- https://example.org", ""),
        ("- `x = {1: 2}`", ""),
        ("- 42", ""),
    ],
)
def test_items(text: str, words: str) -> None:
    assert spoken_item(text) == words


@pytest.mark.parametrize(
    ("row", "separator", "words"),
    [
        ("| Dover | 6.7 | 0.8 |", "|", ""),
        ("| Dover | it rises higher here than at other ports |", "|", "It rises higher here than at other ports."),
        ('Dover,"it rises, they say, higher than at others"', ",", "It rises, they say, higher than at others."),
        ("Dover\tlow", "\t", ""),
        ('"never closed, and so on', ",", ""),
        ("", ",", ""),
    ],
)  # fmt: skip
def test_rows(row: str, separator: str, words: str) -> None:
    assert spoken_row(row, separator) == words


@pytest.mark.parametrize(
    ("heading", "silent"),
    [
        (("Tides",), False),
        (("Tides", "References"), True),
        (("7. REFERENCES", "Books"), True),
        (("Contents",), True),
        (("Contents", "The contents of a hive"), False),
        (("The contents of a hive",), False),
        (("License",), True),
        (("Licence to sail",), False),
        ((), False),
    ],
)
def test_headings_of_what_nobody_reads(heading: tuple[str, ...], silent: bool) -> None:
    assert silent_heading(heading) == silent


@pytest.mark.parametrize(
    ("items", "navigation"),
    [
        (["- [One](#one)", "- [Two](#two)"], True),
        (["- [One](#one)"], False),
        (["- [One](#one) is the first of the chapters here", "- two"], False),
        (["- https://a.b", "- https://c.d", "- and so on"], True),
        (["- one", "- two"], False),
        (["- Home", "- Sport", "- Weather", "- Puzzles"], True),
        (["* Startseite", "* Über uns", "* Anfahrt"], True),
        (["- Home is where the bees come back to", "- The field"], False),
        (["- Voltage", "- Contact"], False),
    ],
)
def test_lists_of_links(items: list[str], navigation: bool) -> None:
    assert is_navigation(items) == navigation


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("since they were chil-\ndren", "since they were children"),
        ("the Anglo-\nSaxon king", "the Anglo-\nSaxon king"),
        ("soft\xad\nhyphen and\xad there", "softhyphen and there"),
        ("> a quo-\n> ted line", "> a quoted line"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_words_that_were_broken_at_a_lines_end(text: str, joined: str) -> None:
    assert join_lines(text) == joined


@pytest.mark.parametrize(
    "roll",
    [
        "Present: Margaret Osei (chair), Tom Lindqvist (treasurer), Priya Raman, Daniel Whitcombe, Ines Faria.",
        "Brook Lane Society, 21 March 2024\nPresent: Margaret Osei (chair), Tom Lindqvist, Priya Raman, Ines Faria.",
        "**Brook Lane Society**, 12 October 2023, 19:00 to 21:10, in the potting shed",
        "Apologies: Gerald Humphries.",
        "Guests for item 4: Mr Samuel Abara, Mrs Joan Pell.",
    ],
)
def test_a_roll_of_names_is_not_read(roll: str) -> None:
    assert spoken_prose(roll) == ""


@pytest.mark.parametrize(
    "told",
    [
        "Margaret Osei, Tom Lindqvist, Priya Raman and Ines Faria, who had all been away, came back from Brook Lane.",
        "Buy apples, pears, plums, cherries, quinces and medlars before the week ends, and store them in the dark.",
        "Remember: Gerald came.",
        "Three things in Paris, one in Rome, and none at all in Bern",
        "NASA, ESA, JAXA, ISRO, CNSA and ROSCOSMOS AGREED ON IT, AND ALL OF THEM SIGNED THE TREATY IN PARIS IN MAY.",
    ],
)
def test_what_names_are_said_of_is_read(told: str) -> None:
    assert spoken_prose(told)
