"""Each fault that is planted is found, and in a clean script there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluation.performance import EXPERT, HOST, Performance, Said, Source
from tests.evaluation.scripts import CLEAN, LAMP, REEF, added, swapped
from tests.evaluation.truth import judge_truth


def test_a_clean_script_has_no_fault() -> None:
    truth = judge_truth(CLEAN)
    assert truth.faults == []
    assert (truth.judged, truth.share, truth.uncited) == (4, 1.0, 0)


@pytest.mark.parametrize(
    ("old", "new", "kind", "said"),
    [
        ("eighteen kilometres", "eighty kilometres", "figure", "eighty"),
        ("1810", "1812", "figure", "1812"),
        ("two thousand five hundred tons", "two thousand tons", "figure", "two thousand"),
        ("two thousand five hundred tons", "25,000 tons", "figure", "25,000"),
        ("three times the light", "five times the light", "figure", "five"),
        ("for half the price", "for a quarter of the price", "figure", "quarter"),
        ("1850s", "1860s", "figure", "1860"),
        ("eighteen kilometres", "eighteen miles", "unit", "eighteen mile"),
        ("Every four hours", "Every four days", "unit", "four day"),
        ("first of February", "second of February", "date", "2/2"),
        ("first of February", "first of March", "date", "1/3"),
        ("Robert Stevenson", "Robert Smeaton", "name", "Robert Smeaton"),
        ("Robert Stevenson", "John Stevenson", "name", "John Stevenson"),
        ("off the coast of Angus", "off the coast of Cornwall", "name", "Cornwall"),
        ("the loneliest house in Scotland", "the saddest house of all", "quotation", "the saddest house of all"),
        ("changed to rapeseed", "changed to NASA", "name", "NASA"),
    ],
)
def test_a_planted_detail_is_found(old: str, new: str, kind: str, said: str) -> None:
    truth = judge_truth(swapped(old, new))
    assert (kind, said) in [(fault.kind, fault.said) for fault in truth.details]
    assert truth.share == 0.75


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (
            "It gave three times the light for half the price.",
            "The inventor became rich and bought a castle by a lake in the mountains.",
            "sentence",
        ),
        (
            "Oil, pressed from the blubber of whales.",
            "The keepers mostly burned candles made by nuns from the wax of bees.",
            "sentence",
        ),
        ("it did not forgive a careless hand", "it did forgive a careless hand", "reversal"),
        ("caught fire more easily", "caught fire less easily", "reversal"),
        ("his men could not work for more than", "the men could work for more than", "reversal"),
    ],
)
def test_what_no_passage_carries_is_found(old: str, new: str, kind: str) -> None:
    truth = judge_truth(swapped(old, new))
    assert [fault.kind for fault in truth.faults] == [kind]
    assert truth.share == 0.75


def test_a_detail_of_another_passage_than_the_cited_one_is_found() -> None:
    mixed = Said(
        speaker=EXPERT, text="Robert Stevenson changed to rapeseed when whale oil became dear.", sources=(LAMP,)
    )
    assert [fault.said for fault in judge_truth(added(mixed)).details] == ["Robert Stevenson"]


def test_what_host_makes_up_is_found_too_but_host_may_count() -> None:
    invented = Said(speaker=HOST, text="And the 750 men of Aberdeen, did they like it?")
    assert {fault.said for fault in judge_truth(added(invented)).details} == {"750", "Aberdeen"}
    counting = Said(speaker=HOST, text="That makes five questions, and I have two more!")
    assert judge_truth(added(counting)).faults == []


def test_an_answer_without_a_passage_is_counted_and_judged() -> None:
    truth = judge_truth(added(Said(speaker=EXPERT, text="Bananas grow wherever monkeys dance in heavy rain.")))
    assert truth.uncited == 1
    assert [fault.kind for fault in truth.faults] == ["sentence"]


GERMAN = Source(
    document="druck.md",
    heading="Der Prozess",
    text=(
        "Am 6. November 1455 schwor Johannes Fust in Mainz, dass er 800 Gulden geliehen habe. Ulrich Helmasperger"
        " schrieb alles auf. Gedruckt wurden ungefähr 180 Exemplare, die meisten auf Papier."
    ),
)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Johannes Fust schwor am sechsten November, er habe achthundert Gulden geliehen.", []),
        ("Johannes Fust schwor am siebten November, er habe achthundert Gulden geliehen.", ["figure", "date"]),
        ("Johannes Fust schwor, dass er neunhundert Gulden geliehen habe.", ["figure"]),
        ("Ulrich Schöffer schrieb alles auf.", ["name"]),
        ("Die meisten Exemplare wurden auf Papier gedruckt.", []),
        ("Bananen wachsen überall dort, wo Affen im Regen tanzen.", ["sentence"]),
    ],
)
def test_german_is_judged_as_well(text: str, faults: list[str]) -> None:
    podcast = Performance(turns=(Said(speaker=EXPERT, text=text, sources=(GERMAN,)),), language="de")
    assert [fault.kind for fault in judge_truth(podcast).faults] == faults


def test_spoken_and_written_forms_are_the_same() -> None:
    text = "On 1 February 1811 the lamp was lit. They set 2,500 tons of granite, each block dovetailed into the next."
    number = next(place for place, turn in enumerate(CLEAN.turns) if "February" in turn.text)
    turns = (
        *CLEAN.turns[:number],
        replace(CLEAN.turns[number], text=text, sources=(REEF,)),
        *CLEAN.turns[number + 1 :],
    )
    assert judge_truth(replace(CLEAN, turns=turns)).faults == []
