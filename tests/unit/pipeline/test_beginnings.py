"""An answer begins with something that can be understood, and not as one of the last turns did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.pipeline.beginnings import begun_otherwise, led_in_from, with_firm_start, with_its_name

BUILT = "Winstanley had built the first lighthouse in the open sea."
LOOKED = "It looked like a pagoda, with galleries, and he was sure of it."
LATER = (
    "A storm took it in the night of 26 November 1703, with Winstanley and all who were in it, and in the morning "
    "there was nothing on the rock but some iron stanchions."
)


def known(
    before: str = f"Henry Winstanley had lost two ships there. {BUILT}", here: str = LOOKED
) -> dict[str, Passage]:
    return {
        f"p{order}": Passage(
            id=f"p{order}", document="rock.md", order=order, heading=("Rock",), page=None,
            start=0, end=len(text), text=text, spoken=text,
        )
        for order, text in enumerate((before, here))
    }  # fmt: skip


def begun(text: str, passages: dict[str, Passage], said_last: str = "And so to the rock.") -> str:
    return with_firm_start(text, passages["p1"], 40, said_last=said_last, passages=passages)


def test_what_stands_by_itself_stays_as_it_is() -> None:
    assert begun(LATER, known()) == LATER
    assert begun("", known()) == ""


def test_what_points_back_comes_after_the_sentence_it_points_to() -> None:
    assert begun(LOOKED, known()) == f"{BUILT} {LOOKED}"


def test_not_where_that_was_just_said_or_points_back_itself() -> None:
    assert begun(LOOKED, known(), said_last=BUILT) == LOOKED
    assert begun(LOOKED, known(before="It was built in 1698.")) == LOOKED


def test_a_first_sentence_that_points_back_is_left_out_where_enough_remains() -> None:
    assert begun(f"{LOOKED} {LATER}", known()) == LATER


def test_without_a_passage_before_it_nothing_can_be_put_in_front() -> None:
    alone = {"p1": known()["p1"]}
    assert begun(LOOKED, alone) == LOOKED
    assert led_in_from(alone["p1"], LOOKED, alone) == []


def test_the_passage_before_is_named_where_its_last_sentence_is_told() -> None:
    passages = known()
    assert led_in_from(passages["p1"], f"{BUILT} {LOOKED}", passages) == ["p0"]
    assert led_in_from(passages["p1"], LOOKED, passages) == []


def test_not_where_the_passage_says_the_same_itself() -> None:
    passages = known(here=f"{BUILT} {LOOKED}")
    assert led_in_from(passages["p1"], f"{BUILT} {LOOKED}", passages) == []


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("The tower fell in 1703.", "the tower fell in 1703."),
        ("Winstanley the builder died in it.", "Winstanley the builder died in it."),
        ("I was there.", "I was there."),
    ],
)
def test_a_beginning_that_was_heard_comes_after_a_word_or_two(text: str, goes_on: str) -> None:
    lead_ins = ("Well,", "Now,")
    assert begun_otherwise(text, ["Something else."], lead_ins, 0) == text
    assert begun_otherwise(text, [text], lead_ins, 0) == f"Well, {goes_on}"
    assert begun_otherwise(text, [text], lead_ins, 1) == f"Now, {goes_on}"
    heard = [text, f"Well, {goes_on}"]
    assert begun_otherwise(text, heard, lead_ins, 0) == f"Now, {goes_on}"
    assert begun_otherwise(text, [*heard, f"Now, {goes_on}"], lead_ins, 0) == text, "nothing else is left"


SIHWA = "Sihwa Lake (South Korea)"


@pytest.mark.parametrize(
    ("heading", "text", "named"),
    [
        (SIHWA, "254 MW, since 2011: the biggest. The wall is older.", True),
        (SIHWA, "Opened 1966, still running.", True),
        (SIHWA, "Sihwa Lake has 254 MW, since 2011.", False),
        (SIHWA, "254 MW at the lake, since 2011.", False),
        (SIHWA, "12 percent of world trade passes through it.", False),
        ("Chapter 4", "254 MW, since 2011.", False),
        (SIHWA, "", False),
    ],
)
def test_a_note_is_told_after_the_name_it_stands_under(heading: str, text: str, named: bool) -> None:
    passages = known(here=text)
    here = replace(passages["p1"], heading=("Tides", heading))
    passages |= {"p0": replace(passages["p0"], heading=("Tides", "Barrages")), "p1": here}
    assert with_its_name(text, here, passages, []) == (f"Sihwa Lake, South Korea. {text}" if named else text)
    assert with_its_name(text, here, passages, ["And Sihwa Lake, South Korea?"]) == text
