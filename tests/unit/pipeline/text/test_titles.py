"""What a listener would call a document or a part of one."""

from __future__ import annotations

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.pipeline.text.titles import document_title, in_a_sentence, only_counts, readable, topic_title


def a_passage(*heading: str, document: str = "sea/the_tides-of_fundy.pdf", spoken: str = "The tide rises.") -> Passage:
    return Passage(
        id="p", document=document, heading=heading, page=None, start=0, end=1, text=spoken, spoken=spoken, order=0
    )


def test_a_document_is_called_by_the_heading_above_all_of_it() -> None:
    assert document_title([a_passage("Tides", "One"), a_passage("Tides", "Two")]) == "Tides"


@pytest.mark.parametrize(
    "document",
    [
        [a_passage()],
        [a_passage("One"), a_passage("Two")],
        [a_passage("Introduction")],
    ],
)
def test_or_by_its_file(document: list[Passage]) -> None:
    assert document_title(document) == "The tides of fundy"


def test_a_topic_is_called_by_the_heading_that_its_passages_share() -> None:
    topic = [a_passage("Tides", "The Bay of Fundy", "A"), a_passage("Tides", "The Bay of Fundy", "B")]
    assert topic_title(topic, [*topic, a_passage("Tides", "Tables")]) == "The Bay of Fundy"


def test_a_topic_without_headings_or_with_empty_ones_is_called_as_its_document() -> None:
    assert topic_title([a_passage()], [a_passage()]) == "The tides of fundy"
    document = [a_passage("Tides", "Overview"), a_passage("Tides", "Tables")]
    assert topic_title(document[:1], document) == "Tides"


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("**The** `tides`", "The tides"),
        ("3.2 The tides", "The tides"),
        ("Chapter 4: The tides", "The tides"),
        ("IV. The tides", "The tides"),
        ("The tides:", "The tides"),
        ("  The \n tides  ", "The tides"),
        ("THE TIDES OF FUNDY", "The tides of Fundy"),
        ("NASA", "NASA"),
        ("[]", "More"),
        ("x" * 200, "x" * 80),
    ],
)
def test_headings_are_made_readable(heading: str, title: str) -> None:
    assert readable(heading, [a_passage(spoken="We sailed to Fundy. So the tides of it are high.")]) == title


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("The Bay of Fundy", "the Bay of Fundy"),
        ("How tides work?", "how tides work"),
        ("Tides and moons", "tides and moons"),
        ("Kelvin and his machine", "Kelvin and his machine"),
        ("Tides", "tides"),
        ("Kelvin", "Kelvin"),
        ("Emma", "Emma"),
        ("Kelvin's machine", "Kelvin's machine"),
        ("GPS for sailors", "GPS for sailors"),
    ],
)
def test_a_title_within_a_sentence_begins_small_unless_it_is_a_name(title: str, said: str) -> None:
    document = [a_passage(spoken="When tides rise, Lord Kelvin knew, the moon pulls.")]
    assert in_a_sentence(title, document) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("Stream turbines: what happened so far", "stream turbines"),
        ("Power from the tide - collected notes", "power from the tide"),
        ("Keeling: a life", "Keeling"),
        ("Q: and A", "Q: and A"),
        ("The lease: costs", "the lease: costs"),
        ("The well-known case", "the well-known case"),
    ],
)
def test_what_explains_a_title_is_not_said_in_a_sentence(title: str, said: str) -> None:
    assert in_a_sentence(title, [a_passage(spoken="We met Keeling on Monday.")]) == said


@pytest.mark.parametrize(
    ("title", "text", "said"),
    [
        ("Deposit", "The Tenant deposits a sum, and is repaid its deposit.", "the deposit"),
        ("Deposit", "The deposit is returned. A deposit is a sum.", "the deposit"),
        ("Water", "The water rose. They used mains water.", "water"),
        ("Water", "More water came than before.", "water"),
        ("Tides", "When tides rise, the moon pulls.", "tides"),
        ("Minutes of the committee meeting", "The minutes were read.", "the minutes of the committee meeting"),
        ("Lease of a workshop", "The lease begins.", "the lease of a workshop"),
        ("Some of the rules", "Some rules.", "some of the rules"),
        ("Speaking of the weather", "They were speaking.", "speaking of the weather"),
        ("Depozyt", "Umowa a depozyt.", "depozyt"),
    ],
)
def test_what_can_be_counted_has_an_article(title: str, text: str, said: str) -> None:
    assert in_a_sentence(title, [a_passage(spoken=text)]) == said


@pytest.mark.parametrize("title", ["Two", "II", "3", "Chapter IV", "Part one", "Teil 3", "Kapitel vier", "Rozdział 2"])
def test_a_heading_may_only_count(title: str) -> None:
    assert only_counts(title)


@pytest.mark.parametrize(
    "title", ["Two clocks", "Part of the sea", "Mix", "1984 revisited", "The first men", "Civil law"]
)
def test_or_name_something(title: str) -> None:
    assert not only_counts(title)


def test_a_german_noun_keeps_its_capital() -> None:
    text = (
        "Im Jahr darauf zog der Mann mit seiner Familie nach Mainz, wo er eine Werkstatt mit Pressen hatte. "
        "Die Schreiber der Stadt verloren ihre Arbeit, und manche von ihnen wurden Drucker oder Händler mit Büchern."
    )
    assert in_a_sentence("Gewinner und Verlierer", [a_passage(spoken=text * 2)]) == "Gewinner und Verlierer"
