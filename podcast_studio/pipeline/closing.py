"""How a programme ends: what was said and is worth keeping, and a farewell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import combinations

from podcast_studio.domain.languages import ENGLISH
from podcast_studio.domain.podcasts import Speaker
from podcast_studio.domain.scripts import Turn
from podcast_studio.pipeline.host.echoing import figures_to_keep
from podcast_studio.pipeline.parsing_turns import opens_alike
from podcast_studio.pipeline.phrases.book import Phrases
from podcast_studio.pipeline.phrases.choosing import listing, pick, without_lead_in
from podcast_studio.pipeline.speech.length import spoken_words
from podcast_studio.pipeline.text.clean import sentences
from podcast_studio.pipeline.text.function_words import telling_words
from podcast_studio.pipeline.text.titles import OF_PLACE
from podcast_studio.pipeline.truth.grounding import dangles, stands_alone

_RECALLED, _ENOUGH_RECALLED = 3, 2
_RECALLED_WORDS = range(8, 27)
_CONSIDERED = 12  # sentences
_ANOTHER_TOPIC = 6.0  # is worth so many figures or names
_JUST_HEARD = 5.0  # costs as much
_LEADING_IN = 3  # words before a fact
_MOST_OF_IT = 0.7  # telling words
_HEARD_TWICE = 0.06  # of the words of all that was said the close may recall, with those that lead in to it
_TWICE_AT_LEAST = 26  # words; so much however short the programme is
_SPARE = 8  # words of room that are not worth another sentence
_EMPTY = 10  # words of room that nobody misses; each one more is worth a third of a figure or name
_ROOM = 70  # words; with more the programme ends early in any case
_CLAUSE_WORDS = 7
_MAIN_CLAUSE = re.compile(
    r"([^,;:–—\"“”]+), "
    r"(?:so|which|who|whose|where|while|whereas|since|because|although|though|and (?:it|he|she|they))\b"
)
_ANNOUNCES = re.compile(r"(?i)\b(?:two|three|four|five|six|several|some|many|a few) (?:[a-z]+ )?[a-z]+s[.:]$")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?!\d)|{_MONTHS}),?(?: \d{{4}})?")
_POINTER = re.compile(r"\b(?:it|they|them|he|she|him|this|these|those)\b")
_BOUND = re.compile(  # what a sentence begins with that is true only with the rest of it
    r"(?i)(?:after|although|as|because|before|even|if|once|since|though|unless|when|whenever|where|wherever|whether|while)\b"
)


def closing(
    turns: Sequence[Turn], words: int, phrases: Phrases, seed: int, language: str = ENGLISH
) -> list[tuple[Speaker, str]]:
    """As long as the room that is left: a farewell, and before it what was said and is worth keeping.

    HOST keeps figures, which are short; what EXPERT recalls is told as it was, and is heard a second time, so that it
    is little of the whole. Where more room is left, or that would be what was heard a moment ago, HOST says where all
    of it stands.
    """
    length = partial(spoken_words, language=language)
    anew = partial(_begun_anew, turns=turns, number=seed, length=length)
    farewell = anew(phrases.farewells)
    room = words - length(farewell)
    figures = figures_to_keep(turns, language)
    recaps: list[tuple[str, Sequence[str]]] = [(anew(phrases.recaps), ())]
    if len(figures) > 1:
        tally = anew(phrases.tallies).format(figures=listing(figures, phrases.conjunction))
        recaps.insert(0, (tally, figures))
    for recap, kept in recaps:
        left = room - length(recap)
        facts = [without_lead_in(fact, phrases) for fact in _recalled(turns, left, length, but=kept)]
        if facts:
            told = [anew(phrases.reminders).format(fact=facts[0])]
            told += [pick(phrases.further, seed + place).format(fact=fact) for place, fact in enumerate(facts[1:])]
            recalled = " ".join(told)
            last = " ".join([*_parting(phrases, left - length(recalled), length), farewell])
            return [(Speaker.HOST, recap), (Speaker.EXPERT, recalled), (Speaker.HOST, last)]
    fact = _worth_recalling(turns, room - 2, length, most=1, but_last=True)
    alone = [*phrases.reminders[-1:], *phrases.reminders[:-1]]  # the last is good before a farewell
    last_words = [anew(alone, number=0).format(fact=without_lead_in(one, phrases)) for one in fact]
    return [(Speaker.HOST, " ".join([*(last_words or _parting(phrases, room, length)), farewell]))]


def _recalled(turns: Sequence[Turn], room: float, length: Callable[[str], float], *, but: Collection[str]) -> list[str]:
    """As many facts as there is room for without saying too much of the whole twice, but one at least."""
    twice = max(_TWICE_AT_LEAST, _HEARD_TWICE * sum(length(turn.text) for turn in turns))
    facts = _worth_recalling(turns, min(room, twice), length, but=but)
    return facts or _worth_recalling(turns, room, length, most=1, but=but)


def _parting(phrases: Phrases, room: float, length: Callable[[str], float]) -> list[str]:
    """The longest for which there is room; empty where there is none."""
    return sorted((parting for parting in phrases.partings if length(parting) <= room), key=length)[-1:]


def _begun_anew(choices: Sequence[str], *, turns: Sequence[Turn], number: int, length: Callable[[str], float]) -> str:
    """One of the choices, another one for another number; where it begins like one of the last turns, a shorter one."""
    lines = [turn.text for turn in turns]
    turned = [pick(choices, number + step) for step in range(len(choices))]
    fitting = [choice for choice in turned if length(choice) <= length(turned[0])]
    return next((choice for choice in fitting if not opens_alike(choice, lines)), turned[0])


def _worth_recalling(
    turns: Sequence[Turn],
    room: float,
    length: Callable[[str], float],
    *,
    most: int = _RECALLED,
    but: Collection[str] = (),
    but_last: bool = False,
) -> list[str]:
    """Sentences that stand by themselves, from different segments, that fit into `room` words; told as they were said.

    None of them holds one of the figures of `but`, or with `but_last` is of the last turn, or only tells how many there
    are of what came behind it: "It has two faults." Two are enough, if that leaves little of the room.
    """
    candidates = [
        (turn, sentence)
        for turn in turns
        if turn.speaker is Speaker.EXPERT and turn.passages and not (but_last and turn is turns[-1])
        for sentence in sentences(turn.text)
        if len(sentence.split()) in _RECALLED_WORDS and not dangles(sentence) and not sentence.endswith("?")
        if not any(figure in sentence for figure in but) and not _ANNOUNCES.search(sentence)
    ]
    candidates = [fact for fact in candidates if stands_alone(fact[1])] or candidates  # one that is clear, or none
    lines = [telling_words(turn.text) for turn in turns if turn.speaker is Speaker.HOST and turn.passages]
    candidates = [fact for fact in candidates if not _taken_up(fact[1], lines)] or candidates
    earlier = [fact for fact in candidates if fact[0] is not turns[-1]]  # than what was heard a moment ago
    candidates = earlier if len(earlier) >= _ENOUGH_RECALLED else candidates
    candidates.sort(key=_value, reverse=True)
    chosen: tuple[tuple[Turn, str], ...] = ()
    for count in range(1, most + 1):
        sets = combinations(candidates[:_CONSIDERED], count)
        spare = 0 if count < _RECALLED else _SPARE
        fitting = [facts for facts in sets if _room_for(facts, length) + spare <= room]
        chosen = max(fitting, key=lambda facts: _value_together(facts, turns, room, length), default=chosen)
    chosen = tuple(sorted(chosen, key=lambda pair: (pair[0].index, pair[0].text.find(pair[1]))))
    return [main_clause(sentence) for _, sentence in chosen]


def _taken_up(sentence: str, lines: Sequence[set[str]]) -> bool:
    """Whether HOST has said most of it after EXPERT had: a third time would be too much."""
    words = telling_words(main_clause(sentence))
    return any(len(words & line) >= _MOST_OF_IT * len(words) for line in lines)


def _room_for(facts: Sequence[tuple[Turn, str]], length: Callable[[str], float]) -> float:
    """Words, with those that lead in to each."""
    return sum(length(main_clause(sentence)) + _LEADING_IN for _, sentence in facts)


def _value(fact: tuple[Turn, str]) -> float:
    return _weight(main_clause(fact[1]))


def _value_together(
    facts: Sequence[tuple[Turn, str]], turns: Sequence[Turn], room: float, length: Callable[[str], float]
) -> float:
    """Of different topics if possible, not what was heard a moment ago, and about as long as the room is."""
    topics = len({turn.segment for turn, _ in facts})
    just_heard = sum(turn is turns[-1] for turn, _ in facts)
    empty = max(0.0, room - _room_for(facts, length) - _EMPTY) if room < _ROOM else 0.0
    return sum(map(_value, facts)) + _ANOTHER_TOPIC * topics - _JUST_HEARD * just_heard - empty / 3


def main_clause(sentence: str) -> str:
    """Without what follows ", which" or ", because", where a whole statement stands before it; English."""
    found = _MAIN_CLAUSE.match(sentence)
    if found is None or len(found[1].split()) < _CLAUSE_WORDS or OF_PLACE.match(sentence) or _BOUND.match(sentence):
        return sentence
    return f"{found[1]}."


def _weight(sentence: str) -> float:
    """How much there is in it to remember: figures and names, in few words, of which none speaks of something else.

    Nobody remembers the day of a month, and what has an article is no name: "the Tenant has seen it on May 22".
    """
    dates, undated = len(_DATE.findall(sentence)), _DATE.sub("", sentence)
    figures = len(re.findall(r"\d[\d,.]*", undated))
    names = len(re.findall(r"(?<!^)(?<![.!?] )(?<!\b[Tt]he )\b[A-Z][a-z]{2,}", undated))
    pointers = len(_POINTER.findall(sentence))
    return min(figures, 2) * 1.0 + min(names, 3) - dates - 2 * pointers - abs(len(sentence.split()) - 11) * 0.12
