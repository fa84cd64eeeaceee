"""HOST takes up what was said before."""

from __future__ import annotations

from dataclasses import replace

from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.host.recalling import recall
from podcast_studio.pipeline.phrases.choosing import ENGLISH

FACT = "The keeper of the lighthouse carried forty litres of oil up the stairs every night."
COMING = "When the lighthouse got electric light, no keeper had to carry oil up the stairs."


def talk(*answers: str) -> list[Turn]:
    turns: list[Turn] = []
    for unit, answer in enumerate(answers, 1):
        for speaker, text in ((Speaker.HOST, "And then?"), (Speaker.EXPERT, answer)):
            turns.append(
                Turn(index=len(turns), segment=1, speaker=speaker, text=text, unit=unit, passages=(f"p{unit}",))
            )
    return turns


def test_what_belongs_to_what_comes_is_taken_up_in_its_own_words() -> None:
    line = recall(COMING, talk(FACT, "Ships pass at a distance of nine miles.", "Fog was feared most."), ENGLISH, 1)
    assert line is not None
    assert FACT in line
    assert line.endswith("?")


def test_nothing_is_taken_up_that_was_said_just_now_or_belongs_elsewhere() -> None:
    assert recall(COMING, talk(FACT), ENGLISH, 1) is None
    assert recall("Bees dance to show the way.", talk(FACT, "One.", "Two."), ENGLISH, 1) is None


def test_nothing_is_taken_up_twice_nor_what_is_about_to_be_said_again() -> None:
    turns = talk(FACT, "Ships pass at a distance of nine miles.", "Fog was feared most.")
    line = recall(COMING, turns, ENGLISH, 1)
    assert line is not None
    said = Turn(index=len(turns), segment=1, speaker=Speaker.HOST, text=line, unit=4)
    assert recall(COMING, [*turns, said], ENGLISH, 2) is None
    assert recall(FACT, turns, ENGLISH, 1) is None


def test_what_needs_its_neighbours_is_not_taken_up() -> None:
    loose = "It was carried up the stairs of the lighthouse by the keeper every night with oil."
    assert recall(COMING, talk(loose, "Ships pass far out.", "Fog was feared most."), ENGLISH, 1) is None


def test_a_debate_prefers_what_speaks_against() -> None:
    against = "Critics said that the oil on the stairs made work in the lighthouse a risk for keepers."
    line = recall(COMING, talk(FACT, against, "Ships pass far out.", "Fog was feared."), ENGLISH, 1, doubts=True)
    assert line is not None
    assert against in line


def test_a_sentence_that_speaks_of_what_only_the_one_before_it_names_is_not_taken_up() -> None:
    pointing = "At high water they are hardly to be seen from the lighthouse, said the keeper on the stairs."
    assert recall(COMING, talk(pointing, "Ships pass far out.", "Fog was feared."), ENGLISH, 1) is None


def test_what_was_said_of_another_topic_is_taken_up_only_where_rare_words_join_it() -> None:
    turns = talk(FACT, "Ships pass at a distance of nine miles.", "Fog was feared most.")
    elsewhere = [replace(turn, segment=2) if turn.unit == 3 else turn for turn in turns]
    assert recall("A keeper climbs no stairs any more.", turns, ENGLISH, 1) is not None
    assert recall("A keeper climbs no stairs any more.", elsewhere, ENGLISH, 1) is None, "two words are chance"
    assert recall("A keeper carries no oil up the stairs any more.", elsewhere, ENGLISH, 1) is not None
    everywhere = talk(FACT, "A keeper of oil has stairs.", "No keeper has oil or stairs.", "Fog was feared most.")
    far = [replace(turn, segment=2) if turn.unit == 4 else turn for turn in everywhere]
    assert recall("A keeper carries no oil up the stairs any more.", far, ENGLISH, 1) is None, "they are everywhere"
