"""Which passages may be told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from podcast_studio.domain.documents import IndexedDocument, Passage
from podcast_studio.domain.errors import CollectionError
from podcast_studio.pipeline.retrieving_content import (
    MIN_WORDS,
    by_topic,
    choose_passages,
    interest,
    left_in_other_languages,
    tellable,
)
from podcast_studio.testing.index import MemoryIndex
from podcast_studio.testing.pipeline import an_order

CHANCE = random.Random(3)


def prose(words: int) -> str:
    """Words that no other text has in this order."""
    return " ".join("".join(CHANCE.choice("abcdefghij") for _ in range(6)) for _ in range(words))


def a_passage(
    text: str | None = None,
    *,
    document: str = "a.md",
    order: int = 0,
    heading: tuple[str, ...] = (),
    spoken: str | None = None,
) -> Passage:
    text = prose(40) if text is None else text
    return Passage(
        id=f"{document}-{order}",
        document=document,
        heading=heading,
        page=None,
        start=order * 1000,
        end=order * 1000 + len(text),
        text=text,
        spoken=text if spoken is None else spoken,
        order=order,
    )


def an_index(passages: Sequence[Passage]) -> MemoryIndex:
    """Of documents of which "de.md" is in German, and so on."""
    index = MemoryIndex()
    for document in {passage.document for passage in passages}:
        members = [passage for passage in passages if passage.document == document]
        words, name = sum(passage.words for passage in members), document.partition(".")[0]
        one = IndexedDocument(path=document, sha256="", size=1, mtime_ns=1, passages=len(members), words=words)
        index.replace([(replace(one, language=name if len(name) == 2 else ""), members)])
    return index


def test_short_and_silent_passages_are_not_told() -> None:
    enough, short = a_passage(prose(MIN_WORDS)), a_passage(prose(MIN_WORDS - 1), order=1)
    silent = a_passage(prose(50), order=2, spoken="")
    assert tellable([enough, short, silent]) == [enough]


def test_each_content_is_told_once() -> None:
    text = prose(40)
    first = a_passage(text)
    copy = a_passage(text.upper(), document="b.md")
    longer = a_passage(f"{text} {prose(10)}", document="c.md")
    half = a_passage(f"{' '.join(text.split()[:20])} {prose(30)}", document="d.md")
    assert tellable([first, copy, longer, half]) == [first, half]


def test_without_a_focus_everything_is_there_in_reading_order() -> None:
    passages = [a_passage(document=document, order=order) for document in ("a.md", "b.md") for order in range(3)]
    assert choose_passages(an_index(passages[::-1]), an_order(2), words_wanted=100) == passages


def test_a_focus_brings_the_best_matches_first() -> None:
    passages = [a_passage(order=order) for order in range(20)]
    wanted = a_passage(f"The lamp of the lighthouse {prose(30)}", order=20)
    near = a_passage(f"The lighthouse {prose(30)}", order=21)
    found = choose_passages(an_index([*passages, near, wanted]), an_order(2, focus="lighthouse lamp"), words_wanted=100)
    assert found == [wanted, near]


@pytest.mark.parametrize("focus", ["", "  ", "nothing like it"])
def test_a_focus_that_finds_nothing_is_as_none(focus: str) -> None:
    passages = [a_passage(order=order) for order in range(3)]
    assert choose_passages(an_index(passages), an_order(2, focus=focus), words_wanted=100) == passages


def test_of_two_that_are_alike_a_focus_finds_either() -> None:
    text = f"The lamp of the lighthouse {prose(30)}"
    first, copy = a_passage(text, document="a.md"), a_passage(f"{text} {prose(10)} lighthouse", document="b.md")
    index = an_index([first, copy])
    index.search = lambda _query, _limit: [copy]  # type: ignore[method-assign]
    assert choose_passages(index, an_order(2, focus="lighthouse"), words_wanted=100) == [copy]


def test_a_longer_programme_looks_further() -> None:
    passages = [a_passage(f"bees {prose(30)}", order=order) for order in range(200)]
    index = an_index(passages)
    short = choose_passages(index, an_order(2, focus="bees"), words_wanted=100)
    long = choose_passages(index, an_order(30, focus="bees"), words_wanted=4_000)
    assert 5 < len(short) < len(long) <= 200


def test_documents_in_other_languages_are_left_out_where_the_rest_carries_the_podcast() -> None:
    ours, unknown, german, polish = (
        a_passage(prose(40), document=name) for name in ("en.md", "x.md", "de.md", "pl.md")
    )
    index = an_index([german, ours, polish, unknown])
    assert choose_passages(index, an_order(2), words_wanted=100) == [ours, unknown], "half of it is enough"
    told = choose_passages(index, an_order(2, focus="prose"), words_wanted=100)
    assert not {german, polish} & set(told)
    assert left_in_other_languages([ours], index.documents(), "en") == {"de": 1, "pl": 1}
    assert left_in_other_languages([ours, german], index.documents(), "en") == {}


def test_documents_in_other_languages_are_told_where_there_is_little_else() -> None:
    ours, *german = (a_passage(prose(40), document=name) for name in ("en.md", "de.md", "de.txt", "de.rst"))
    index = an_index([ours, *german])
    assert choose_passages(index, an_order(2), words_wanted=100) == sorted(
        [ours, *german], key=lambda one: one.document
    )
    assert choose_passages(index, an_order(2), words_wanted=30) == [ours], "that is all that is wanted"


@pytest.mark.parametrize("passages", [[], [a_passage("1 2 3")], [a_passage(prose(50), spoken="")]])
def test_nothing_to_tell_is_told(passages: list[Passage]) -> None:
    with pytest.raises(CollectionError, match="nothing in this folder that could be told") as caught:
        choose_passages(an_index(passages), an_order(2), words_wanted=100)
    assert caught.value.way_out


def test_names_and_figures_make_a_passage_interesting() -> None:
    plain = a_passage("so it was and so it went on and on with them all for a long time in that place by the sea")
    telling = a_passage(
        "In 1807 Robert Stevenson landed on the Bell Rock with 60 men and 2,500 tons of granite to build"
    )
    assert interest(telling) > interest(plain)
    assert interest(a_passage(plain.text, order=9)) < interest(plain)


def test_a_short_document_is_one_topic() -> None:
    passages = [a_passage(order=order) for order in range(5)]
    other = a_passage(document="b.md")
    assert by_topic([*passages, other]) == [passages, [other]]


def test_a_long_document_is_parted_at_its_headings() -> None:
    passages = [
        a_passage(order=order, heading=("Sea", f"Part {order // 5}"), document="long.md") for order in range(20)
    ]
    topics = by_topic(passages, largest=8)
    assert [passage for topic in topics for passage in topic] == passages
    assert [len(topic) for topic in topics] == [5, 5, 5, 5]


def test_no_topic_is_larger_than_allowed_and_nothing_is_lost() -> None:
    passages = [a_passage(order=order, heading=("Sea",)) for order in range(50)]
    topics = by_topic(passages, largest=8)
    assert max(map(len, topics)) <= 8
    assert [passage for topic in topics for passage in topic] == passages


def test_passages_that_come_out_of_order_are_put_in_order() -> None:
    passages = [a_passage(order=order) for order in range(4)]
    assert by_topic(passages[::-1]) == [passages]
