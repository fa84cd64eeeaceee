"""What is written next is decided by what was heard so far, and by nothing else."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from podcast_studio.domain.documents import Passage
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Plan, Segment, SegmentKind, Turn
from podcast_studio.domain.timeline import Spoken, lay_out
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.steering import AHEAD, LEAST_WORDS, MOST_WORDS, Next, Steering, more_to_tell

PACE = 2.8  # words a second


def a_passage(name: str, words: int) -> Passage:
    text = " ".join([f"{name}{number}" for number in range(words)])
    return Passage(id=name, document="a.md", heading=(), page=None, start=0, end=1, text=text, spoken=text, order=0)


def a_steering(minutes: float, topics: int = 3, each: int = 8, words: int = 70) -> Steering:
    names = [[f"t{topic}p{number}" for number in range(each)] for topic in range(topics)]
    passages = {name: a_passage(name, words) for members in names for name in members}
    budget = int(minutes * 60 * PACE * 0.93 - 90) // topics
    parts = [
        Segment(kind=SegmentKind.TOPIC, title=f"Topic {number}", passages=tuple(members), words=budget)
        for number, members in enumerate(names)
    ]
    opening = Segment(kind=SegmentKind.OPENING, title="Introduction", passages=(), words=45)
    closing = Segment(kind=SegmentKind.CLOSING, title="What stays", passages=(), words=45)
    plan = Plan(segments=(opening, *parts, closing), carries_seconds=topics * each * (words + 16) / PACE)
    return Steering(plan=plan, passages=passages, target_seconds=minutes * 60)


def written(following: Next) -> list[Turn]:
    """As many words as were asked for, or as there are."""

    def turn(place: int, speaker: Speaker, words: int) -> Turn:
        told = (following.passage.id,) if following.passage else ()
        text = " ".join(["tides"] * max(1, words))
        return Turn(
            index=following.index + place,
            segment=following.segment,
            speaker=speaker,
            text=text,
            passages=told,
            unit=following.unit,
        )

    if following.passage is None:
        return [turn(0, Speaker.HOST, min(14, following.words))]
    answer = min(following.words, following.passage.words)
    return [turn(0, Speaker.HOST, 12), turn(1, Speaker.EXPERT, answer)]


def measured(turns: Sequence[Turn], pace: float = PACE) -> dict[int, float]:
    return {turn.index: spoken_words(turn.text) / pace / turn.rate for turn in turns}


def test_what_no_turn_has_told_is_known_to_be_left() -> None:
    steering = a_steering(3, topics=1, each=2)
    turns = written(Next(kind=SegmentKind.TOPIC, segment=1, unit=1, index=0, words=60, passage=a_passage("t0p0", 70)))
    assert more_to_tell(steering.plan, steering.passages, turns)
    assert not more_to_tell(steering.plan, {"t0p0": steering.passages["t0p0"]}, turns)
    assert not more_to_tell(steering.plan, {}, [])


def length(turns: Sequence[Turn], seconds: Mapping[int, float]) -> float:
    return lay_out(
        [Spoken(index=turn.index, segment=turn.segment, unit=turn.unit, seconds=seconds[turn.index]) for turn in turns]
    ).seconds


def the_whole(steering: Steering, pace: float = PACE) -> list[Turn]:
    turns: list[Turn] = []
    while (following := steering.next(turns, measured(turns, pace))) is not None:
        turns += steering.paced(written(following), turns, measured(turns, pace))
    return turns


@pytest.mark.parametrize("pace", [2.2, 2.8, 3.6])
@pytest.mark.parametrize("minutes", [1, 2, 5, 15])
def test_the_length_is_met(minutes: float, pace: float) -> None:
    steering = a_steering(minutes, topics=6, each=12)
    turns = the_whole(steering, pace)
    assert length(turns, measured(turns, pace)) == pytest.approx(minutes * 60, rel=0.1)


def test_host_has_a_measure_where_the_room_ends_with_the_exchange() -> None:
    steering = a_steering(2, topics=6, each=12)
    turns, asked = list[Turn](), list[Next]()
    while (following := steering.next(turns, measured(turns))) is not None:
        asked.append(following)
        turns += steering.paced(written(following), turns, measured(turns))
    *before, last, close = asked
    assert close.kind is SegmentKind.CLOSING
    assert [following.line_words for following in before] == [None] * len(before)
    assert last.line_words is not None
    assert 10 <= last.line_words <= 16


def test_a_programme_opens_tells_and_closes() -> None:
    turns = the_whole(a_steering(5))
    segments = [turn.segment for turn in turns]
    assert segments == sorted(segments)
    assert (segments[0], segments[-1]) == (0, 4)
    assert [turn.index for turn in turns] == list(range(len(turns)))
    units = [turn.unit for turn in turns]
    assert units == sorted(units)


def test_no_passage_is_told_twice() -> None:
    turns = the_whole(a_steering(12, topics=2, each=5))
    told = [turn.passages for turn in turns if turn.speaker is Speaker.EXPERT]
    assert len(told) == len(set(told)) == 10


def test_every_topic_gets_its_share() -> None:
    turns = the_whole(a_steering(10, topics=4, each=20))
    shares = [sum(spoken_words(turn.text) for turn in turns if turn.segment == segment) for segment in range(1, 5)]
    assert min(shares) > 0.6 * max(shares)


def test_a_topic_goes_on_where_the_later_ones_cannot_fill_the_time() -> None:
    steering = a_steering(6, topics=2, each=10)
    opening, first, second, closing = steering.plan.segments
    short = replace(steering.plan, segments=(opening, first, replace(second, passages=("t1p0",)), closing))
    turns = the_whole(replace(steering, plan=short))
    assert length(turns, measured(turns)) == pytest.approx(360, rel=0.1)
    assert sum(turn.segment == 1 for turn in turns) > 3 * sum(turn.segment == 2 for turn in turns)


def test_answers_are_of_a_size_that_can_be_listened_to() -> None:
    steering = a_steering(8, topics=4, each=20, words=300)
    turns: list[Turn] = []
    while (following := steering.next(turns, measured(turns))) is not None:
        if following.kind is SegmentKind.TOPIC:
            assert LEAST_WORDS <= following.words <= MOST_WORDS
        turns += written(following)


def test_passages_that_are_gone_are_passed_over() -> None:
    steering = a_steering(3)
    known = {name: passage for name, passage in steering.passages.items() if not name.endswith("p0")}
    turns = the_whole(replace(steering, passages=known))
    assert {turn.passages[0] for turn in turns if turn.passages} <= set(known)


def test_left_out_turns_take_no_time_and_are_made_up_for() -> None:
    steering = a_steering(4, topics=3, each=12)
    turns: list[Turn] = []

    def heard() -> dict[int, float]:
        return {index: 0.0 if index in (4, 5) else seconds for index, seconds in measured(turns).items()}

    while (following := steering.next(turns, heard())) is not None:
        turns += steering.paced(written(following), turns, heard())
    sounding = [turn for turn in turns if turn.index not in (4, 5)]
    assert length(sounding, heard()) == pytest.approx(240, rel=0.1)


def test_the_newest_audio_does_not_count_until_near_the_end() -> None:
    """A run that is taken up must decide as one that was not interrupted, whatever it has heard by then."""
    steering = a_steering(10, topics=4, each=20)
    turns = the_whole(steering)
    seconds = measured(turns)
    chance = random.Random(1)
    for unit in range(1, turns[-1].unit):
        before = [turn for turn in turns if turn.unit <= unit]
        through = steering.heard_through(before, seconds)
        assert through in (unit - AHEAD, unit)
        needed = {turn.index: seconds[turn.index] for turn in before if turn.unit <= through}
        more = {turn.index: chance.uniform(0.1, 90) for turn in turns if turn.unit > through}
        assert steering.heard_through(before, {**needed, **more}) == through
        assert steering.next(before, needed) == steering.next(before, {**needed, **more})


def test_near_the_end_all_audio_counts() -> None:
    steering = a_steering(10, topics=4, each=20)
    turns = the_whole(steering)
    first, last = turns[:4], [turn for turn in turns if turn.segment < 5]
    assert steering.heard_through(first, measured(turns)) == first[-1].unit - AHEAD
    assert steering.heard_through(last, measured(turns)) == last[-1].unit


def test_only_the_last_turns_are_paced_and_never_by_much() -> None:
    steering = a_steering(5)
    for pace in (2.0, 2.8, 4.0):
        turns = the_whole(steering, pace)
        rates = [turn.rate for turn in turns]
        assert all(1 / 1.071 <= rate <= 1.071 for rate in rates)
        assert set(rates[: len(rates) // 2]) == {1.0}


def test_material_that_ran_out_is_not_stretched() -> None:
    steering = a_steering(30, topics=2, each=3)
    assert {turn.rate for turn in the_whole(steering)} == {1.0}


def test_the_count_of_turns_is_a_fair_guess_and_exact_at_the_end() -> None:
    steering = a_steering(10, topics=4, each=20)
    turns = the_whole(steering)
    guesses = [steering.estimated_turns(turns[:count], measured(turns[:count])) for count in (0, 6, 12)]
    assert all(0.7 * len(turns) <= guess <= 1.4 * len(turns) for guess in guesses)
    assert steering.estimated_turns(turns, measured(turns)) == len(turns)
    assert all(
        steering.estimated_turns(turns[:count], measured(turns[:count])) >= count for count in range(len(turns) + 1)
    )


def test_what_is_elapsed_is_what_is_laid_out() -> None:
    steering = a_steering(5)
    turns = the_whole(steering)[:7]
    assert steering.elapsed([], {}) == 0
    assert steering.elapsed(turns, measured(turns)) == pytest.approx(length(turns, measured(turns)) - 0.8)
    assert steering.elapsed(turns, {}) == pytest.approx(steering.elapsed(turns, measured(turns)), rel=0.1)


def test_nothing_follows_the_closing() -> None:
    steering = a_steering(2)
    turns = the_whole(steering)
    assert steering.next(turns, measured(turns)) is None
    assert steering.next(turns, {}) is None
