"""The check of finished turns finds what was planted."""

from __future__ import annotations

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.truth.checking import Checks, check_turns

TEXT = (
    "The mill on the Ouse was built by Anne Lister in 1834. It ground 1,500 sacks a year. "
    "The miller called it “the loudest neighbour in the county” and moved away."
)
MILL = Passage(
    id="mill",
    document="mill.md",
    order=0,
    heading=("Mills",),
    page=None,
    start=0,
    end=len(TEXT),
    text=TEXT,
    spoken=TEXT,
)


def check(*texts: str, speaker: Speaker = Speaker.EXPERT, passages: tuple[str, ...] = ("mill",)) -> list[Checks]:
    turns = [
        Turn(index=place, segment=1, speaker=speaker, text=text, passages=passages) for place, text in enumerate(texts)
    ]
    return list(check_turns(turns, {"mill": MILL}).values())


def test_a_true_turn_is_clean_however_its_numbers_are_written() -> None:
    [found] = check("Anne Lister built the mill on the Ouse in 1834. It ground fifteen hundred sacks a year.")
    assert found == Checks(supported=1.0)


def test_a_wrong_number_and_a_foreign_name_are_found() -> None:
    [found] = check("The mill on the Ouse was built by Anne Brontë in 1843.")
    assert set(found.details) == {"1843", "Brontë"}


def test_what_stands_nowhere_lowers_the_support() -> None:
    [found] = check("The mill on the Ouse was built in 1834. Its wheels were painted green by travelling artists.")
    assert found.supported == 0.5


def test_a_quotation_must_stand_there_word_for_word() -> None:
    good, bad = check(
        "The miller called it “the loudest neighbour in the county” and moved away.",
        "The miller called it “the noisiest neighbour in all the county”.",
    )
    assert good.quotations == ()
    assert bad.quotations == ("the noisiest neighbour in all the county",)


def test_two_long_words_are_a_quotation_too() -> None:
    good, bad, expression = check(
        "He called it a “loudest neighbour”.", "He called it “magnificent nonsense”.", "It was his “old pal”."
    )
    assert bad.quotations == ("magnificent nonsense",)
    assert (good.quotations, expression.quotations) == ((), ())


def test_a_turn_that_comes_again_points_to_the_first() -> None:
    first, _, third = check(
        "Anne Lister built the mill on the Ouse in 1834.",
        "It ground 1,500 sacks a year.",
        "As I said, Anne Lister built the mill on the Ouse in 1834.",
    )
    assert first.repeats is None
    assert third.repeats == 0


def test_host_and_the_recap_have_no_sources_to_be_held_against() -> None:
    [line] = check("And who built it in 1999?", speaker=Speaker.HOST)
    assert line == Checks()
    recap = check("Perhaps this. It ground 1,500 sacks a year.", passages=())
    assert recap == [Checks()]
    assert recap[0].as_json()["supported"] is None
